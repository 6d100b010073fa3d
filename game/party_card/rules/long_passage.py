"""A passage has more than 120 words.

Students read a passage at one go, often on a small screen, and then decide. Forty to 110 words are a good length.
Of texts with an `if` only the longest is counted, for they are seldom shown together. Cut what the decision does
not need, or make two passages of it.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    passages:
      one:
        text: {times 41 You wait here. }
        ending: {id: done, title: Done}
MESSAGE:
    warning[long-passage]: `one` has 123 words; at most 120 are read at one go
     --> scenes/example.yaml:4:3
      |
    4 |   one:
      |   ^^^
    help: cut what the decision does not need, or make two passages of it
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import Passage
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.rules._visitor import words_in

CODE = "long-passage"
SEVERITY = Severity.WARNING

MOST = 120


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Counts the words of every passage."""
    for scene in pack.scenes.values():
        place = scene.location.value("passages")
        for name, passage in scene.passages.items():
            if (words := _words(passage)) > MOST:
                message = f"{named(name)} has {words} words; at most {MOST} are read at one go"
                helps = (Help("cut what the decision does not need, or make two passages of it"),)
                yield Diagnostic(CODE, SEVERITY, message, place.label(place.key_span(name)), helps=helps)


def _words(passage: Passage) -> int:
    """What is always read, and the longest of what is sometimes read."""
    if isinstance(passage.text, str):
        return words_in(passage.text)
    counts = [(block.if_ is None, words_in(block.text) + words_in(block.document)) for block in passage.text]
    sometimes = max((words for always, words in counts if not always), default=0)
    return sometimes + sum(words for always, words in counts if always)
