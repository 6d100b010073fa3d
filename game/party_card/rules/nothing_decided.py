"""The file names a passage in which nothing is decided.

A paper shows what a student decided, and `unrecorded` lists the decisions that left no paper; a passage without choices
has none. Name the passage with the choices.

PASS:
    scene: a
    title: A
    passages:
      desk:
        text: A parcel lies on the desk.
        choices:
          - {id: enter, text: Enter it in the book, goto: night}
          - {id: leave, text: Leave the line empty, goto: night}
      night:
        text: It is dark.
        ending: {id: done, title: Done}
    file:
      name: Berg, K.
      card: [{stamp: kept}]
      unrecorded: {desk: ""}
FAIL REPLACES:
      unrecorded: {desk: ""}
WITH:
      unrecorded: {desk: "", night: ""}
MESSAGE:
    error[nothing-decided]: nothing is decided in `night`: it has no choices
      --> scenes/example.yaml:15:26
       |
    15 |   unrecorded: {desk: "", night: ""}
       |                          ^^^^^
    help: name the passage in which the choice is made
"""

from __future__ import annotations

from party_card.content.declarations import has_wrong_choices
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._filed_decisions import named_decisions


def check(pack: Pack) -> Diagnostics:
    """Checks the passages that the file of every scene names."""
    for scene in pack.scenes.values():
        for name, label in named_decisions(scene) if not has_wrong_choices(scene) else ():
            if name in scene.passages and not scene.passages[name].choices:
                message = f"nothing is decided in {backquote(name)}: it has no choices"
                yield RULE.diagnose(message, label, "name the passage in which the choice is made")


RULE = Rule("nothing-decided", Severity.ERROR, __doc__, check)
