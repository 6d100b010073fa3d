"""A passage has both choices and an ending.

An ending is the end: the record follows, and the choices would never be shown. Delete one of the two, or put
the ending into a passage of its own and let a choice lead there.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices: [{id: go, text: Go on, goto: two}]
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices: [{id: go, text: Go on, goto: two}]
        ending: {id: done, title: Done}
      two:
        text: It is dark.
        ending: {id: late, title: Late}
MESSAGE:
    error[ending-with-choices]: passage `one` has choices and an ending; after an ending nothing can be chosen
     --> scenes/example.yaml:7:5
      |
    6 |     choices: [{id: go, text: Go on, goto: two}]
      |     ------- the choices
    7 |     ending: {id: done, title: Done}
      |     ^^^^^^ the ending
    help: delete one of the two, or let a choice lead to a passage with this ending
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Diagnostics:
    """Checks every passage."""
    for scene in pack.scenes.values():
        for name, passage in scene.passages.items():
            if passage.ending is not None and passage.choices:
                location = passage.location
                message = f"passage {backquote(name)} has choices and an ending; after an ending nothing can be chosen"
                secondary = location.key_label("choices", "the choices")
                help_text = "delete one of the two, or let a choice lead to a passage with this ending"
                yield RULE.diagnose(
                    message, location.key_label("ending", "the ending"), help_text, secondary=(secondary,)
                )


RULE = Rule("ending-with-choices", Severity.ERROR, __doc__, check)
