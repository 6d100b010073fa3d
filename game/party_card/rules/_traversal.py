"""Visits the texts, conditions and citations of a pack with their locations, in the order of the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from party_card.content.models import (
    Campaign,
    Choice,
    Cite,
    DossierId,
    FactId,
    Passage,
    PassageId,
    Scene,
    SceneId,
    Station,
)
from party_card.content.pack import Pack
from party_card.content.prose import iter_cited_fact_ids
from party_card.content.yaml_nodes import MappingNode, NodeRef, ScalarNode, SequenceNode
from party_card.diagnostics.diagnostic import Label
from party_card.diagnostics.source import Span

CITATION = re.compile(r"\[@[A-Za-z0-9_-]+(?:\s*[;,]\s*@[A-Za-z0-9_-]+)*\s*\]")
"""A well-formed citation; what is malformed has a rule of its own and is no citation elsewhere."""

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


CitingDocument = Scene | Campaign
"""What cites facts."""


def citing_documents(pack: Pack) -> Iterator[tuple[str, CitingDocument]]:
    """Yields every scene, and the campaign if there is one, with its kind as messages name it."""
    yield from (("scene", scene) for scene in pack.scenes.values())
    if pack.campaign is not None:
        yield "campaign", pack.campaign


def texts_with_citations(document: CitingDocument) -> Iterator[ProseRef]:
    """Yields every text of a scene or campaign that contains an `@`: it cites something, or seems to."""
    return (prose for prose in prose_texts(document) if "@" in prose.text)


def prose_texts(document: CitingDocument) -> Iterator[ProseRef]:
    """Yields every text of a scene or campaign in which a citation may stand."""
    for passage, is_narration, location, texts in (
        _scene_texts(document) if isinstance(document, Scene) else _campaign_texts(document)
    ):
        for key, text in texts:
            if text:
                yield ProseRef(text, location.value(key), passage, is_narration)


_KeyedTexts = tuple[tuple[str, str | None], ...]


def _scene_texts(scene: Scene) -> Iterator[tuple[PassageId | None, bool, NodeRef, _KeyedTexts]]:
    """Yields passage, narration or not, location and texts by their keys there."""
    if scene.role is not None:
        yield None, False, scene.role.location, (("text", scene.role.text),)
    yield None, False, scene.location, (("question", scene.question), ("summary", scene.summary))
    for name, passage in scene.passages.items():
        if isinstance(passage.text, str):
            yield name, True, passage.location, (("text", passage.text),)
        else:
            for block in passage.text:
                yield name, True, block.location, (("text", block.text), ("document", block.document))
        for choice in passage.choices:
            yield name, True, choice.location, (("text", choice.text), ("did", choice.did), ("locked", choice.locked))
        yield name, False, passage.location, (("record", passage.record),)
    for part in scene.record:
        yield None, False, part.location, (("text", part.text), ("unknown", part.unknown))
    for question in scene.debrief:
        yield None, False, question.location, (("ask", question.ask), ("draws_on", question.draws_on))


def _campaign_texts(campaign: Campaign) -> Iterator[tuple[None, bool, NodeRef, _KeyedTexts]]:
    for station in campaign.stations:
        yield None, False, station.location, (("fact", station.fact),)
    for part in campaign.ending:
        yield None, False, part.location, (("text", part.text), ("unknown", part.unknown))


def iter_citations(document: CitingDocument) -> Iterator[Citation]:
    """Yields the facts that the texts of a scene or campaign cite, in order and with repeats."""
    return (citation for prose in texts_with_citations(document) for citation in find_citations(prose))


def find_citations(prose: ProseRef) -> Iterator[Citation]:
    """Yields the facts that a text cites, in order and with repeats."""
    node = prose.location.node
    # The same names stand in the same order in the text as written, however it is folded.
    names = _FACT_NAME.finditer(prose.location.file.text, node.start_mark.index, node.end_mark.index)
    for fact in (fact for group in CITATION.findall(prose.text) for fact in iter_cited_fact_ids(group)):
        match = next((name for name in names if name[1] == fact), None)
        yield Citation(FactId(fact), prose.location, match.start() if match else -1)


_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


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


def find_dossiers(pack: Pack, kind: Literal["facts", "figures"], name: str) -> list[DossierId]:
    """Returns the dossiers that have `name` among their facts or figures."""
    return [id_ for id_, dossier in pack.dossiers.items() if name in getattr(dossier, kind)]


def dossier_citations(pack: Pack) -> Iterator[tuple[str, str, Cite]]:
    """Yields every citation of every dossier with the kind (`fact`, `person`, `figure`) and name of its owner."""
    for dossier in pack.dossiers.values():
        yield from (("fact", name, fact.cite) for name, fact in dossier.facts.items())
        yield from (("person", name, person.cite) for name, person in dossier.people.items())
        yield from (("figure", name, figure.cite) for name, figure in dossier.figures.items())


def campaign_scenes(pack: Pack) -> Iterator[tuple[SceneId, NodeRef]]:
    """Yields the scenes that the campaign names, if there is one, with their locations."""
    if pack.campaign is not None:
        location = pack.campaign.location.value("scenes")
        for index, entry in enumerate(pack.campaign.scenes):
            name = entry.scene if isinstance(entry, Station) else entry
            yield name, location.item(index).value("scene")


def iter_choices(scene: Scene) -> Iterator[Choice]:
    """Yields the choices of all passages."""
    return (choice for passage in scene.passages.values() for choice in passage.choices)


def named_pictures(pack: Pack) -> Iterator[tuple[str, NodeRef, str]]:
    """Yields every picture that a scene or a passage names, with its location and its description."""
    for scene in pack.scenes.values():
        owners: tuple[Scene | Passage, ...] = (scene, *scene.passages.values())
        for owner in owners:
            if owner.picture:
                yield owner.picture, owner.location.value("picture"), owner.alt


def key_labels(mapping: NodeRef) -> dict[str, Label]:
    """Returns the label of every key of a mapping; quicker than to find many of them one by one."""
    if not isinstance(mapping.node, MappingNode):
        return {}
    return {str(key.value): NodeRef(mapping.file, key).label() for key, _ in reversed(mapping.node.value)}


def has_key(mapping: NodeRef, key: str) -> bool:
    """Returns True if the mapping has `key`."""
    return mapping.value(key) is not mapping


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
