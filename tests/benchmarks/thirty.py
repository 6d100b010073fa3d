"""The story that pages are measured with: 30 passages of 80 words, 8 variables, and endings that recall all of them.

Law: the same seed gives the same text, byte for byte. Words come as often as words do, a few of them most of the time,
so that packing the text is neither easier nor harder than it is with prose.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

PASSAGES, ENDINGS, WORDS, VARIABLES = 30, 3, 80, 8
_PARTS = """
ba be bo da de di do fa fi ga go ha he ho ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe po
ra re ri ro sa se si so ta te ti to va ve vi wa we wi wo
""".split()  # noqa: SIM905  # a line of words is easier to read than a column
_SHORT = """
the of and a to in he you was that it his her with at on for is not as by had from but they one or
an were which
""".split()  # noqa: SIM905  # a line of words is easier to read than a column


def thirty_passages(seed: int = 1) -> str:
    """The scene as YAML."""
    made = _Words(Random(seed))
    names = [f"seen_{number}" for number in range(VARIABLES)]
    lines = [
        "scene: thirty",
        "title: Thirty Passages",
        "variables:",
        *(f"  {name}: false" for name in names),
        "passages:",
    ]
    last = PASSAGES - ENDINGS
    for number in range(last):
        lines += [f"  p{number}:", f"    text: {made.sentences(WORDS)}", "    choices:"]
        ahead = [f"p{number + 1}" if number + 1 < last else f"p{last}", made.later(number, last)]
        for one, goal in enumerate(ahead):
            lines += [f"      - id: c{number}-{one}", f"        text: {made.sentence(6)}", f"        goto: {goal}"]
            lines.append(f"        set: {{{names[(number + one) % VARIABLES]}: true}}")
        if number > 2:
            asked = names[(number - 1) % VARIABLES], names[(number + 3) % VARIABLES]
            lines += [f"      - id: c{number}-2", f"        text: {made.sentence(6)}", f"        goto: {ahead[1]}"]
            lines += [f"        if: {asked[0]} and not {asked[1]}", f"        locked: {made.sentence(5)}"]
    for number in range(last, PASSAGES):
        lines += [f"  p{number}:", "    text:", f"      - text: {made.sentences(WORDS)}"]
        for name in names:
            lines += [f"      - text: {made.sentence(9)}", f"        if: {name}"]
        lines.append(f"    ending: {{id: e{number}, title: {made.sentence(4)[:-1]}}}")
    return "\n".join(lines) + "\n"


class _Words:
    """Made words in made sentences."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        long = {"".join(chance.choices(_PARTS, k=chance.randint(2, 4))) for _ in range(900)}
        self._words = [*_SHORT, *sorted(long, key=lambda word: (len(word), word))]
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(len(self._words))))

    def later(self, number: int, last: int) -> str:
        """The name of a passage some way ahead; an ending where the story is over by then."""
        ahead = number + self.chance.randint(2, 5)
        return f"p{ahead if ahead < last else last + number % ENDINGS}"

    def sentence(self, count: int) -> str:
        """So many words, the first with a capital, with a full stop."""
        return " ".join(self.chance.choices(self._words, cum_weights=self._weights, k=count)).capitalize() + "."

    def sentences(self, count: int) -> str:
        """So many words in sentences of a dozen or so."""
        told: list[str] = []
        while count > 0:
            length = min(self.chance.randint(8, 16), count)
            told.append(self.sentence(length))
            count -= length
        return " ".join(told)
