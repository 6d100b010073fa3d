"""Two endings have the same name but different titles, or different costs.

Several passages may lead to the same ending, and then its title is the same too. With different titles they
are different endings, and a transcript has to tell them apart: give one of them another `id`. The cost need be given at
one of the passages only.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: go, text: Go, goto: two}
          - {id: stay, text: Stay, goto: three}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
      three:
        text: It is still dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
        ending: {id: done, title: Done}
      three:
        text: It is still dark.
        ending: {id: done, title: Done}
WITH:
        ending: {id: done, title: You left}
      three:
        text: It is still dark.
        ending: {id: done, title: You stayed}
MESSAGE:
    error[duplicate-ending]: two endings are called `done`, with different titles
      --> scenes/example.yaml:14:18
       |
    11 |     ending: {id: done, title: You left}
       |                               -------- the first title
    ...
    14 |     ending: {id: done, title: You stayed}
       |                  ^^^^
    help: give one of the two another `id`, or both the same title
"""

from __future__ import annotations

from typing import Literal

from party_card.content.models import Ending, EndingId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Diagnostics:
    """Checks the endings of every scene."""
    for scene in pack.scenes.values():
        first_by_id: dict[EndingId, Ending] = {}
        for passage in scene.passages.values():
            ending = passage.ending
            if ending is None or not ending.id or not ending.title:
                continue
            first = first_by_id.setdefault(ending.id, ending)
            if first.title != ending.title:
                yield _diagnose(first, ending, "title")
            elif first.cost != ending.cost:
                yield _diagnose(first, ending, "cost")


def _diagnose(first: Ending, ending: Ending, key: Literal["title", "cost"]) -> Diagnostic:
    message = f"two endings are called {backquote(ending.id)}, with different {key}s"
    secondary = first.location.value(key).label(message=f"the first {key}")
    help_text = f"give one of the two another `id`, or both the same {key}"
    return RULE.diagnose(message, ending.location.value("id").label(), help_text, secondary=(secondary,))


RULE = Rule("duplicate-ending", Severity.ERROR, __doc__, check)
