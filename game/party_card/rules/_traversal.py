"""Visits the texts, conditions and citations of a pack with their locations, in the order of the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from party_card.content.model_cache import cache_per_model
from party_card.content.models import (
    NOT_FOUND,
    Campaign,
    Choice,
    Cite,
    Debrief,
    DossierId,
    FactId,
    PassageId,
    Person,
    Prologue,
    Scene,
    SceneId,
    Station,
)
from party_card.content.models.value_types import Located, yaml_keys
from party_card.content.node_ref import NodeRef
from party_card.content.pack import CitingDocument, Pack
from party_card.content.people import collect_own_people
from party_card.content.prose import iter_cited_fact_ids
from party_card.content.yaml_nodes import MappingNode, ScalarNode, SequenceNode
from party_card.diagnostics.diagnostic import Label
from party_card.diagnostics.source import Span

MAX_CACHED_TEXTS = 16_384
"""How many texts rules remember what they found in: all of the built-in pack, so that one that is typed costs alone."""
CITATION = re.compile(r"\[@[A-Za-z0-9_-]+(?:\s*[;,]\s*@[A-Za-z0-9_-]+)*\s*\]")
"""A well-formed citation; what is malformed has a rule of its own and is no citation elsewhere."""

FACT_IN_ROUND_BRACKETS = re.compile(r"\([a-z0-9]+(?:[-_][a-z0-9]+)+\)")
"""A name of several words: one of a single word may be a word of the text."""

FOOTNOTE = re.compile(r"\[[0-9]{1,3}\]")
"""The number of a note as a word processor writes it; the program numbers notes itself."""
_FACT_NAME = re.compile(r"@([A-Za-z0-9_-]+)")


class ProseRef(NamedTuple):
    """A text with its location; narration is what the player reads during the scene, not afterwards."""

    text: str
    location: NodeRef
    passage: PassageId | None = None
    is_narration: bool = False


class Citation(NamedTuple):
    """A fact that a text cites, and the index in the file at which the citation starts; -1 if that is not known."""

    fact: FactId
    location: NodeRef
    start: int = -1

    @property
    def label(self) -> Label:
        """The citation itself, `@` and name; the whole text if its start is not known."""
        if self.start < 0:
            return self.location.label()
        return self.location.label(self.location.file.span(self.start, self.start + 1 + len(self.fact)))


def citing_documents(pack: Pack) -> Iterator[tuple[str, CitingDocument]]:
    """Yields every scene, every prologue and the campaign, with its kind as messages name it."""
    yield from (("scene", scene) for scene in pack.scenes.values())
    yield from (("prologue", prologue) for prologue in pack.prologues.values())
    if pack.campaign is not None:
        yield "campaign", pack.campaign


@cache_per_model
def prose_texts(document: CitingDocument) -> list[ProseRef]:
    """Returns every text of a scene or campaign in which a citation may stand."""
    located = (
        _scene_texts(document)
        if isinstance(document, Scene)
        else _prologue_texts(document)
        if isinstance(document, Prologue)
        else _campaign_texts(document)
    )
    return [
        ProseRef(text, location.value(key), passage, is_narration)
        for passage, is_narration, location, texts in located
        for key, text in texts
        if text
    ]


_KeyedTexts = tuple[tuple[str, str | None], ...]


def _scene_texts(scene: Scene) -> Iterator[tuple[PassageId | None, bool, NodeRef, _KeyedTexts]]:
    """Yields passage, narration or not, location and texts by their keys there."""
    if scene.role is not None:
        yield None, False, scene.role.location, (("text", scene.role.text),)
    yield None, True, scene.location, (("hook", scene.hook),)
    for item in scene.context:
        yield None, True, item.location, (("text", item.text),)
    yield None, False, scene.location, (("question", scene.question), ("summary", scene.summary))
    for name, passage in scene.passages.items():
        if isinstance(passage.text, str):
            yield name, True, passage.location, (("text", passage.text),)
        else:
            for block in passage.text:
                yield name, True, block.location, (("text", block.text), ("document", block.document))
        for choice in passage.choices:
            yield name, True, choice.location, (("text", choice.text), ("did", choice.did), ("locked", choice.locked))
            yield name, False, choice.location, (("overlooks", choice.overlooks),)
        yield name, False, passage.location, (("record", passage.record), ("in_common", passage.in_common))
    for part in scene.closing_blocks:
        yield None, False, part.location, (("text", part.text), ("unknown", part.unknown))
    for owner, key, text in scene.file.iter_prose() if scene.file is not None else ():
        yield None, False, owner, ((key, text),)
    for question in scene.debrief:
        yield None, False, question.location, (("ask", question.ask), ("draws_on", question.draws_on))


def _campaign_texts(campaign: Campaign) -> Iterator[tuple[None, bool, NodeRef, _KeyedTexts]]:
    for station in campaign.stations:
        yield None, False, station.location, (("fact", station.fact),)
    for part in campaign.ending:
        yield None, False, part.location, (("text", part.text), ("unknown", part.unknown))
    if (archive := campaign.archive) is not None:
        yield None, False, archive.location, (("text", archive.text),)
        for point in archive.conclusions:
            yield None, False, point.location, (("can", point.can), ("cannot", point.cannot))
        if (provenance := archive.provenance) is not None:
            yield None, False, provenance.location, (("text", provenance.text),)
            yield from ((None, False, entry.location, (("text", entry.text),)) for entry in provenance.entries)
        if (question := archive.question) is not None:
            yield None, False, question.location, (("ask", question.ask), ("draws_on", question.draws_on))


def _prologue_texts(prologue: Prologue) -> Iterator[tuple[None, bool, NodeRef, _KeyedTexts]]:
    for beat in prologue.beats:
        yield None, False, beat.location, (("text", beat.text), ("question", beat.question))
        for choice in beat.choices:
            yield None, False, choice.location, (("text", choice.text),)


@cache_per_model
def citations_by_text(document: CitingDocument) -> list[tuple[ProseRef, list[Citation]]]:
    """Returns every text of a scene or campaign that cites something, or seems to, with the facts that it cites."""
    return [(prose, [*find_citations(prose)]) for prose in prose_texts(document) if "@" in prose.text]


def list_citations(document: CitingDocument) -> list[Citation]:
    """Returns the facts that the texts of a scene or campaign cite, then those whose sources its record compares."""
    cited = [citation for _, citations in citations_by_text(document) for citation in citations]
    closing_blocks = document.closing_blocks if isinstance(document, Scene) else ()
    compared = [Citation(part.compare, part.location.value("compare")) for part in closing_blocks if part.compare]
    return cited + compared


def person_texts(person: Person) -> Iterator[ProseRef]:
    """Yields the texts of a person in which citations stand; `not found` is none."""
    for key, text in (("was", person.was), ("later", person.later)):
        if text and text != NOT_FOUND:
            yield ProseRef(text, person.location.value(key))


def people_citations(pack: Pack) -> Iterator[Citation]:
    """Yields the facts that the texts of the pack's own people cite, in order and with repeats."""
    for person in collect_own_people(pack).values():
        yield from (citation for prose in person_texts(person) for citation in find_citations(prose))


