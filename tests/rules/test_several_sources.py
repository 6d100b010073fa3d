"""Facts with several sources: what the rules want of stances, grades, conclusions and the sources themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.checking import check_files
from tests.two_sources import DOSSIER, SCENE, SOURCES


def list_messages(folder: Path, dossier: str, sources: str = SOURCES) -> list[tuple[str, str]]:
    files = {"seeds/sources.yaml": sources, "seeds/bell.yaml": dossier, "scenes/bell.yaml": SCENE}
    found = check_files(folder, {name: text.encode() for name, text in files.items()})
    return [(diagnostic.code, diagnostic.message) for diagnostic in found]


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        (
            "{page: 4, value: nine o'clock}", "{page: 4, stance: agrees}", "unclear-stance",
            "the first source of the fact `bell-at-nine` is that of the claim: it has no stance",
        ),
        (
            "stance: adds, says: A second bell answered from the mill.}", "stance: adds}", "unclear-stance",
            "the fact `bell-at-nine` does not tell what this source adds",
        ),
        (
            "        value: half past nine\n        says: The paper has it half an hour later, from somebody who was at home.\n",
            "", "unclear-stance", "the fact `bell-at-nine` does not tell what this source has instead",
        ),
        (
            "stance: agrees", "stance: agree", "wrong-type",
            "`stance` wants `agrees`, `differs` or `adds`; here is `agree`",
        ),
        (
            "{source: town-history, page: 90, stance: agrees}", "{page: 90, stance: agrees}", "grade-against-sources",
            "the fact `river-high` is `corroborated`, but no second source agrees",
        ),
        (
            "    grade: corroborated", "    grade: corroborated\n    conclusion: Both saw it.", "", "",
        ),
        (
            "cite: {page: 5}", "cite: {page: 5}\n    conclusion: Nothing follows.", "no-conclusion",
            "the fact `lamps-out` has one source, so its conclusion is not shown",
        ),
        (
            "cite: {page: 5}", "cite: {column: 2}", "", "",
        ),
        (
            "cite: {page: 5}", "cite: {}", "fact-without-locator",
            "the fact `lamps-out` has a source but no place in it",
        ),
        (
            "cite: {page: 5}", "cite: []", "citation-without-source",
            "the fact `lamps-out` cites nothing",
        ),
        (
            "      - {source: town-history, page: 90, stance: agrees}\n", "", "grade-against-sources",
            "the fact `river-high` is `corroborated`, but no second source agrees",
        ),
    ],
)  # fmt: skip
def test_one_mistake_in_the_sources_of_a_fact_gets_one_message(
    tmp_path: Path, old: str, new: str, code: str, message: str
) -> None:
    assert DOSSIER.count(old) == 1
    assert list_messages(tmp_path, DOSSIER.replace(old, new)) == ([(code, message)] if code else [])


def test_sources_are_compared_at_facts_only(tmp_path: Path) -> None:
    figure = "figures:\n  boats: {title: Boats, unit: boats, points: {1931: 4}, cite: {page: 1, stance: agrees}}\n"
    assert list_messages(tmp_path, DOSSIER + figure) == [
        ("unclear-stance", "sources are compared at facts only; this is the citation of the figure `boats`")
    ]


def test_a_source_that_is_compared_says_what_it_is_and_how_much_was_seen(tmp_path: Path) -> None:
    assert list_messages(tmp_path, DOSSIER, SOURCES.replace("    kind: document\n", "")) == [
        ("undescribed-source", "`night-book` is compared with another source, but does not say what it is")
    ]
    assert list_messages(tmp_path, DOSSIER, SOURCES.replace("    seen: whole\n", "")) == [
        ("undescribed-source", "`night-book` is compared with another source, but does not say how much of it was seen")
    ]


def test_the_default_source_must_be_one_of_the_pack(tmp_path: Path) -> None:
    messages = list_messages(tmp_path, DOSSIER.replace("source: night-book", "source: nigth-book", 1))
    assert messages == [("unknown-source", "this pack has no source `nigth-book`")]
