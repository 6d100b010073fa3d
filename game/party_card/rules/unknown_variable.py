"""A variable is named that the scene does not declare.

Every variable that a condition reads or a choice sets stands under `variables:` with its start. Write its
name as it stands there, or declare it.

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
          - {id: go, text: Go on, if: keeper == friend and atention > 0, goto: two}
MESSAGE:
    error[unknown-variable]: this scene has no variable `atention`
      --> scenes/example.yaml:11:56
       |
    11 |       - {id: go, text: Go on, if: keeper == friend and atention > 0, goto: two}
       |                                                        ^^^^^^^^
    help: did you mean `attention`?
"""

from __future__ import annotations

from party_card.content.declarations import has_wrong_variables
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import iter_choices


def check(pack: Pack) -> Diagnostics:
    """Checks what choices set and tests expect; conditions are checked where they are parsed."""
    for scene in pack.scenes.values():
        if has_wrong_variables(scene):
            continue
        references = [
            (name, choice.locate_change(name)) for choice in iter_choices(scene) for name in choice.changed_variables
        ]
        references += [
            (name, test.expect.location.value("variables")) for test in scene.tests for name in test.expect.variables
        ]
        for name, mapping in references:
            if name and name not in scene.variables:
                label = mapping.key_label(name)
                help_text = "declare it under `variables:`"
                yield RULE.diagnose_unknown("this scene has no variable", name, label, scene.variables, help_text)


RULE = Rule("unknown-variable", Severity.ERROR, __doc__, check)
