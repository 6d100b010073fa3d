"""Some questions of a debrief have a rubric, and others have none.

Students see how an answer is judged once they have written one, and a teacher marks by it. Where one question of a
scene has a rubric, both expect it of the others. A scene whose questions all lack one is left alone.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
    debrief:
      - ask: How could anyone know who it was?
        skill: sourcing
        rubric: {basic: Says who it was., emergent: Says who wrote it down., proficient: Says what that leaves open.}
      - ask: What does the letter say?
        skill: close-reading
        rubric: {basic: Retells it., emergent: Quotes a word of it., proficient: Shows from a word what it leaves out.}
FAIL REPLACES:
        rubric: {basic: Retells it., emergent: Quotes a word of it., proficient: Shows from a word what it leaves out.}
WITH:
MESSAGE:
    remark[no-rubric]: 1 of 2 questions has no rubric
      --> scenes/example.yaml:11:5
       |
    11 |   - ask: What does the letter say?
       |     ^^^
    help: add `rubric:` with `basic`, `emergent` and `proficient`: what an answer of each level contains
"""

from __future__ import annotations

from dataclasses import replace

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import has_key


def check(pack: Pack) -> Diagnostics:
    """Checks every scene in which some question has a rubric."""
    for scene in pack.scenes.values():
        lacking = [question for question in scene.debrief if not has_key(question.location, "rubric")]
        if not lacking or len(lacking) == len(scene.debrief):
            continue
        first, *others = [question.location.key_label("ask") for question in lacking]
        message = f"{len(lacking)} of {len(scene.debrief)} questions {'has' if len(lacking) == 1 else 'have'} no rubric"
        help_text = "add `rubric:` with `basic`, `emergent` and `proficient`: what an answer of each level contains"
        secondary = tuple(replace(label, message="here, too") for label in others)
        yield RULE.diagnose(message, first, help_text, secondary=secondary)


RULE = Rule("no-rubric", Severity.INFO, __doc__, check)
