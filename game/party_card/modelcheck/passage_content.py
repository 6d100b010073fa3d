"""What the passages of a scene show at a position: sentences and cited facts, and the choices that are open.

Invariant: sentences and facts are numbered in the order in which they are met, so contents read by one reader compare.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from party_card.content.models import Block, ChoiceId, ConditionText, Passage
from party_card.content.prose import iter_cited_fact_ids, split_sentences
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position, Update
from party_card.modelcheck.bitset.bits import list_set_bits


class Content(NamedTuple):
    """What passages hold: sentences and cited facts, each a set of indexes as an integer with a bit for each."""

    sentences: int
    facts: int


def merge_contents(contents: Iterable[Content]) -> Content:
    """Returns everything that these contents hold."""
    sentences = facts = 0
    for content in contents:
        sentences |= content.sentences
        facts |= content.facts
    return Content(sentences, facts)


class SampledPage(NamedTuple):
    """What positions of a passage show that agree in all its conditions, and its open choices with what they do."""

    content: Content
    choice_ids: tuple[ChoiceId, ...]
    updates: tuple[Update, ...]


def _list_conditions(passage: Passage) -> list[ConditionText | None]:
    """Returns the conditions of the choices of a passage, then those of its texts; None where there is none."""
    return [*(choice.if_ for choice in passage.choices), *(block.if_ for block in passage.blocks)]


class ContentReader:
    """Numbers the sentences and facts of a scene, and reads what its passages show at a position."""

    def __init__(self, compiled: CompiledScene) -> None:
        self._passages = tuple(compiled.scene.passages.values())
        self._blocks = [passage.blocks for passage in self._passages]
        self._updates = compiled.system.transitions
        conditions = compiled.system.conditions
        self._guards = [
            [conditions[text] for text in _list_conditions(passage) if text is not None] for passage in self._passages
        ]
        """By passage, the conditions of its choices, then those of its texts."""
        self._sentence_indices: dict[str, int] = {}
        self._fact_indices: dict[str, int] = {}
        self._word_counts: list[int] = []
        self._known_word_counts: dict[int, int] = {}
        """The words in sentences that were met together for the first time: mostly those of one page."""
        self._texts: dict[str, Content] = {}
        self._pages: list[dict[tuple[bool, ...], SampledPage]] = [{} for _ in self._passages]
        """By passage, its pages by the results of its conditions."""

    def count_words(self, sentences: int) -> int:
        """Returns the number of words in sentences."""
        count = self._known_word_counts.get(sentences)
        if count is None:
            count = sum([self._word_counts[index] for index in list_set_bits(sentences)])
            self._known_word_counts[sentences] = count
        return count

    def read_page(self, position: Position) -> SampledPage:
        """Returns what a position shows, and its open choices."""
        passage = position[0]
        results = tuple([is_satisfied(position) for is_satisfied in self._guards[passage]])
        page = self._pages[passage].get(results)
        if page is None:
            page = self._pages[passage][results] = self._build_page(passage, results)
        return page

    def _build_page(self, passage: int, results: Iterable[bool]) -> SampledPage:
        results_left = iter(results)
        choices = self._passages[passage].choices
        enabled = [index for index, choice in enumerate(choices) if choice.if_ is None or next(results_left)]
        offers: list[str | None] = []
        for index, choice in enumerate(choices):
            if index in enabled:
                offers.append(choice.text)
            elif choice.locked is not None:
                offers += (choice.text, choice.locked)
        blocks = [block for block in self._blocks[passage] if block.if_ is None or next(results_left)]
        updates = self._updates[passage]
        return SampledPage(
            self._read(blocks, offers),
            tuple(choices[index].id for index in enabled),
            tuple(updates[index] for index in enabled),
        )

    def read_passage(self, index: int) -> Content:
        """Returns what a passage can show."""
        offers = [text for choice in self._passages[index].choices for text in (choice.text, choice.locked)]
        return self._read(self._blocks[index], offers)

    def _read(self, blocks: Iterable[Block], offers: Iterable[str | None]) -> Content:
        """Returns the sentences of blocks, and the citations of both."""
        contents = [self._read_text(text) for block in blocks for text in (block.text, block.document) if text]
        offered_facts = self._collect_facts(text for text in offers if text)
        return merge_contents([*contents, Content(0, offered_facts)])

    def _read_text(self, text: str) -> Content:
        if (content := self._texts.get(text)) is None:
            sentences = 0
            for sentence in split_sentences(text):
                index = self._sentence_indices.setdefault(sentence, len(self._sentence_indices))
                if index == len(self._word_counts):
                    self._word_counts.append(len(sentence.split()))
                sentences |= 1 << index
            content = self._texts[text] = Content(sentences, self._collect_facts((text,)))
        return content

    def _collect_facts(self, texts: Iterable[str]) -> int:
        facts = 0
        for text in texts:
            if "@" in text:
                for fact in iter_cited_fact_ids(text):
                    facts |= 1 << self._fact_indices.setdefault(fact, len(self._fact_indices))
        return facts
