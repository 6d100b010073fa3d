"""At most decisions of a scene, every choice leads to the same passage.

Then a second play reads much like the first, whatever is chosen: only words change. Let at least half of the decisions
lead to different passages, and let the ways meet again after one or two of them, so that the scene does not grow
without end. `party-card prove` tells how much two plays have in common. Scenes with fewer than four decisions are left
alone.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: stay, text: Stay, goto: two}
          - {id: leave, text: Leave, goto: three}
      two:
        text: It is dark.
        choices:
          - {id: lamp, text: Light the lamp, goto: three}
          - {id: sleep, text: Sleep, goto: three}
      three:
        text: Somebody knocks.
        choices:
          - {id: open, text: Open, goto: four}
          - {id: hide, text: Hide, goto: five}
      four:
        text: It is a neighbour.
        choices: [{id: thank, text: Thank her, goto: six}]
      five:
        text: The steps go down again.
        choices:
          - {id: follow, text: Follow them, goto: six}
          - {id: wait, text: Wait, goto: six}
      six:
        text: It is morning.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: leave, text: Leave, goto: three}
WITH:
          - {id: leave, text: Leave, goto: two}
MESSAGE:
    remark[few-branches]: at 3 of 4 decisions every choice leads to the same passage
     --> scenes/example.yaml:3:1
      |
    3 | passages:
      | ^^^^^^^^
    4 |   one:
      |   --- the first of them
    help: let some choices lead to passages of their own that meet again later, first in `one`
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import iter_choices

MIN_DECISIONS = 4


def check(pack: Pack) -> Diagnostics:
    """Counts the decisions of every scene whose choices lead to one passage."""
    for scene in pack.scenes.values():
        decisions = {name: passage for name, passage in scene.passages.items() if len(passage.choices) > 1}
        if any(choice.goto not in scene.passages for choice in iter_choices(scene)):
            continue  # reported by `unknown-passage`
        unbranched = [
            name for name, passage in decisions.items() if len({choice.goto for choice in passage.choices}) == 1
        ]
        if len(decisions) < MIN_DECISIONS or 2 * len(unbranched) <= len(decisions):
            continue
        passages = scene.location.value("passages")
        message = f"at {len(unbranched)} of {len(decisions)} decisions every choice leads to the same passage"
        help_text = (
            f"let some choices lead to passages of their own that meet again later, first in {backquote(unbranched[0])}"
        )
        first = passages.key_label(unbranched[0], "the first of them")
        yield RULE.diagnose(message, scene.location.key_label("passages"), help_text, secondary=(first,))


RULE = Rule("few-branches", Severity.INFO, __doc__, check)
