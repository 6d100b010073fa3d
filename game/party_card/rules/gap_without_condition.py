"""A paper that always remains says what stands in its place.

The `gap` of a paper is what a stranger in the archive of the campaign finds where the paper does not remain. A paper
without `if` remains after every play, and so nobody ever reads its gap.

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
        - {id: line, kind: list, title: Line, text: One parcel., if: desk == enter, gap: An empty line., shows: [desk]}
FAIL REPLACES:
        - {id: line, kind: list, title: Line, text: One parcel., if: desk == enter, gap: An empty line., shows: [desk]}
WITH:
        - {id: line, kind: list, title: Line, text: One parcel., gap: An empty line., shows: [desk]}
MESSAGE:
    warning[gap-without-condition]: nothing ever stands in the place of the paper `line`, which always remains
      --> scenes/example.yaml:16:62
       |
    16 |     - {id: line, kind: list, title: Line, text: One parcel., gap: An empty line., shows: [desk]}
       |                                                              ^^^
    help: delete `gap`, or say with `if` after which plays the paper remains
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Diagnostics:
    """Checks the papers of every file."""
    for scene in pack.scenes.values():
        for paper in scene.file.papers if scene.file is not None else ():
            if paper.gap and paper.if_ is None:
                name = backquote(paper.id)
                message = f"nothing ever stands in the place of the paper {name}, which always remains"
                help_text = "delete `gap`, or say with `if` after which plays the paper remains"
                yield RULE.diagnose(message, paper.location.key_label("gap"), help_text)


RULE = Rule("gap-without-condition", Severity.WARNING, __doc__, check)
