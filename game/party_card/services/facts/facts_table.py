"""Facts as a table of comma-separated values, for a spreadsheet, and what has been changed in one.

Invariant: a table that is read as it was written changes nothing. No cell is a formula for a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace

from party_card.content.models import Dossier, Fact
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import format_number, gettext
from party_card.services.cards.errors import CardError
from party_card.services.facts.fact_edits import FactValues
from party_card.services.facts.fact_values import (
    Locator,
    read_claim,
    read_date,
    read_grade,
    read_locator,
    read_quote,
)

COLUMNS = ("id", "claim", "date", "grade", "source", "paragraph", "endnote", "page", "quotation", "remark")
MAX_CHARACTERS = 2_000_000
MAX_ROWS = 2_000
_PLACE_COLUMNS = ("source", "paragraph", "endnote", "page")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DELIMITERS = ",;\t"


@frozen_dataclass
class TableRow:
    """What one row asks for: keys of the fact `id` that become others, or a new fact, for which `id` is a wish.

    `number` is that of the row as a spreadsheet counts it; `problem` says why nothing of it is taken over.
    """

    number: int
    id: str
    changes: Mapping[str, str | Locator] = field(default_factory=dict)
    new_fact: FactValues | None = None
    problem: str = ""


def write_facts_table(dossiers: Iterable[Dossier]) -> str:
    """Returns the facts of dossiers as a table, a fact a row."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for dossier in dossiers:
        for name, fact in dossier.facts.items():
            row = _make_row(str(name), fact)
            writer.writerow([_guard(row[column]) for column in COLUMNS])
    return output.getvalue()


def read_facts_table(text: str, dossiers: Sequence[Dossier], indexed_sources: Collection[str]) -> list[TableRow]:
    """Returns the rows of a table that ask for something. Raises CardError if it is no table of facts."""
    facts = {str(name): fact for dossier in dossiers for name, fact in dossier.facts.items()}
    rows: list[TableRow] = []
    for number, row in _read_rows(text):
        name = row.get("id", "")
        try:
            if name not in facts:
                rows.append(TableRow(number, name, new_fact=_read_new_fact(row, indexed_sources)))
            elif changes := _compare(row, facts[name], indexed_sources):
                rows.append(TableRow(number, name, changes))
        except CardError as error:
            rows.append(TableRow(number, name, problem=str(error)))
    return rows


def _make_row(name: str, fact: Fact) -> dict[str, str]:
    cite = fact.main_cite
    return {
        "id": name,
        "claim": " ".join(fact.text.split()),
        "date": fact.date or "",
        "grade": fact.grade,
        "source": str(cite.source),
        "paragraph": ", ".join(map(str, cite.paragraphs)),
        "endnote": ", ".join(map(str, cite.notes)),
        "page": cite.page,
        "quotation": fact.quotes[0] if len(fact.quotes) == 1 else "",
        "remark": " ".join(fact.note.split()),
    }


def _guard(text: str) -> str:
    """Returns a text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _unguard(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _read_rows(text: str) -> list[tuple[int, dict[str, str]]]:
    """Returns the rows that are not empty, with their numbers; the first row names the columns."""
    if len(text) > MAX_CHARACTERS:
        raise CardError(gettext("This table is too long. Keep only the rows that you want to take over."))
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False))
    except csv.Error:
        raise CardError(gettext("This table cannot be read. Save it again in the spreadsheet, as CSV.")) from None
    names = [name.strip().lower() for name in rows[0]] if rows else []
    if "claim" not in names:
        raise CardError(
            gettext("The first row of the table has to name its columns: {columns}.").format(columns=", ".join(COLUMNS))
        )
    if len(rows) > MAX_ROWS:
        raise CardError(
            gettext("This table has {count} rows, and {limit} are taken over at a time.").format(
                count=format_number(len(rows)), limit=format_number(MAX_ROWS)
            )
        )
    return [
        (number, {name: _unguard(cell.strip()) for name, cell in zip(names, row, strict=False)})
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]


def _read_new_fact(row: Mapping[str, str], indexed_sources: Collection[str]) -> FactValues:
    claim, grade = read_claim(row.get("claim")), read_grade(row.get("grade"))
    locator = _read_place(row, indexed_sources)
    return FactValues(
        claim, grade, locator, read_date(row.get("date")), read_quote(row.get("quotation")), row.get("remark", "")
    )


def _read_place(row: Mapping[str, str], indexed_sources: Collection[str]) -> Locator:
    keys = {"source": "source", "paragraph": "paragraph", "note": "endnote", "page": "page"}
    place = {key: row.get(column) for key, column in keys.items()}
    return read_locator(place, has_index=row.get("source") in indexed_sources)


def _compare(row: Mapping[str, str], fact: Fact, indexed_sources: Collection[str]) -> dict[str, str | Locator]:
    """Returns the keys of a fact for which a row has something else."""
    known = _make_row(row["id"], fact)
    differing = {column for column in COLUMNS if column in row and row[column] != known[column].strip()}
    change: dict[str, str | Locator] = {}
    if "claim" in differing:
        change["text"] = read_claim(row["claim"])
    if "date" in differing:
        change["date"] = read_date(row["date"])
    if "grade" in differing:
        change["grade"] = read_grade(row["grade"])
    if "quotation" in differing and len(fact.quotes) < 2:
        change["quote"] = read_quote(row["quotation"])
    if "remark" in differing:
        change["note"] = row["remark"]
    if differing.intersection(_PLACE_COLUMNS):
        place = _read_place({**known, **row}, indexed_sources)
        change["cite"] = replace(place, section=fact.main_cite.section, column=fact.main_cite.column)
    return change