def find_citations(prose: ProseRef) -> Iterator[Citation]:
    """Yields the facts that a text cites, in order and with repeats."""
    node = prose.location.node
    # The same names stand in the same order in the text as written, however it is folded.
    names = _FACT_NAME.finditer(prose.location.file.text, node.start_mark.index, node.end_mark.index)
    for fact in (fact for group in CITATION.findall(prose.text) for fact in iter_cited_fact_ids(group)):
        match = next((name for name in names if name[1] == fact), None)
        yield Citation(FactId(fact), prose.location, match.start() if match else -1)


_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


@lru_cache(MAX_CACHED_TEXTS)
def count_words(text: str | None) -> int:
    """Counts the words that a player reads; one with a hyphen or an apostrophe is one, a citation is none."""
    return len(_WORD.findall(CITATION.sub("", text or "")))


def find_span(location: NodeRef, quote: str) -> Span:
    """Returns the span of `quote` in a text; if that is folded or escaped in the file, the span of its first words."""
    line = quote.split("\n", maxsplit=1)[0].strip()
    for candidate in (line, " ".join(line.split()[:3])):
        span = location.find(candidate) if candidate else location.span
        if span != location.span:
            return span
    return location.span


def find_dossiers(pack: Pack, kind: Literal["citable_items", "figures"], name: str) -> list[DossierId]:
    """Returns the dossiers that have `name` among what prose can cite, or among their figures."""
    return [id_ for id_, dossier in pack.dossiers.items() if name in getattr(dossier, kind)]


