"""Facts as a table: what is written is read back without a change, and no cell is a formula."""

from __future__ import annotations

import csv
import io
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from party_card.content.file_reader import read_model
from party_card.content.models import Dossier
from party_card.content.pack import read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.diagnostics.source import SourceFile
from party_card.services.cards.errors import CardError
from party_card.services.facts.fact_edits import FactValues, insert_fact
from party_card.services.facts.fact_values import Locator
from party_card.services.facts.facts_table import COLUMNS, read_facts_table, write_facts_table

TEXT = """dossier: a
facts:
  rain:
    text: It rained.
    grade: documented
    cite: {source: diary, page: 47, section: May}
    quote: [one, two]
"""
HEAD = ",".join(COLUMNS)


@cache
def read_dossiers() -> tuple[Dossier, ...]:
    pack, _ = read_pack(find_builtin_pack())
    return tuple(pack.dossiers.values())


def read_dossier(text: str = TEXT) -> Dossier:
    model, _ = read_model(SourceFile("", text))
    assert isinstance(model, Dossier)
    return model


def test_the_facts_of_the_game_come_back_unchanged() -> None:
    for dossier in read_dossiers():
        table = write_facts_table([dossier])
        assert read_facts_table(table, [dossier], {"kotkin-2017"}) == []
        assert len(list(csv.reader(io.StringIO(table)))) == len(dossier.facts) + 1


@given(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
    | st.sampled_from(["=1+1", "'=1", "@a", "-1", "+x"])
)
@settings(max_examples=50, deadline=None)
def test_no_cell_is_a_formula_and_every_text_comes_back(claim: str) -> None:
    text = insert_fact("dossier: a\n", "b", FactValues(claim, "documented", Locator("diary", page="4"), note=claim))
    table = write_facts_table([read_dossier(text)])
    row = list(csv.reader(io.StringIO(table)))[1]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    assert read_facts_table(table, [read_dossier(text)], ()) == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_any_spreadsheet_are_read(delimiter: str) -> None:
    lines = [
        delimiter.join(COLUMNS),
        delimiter.join(["", '"A ""new"" claim"', "May 1932", "reported", "diary", "", "", "48", "", ""]),
    ]
    (row,) = read_facts_table("\ufeff" + "\r\n".join(lines), [read_dossier()], ())
    assert row.new_fact == FactValues('A "new" claim', "reported", Locator("diary", page="48"), "1932-05")


def test_only_what_differs_is_changed() -> None:
    table = f"{HEAD}\nrain,It poured.,,documented,diary,,,48,three,\n"
    (row,) = read_facts_table(table, [read_dossier()], ())
    assert row.changes == {"text": "It poured.", "cite": Locator("diary", page="48", section="May")}


def test_a_row_that_is_not_understood_is_named_and_the_others_are_taken() -> None:
    table = f"{HEAD}\n,A,,sure,diary,,,4,,\n\n,B,,documented,diary,,,4,,\n,C,,documented,,,,4,,\n"
    rows = read_facts_table(table, [], ())
    assert [(row.number, bool(row.problem)) for row in rows] == [(2, True), (4, False), (5, True)]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", '"', "\0", "claim\n" + "x\n" * 2_001, "x" * 2_000_001])
def test_what_is_no_table_gets_a_sentence(text: str) -> None:
    with pytest.raises(CardError) as error:
        read_facts_table(text, [], ())
    assert str(error.value).endswith(".")
