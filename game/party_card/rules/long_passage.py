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
FAIL REPLACES:
        text: You wait.
WITH:
        text: {times 41 You wait here. }
MESSAGE:
    warning[long-passage]: `one` has 123 words; at most 120 are read at one go
     --> scenes/example.yaml:4:3
      |
    4 |   one:
      |   ^^^
    help: cut what the decision does not need, or make two passages of it
"""

from __future__ import annotations

from party_card.content.models import Passage
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import count_words

MAX_WORDS = 120


def check(pack: Pack) -> Diagnostics:
    """Counts the words of every passage."""
    for scene in pack.scenes.values():
        location = scene.location.value("passages")
        for name, passage in scene.passages.items():
            if (words := _count_passage_words(passage)) > MAX_WORDS:
                message = f"{backquote(name)} has {words} words; at most {MAX_WORDS} are read at one go"
                help_text = "cut what the decision does not need, or make two passages of it"
                yield RULE.diagnose(message, location.key_label(name), help_text)


def _count_passage_words(passage: Passage) -> int:
    """Counts the words without a condition, and the longest of the texts with one."""
    if isinstance(passage.text, str):
        return count_words(passage.text)
    counts = [(block.if_ is None, count_words(block.text) + count_words(block.document)) for block in passage.text]
    sometimes = max((words for always, words in counts if not always), default=0)
    return sometimes + sum(words for always, words in counts if always)


RULE = Rule("long-passage", Severity.WARNING, __doc__, check)
