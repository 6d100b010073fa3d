"""Collects the data of a scene that papers show: the proof, the map, times, people, words, and paths to endings.

Invariant: made from a proved scene; numbers come from the proof and none is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from party_card.content.block_citations import iter_block_facts
from party_card.content.models import Cite, FactId, Scene, Source
from party_card.content.prose import iter_cited_fact_ids, strip_markup
from party_card.engine.glossary import Subject
from party_card.engine.place_map import PlaceMap
from party_card.engine.places import build_briefing_map
from party_card.engine.places import build_scene_map as build_place_map
from party_card.frontends.shared.scene_map.graph import MapNode, SceneMap, build_scene_map
from party_card.modelcheck import Proof
from party_card.modelcheck.bfs import Witness
from party_card.modelcheck.playtime import WORDS_PER_MINUTE
from party_card.modelcheck.state_space import ReachableStates

SLOW_WORDS_PER_MINUTE = 130
"""For a player who reads slowly, or has words read to them."""


@dataclass(frozen=True)
class LessonData:
    """A proved scene as teachers need it; `remembered_titles` are those of the scenes whose traces it imports."""

    proof: Proof
    states: ReachableStates
    remembered_titles: tuple[str, ...] = ()

    @property
    def scene(self) -> Scene:
        """The scene of the lesson."""
        return self.proof.compiled.scene

    @property
    def briefing_places(self) -> PlaceMap | None:
        """The map before the scene, if its briefing names places."""
        return build_briefing_map(self.proof.compiled.evidence.places, self.scene)

    @cached_property
    def places(self) -> PlaceMap | None:
        """The map of the places of the scene, if it names some."""
        return build_place_map(self.proof.compiled.evidence.places, self.scene)

    @cached_property
    def map(self) -> SceneMap:
        """The map of the scene."""
        return build_scene_map(self.states)

    @cached_property
    def word_range(self) -> tuple[int, int] | None:
        """The least and the greatest number of words on a path, record included; None if no path ends."""
        shortest, longest = self.proof.shortest_reading, self.proof.longest_reading
        return None if shortest is None else (shortest.word_count, (longest or shortest).word_count)

    @property
    def has_cycles(self) -> bool:
        """True if paths can go in circles, so that there is no longest one."""
        return self.proof.longest_reading is None

    def minute_range(self, words_per_minute: int = WORDS_PER_MINUTE) -> tuple[int, int]:
        """Returns the minutes of the shortest and the longest path at a reading speed; the scene's own if unknown."""
        if self.word_range is None:
            return (self.scene.minutes or 15,) * 2
        min_words, max_words = self.word_range
        return ceil(min_words / words_per_minute), ceil(max_words / words_per_minute)

    @property
    def decisions(self) -> tuple[MapNode, ...]:
        """The passages with choices, reachable ones first."""
        return tuple(node for node in self.map.nodes if self.map.edges_from(node))

    @property
    def endings(self) -> tuple[MapNode, ...]:
        """The reachable passages with an ending."""
        return tuple(node for node in self.map.nodes if node.ending and node.state_count)

    def shortest_path(self, ending: MapNode) -> Witness:
        """Returns a shortest path to an ending."""
        number = self.states.passage_index(next(name for name in self.scene.passages if name == ending.passage))
        return self.states.shortest_path({number: self.states.state_sets[number]})

    @cached_property
    def max_decisions(self) -> int:
        """The largest number of decisions on one path, not counting cycles."""
        longest: dict[int, int] = {}
        for node in reversed(self.map.nodes):
            counts = [longest.get(edge.target, 0) for edge in self.map.edges_from(node) if edge.target > node.number]
            longest[node.number] = 1 + max(counts) if counts else int(bool(self.map.edges_from(node)))
        return max((longest[node.number] for node in self.map.nodes if node.is_start), default=0)

    def glossary_subjects(self, *, with_record: bool) -> tuple[Subject, ...]:
        """Returns the people and terms of the scene; without the record, only those named while playing."""
        texts = [strip_markup(text) for text in _passage_texts(self.scene)]
        if with_record:
            texts += [strip_markup(text) for text in _record_texts(self.scene)]
        mentions = self.proof.compiled.evidence.glossary.find_mentions("\n".join(texts))
        return tuple(mention.subject for mention in mentions)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that the scene cites, each once."""
        compiled = self.proof.compiled
        blocks, all_figures = self.scene.closing_blocks, compiled.evidence.figures
        fact_ids = [FactId(name) for name in iter_cited_fact_ids(self.scene.location.file.text)]
        fact_ids += [name for block in blocks for name in iter_block_facts(block, all_figures)]
        facts = [compiled.evidence.facts.get(name) for name in fact_ids]
        figures = [all_figures.get(block.chart) for block in blocks if block.chart is not None]
        cites: list[Cite] = [cite for item in (*facts, *figures) if item is not None for cite in item.cites]
        names = dict.fromkeys(cite.source for cite in cites)
        return tuple(compiled.evidence.sources[name] for name in names if name in compiled.evidence.sources)


def _passage_texts(scene: Scene) -> Iterator[str]:
    yield scene.role.text if scene.role else ""
    yield scene.hook
    yield from (item.text for item in scene.context)
    for passage in scene.passages.values():
        if isinstance(passage.text, str):
            yield passage.text
        else:
            yield from (block.text or block.document or "" for block in passage.text)
        yield from (choice.text for choice in passage.choices)


def _record_texts(scene: Scene) -> Iterator[str]:
    yield from (passage.record for passage in scene.passages.values() if passage.record is not None)
    yield from (block.text or block.unknown or "" for block in scene.closing_blocks)
