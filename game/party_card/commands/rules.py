"""`party-card rules`: lists the rules, or explains one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from party_card.commands._exit import EXIT_OK
from party_card.services.errors import UsageError

if TYPE_CHECKING:
    from party_card.diagnostics.rule import Rule

SUMMARY = "explain what is checked"
DESCRIPTION = "Lists the rules, or explains one with an example that is right and one that is wrong."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument("code", nargs="?", help="the rule to explain; without it, all are listed")


def run(args: argparse.Namespace) -> int:
    """Prints a line for each rule, or the documentation of one."""
    from inspect import cleandoc

    from party_card.diagnostics.suggest import find_closest
    from party_card.modelcheck.findings import FINDINGS
    from party_card.rules import RULES
    from party_card.translation.check import FINDINGS as TRANSLATION_FINDINGS

    all_rules: tuple[Rule[Any], ...] = (*RULES, *FINDINGS, *TRANSLATION_FINDINGS)
    rule_by_code = {rule.code: rule for rule in all_rules}
    if args.code is None:
        width = max(map(len, rule_by_code))
        for command, rules in (("check", RULES), ("prove", FINDINGS), ("translate check", TRANSLATION_FINDINGS)):
            print(f"party-card {command}")
            for rule in rules:
                print(f"  {rule.code:<{width}}  {rule.severity:<7}  {rule.title}")
        return EXIT_OK
    if args.code not in rule_by_code:
        closest = find_closest(args.code, rule_by_code)
        advice = f"did you mean `{closest}`?" if closest else "`party-card rules` lists them"
        raise UsageError(f"there is no rule `{args.code}`; {advice}")
    print(f"{args.code}\n\n{cleandoc(rule_by_code[args.code].documentation)}")
    return EXIT_OK
