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

from party_card.content.models import ChoiceId, TraceId
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.passage_content import Content, ContentReader, SampledPage, merge_contents

MAX_PLAY_STEPS = 500
"""A play is abandoned after this many choices: then it has met no ending."""
MAX_SAMPLE_STEPS = 20_000
MIN_PLAYS = 40
"""So many plays are compared with each other."""
MAX_KEPT_STEPS = 50_000
"""So many positions are kept with what they show and lead to; most plays meet the same few hundred."""


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


class _Step:
    """A position of random plays: its page, and the steps after its open choices that are known."""

    __slots__ = ("next_steps", "page", "position")

    def __init__(self, position: Position, page: SampledPage) -> None:
        self.position = position
        self.page = page
        self.next_steps: list[_Step | None] = [None] * len(page.updates)


class PlaySampler:
    """Draws samples of one scene; their sentences have the same indices."""

    def __init__(self, compiled: CompiledScene) -> None:
        self._compiled = compiled
        self._reader = ContentReader(compiled)
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
        count_words = self._reader.count_words
        while True:
            passages.append(step.position[0])
            (page_sentences, page_facts), choice_ids, _ = step.page
            if new_sentences := page_sentences & ~sentences:
                sentences |= new_sentences
                word_count += count_words(new_sentences)
            facts |= page_facts
            choice_count = len(choice_ids)
            if not choice_count or len(choices) == MAX_PLAY_STEPS:
                break
            decision_count += choice_count > 1
            number = int(random() * choice_count)
            choices.append(choice_ids[number])
            step = step.next_steps[number] or self._follow(step, number)
        return SampledPlay(tuple(choices), tuple(passages), Content(sentences, facts), word_count, decision_count)

    def _follow(self, step: _Step, number: int) -> _Step:
        """Returns the step after one of the open choices, which is kept unless there are very many."""
        next_step = self._find_step(step.page.updates[number](step.position))
        if len(self._steps) < MAX_KEPT_STEPS:
            step.next_steps[number] = next_step
        return next_step

    def _find_step(self, position: Position) -> _Step:
        step = self._steps.get(position)
        if step is None:
            step = _Step(position, self._reader.read_page(position))
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
