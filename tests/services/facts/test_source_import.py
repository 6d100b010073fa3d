"""Sources from a form, from CSL-JSON and from BibTeX become records; what is left out is named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from party_card.content.file_reader import read_model
from party_card.content.models import Bibliography, Source
from party_card.content.pack import read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.diagnostics.source import SourceFile
from party_card.evidence.export_bibtex import to_bibtex
from party_card.evidence.export_csl import to_csl_json
from party_card.services.cards.errors import CardError
from party_card.services.facts.source_import import EMPTY_LIST, ImportFormat, insert_sources, read_sources
from party_card.services.facts.source_records import make_record, make_source_id

ZOTERO = {
    "id": "http://zotero.org/users/1/items/ABC", "type": "book", "title": "A Strike: 1905", "publisher": "Penguin",
    "author": [{"family": "Orrin", "given": "Lea"}, {"literal": "League of Nations"}], "issued": {"date-parts": [["1932", 9]]},
    "abstract": "x" * 2000, "accessed": {"date-parts": [[2024, 5, 1]]}, "shelf": "3", "event-date": {"raw": "soon"},
}  # fmt: skip


def read_list(text: str) -> dict[str, Source]:
    model, diagnostics = read_model(SourceFile("", text))
    assert diagnostics == []
    assert isinstance(model, Bibliography)
    return {str(source.id): source for source in model.references}


def take_over(
    text: str, format_: ImportFormat = "csl-json", known: dict[str, str] | None = None
) -> tuple[dict[str, Source], list[str]]:
    records, losses = read_sources(text, format_, known or {})
    return read_list(insert_sources(EMPTY_LIST, records)), losses


def test_a_source_of_zotero_is_taken_over() -> None:
    sources, losses = take_over(json.dumps([ZOTERO]))
    (source,) = sources.values()
    assert (source.id, source.title, source.issued, source.accessed) == (
        "orrin-1932",
        "A Strike: 1905",
        "1932-09",
        "2024-05-01",
    )
    assert [(name.family, name.given, name.literal) for name in source.author] == [
        ("Orrin", "Lea", ""),
        ("", "", "League of Nations"),
    ]
    assert losses == ["Of “A Strike: 1905” this is left out: abstract, shelf."]


def test_the_sources_of_the_game_come_back_from_csl_json() -> None:
    pack, _ = read_pack(find_builtin_pack())
    own = ("kind", "audience", "interest", "seen", "ends", "rights")
    expected = json.loads(to_csl_json(pack.sources.values()))
    sources, losses = take_over(json.dumps(expected))
    for item in expected:
        item.pop("custom", None)
    assert json.loads(to_csl_json(sources.values())) == expected
    assert losses == []
    assert not any(getattr(source, key) for source in sources.values() for key in own)


def test_the_sources_of_the_game_come_back_from_bibtex() -> None:
    pack, _ = read_pack(find_builtin_pack())
    sources, _ = take_over(to_bibtex(pack.sources.values()), "bibtex")
    assert len(sources) == len(pack.sources)
    for name, source in pack.sources.items():
        other = sources[name]
        assert (other.title, other.publisher, other.URL) == (source.title, source.publisher, source.URL)
        assert [name.family or name.literal for name in other.author] == [
            name.family or name.literal for name in source.author
        ]


def test_bibtex_of_other_programs_is_read() -> None:
    text = r"""
    @book{orrin1932, author = {Orrin, Lea and {League of Nations}}, title = {A {S}trike in {\"U}rz \& 1905}, year = 1932,
      month = sep, pages = {5--6}, file = {a.pdf}, mood = {dark}, url = {https://example.org/a_b%20c}}
    @article{broken, title = {a
    @phdthesis{k2, title = "On Strikes", school = {Bergen}, date = {1932-09/1932-10}}
    """
    sources, losses = take_over(text, "bibtex")
    first = sources["orrin1932"]
    assert (first.title, first.issued, first.page, first.URL) == (
        "A Strike in Ürz & 1905", "1932-09", "5-6", "https://example.org/a_b%20c",
    )  # fmt: skip
    assert (sources["k2"].type, sources["k2"].publisher, sources["k2"].issued) == (
        "thesis",
        "Bergen",
        "1932-09/1932-10",
    )
    assert losses == [
        "The entry in line 4 cannot be read, so it is left out.",
        "Of “A Strike in Ürz & 1905” this is left out: mood.",
    ]


def test_a_source_that_is_there_already_is_not_taken_over_again() -> None:
    items = [ZOTERO, {"id": "b", "title": "Known"}, {"id": "diary", "title": "Another"}]
    sources, losses = take_over(json.dumps(items), known={"diary": "Known"})
    assert list(sources) == ["orrin-1932", "another"]
    assert "“Known” is in the pack already." in losses


def test_a_form_becomes_a_record() -> None:
    fields = {"title": "A Diary", "author": "Orrin, Lea; League of Nations", "issued": "about 1932", "kind": "memoir"}
    record = make_record(fields, make_source_id(fields, ["orrin-1932"]))
    text = insert_sources("# Mine.\nreferences:\n  - {id: a, type: book, title: B}  # first\n", [record])
    assert text.startswith("# Mine.\nreferences:\n  - {id: a, type: book, title: B}  # first\n  - id: orrin-1932-2\n")
    source = read_list(text)["orrin-1932-2"]
    assert (source.id, source.type, source.issued, source.kind) == ("orrin-1932-2", "document", "1932~", "memoir")


@pytest.mark.parametrize("text", ["", "[", "3", "[]", "{}", "[3]", "@book{", "[" * 100_000, '[{"id": "a"}]'])
@pytest.mark.parametrize("format_", ["csl-json", "bibtex"])
def test_what_is_no_list_of_sources_gets_a_sentence(text: str, format_: ImportFormat) -> None:
    try:
        records, losses = read_sources(text, format_, {})
    except CardError as error:
        assert str(error).endswith(".")
    else:
        assert records == []
        assert losses


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3000) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["family", "date-parts", "raw", "season", "x"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
KEYS = ["id", "type", "title", "author", "issued", "accessed", "publisher", "kind", "custom", "page", "composer", "y"]


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), json_values, max_size=6), max_size=3))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_the_file_the_list_stays_readable(items: list[dict[str, Any]]) -> None:
    try:
        records, _ = read_sources(json.dumps(items), "csl-json", {})
    except CardError:
        return
    assert list(read_list(insert_sources(EMPTY_LIST, records))) == [record.id for record in records]