def dossier_citations(pack: Pack) -> Iterator[tuple[str, str, Cite]]:
    """Yields every citation of every dossier and gazetteer, with kind and name of its owner.

    The kind is `fact`, `document`, `figure` or `place`.
    """
    for dossier in pack.dossiers.values():
        yield from (("fact", name, cite) for name, fact in dossier.facts.items() for cite in fact.cites)
        yield from (("document", name, cite) for name, item in dossier.documents.items() for cite in item.cites)
        yield from (("figure", name, cite) for name, figure in dossier.figures.items() for cite in figure.cites)
    for gazetteer in pack.gazetteers:
        yield from (("place", name, cite) for name, place in gazetteer.places.items() for cite in place.cites)


def iter_file_roots(pack: Pack) -> Iterator[NodeRef]:
    """Yields the location of every model that has a file of the pack, or a part of one, to itself."""
    yield from (scene.location for scene in pack.scenes.values())
    yield from (dossier.location for dossier in pack.dossiers.values())
    yield from (index.location for index in pack.indexes.values())
    yield from (source.location for source in pack.sources.values())
    yield from (gazetteer.location for gazetteer in pack.gazetteers)
    yield from (person.location for person in pack.people.values())
    yield from (prologue.location for prologue in pack.prologues.values())
    if pack.campaign is not None:
        yield pack.campaign.location


def campaign_scenes(pack: Pack) -> Iterator[tuple[SceneId, NodeRef]]:
    """Yields the scenes that the campaign has in its order, if there is one, with their locations."""
    if pack.campaign is not None:
        location = pack.campaign.location.value("scenes")
        for index, entry in enumerate(pack.campaign.scenes):
            name = entry.scene if isinstance(entry, Station) else entry
            yield name, location.item(index).value("scene")


def iter_choices(scene: Scene) -> Iterator[Choice]:
    """Yields the choices of all passages."""
    return (choice for passage in scene.passages.values() for choice in passage.choices)


def list_debrief_questions(pack: Pack) -> list[Debrief]:
    """Returns the questions of every scene, then that of the campaign's shelf."""
    questions = [question for scene in pack.scenes.values() for question in scene.debrief]
    archive = pack.campaign.archive if pack.campaign is not None else None
    return [*questions, archive.question] if archive is not None and archive.question is not None else questions


def key_labels(mapping: NodeRef) -> dict[str, Label]:
    """Returns the label of every key of a mapping; quicker than to find many of them one by one."""
    if not isinstance(mapping.node, MappingNode):
        return {}
    return {str(key.value): NodeRef(mapping.file, key).label() for key, _ in reversed(mapping.node.value)}


def has_key(mapping: NodeRef, key: str) -> bool:
    """Returns True if the mapping has `key`."""
    return mapping.value(key) is not mapping


def has_unknown_key(model: Located) -> bool:
    """Returns True if a model has a key that has been reported: it may have been meant for one that is missing."""
    node = model.location.node
    return isinstance(node, MappingNode) and not {str(key.value) for key, _ in node.value} <= yaml_keys(type(model))


def is_mapping(location: NodeRef) -> bool:
    """Returns True if `key: value` pairs were written, and not something wrong that was read as such."""
    return isinstance(location.node, MappingNode)


def is_empty_list(location: NodeRef) -> bool:
    """Returns True if an empty list was written, and not something wrong that was read as one."""
    return isinstance(location.node, SequenceNode) and not location.node.value


def is_int(location: NodeRef) -> bool:
    """Returns True if an integer was written, and not something wrong that was read as one."""
    node = location.node
    return isinstance(node, ScalarNode) and str(node.value).lstrip("+-").isdigit()


def has_text(location: NodeRef) -> bool:
    """Returns True if a text was written, if only an empty one in quotes, and not nothing at all."""
    node = location.node
    return isinstance(node, ScalarNode) and bool(node.value or node.style)
