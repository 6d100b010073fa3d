"""The shape of a scene: how many of its decisions branch, and how much of it a play meets.

Exact, from the reachable states: the decisions, those that branch, and everything that there is to meet. Without
states they are counted in the file. Sampled, by `PLAYS` random plays of seed `SEED`: what one play meets, what two
have in common, and how often each ending is reached.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from party_card.content.models import TraceId
from party_card.engine.compiled import CompiledScene
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.play_sample import MIN_PLAYS, ContentCounts, PlaySample, PlaySampler
from party_card.modelcheck.state_space import ReachableStates

SEED = 7
PLAYS = 200
MAX_TRACES = 8
"""Samples are drawn for so many traces at most, each carried in alone."""


@frozen_dataclass
class Decision:
    """A passage with more than one choice, by index, and the passages that these lead to."""

    passage: int
    targets: frozenset[int]

    @property
    def is_branching(self) -> bool:
        """True if its choices lead to different passages."""
        return len(self.targets) > 1


@frozen_dataclass
class SceneShape:
    """The shape of a scene; `is_exact` is False if decisions and contents are counted in the file alone.

    `entries` has, for each passage with an ending, the passages that lead to it. `sample` are plays with nothing
    carried in, `samples_by_trace` fewer plays with one trace each.
    """

    compiled: CompiledScene
    is_exact: bool
    decisions: tuple[Decision, ...]
    passages: tuple[int, ...]
    content: ContentCounts
    entries: Mapping[int, frozenset[int]]
    sample: PlaySample
    samples_by_trace: Mapping[TraceId, PlaySample]

    def to_data(self) -> dict[str, Any]:
        """Returns the shape as plain data for JSON."""
        branching_count = sum(decision.is_branching for decision in self.decisions)
        return {
            "exact": self.is_exact,
            "decisions": len(self.decisions),
            "branching": branching_count,
            **self.describe_sample(self.sample),
            "carried": {str(trace): self.describe_sample(sample) for trace, sample in self.samples_by_trace.items()},
        }

    def describe_sample(self, sample: PlaySample) -> dict[str, Any]:
        """Returns what the plays of a sample meet of the scene, as plain data for JSON."""
        passages = tuple(self.compiled.scene.passages.values())
        all_counts = {
            "passages": len(self.passages),
            "words": self.content.words,
            "facts": self.content.facts,
        }
        endings = [
            {
                "id": ending.id,
                "title": ending.title,
                "share": round(count / len(sample.plays), 4),
                "entries": len(self.entries[passage]),
            }
            for passage, count in sample.count_endings().items()
            if (ending := passages[passage].ending) is not None
        ]
        return {
            "plays": len(sample.plays),
            "seed": sample.seed,
            "decisions_a_play": round(sample.mean("decisions"), 1),
            "met": {kind: {"mean": round(sample.mean(kind), 1), "all": count} for kind, count in all_counts.items()},
            "shared": {
                "sentences": _round_share(sample.shared_sentences),
                "passages": _round_share(sample.shared_passages),
            },
            "endings": endings,
            "unended": len(sample.unended_plays),
        }


def measure_shape(compiled: CompiledScene, states: ReachableStates | None) -> SceneShape:
    """Measures a scene by the usual random plays; without `states`, decisions and contents are those of the file."""
    sampler = PlaySampler(compiled)
    traces = list(compiled.system.trace_slots)[:MAX_TRACES]
    samples_by_trace = {trace: sampler.sample(MIN_PLAYS, SEED, (trace,)) for trace in traces}
    return describe_shape(compiled, states, sampler, sampler.sample(PLAYS, SEED), samples_by_trace)


def describe_shape(
    compiled: CompiledScene,
    states: ReachableStates | None,
    sampler: PlaySampler,
    sample: PlaySample,
    samples_by_trace: Mapping[TraceId, PlaySample] = MappingProxyType({}),
) -> SceneShape:
    """Returns the shape of a scene by samples that the sampler has drawn."""
    edges = _list_edges(compiled) if states is None else _list_enabled_edges(states)
    passages = tuple(range(len(compiled.system.passages))) if states is None else states.passages
    entries: dict[int, set[int]] = {passage: set() for passage in range(len(compiled.system.passages))}
    for source, target in edges:
        entries[target].add(source)
    return SceneShape(
        compiled=compiled,
        is_exact=states is not None,
        decisions=_find_decisions(edges),
        passages=passages,
        content=sampler.count_content(passages),
        entries={passage: frozenset(sources) for passage, sources in entries.items()},
        sample=sample,
        samples_by_trace=samples_by_trace,
    )


def list_decisions(states: ReachableStates) -> tuple[Decision, ...]:
    """Returns the decisions that some path meets, without sampling any plays."""
    return _find_decisions(_list_enabled_edges(states))


def _find_decisions(edges: Sequence[tuple[int, int]]) -> tuple[Decision, ...]:
    """Returns the passages from which several choices lead, in their order."""
    targets: dict[int, list[int]] = {}
    for source, target in sorted(edges):
        targets.setdefault(source, []).append(target)
    return tuple(Decision(passage, frozenset(row)) for passage, row in targets.items() if len(row) > 1)


def _list_edges(compiled: CompiledScene) -> list[tuple[int, int]]:
    """Returns the passages of every choice of the file: where it is made, and where it leads."""
    indices = {name: index for index, name in enumerate(compiled.system.passages)}
    return [
        (source, indices[choice.goto]) for source, choices in enumerate(compiled.system.choices) for choice in choices
    ]


def _list_enabled_edges(states: ReachableStates) -> list[tuple[int, int]]:
    """Returns the passages of every choice that some path makes."""
    return [(transition.source, transition.target) for transition in states.enabled_transitions]


def _round_share(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
