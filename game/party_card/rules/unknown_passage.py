"""A passage is named that the scene does not have.

A choice leads to it (`goto`), the scene begins with it (`start`), a condition asks for it (`visited(...)`) or
a test expects it. Without this check a student would be stuck there. Write the name as it stands under
`passages:`, or add the passage.

PASS:
    scene: a
    title: A
    passages:
      reading:
        text: You read.
        choices: [{id: go, text: Go on, goto: evening}]
      evening:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    passages:
      reading:
        text: You read.
        choices: [{id: go, text: Go on, goto: evning}]
      evening:
        text: It is dark.
        ending: {id: done, title: Done}
MESSAGE:
    error[unknown-passage]: this scene has no passage `evning`
     --> scenes/example.yaml:6:43
      |
    6 |     choices: [{id: go, text: Go on, goto: evning}]
      |                                           ^^^^^^
    help: did you mean `evening`?
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.rule import Rule
from party_card.diagnostics.suggest import suggest_names
from party_card.diagnostics.words import backquote
from party_card.rules.reserved_name import RESERVED_PASSAGES


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Checks `start`, every `goto` and what tests expect; conditions are checked where they are parsed."""
    for scene in pack.scenes.values():
        references = [(scene.start, scene.location, "start")]
        references += [
            (choice.goto, choice.location, "goto") for passage in scene.passages.values() for choice in passage.choices
        ]
        references += [(test.expect.passage, test.expect.location, "passage") for test in scene.tests]
        for name, owner, key in references:
            if name and name not in scene.passages:
                message = f"this scene has no passage {backquote(name)}"
                if name in RESERVED_PASSAGES:
                    helps: tuple[Help, ...] = (
                        Help("give the passage an `ending:` instead; the record follows by itself"),
                    )
                else:
                    helps = suggest_names(name, scene.passages, f"add it under `passages:`, with a line `{name}:`")
                yield RULE.diagnose(message, owner.value(key).label(), helps=helps)


RULE = Rule("unknown-passage", Severity.ERROR, __doc__, check)
