"""Endings of a scene do not say what they cost.

Whoever reaches an ending wants to know what it means, before understatement: what this person keeps and what is lost.
`cost:` says it in one or two plain sentences. It is shown with the ending, and beside those that were found before, so
that two endings can be compared. Scenes with one ending, and those without a record, are left alone.

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
        ending: {id: stayed, title: You stayed, cost: You keep your room. Nobody asks.}
      three:
        text: The door shuts.
        ending: {id: left, title: You left, cost: You lose your room. You owe nobody an answer.}
    record:
      - unknown: Who it was.
    debrief:
      - {ask: How could anyone know who it was?, skill: sourcing}
FAIL REPLACES:
        ending: {id: left, title: You left, cost: You lose your room. You owe nobody an answer.}
WITH:
        ending: {id: left, title: You left}
MESSAGE:
    remark[ending-without-cost]: 1 of 2 endings does not say what it costs
      --> scenes/example.yaml:14:5
       |
    14 |     ending: {id: left, title: You left}
       |     ^^^^^^
    help: add `cost:` to the ending: what is kept and what is lost, in one or two plain sentences
"""

from __future__ import annotations

from dataclasses import replace

from party_card.content.models import Ending
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import format_count


def check(pack: Pack) -> Diagnostics:
    """Checks every scene with a record and several endings."""
    for scene in pack.scenes.values():
        endings = {passage.ending.id: passage for passage in scene.passages.values() if passage.ending is not None}
        lacking = [passage for passage in endings.values() if passage.ending and _lacks_cost(passage.ending)]
        if not scene.record or len(endings) < 2 or not lacking:
            continue
        first, *others = [passage.location.key_label("ending") for passage in lacking]
        says = "does not say what it costs" if len(lacking) == 1 else "do not say what they cost"
        message = f"{len(lacking)} of {format_count(len(endings), 'ending')} {says}"
        help_text = "add `cost:` to the ending: what is kept and what is lost, in one or two plain sentences"
        secondary = tuple(replace(label, message="here, too") for label in others)
        yield RULE.diagnose(message, first, help_text, secondary=secondary)


def _lacks_cost(ending: Ending) -> bool:
    return not ending.cost and ending.location.lacks_key("cost")  # an empty one is reported by `empty-text`


RULE = Rule("ending-without-cost", Severity.INFO, __doc__, check)
