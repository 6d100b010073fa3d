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

from party_card.content.models import Block, ChoiceId, TraceId
from party_card.content.prose import iter_cited_fact_ids, split_sentences
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.bitset.bits import list_set_bits

MAX_PLAY_STEPS = 500
"""A play is abandoned after this many choices: then it has met no ending."""
MAX_SAMPLE_STEPS = 20_000
MIN_PLAYS = 40
"""So many plays are compared with each other."""
MAX_KEPT_STEPS = 50_000
"""So many positions are kept with what they show and lead to; most plays meet the same few hundred."""


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
    """Numbers the sentences and facts of a scene, and reads what its passages show at a position."""

    def __init__(self, compiled: CompiledScene) -> None:
        self._passages = tuple(compiled.scene.passages.values())
        conditions = compiled.system.conditions
        self._blocks = [passage.blocks for passage in self._passages]
        self._guards = [[conditions[block.if_] for block in blocks if block.if_ is not None] for blocks in self._blocks]
        self._sentence_indices: dict[str, int] = {}
        self._fact_indices: dict[str, int] = {}
        self._word_counts: list[int] = []
        self._known_word_counts: dict[int, int] = {}
        """The words in sentences that were met together for the first time: mostly those of one page."""
        self._texts: dict[str, Content] = {}
        self._pages: dict[tuple[object, ...], Content] = {}

    def count_words(self, sentences: int) -> int:
        """Returns the number of words in sentences."""
        count = self._known_word_counts.get(sentences)
        if count is None:
            count = sum([self._word_counts[index] for index in list_set_bits(sentences)])
            self._known_word_counts[sentences] = count
        return count

    def read_page(self, position: Position, enabled: tuple[int, ...]) -> Content:
        """Returns what a position shows if these choices are enabled there."""
        guards = self._guards[position[0]]
        results = [is_satisfied(position) for is_satisfied in guards] if guards else ()
        key = (position[0], enabled, *results)
        if (page := self._pages.get(key)) is None:
            passage = self._passages[position[0]]
            results_left = iter(results)
            blocks = [block for block in self._blocks[position[0]] if block.if_ is None or next(results_left)]
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


class _Step:
    """A position of random plays: what it shows, its open choices, and the steps after them that are known."""

    __slots__ = ("choice_indices", "content", "next_steps", "position")

    def __init__(self, position: Position, choice_indices: tuple[int, ...], content: Content) -> None:
        self.position = position
        self.choice_indices = choice_indices
        self.content = content
        self.next_steps: list[_Step | None] = [None] * len(choice_indices)


class PlaySampler:
    """Draws samples of one scene; their sentences have the same indices."""

    def __init__(self, compiled: CompiledScene) -> None:
        self._compiled = compiled
        self._reader = _ContentReader(compiled)
        self._steps: dict[Position, _Step] = {}

    def count_content(self, passages: Iterable[int]) -> ContentCounts:
        """Counts everything that these passages can show, each sentence and each fact once."""
        content = merge_contents([self._reader.read_passage(passage) for passage in passages])
        return ContentCounts(content.facts.bit_count(), self._reader.count_words(content.sentences))

    def sample(
        self, plays: int, seed: int, traces: Collection[TraceId] = (), *, max_steps: int | None = MAX_SAMPLE_STEPS
    ) -> PlaySample:
        """Plays at most `plays` times; stops early after `max_steps` choices in all, if that is not None."""
        random = Random(seed).random  # noqa: S311  # no secret depends on it
        initial_position = self._compiled.system.initial_state(traces)
        sampled_plays: list[SampledPlay] = []
        steps = 0
        while len(sampled_plays) < plays and (max_steps is None or steps < max_steps or len(sampled_plays) < MIN_PLAYS):
            sampled_plays.append(self._play(self._find_step(initial_position), random))
            steps += len(sampled_plays[-1].choices)
        return PlaySample(self._compiled, seed, tuple(traces), tuple(sampled_plays))

    def _play(self, step: _Step, random: Callable[[], float]) -> SampledPlay:
        choices: list[ChoiceId] = []
        passages: list[int] = []
        sentences = facts = word_count = decision_count = 0
        scene_choices, count_words = self._compiled.system.choices, self._reader.count_words
        while True:
            passage = step.position[0]
            passages.append(passage)
            page_sentences, page_facts = step.content
            if new_sentences := page_sentences & ~sentences:
                sentences |= new_sentences
                word_count += count_words(new_sentences)
            facts |= page_facts
            choice_count = len(step.choice_indices)
            if not choice_count or len(choices) == MAX_PLAY_STEPS:
                break
            decision_count += choice_count > 1
            number = int(random() * choice_count)
            choices.append(scene_choices[passage][step.choice_indices[number]].id)
            step = step.next_steps[number] or self._follow(step, number)
        return SampledPlay(tuple(choices), tuple(passages), Content(sentences, facts), word_count, decision_count)

    def _follow(self, step: _Step, number: int) -> _Step:
        """Returns the step after one of the open choices, which is kept unless there are very many."""
        next_step = self._find_step(self._compiled.system.apply(step.position, step.choice_indices[number]))
        if len(self._steps) < MAX_KEPT_STEPS:
            step.next_steps[number] = next_step
        return next_step

    def _find_step(self, position: Position) -> _Step:
        step = self._steps.get(position)
        if step is None:
            enabled = self._compiled.system.enabled_choices(position)
            step = _Step(position, enabled, self._reader.read_page(position, enabled))
            if len(self._steps) < MAX_KEPT_STEPS:
                self._steps[position] = step
        return step


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
            "facts": (play.content.facts.bit_count() for play in self.plays),
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
        return compute_mean_overlap([_make_set(play.passages) for play in self.plays[:MIN_PLAYS]])


def _make_set(indices: Iterable[int]) -> int:
    """Returns a set of indexes as an integer with a bit for each."""
    bits = 0
    for index in indices:
        bits |= 1 << index
    return bits


def compute_mean_overlap(item_sets: Sequence[int]) -> float | None:
    """Returns the mean Jaccard index (common items by all items) over all pairs of sets; None without a pair.

    A set of indexes is an integer with a bit for each.
    """
    if len(item_sets) < 2:
        return None
    counted_sets = [(items, items.bit_count()) for items in item_sets]
    return fmean(
        [
            common_count / (left_count + right_count - common_count) if left or right else 1.0
            for (left, left_count), (right, right_count) in combinations(counted_sets, 2)
            for common_count in [(left & right).bit_count()]
        ]
    )
