"""The file does not say who can know of a decision.

What remains on paper is the point of a file, so each decision of the scene is shown by a paper, or declared as one that
left none. Name its passage under `shows` of a paper, or under `unrecorded`, with who knows of it beside the student.

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
      unrecorded: {desk: your sister}
FAIL REPLACES:
      unrecorded: {desk: your sister}
WITH:
MESSAGE:
    warning[decision-without-paper]: the file does not say who can know of the decision in `desk`
     --> scenes/example.yaml:4:3
      |
    4 |   desk:
      |   ^^^^
    help: name `desk` under `shows` of a paper, or write `desk: ""` under `unrecorded`
"""

from __future__ import annotations

from party_card.content.declarations import has_wrong_passages
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import has_unknown_key, key_labels


def check(pack: Pack) -> Diagnostics:
    """Checks the passages with several choices of every scene that has a file."""
    for scene in pack.scenes.values():
        file = scene.file
        if file is None or has_wrong_passages(scene) or any(map(has_unknown_key, (file, *file.papers))):
            continue  # what has been reported there may name the decision
        named = {*file.unrecorded, *(passage for paper in file.papers for passage in paper.shows)}
        if not named <= scene.passages.keys():
            continue  # a passage that does not exist has been reported, and may be the one that is meant
        labels = key_labels(scene.location.value("passages"))
        for name, passage in scene.passages.items():
            if len(passage.choices) > 1 and name not in named:
                message = f"the file does not say who can know of the decision in {backquote(name)}"
                help_text = f'name `{name}` under `shows` of a paper, or write `{name}: ""` under `unrecorded`'
                yield RULE.diagnose(message, labels.get(name, scene.location.label()), help_text)


RULE = Rule("decision-without-paper", Severity.WARNING, __doc__, check)
