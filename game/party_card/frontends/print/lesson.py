"""What is told of a scene on paper, before it is set: the proof, the map, times, people, words, and ways to endings.

Law: a lesson is made of a scene that is proved; numbers come from the proof and none is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from party_card.content.models import Cite, FactId, Scene, Source
from party_card.content.prose import cited_fact_ids, plain
from party_card.engine.page import Entry
from party_card.frontends.map.graph import MapNode, SceneMap, scene_map
from party_card.frontends.map.svg import GraphvizUnavailableError, svg
from party_card.modelcheck import Proof
from party_card.modelcheck.bfs import Witness
from party_card.modelcheck.playtime import WORDS_A_MINUTE
from party_card.modelcheck.state_space import ReachableStates

SLOW = 130
"""Words a minute of somebody who reads slowly, or has a word read to them."""


@dataclass(frozen=True)
class LessonData:
    """A proved scene as teachers need it; `titles` are those of the scenes that leave what this one remembers."""

    proof: Proof
    states: ReachableStates
    remembers: tuple[str, ...] = ()

    @property
    def scene(self) -> Scene:
        """The scene."""
        return self.proof.compiled.scene

    @cached_property
    def map(self) -> SceneMap:
        """Its map."""
        return scene_map(self.states)

    @cached_property
    def picture(self) -> tuple[str, str]:
        """The map as SVG, and the sentence why there is none."""
        try:
            return svg(self.map, brief=True), ""
        except GraphvizUnavailableError as reason:
            return "", str(reason)

    @cached_property
    def words(self) -> tuple[int, int] | None:
        """The fewest and the most words that a student reads, record included; None where no path ends."""
        least, most = self.proof.shortest, self.proof.longest
        return None if least is None else (least.words, (most or least).words)

    @property
    def circles(self) -> bool:
        """Whether paths can go in circles, so that there is no longest."""
        return self.proof.longest is None

    def minutes(self, pace: int = WORDS_A_MINUTE) -> tuple[int, int]:
        """How long the shortest and the longest way take at so many words a minute; the scene's own if unknown."""
        if self.words is None:
            return (self.scene.minutes or 15,) * 2
        least, most = self.words
        return ceil(least / pace), ceil(most / pace)

    @property
    def decisions(self) -> tuple[MapNode, ...]:
        """The passages at which something is decided."""
        return tuple(spot for spot in self.map.spots if self.map.leaving(spot))

    @property
    def endings(self) -> tuple[MapNode, ...]:
        """The passages that end the scene."""
        return tuple(spot for spot in self.map.spots if spot.ending and spot.positions)

    def way(self, ending: MapNode) -> Witness:
        """A shortest way to an ending."""
        number = self.states.number(next(name for name in self.scene.passages if name == ending.passage))
        return self.states.shortest_path({number: self.states.reachable[number]})

    @cached_property
    def most_decisions(self) -> int:
        """At most so many decisions on one way, loops left aside."""
        longest: dict[int, int] = {}
        for spot in reversed(self.map.spots):
            after = [longest.get(arrow.goal, 0) for arrow in self.map.leaving(spot) if arrow.goal > spot.number]
            longest[spot.number] = 1 + max(after) if after else int(bool(self.map.leaving(spot)))
        return max((longest[spot.number] for spot in self.map.spots if spot.start), default=0)

    def named(self, *, record: bool) -> tuple[Entry, ...]:
        """People and terms named in the scene; without the record, those that a student meets while playing."""
        texts = [plain(text) for text in _played(self.scene)]
        if record:
            texts += [plain(text) for text in _told(self.scene)]
        return self.proof.compiled.glossary.entries("\n".join(texts))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that the scene cites, each once."""
        compiled = self.proof.compiled
        facts = [compiled.facts.get(FactId(name)) for name in cited_fact_ids(self.scene.location.file.text)]
        figures = [compiled.figures.get(block.chart) for block in self.scene.record if block.chart is not None]
        cites: list[Cite] = [one.cite for one in (*facts, *figures) if one is not None]
        names = dict.fromkeys(cite.source for cite in cites)
        return tuple(compiled.sources[name] for name in names if name in compiled.sources)


def _played(scene: Scene) -> Iterator[str]:
    yield scene.role.text if scene.role else ""
    for passage in scene.passages.values():
        if isinstance(passage.text, str):
            yield passage.text
        else:
            yield from (block.text or block.document or "" for block in passage.text)
        yield from (choice.text for choice in passage.choices)


def _told(scene: Scene) -> Iterator[str]:
    yield from (passage.record for passage in scene.passages.values() if passage.record is not None)
    yield from (block.text or block.unknown or "" for block in scene.record)
