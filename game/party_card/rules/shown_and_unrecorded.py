"""A decision is shown by a paper and declared unrecorded.

Under `unrecorded` stand the decisions that no paper ever shows. Where a paper shows a decision only on some paths, the
page says of itself on the others that nobody but the student knows; if somebody does, name the choices that this person
knows of. Else take the passage out of one of the two places.

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
FAIL REPLACES:
        - {id: line, kind: register, title: A line, text: One parcel., if: desk == enter, shows: [desk]}
WITH:
        - {id: line, kind: register, title: A line, text: One parcel., if: desk == enter, shows: [desk]}
      unrecorded: {desk: your sister}
MESSAGE:
    warning[shown-and-unrecorded]: the decision in `desk` is declared unrecorded, and the paper `line` shows it
      --> scenes/example.yaml:17:16
       |
    16 |     - {id: line, kind: register, title: A line, text: One parcel., if: desk == enter, shows: [desk]}
       |                                                                                               ---- shown here
    17 |   unrecorded: {desk: your sister}
       |                ^^^^
    help: take `desk` out of `unrecorded`, or out of `shows`
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import key_labels


def check(pack: Pack) -> Diagnostics:
    """Checks the unrecorded decisions of every file."""
    for scene in pack.scenes.values():
        if scene.file is None:
            continue
        labels = key_labels(scene.file.location.value("unrecorded"))
        for passage, listener in scene.file.unrecorded.items():
            if not isinstance(listener, str):
                continue  # it depends on the choice
            paper = next((paper for paper in scene.file.papers if passage in paper.shows), None)
            if paper is not None and passage in labels:
                decision = f"the decision in {backquote(passage)}"
                message = f"{decision} is declared unrecorded, and the paper {backquote(paper.id)} shows it"
                item = paper.location.value("shows").item(paper.shows.index(passage))
                help_text = f"take {backquote(passage)} out of `unrecorded`, or out of `shows`"
                secondary = (item.label(message="shown here"),)
                yield RULE.diagnose(message, labels[passage], help_text, secondary=secondary)


RULE = Rule("shown-and-unrecorded", Severity.WARNING, __doc__, check)
