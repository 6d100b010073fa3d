"""Two papers of a file have the same name.

The `id` of a paper is unique in its scene: story tests ask for it by that name. Give one of the two another name; where
one paper says different things on different paths, let its `text` be a list with conditions.

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
      papers:
        - {id: line, kind: register, title: A line, text: One parcel., if: desk == enter, shows: [desk]}
        - {id: slip, kind: note, title: A slip, text: In pencil.}
FAIL REPLACES:
        - {id: slip, kind: note, title: A slip, text: In pencil.}
WITH:
        - {id: line, kind: note, title: A slip, text: In pencil.}
MESSAGE:
    error[duplicate-paper]: two papers are called `line`
      --> scenes/example.yaml:17:12
       |
    16 |     - {id: line, kind: register, title: A line, text: One parcel., if: desk == enter, shows: [desk]}
       |            ---- the first one
    17 |     - {id: line, kind: note, title: A slip, text: In pencil.}
       |            ^^^^
    help: give one of the two another name
"""

from __future__ import annotations

from party_card.content.models import Paper, PaperId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Diagnostics:
    """Checks the papers of every file."""
    for scene in pack.scenes.values():
        first_by_id: dict[PaperId, Paper] = {}
        for paper in scene.file.papers if scene.file is not None else ():
            first = first_by_id.setdefault(paper.id, paper)
            if first is not paper and paper.id:
                message = f"two papers are called {backquote(paper.id)}"
                secondary = (first.location.value("id").label(message="the first one"),)
                help_text = "give one of the two another name"
                yield RULE.diagnose(message, paper.location.value("id").label(), help_text, secondary=secondary)


RULE = Rule("duplicate-paper", Severity.ERROR, __doc__, check)
