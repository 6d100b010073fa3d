"""A variable is compared with, or set to, a value it cannot have.

The values of a variable stand in its declaration under `variables:`. Write one of them, or add the value
there. A yes/no is `true` or `false`; only a whole number takes steps, under `add`.

PASS:
    scene: a
    title: A
    variables:
      keeper: {values: [me, friend, nobody], start: nobody}
      attention: {range: [0, 3], start: 0}
    passages:
      one:
        text: You wait.
        choices:
          - {id: give, text: Give it away, set: {keeper: friend}, add: {attention: 1}, goto: one}
          - {id: go, text: Go on, if: keeper == friend and attention > 0, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: go, text: Go on, if: keeper == friend and attention > 0, goto: two}
WITH:
          - {id: go, text: Go on, if: keeper == frend and attention > 0, goto: two}
MESSAGE:
    error[unknown-value]: `keeper` has no value `frend`
      --> scenes/example.yaml:11:45
       |
    11 |       - {id: go, text: Go on, if: keeper == frend and attention > 0, goto: two}
       |                                             ^^^^^
    help: did you mean `friend`?
"""

from __future__ import annotations

from party_card.content.decode.whole_numbers import is_whole_number
from party_card.content.pack import Pack
from party_card.content.variables import parse_domains, report_invalid_value
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.suggest import suggest_names
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Diagnostics:
    """Checks what tests expect; conditions and `set` are checked where they are parsed."""
    for scene in pack.scenes.values():
        if not any(test.expect.variables for test in scene.tests):
            continue
        domains, _ = parse_domains(scene)
        for test in scene.tests:
            for name, value in test.expect.variables.items():
                domain = domains.get(name)
                if domain is None or not value.text or domain.find_index(value) is not None:
                    continue
                if domain.kind == "range" and not is_whole_number(value.location.node):
                    yield report_invalid_value(name, domain, value)
                else:
                    message = f"{backquote(name)} is {domain.describe()}; here is {backquote(value.text)}"
                    names = domain.names if domain.kind != "range" else ()
                    helps = suggest_names(value.text, names, f"write a number from {domain.low} to {domain.high}")
                    yield RULE.diagnose(message, value.location.label(), *helps)


RULE = Rule("unknown-value", Severity.ERROR, __doc__, check)
