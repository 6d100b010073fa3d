"""A test expects a paper that the file does not have.

Such a test could never pass. Write the name as it stands after `id:` under `papers:` of the scene's `file`.

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
    tests:
      - {name: it is entered, play: [enter], expect: {papers: [line]}}
FAIL REPLACES:
      - {name: it is entered, play: [enter], expect: {papers: [line]}}
WITH:
      - {name: it is entered, play: [enter], expect: {papers: [lines]}}
MESSAGE:
    error[unknown-paper]: the file of this scene has no paper `lines`
      --> scenes/example.yaml:18:60
       |
    18 |   - {name: it is entered, play: [enter], expect: {papers: [lines]}}
       |                                                            ^^^^^
    help: did you mean `line`?
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule


def check(pack: Pack) -> Diagnostics:
    """Checks the papers that tests expect."""
    for scene in pack.scenes.values():
        papers = [paper.id for paper in scene.file.papers] if scene.file is not None else []
        for test in scene.tests:
            for index, name in enumerate(test.expect.papers or ()):
                if name and name not in papers:
                    label = test.expect.location.value("papers").item(index).label()
                    message, help_text = "the file of this scene has no paper", "add it under `papers:` of the `file`"
                    yield RULE.diagnose_unknown(message, name, label, papers, help_text)


RULE = Rule("unknown-paper", Severity.ERROR, __doc__, check)
