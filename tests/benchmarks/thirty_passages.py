"""Generates a scene to measure pages with: 30 passages of 80 words, 8 variables, and endings that read all of them.

Invariant: the same seed gives the same text, byte for byte. Word frequencies are those of a natural language, so that
the text compresses like prose.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

PASSAGES, ENDINGS, WORDS, VARIABLES = 30, 3, 80, 8
_SYLLABLES = """
ba be bo da de di do fa fi ga go ha he ho ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe po
ra re ri ro sa se si so ta te ti to va ve vi wa we wi wo
""".split()  # noqa: SIM905  # a line of words is easier to read than a column
_SHORT_WORDS = """
the of and a to in he you was that it his her with at on for is not as by had from but they one or
an were which
""".split()  # noqa: SIM905  # a line of words is easier to read than a column


def generate_thirty_passages(seed: int = 1) -> str:
    """Returns the scene as YAML."""
    generator = _TextGenerator(Random(seed))
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
        lines += [f"  p{number}:", f"    text: {generator.make_sentences(WORDS)}", "    choices:"]
        targets = [f"p{number + 1}" if number + 1 < last else f"p{last}", generator.make_target(number, last)]
        for index, target in enumerate(targets):
            lines += [
                f"      - id: c{number}-{index}",
                f"        text: {generator.make_sentence(6)}",
                f"        goto: {target}",
            ]
            lines.append(f"        set: {{{names[(number + index) % VARIABLES]}: true}}")
        if number > 2:
            condition_names = names[(number - 1) % VARIABLES], names[(number + 3) % VARIABLES]
            lines += [
                f"      - id: c{number}-2",
                f"        text: {generator.make_sentence(6)}",
                f"        goto: {targets[1]}",
            ]
            lines += [
                f"        if: {condition_names[0]} and not {condition_names[1]}",
                f"        locked: {generator.make_sentence(5)}",
            ]
    for number in range(last, PASSAGES):
        lines += [f"  p{number}:", "    text:", f"      - text: {generator.make_sentences(WORDS)}"]
        for name in names:
            lines += [f"      - text: {generator.make_sentence(9)}", f"        if: {name}"]
        lines.append(f"    ending: {{id: e{number}, title: {generator.make_sentence(4)[:-1]}}}")
    return "\n".join(lines) + "\n"


class _TextGenerator:
    """Generates sentences of invented words, and targets of choices."""

    def __init__(self, random: Random) -> None:
        self.random = random
        long_words = {"".join(random.choices(_SYLLABLES, k=random.randint(2, 4))) for _ in range(900)}
        self._words = [*_SHORT_WORDS, *sorted(long_words, key=lambda word: (len(word), word))]
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(len(self._words))))

    def make_target(self, number: int, last: int) -> str:
        """Returns the id of a passage a few passages ahead, or of an ending."""
        target = number + self.random.randint(2, 5)
        return f"p{target if target < last else last + number % ENDINGS}"

    def make_sentence(self, count: int) -> str:
        """Returns a sentence of `count` words."""
        return " ".join(self.random.choices(self._words, cum_weights=self._weights, k=count)).capitalize() + "."

    def make_sentences(self, count: int) -> str:
        """Returns `count` words in sentences of about a dozen."""
        sentences: list[str] = []
        while count > 0:
            length = min(self.random.randint(8, 16), count)
            sentences.append(self.make_sentence(length))
            count -= length
        return " ".join(sentences)
