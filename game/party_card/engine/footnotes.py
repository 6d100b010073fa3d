"""Collects the notes of one page while prose is turned into lines, and finds the other scenes that cite a fact.

Invariant: notes are numbered in the order in which the text cites facts; a fact cited twice keeps its number.
Of another scene nothing but its title is given, so that a player learns nothing about scenes not yet played.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from party_card.content.block_citations import iter_block_facts
from party_card.content.edtf import format_date
from party_card.content.models import Document, Fact, FactId, Figure, Grade, Person, Scene, SceneId
from party_card.content.pack import Pack
from party_card.content.prose import Paragraph, iter_cited_fact_ids, parse_prose, smart_quotes
from party_card.engine.attestations import build_attestations
from party_card.engine.compiled import CompiledScene, Evidence
from party_card.engine.page import Line, Note, Run
from party_card.engine.sheets import build_sheet
from party_card.evidence.cite import MAX_CACHED_NOTES
from party_card.evidence.rich_text import RichText
from party_card.frozen_dataclass import frozen_dataclass

CitableItems = Mapping[FactId, Fact | Document]


class FootnoteCollector:
    """Turns prose into lines of runs, and collects the facts, documents and figures that it cites.

    The prose cites `facts`, without them those of the scene.
    """

    def __init__(self, evidence: Evidence, facts: CitableItems | None = None) -> None:
        self._evidence = evidence
        self._citable_items = evidence.facts if facts is None else facts
        self._items: list[tuple[str, Fact | Document | Figure]] = []
        self._numbers: dict[str, int] = {}
        self.uses_ibid = True
        """False if parts of the page are shown by themselves, so that no note can refer to the one before it."""

    def add_paragraphs(self, text: str, facts: CitableItems | None = None) -> list[Line]:
        """Turns a text into lines, one for each paragraph; it cites `facts`, without them those of the collector."""
        return [self._build_line(paragraph, facts) for paragraph in parse_prose(text)]

    def add_lines(self, paragraphs: tuple[Paragraph, ...]) -> list[Line]:
        """Turns parsed paragraphs into lines."""
        return [self._build_line(paragraph) for paragraph in paragraphs]

    def add_line(self, text: str, facts: CitableItems | None = None) -> Line:
        """Turns a text into one line, with a space between its paragraphs."""
        runs: list[Run] = []
        for line in self.add_paragraphs(text, facts):
            runs += [*((Run(" "),) if runs else ()), *line]
        return tuple(runs)

    def add_fact(self, name: FactId, fact: Fact | Document) -> int:
        """Cites a fact that no text cites. Returns the number of its note."""
        return self._number(name, fact)

    def add_figure(self, figure: Figure) -> int:
        """Cites a figure. Returns the number of its note."""
        return self._number(f"figure {figure.title}", figure)

    def date_of(self, line: Line) -> str:
        """Returns the date, in words, of the first fact cited in a line that has one; empty if none has."""
        for fact in self._facts(line):
            if fact.date:
                return format_date(fact.date)
        return ""

    def grades_of(self, line: Line) -> tuple[Grade, ...]:
        """Returns the grades of the facts cited in a line, in order, without repetition."""
        return tuple(dict.fromkeys(fact.grade for fact in self._facts(line)))

    @property
    def cited_items(self) -> tuple[tuple[str, Fact | Document | Figure], ...]:
        """The facts, documents and figures cited so far, in the order of their notes, each with its id."""
        return tuple(self._items)

    def build_notes(self) -> tuple[Note, ...]:
        """Builds the notes cited so far, in order."""
        formatter = self._evidence.note_formatter
        citations = formatter.format_notes([item.cites for _, item in self._items], uses_ibid=self.uses_ibid)
        return tuple(
            build_note(number, name, item, self._evidence, _to_line(citation))
            for number, ((name, item), citation) in enumerate(zip(self._items, citations, strict=True), 1)
        )

    def _facts(self, line: Line) -> list[Fact | Document]:
        numbers = [run.note for run in line if run.note is not None]
        items = [self._items[number - 1][1] for number in numbers]
        return [item for item in items if not isinstance(item, Figure)]

    def _number(self, name: str, item: Fact | Document | Figure) -> int:
        if name not in self._numbers:
            self._items.append((name, item))
            self._numbers[name] = len(self._items)
        return self._numbers[name]

    def _build_line(self, paragraph: Paragraph, facts: CitableItems | None = None) -> Line:
        facts = self._citable_items if facts is None else facts
        runs: list[Run] = []
        for piece in paragraph:
            if not piece.fact:
                runs.append(Run(piece.text, piece.italic, piece.bold))
            elif (fact := facts.get(FactId(piece.fact))) is not None:
                runs.append(Run("", note=self._number(piece.fact, fact)))
        return tuple(runs)


@lru_cache(maxsize=MAX_CACHED_NOTES)
def _to_line(text: RichText) -> Line:
    return tuple(Run(part.text, italic=part.italic) for part in text)


def build_note(number: int, name: str, item: Fact | Document | Figure, evidence: Evidence, citation: Line) -> Note:
    """Builds the note of a fact, a document or a figure; `name` is its id."""
    if isinstance(item, Figure):
        return Note(number, name, f"{item.title} ({item.unit})", item.grade, (), citation, smart_quotes(item.note))
    if isinstance(item, Document):
        sheet = build_sheet(item, evidence)
        return Note(number, name, sheet.title, item.grade, (), citation, smart_quotes(item.note), document=sheet)
    text = "".join(piece.text for paragraph in parse_prose(item.text) for piece in paragraph)
    attestations, conclusion = build_attestations(item, evidence), smart_quotes(item.conclusion)
    return Note(
        number, name, text, item.grade, item.quotes, citation, smart_quotes(item.note), attestations, conclusion
    )


@frozen_dataclass
class FactUsage:
    """The full citation of a fact (a note may be just "Ibid."), and the titles of other scenes that cite it."""

    citation: Line = ()
    other_scenes: tuple[str, ...] = ()


def find_fact_usage(pack: Pack, compiled: CompiledScene, scene_ids: Iterable[SceneId], fact_id: str) -> FactUsage:
    """Finds the usage of a fact of a scene in the scenes `scene_ids`; empty if `fact_id` is not a fact."""
    evidence, name = compiled.evidence, FactId(fact_id)
    fact = evidence.facts.get(name) or _find_fact_about_people(evidence, name)
    if fact is None:
        return FactUsage()
    (citation,) = evidence.note_formatter.format_notes([(fact.main_cite,)])
    other_scenes = (pack.scenes[scene_id] for scene_id in scene_ids if scene_id != compiled.scene.scene)
    return FactUsage(
        _to_line(citation),
        tuple(
            smart_quotes(scene.title)
            for scene in other_scenes
            if pack.collect_facts(scene).get(name) is fact and name in _find_cited_facts(pack, scene)
        ),
    )


def _find_cited_facts(pack: Pack, scene: Scene) -> set[str]:
    figures = pack.collect_figures(scene)
    facts = {fact for block in scene.closing_blocks for fact in iter_block_facts(block, figures)}
    return {*iter_cited_fact_ids(scene.location.file.text), *facts}


def _find_fact_about_people(evidence: Evidence, name: FactId) -> Fact | Document | None:
    """Returns a fact that the texts of the scene's people cite, of whatever dossier; None if they do not."""
    people = [(subject.id, subject.content) for subject in evidence.glossary.subjects.values()]
    return next(
        (
            item
            for id_, content in people
            if isinstance(content, Person) and f"@{name}" in f"{content.was} {content.later}"
            if (item := evidence.find_facts_about(id_, content).get(name)) is not None
        ),
        None,
    )
