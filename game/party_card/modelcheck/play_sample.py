"""Samples of random plays: at each decision every choice that is open is equally likely.

What a play has met is counted in passages alone: their texts whose conditions hold, and the citations of these and of
the choices shown. Record and questions are left out.

Invariant: the same scene, traces, seed and number of plays give the same sample, and its first plays are those of a
smaller sample. A sample ends early after `MAX_SAMPLE_STEPS` choices, but never before `MIN_PLAYS` plays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random
from statistics import fmean
from typing import NamedTuple

from party_card.content.models import Block, ChoiceId, FactId, TraceId
from party_card.content.prose import iter_cited_fact_ids, split_sentences
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position
from party_card.frozen_dataclass import frozen_dataclass

MAX_PLAY_STEPS = 500
"""A play is abandoned after this many choices: then it has met no ending."""
MAX_SAMPLE_STEPS = 20_000
MIN_PLAYS = 40
"""So many plays are compared with each other."""


class Content(NamedTuple):
    """What passages hold: sentences by index, and the facts cited."""

    sentences: frozenset[int]
    facts: frozenset[FactId]


def merge_contents(contents: Collection[Content]) -> Content:
    """Returns everything that these contents hold."""
    return Content(
        frozenset[int]().union(*[content.sentences for content in contents]),
        frozenset[FactId]().union(*[content.facts for content in contents]),
    )


@frozen_dataclass
class ContentCounts:
    """The numbers of facts, and of words in sentences, that passages hold."""

    facts: int
    words: int


@frozen_dataclass
class SampledPlay:
    """One random play: its choices, the passages entered in order, and what was met in them.

    `word_count` is the number of words in its sentences, each counted once; `decision_count` the number of times that
    more than one choice was open.
    """

    choices: tuple[ChoiceId, ...]
    passages: tuple[int, ...]
    content: Content
    word_count: int
    decision_count: int


class _ContentReader:
    """Numbers the sentences of a scene, and reads what its passages show at a position."""

    def __init__(self, compiled: CompiledScene) -> None:
        self._passages = tuple(compiled.scene.passages.values())
        conditions = compiled.system.conditions
        self._guards = [
            [conditions[block.if_] for block in passage.blocks if block.if_ is not None] for passage in self._passages
        ]
        self._indices: dict[str, int] = {}
        self._word_counts: list[int] = []
        self._texts: dict[str, Content] = {}
        self._pages: dict[tuple[object, ...], Content] = {}

    def count_words(self, sentences: Iterable[int]) -> int:
        """Returns the number of words in sentences."""
        return sum(map(self._word_counts.__getitem__, sentences))

    def read_page(self, position: Position, enabled: tuple[int, ...]) -> Content:
        """Returns what a position shows if these choices are enabled there."""
        results = [is_satisfied(position) for is_satisfied in self._guards[position[0]]]
        key = (position[0], enabled, *results)
        if (page := self._pages.get(key)) is None:
            passage = self._passages[position[0]]
            results_left = iter(results)
            blocks = [block for block in passage.blocks if block.if_ is None or next(results_left)]
            offers: list[str | None] = []
            for index, choice in enumerate(passage.choices):
                if index in enabled:
                    offers.append(choice.text)
                elif choice.locked is not None:
                    offers += (choice.text, choice.locked)
            page = self._pages[key] = self._read(blocks, offers)
        return page

    def read_passage(self, index: int) -> Content:
        """Returns what a passage can show."""
        passage = self._passages[index]
        return self._read(passage.blocks, [text for choice in passage.choices for text in (choice.text, choice.locked)])

    def _read(self, blocks: Iterable[Block], offers: Iterable[str | None]) -> Content:
        """Returns the sentences of blocks, and the citations of both."""
        contents = [self._read_text(text) for block in blocks for text in (block.text, block.document) if text]
        offered_facts = frozenset(FactId(fact) for text in offers if text for fact in iter_cited_fact_ids(text))
        return merge_contents([*contents, Content(frozenset(), offered_facts)])

    def _read_text(self, text: str) -> Content:
        if (content := self._texts.get(text)) is None:
            sentences = []
            for sentence in split_sentences(text):
                index = self._indices.setdefault(sentence, len(self._indices))
                if index == len(self._word_counts):
                    self._word_counts.append(len(sentence.split()))
                sentences.append(index)
            facts = frozenset(FactId(fact) for fact in iter_cited_fact_ids(text))
            content = self._texts[text] = Content(frozenset(sentences), facts)
        return content


class PlaySampler:
    """Draws samples of one scene; their sentences have the same indices."""

    def __init__(self, compiled: CompiledScene) -> None:
        self._compiled = compiled
        self._reader = _ContentReader(compiled)

    def count_content(self, passages: Iterable[int]) -> ContentCounts:
        """Counts everything that these passages can show, each sentence and each fact once."""
        content = merge_contents([self._reader.read_passage(passage) for passage in passages])
        return ContentCounts(len(content.facts), self._reader.count_words(content.sentences))

    def sample(
        self, plays: int, seed: int, traces: Collection[TraceId] = (), *, max_steps: int | None = MAX_SAMPLE_STEPS
    ) -> PlaySample:
        """Plays at most `plays` times; stops early after `max_steps` choices in all, if that is not None."""
        random = Random(seed).random  # noqa: S311  # no secret depends on it
        initial_position = self._compiled.system.initial_state(traces)
        sampled_plays: list[SampledPlay] = []
        steps = 0
        while len(sampled_plays) < plays and (max_steps is None or steps < max_steps or len(sampled_plays) < MIN_PLAYS):
            sampled_plays.append(self._play(initial_position, random))
            steps += len(sampled_plays[-1].choices)
        return PlaySample(self._compiled, seed, tuple(traces), tuple(sampled_plays))

    def _play(self, position: Position, random: Callable[[], float]) -> SampledPlay:
        system, read_page = self._compiled.system, self._reader.read_page
        choices: list[ChoiceId] = []
        passages: list[int] = []
        pages: list[Content] = []
        decision_count = 0
        while True:
            enabled = system.enabled_choices(position)
            passages.append(position[0])
            pages.append(read_page(position, enabled))
            if not enabled or len(choices) == MAX_PLAY_STEPS:
                break
            decision_count += len(enabled) > 1
            index = enabled[int(random() * len(enabled))]
            choices.append(system.choices[position[0]][index].id)
            position = system.apply(position, index)
        content = merge_contents(pages)
        word_count = self._reader.count_words(content.sentences)
        return SampledPlay(tuple(choices), tuple(passages), content, word_count, decision_count)


@dataclass(frozen=True)
class PlaySample:
    """Random plays of a scene from one seed, begun with these traces."""

    compiled: CompiledScene
    seed: int
    traces: tuple[TraceId, ...]
    plays: tuple[SampledPlay, ...]

    @property
    def unended_plays(self) -> tuple[SampledPlay, ...]:
        """The plays that came to no ending."""
        passages = tuple(self.compiled.scene.passages.values())
        return tuple(play for play in self.plays if passages[play.passages[-1]].ending is None)

    def count_endings(self) -> dict[int, int]:
        """Returns the number of plays that reached each passage with an ending, in the order of the file."""
        last_passages = Counter(play.passages[-1] for play in self.plays)
        passages = enumerate(self.compiled.scene.passages.values())
        return {index: last_passages[index] for index, passage in passages if passage.ending is not None}

    def count_visits(self) -> Mapping[int, int]:
        """Returns the number of plays that met each passage."""
        return Counter(passage for play in self.plays for passage in set(play.passages))

    def count_choices(self) -> Mapping[ChoiceId, int]:
        """Returns the number of plays that made each choice."""
        return Counter(choice for play in self.plays for choice in set(play.choices))

    def mean(self, kind: str) -> float:
        """Returns the mean over all plays of one of `passages`, `words`, `facts` and `decisions`, each met once."""
        values: Iterator[int] = {
            "passages": (len(set(play.passages)) for play in self.plays),
            "words": (play.word_count for play in self.plays),
            "facts": (len(play.content.facts) for play in self.plays),
            "decisions": (play.decision_count for play in self.plays),
        }[kind]
        return fmean(values)

    @property
    def shared_sentences(self) -> float | None:
        """The mean, over all pairs of the first 40 plays, of the share of sentences that both have met."""
        return compute_mean_overlap([play.content.sentences for play in self.plays[:MIN_PLAYS]])

    @property
    def shared_passages(self) -> float | None:
        """The mean, over all pairs of the first 40 plays, of the share of passages that both have met."""
        return compute_mean_overlap([frozenset(play.passages) for play in self.plays[:MIN_PLAYS]])


def compute_mean_overlap(item_sets: Sequence[frozenset[int]]) -> float | None:
    """Returns the mean Jaccard index (common items by all items) over all pairs of sets; None without a pair."""
    if len(item_sets) < 2:
        return None
    return fmean(
        common_count / (len(left) + len(right) - common_count) if left or right else 1.0
        for left, right in combinations(item_sets, 2)
        for common_count in [len(left & right)]
    )
