"""Two choices of a scene have the same name.

A transcript, a test and `chose(...)` know a choice by its `id`, so it must be the only one of that name in
the scene, also among the choices of other passages. Give one of the two another name.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: stay, text: Stay, goto: two}
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: stay, text: Stay, goto: two}
WITH:
          - {id: go, text: Stay, goto: two}
MESSAGE:
    error[duplicate-choice]: another choice of this scene is called `go`
     --> scenes/example.yaml:8:14
      |
    7 |       - {id: go, text: Stay, goto: two}
      |              -- the first one
    8 |       - {id: go, text: Go on, goto: two}
      |              ^^
    help: give one of the two another name
"""

from __future__ import annotations

from party_card.content.models import Choice, ChoiceId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import iter_choices


def check(pack: Pack) -> Diagnostics:
    """Checks the choices of every scene."""
    for scene in pack.scenes.values():
        first_by_id: dict[ChoiceId, Choice] = {}
        for choice in iter_choices(scene):
            first = first_by_id.setdefault(choice.id, choice)
            if choice.id and first is not choice:
                message = f"another choice of this scene is called {backquote(choice.id)}"
                label, first_label = (
                    choice.location.value("id").label(),
                    first.location.value("id").label(message="the first one"),
                )
                help_text = "give one of the two another name"
                yield RULE.diagnose(message, label, help_text, secondary=(first_label,))


RULE = Rule("duplicate-choice", Severity.ERROR, __doc__, check)
