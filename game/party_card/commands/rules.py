"""`party-card rules`: what is checked, explained."""

from __future__ import annotations

import argparse

from party_card.commands._exit import WELL, CommandError


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("code", nargs="?", help="the rule to explain; without it, all are listed")
    parser.set_defaults(command=rules)


def rules(args: argparse.Namespace) -> int:
    """Lists the rules, or explains one with an example that is right and one that is wrong."""
    from inspect import getdoc

    from party_card.diagnostics.suggest import nearest
    from party_card.modelcheck.findings import FINDINGS
    from party_card.rules import RULES
    from party_card.rules.documentation import documentation

    by_code = {module.CODE: module for module in (*RULES, *FINDINGS)}
    if args.code is None:
        width = max(map(len, by_code))
        for command, modules in (("check", RULES), ("prove", FINDINGS)):
            print(f"party-card {command}")
            for rule in (documentation(module).rule for module in modules):
                print(f"  {rule.code:<{width}}  {rule.severity:<7}  {rule.title}")
        return WELL
    if args.code not in by_code:
        near = nearest(args.code, by_code)
        mend = f"did you mean `{near}`?" if near else "`party-card rules` lists them"
        raise CommandError(f"there is no rule `{args.code}`; {mend}")
    print(f"{args.code}\n\n{getdoc(by_code[args.code])}")
    return WELL
