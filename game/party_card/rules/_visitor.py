"""Where things stand: every text, condition and citation of a pack with its place, in the order of the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from party_card.content.models import Campaign, Cite, Dossier, DossierId, FactId, PassageId, Scene
from party_card.content.pack import Pack
from party_card.content.prose import cited_fact_ids
from party_card.content.yaml_loader import MappingNode, NodeRef, ScalarNode, SequenceNode
from party_card.diagnostics.diagnostic import Label
from party_card.diagnostics.source import Span

CITATION = re.compile(r"\[@[A-Za-z0-9_-]+(?:\s*[;,]\s*@[A-Za-z0-9_-]+)*\s*\]")
"""A citation as it should be written; what is written otherwise has a rule of its own and is no citation elsewhere."""

_NAME = re.compile(r"@([A-Za-z0-9_-]+)")


class ProseRef(NamedTuple):
    """A text with its place: `now` where the student reads it in the middle of things, `passage` where it has one."""

    text: str
    location: NodeRef
    passage: PassageId | None = None
    now: bool = False


class Citation(NamedTuple):
    """A fact that a text cites, and where the citation stands in the file; without a place it is the whole text."""

    fact: FactId
    location: NodeRef
    start: int = -1

    @property
    def label(self) -> Label:
        """The citation's own place, `@` and name."""
        if self.start < 0:
            return self.location.label()
        return self.location.label(self.location.file.span(self.start, self.start + 1 + len(self.fact)))


class ConditionRef(NamedTuple):
    """A condition with its place."""

    text: str
    location: NodeRef


Teller = Scene | Campaign
"""What tells something that rests on facts."""


def citing_documents(pack: Pack) -> Iterator[tuple[str, Teller]]:
    """Every scene, and the campaign where there is one, with what a message calls it."""
    yield from (("scene", scene) for scene in pack.scenes.values())
    if pack.campaign is not None:
        yield "campaign", pack.campaign


def texts_with_citations(teller: Teller) -> Iterator[ProseRef]:
    """Every text of a scene or campaign that cites something or seems to: in which there is an `@`."""
    return (said for said in texts_of(teller) if "@" in said.text)


def texts_of(teller: Teller) -> Iterator[ProseRef]:
    """Every text of a scene or campaign that is prose."""
    for passage, now, at, texts in _texts(teller) if isinstance(teller, Scene) else _between(teller):
        for key, text in texts:
            if text:
                yield ProseRef(text, at.value(key), passage, now)


_Texts = tuple[tuple[str, str | None], ...]
"""Keys, and the texts under them."""


def _texts(scene: Scene) -> Iterator[tuple[PassageId | None, bool, NodeRef, _Texts]]:
    """The texts in which a citation can stand: those of a passage and of its choices with its name, and with `now`."""
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


def _between(campaign: Campaign) -> Iterator[tuple[None, bool, NodeRef, _Texts]]:
    """The texts of a campaign in which a citation can stand."""
    for station in campaign.stations:
        yield None, False, station.location, (("fact", station.fact),)
    for part in campaign.ending:
        yield None, False, part.location, (("text", part.text), ("unknown", part.unknown))


def conditions(scene: Scene) -> Iterator[ConditionRef]:
    """Every condition of a scene that decides what is shown, open or left."""
    for passage in scene.passages.values():
        if not isinstance(passage.text, str):
            for block in passage.text:
                if block.if_ is not None:
                    yield ConditionRef(block.if_, block.location.value("if"))
        for choice in passage.choices:
            if choice.if_ is not None:
                yield ConditionRef(choice.if_, choice.location.value("if"))
    for part in scene.record:
        if part.if_ is not None:
            yield ConditionRef(part.if_, part.location.value("if"))
    for trace in scene.leaves:
        if trace.if_ is not None:
            yield ConditionRef(trace.if_, trace.location.value("if"))


def citations(said: ProseRef) -> Iterator[Citation]:
    """The facts that a text cites, in order and with repeats."""
    node = said.location.node
    # The same names stand in the same order in the text as written, however it is folded.
    names = _NAME.finditer(said.location.file.text, node.start_mark.index, node.end_mark.index)
    for fact in (fact for group in CITATION.findall(said.text) for fact in cited_fact_ids(group)):
        found = next((name for name in names if name[1] == fact), None)
        yield Citation(FactId(fact), said.location, found.start() if found else -1)


_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


def words_in(text: str | None) -> int:
    """The number of words that a reader meets; one with a hyphen or an apostrophe is one, a citation is none."""
    return len(_WORD.findall(CITATION.sub("", text or "")))


def find_span(at: NodeRef, words: str) -> Span:
    """Where `words` of a text stand as written: it may be folded or escaped, so a shorter beginning is tried too."""
    line = words.split("\n", maxsplit=1)[0].strip()
    for sought in (line, " ".join(line.split()[:3])):
        span = at.find(sought) if sought else at.span
        if span != at.span:
            return span
    return at.span


def dossiers_with(pack: Pack, kind: str, name: str) -> list[DossierId]:
    """The dossiers that have `name` among their `kind` (facts, people, figures)."""
    return [id_ for id_, dossier in pack.dossiers.items() if name in getattr(dossier, kind)]


def cites(dossier: Dossier) -> Iterator[tuple[str, str, Cite]]:
    """Every citation of a dossier with what it stands under: `fact`, `person` or `figure`, and its name."""
    for fact, one in dossier.facts.items():
        yield "fact", fact, one.cite
    for person, someone in dossier.people.items():
        yield "person", person, someone.cite
    for figure, drawn in dossier.figures.items():
        yield "figure", figure, drawn.cite


def keys(at: NodeRef) -> dict[str, Label]:
    """The keys of the lines at `at`, each with its own place; asked once where many are needed."""
    if not isinstance(at.node, MappingNode):
        return {}
    return {str(key.value): NodeRef(at.file, key).label() for key, _ in reversed(at.node.value)}


def has_key(at: NodeRef, key: str) -> bool:
    """Whether `key` stands in the lines at `at`."""
    return at.value(key) is not at


def empty_list(at: NodeRef) -> bool:
    """Whether a list without anything was written here, and not something wrong that was read as nothing."""
    return isinstance(at.node, SequenceNode) and not at.node.value


def is_int(at: NodeRef) -> bool:
    """Whether a whole number was written here, and not something wrong that was read as one."""
    node = at.node
    return isinstance(node, ScalarNode) and str(node.value).lstrip("+-").isdigit()


def has_text(at: NodeRef) -> bool:
    """Whether a text was written here, be it an empty one in quotes, and not nothing at all."""
    node = at.node
    return isinstance(node, ScalarNode) and bool(node.value or node.style)
