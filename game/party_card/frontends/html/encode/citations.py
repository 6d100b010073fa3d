"""What notes are about, and their citations in every form that a page can ask for.

Law: a citation depends on its own place, on the note before it, and on whether its source came before: full, short,
"Ibid." alone, or "Ibid." with the place, with or without its section. All are taken from `party_card.evidence.cite`;
a form is kept once as a template with a hole for the place.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from party_card.content.models import Cite, Fact, Figure, SourceId
from party_card.engine.compiled import Evidence
from party_card.engine.footnotes import write_note
from party_card.evidence.cite import full_note, ibid, plain, short_note
from party_card.evidence.locate import locator, sections
from party_card.evidence.rich_text import Runs

GRADES = ("documented", "reported", "rumoured", "contested", "judgement")
HOLE = None

Template = tuple[str | tuple[int, str] | None, ...]


class _Row(NamedTuple):
    name: str
    text: str
    grade: int
    quotes: tuple[str, ...]
    hedge: str
    template: int
    source: int
    place: int
    section: int
    tail: str
    tail2: str


class Citations:
    """The rows `cited` and `templates` of the data, each once; they are known by their number."""

    def __init__(self) -> None:
        self._rows: dict[_Row, int] = {}
        self._templates: dict[tuple[Template, ...], int] = {}
        self._sources: dict[SourceId, int] = {}
        self._places: dict[object, int] = {}
        self._sections: dict[object, int] = {}

    def number(self, evidence: Evidence, name: str, item: Fact | Figure) -> int:
        """The row of a fact or a figure that is cited."""
        cite = item.cite
        source, index = evidence.sources[cite.source], evidence.indexes.get(cite.source)
        here = sections(index, cite)
        elsewhere = Cite(source=cite.source, page="\0")
        beside = Cite(source=cite.source, p=cite.p, n=cite.n, page="\0")
        place = plain(locator(index, cite))
        forms = (
            full_note(source, index, cite),
            short_note(source, index, cite),
            ibid(source, index, cite, elsewhere),
        )
        near, tail2 = ibid(source, index, cite, beside), plain(locator(index, cite, with_sections=len(here) != 1))
        made = (*(_holed(form, place) for form in forms), _holed(near, tail2))
        note = write_note(0, name, item, ())
        row = _Row(
            name,
            note.text,
            GRADES.index(note.grade),
            note.quotes,
            note.hedge,
            self._templates.setdefault(made, len(self._templates)),
            self._sources.setdefault(cite.source, len(self._sources)),
            _number(self._places, (cite.source, cite.page, frozenset(cite.paragraphs), frozenset(cite.notes))),
            _number(self._sections, (cite.source, here[0])) if len(here) == 1 else -1,
            place,
            "" if tail2 == place else tail2,
        )
        return self._rows.setdefault(row, len(self._rows))

    def rows(self) -> list[list[Any]]:
        """What is cited."""
        return [list(row) for row in self._rows]

    def templates(self) -> list[list[list[Any]]]:
        """The forms of citations."""
        return [[list(form) for form in forms] for forms in self._templates]


def _number(known: dict[object, int], key: object) -> int:
    return known.setdefault(key, len(known))


def _holed(runs: Runs, place: str) -> Template:
    """The runs with a hole where the place stands, last and upright; as they are where it does not."""
    form: list[str | tuple[int, str] | None] = [(1, run.text) if run.italic else run.text for run in runs]
    for number in reversed(range(len(runs))):
        before, found, after = runs[number].text.rpartition(place)
        if place and found and not runs[number].italic:
            form[number : number + 1] = [*((before,) if before else ()), HOLE, *((after,) if after else ())]
            break
    return tuple(form)
