"""Extracts the messages of the interface and brings its catalogues up to date: `python -m tests.interface_catalogues`.

It writes `party_card.pot` with every message of the code, carries the translations of each language over, as msgmerge
does, and compiles them. `python -m tests.interface_catalogues de` begins German.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from party_card.diagnostics.rule import Rule
from party_card.localization.languages import DOMAIN, FOLDER
from party_card.modelcheck.findings import FINDINGS
from party_card.rules import RULES
from party_card.translation.check import FINDINGS as TRANSLATION_FINDINGS

PACKAGE = Path("game/party_card")
TEMPLATE = FOLDER / f"{DOMAIN}.pot"
DIAGNOSTICS_TEMPLATE = FOLDER / "diagnostics.pot"
KEYWORDS = {
    "gettext": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_noop": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
TAG = "TRANSLATORS:"
"""What begins a comment for translators."""
SCRIPTS = (
    "frontends/html/player/*.js",
    "classroom/page/*.js",
    "studio/page/source/**/*.js",
    "studio/page/source/**/*.jsx",
)
"""The scripts of pages, below the package."""
HEADER = """# The interface of Party Card.
# Fields in braces such as {number} stay as they are. A message that is empty or fuzzy is shown in English.
#"""
DIAGNOSTICS_HEADER = """# What the rules of Party Card say of themselves: the title of each code, and why and how to mend it.
# The program shows diagnostics in English; this catalogue is prepared for the day when it does not.
#"""
LIMIT = 100


class FoundMessage(NamedTuple):
    """A message as the code has it: its text, or singular and plural, its meaning, and a comment for translators."""

    id: str | tuple[str, str]
    context: str | None
    comments: list[str]


def find_python_messages(path: Path) -> Iterator[FoundMessage]:
    """Yields the messages of a module by its syntax tree: Babel's own extractor does not see those inside f-strings."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name in KEYWORDS:
            texts = [item.value for item in call.args if isinstance(item, ast.Constant) and isinstance(item.value, str)]
            context = texts.pop(0) if "pgettext" in name and texts else None
            if texts:
                message = (texts[0], texts[1]) if len(texts) > 1 else texts[0]
                yield FoundMessage(message, context, read_comments(lines, call.lineno - 1))


def find_script_messages(path: Path) -> Iterator[FoundMessage]:
    """Yields the messages of a script."""
    found = extract_from_file("javascript", path, keywords=KEYWORDS, comment_tags=(TAG,), strip_comment_tags=True)
    for _, message, comments, context in found:
        yield FoundMessage((message[0], message[1]) if isinstance(message, tuple) else message, context, comments)


def read_comments(lines: list[str], index: int) -> list[str]:
    """Returns the comment for translators that ends above a line."""
    comment: list[str] = []
    while index > 0 and (line := lines[index - 1].strip()).startswith("#"):
        comment.insert(0, line.lstrip("# ").removeprefix(TAG).strip())
        if line.lstrip("# ").startswith(TAG):
            return comment
        index -= 1
    return []


def extract() -> Catalog:
    """Returns every message of the code, in the order of the files."""
    catalogue = Catalog(project="Party Card", header_comment=HEADER, charset="utf-8", fuzzy=False)
    modules = (path for path in sorted(PACKAGE.glob("**/*.py")) if path.parent != FOLDER.parent)
    scripts = (
        path for pattern in SCRIPTS for path in sorted(PACKAGE.glob(pattern)) if "node_modules" not in path.parts
    )
    for path in (*modules, *FOLDER.parent.glob("numbers.py"), *FOLDER.parent.glob("messages.py"), *scripts):
        find = find_python_messages if path.suffix == ".py" else find_script_messages
        for message in find(path):
            place = path.resolve().relative_to(PACKAGE.resolve()).as_posix()
            comments, context = message.comments, message.context
            catalogue.add(message.id, locations=[(place, 0)], auto_comments=comments, context=context)
    return catalogue


def extract_diagnostics() -> Catalog:
    """Returns what each rule says of itself; its code is the context. Diagnostics are shown in English for now."""
    catalogue = Catalog(project="Party Card", header_comment=DIAGNOSTICS_HEADER, charset="utf-8", fuzzy=False)
    rules: tuple[Rule[Any], ...] = (*RULES, *FINDINGS, *TRANSLATION_FINDINGS)
    for rule in rules:
        for text in (rule.title, *rule.help.split("\n\n")):
            if text.strip():
                catalogue.add(" ".join(text.split()), locations=[(rule.code, 0)], context=rule.code)
    return catalogue


def render(catalogue: Catalog) -> bytes:
    """Returns the text of a catalogue without what changes from day to day."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=LIMIT, include_lineno=False, ignore_obsolete=True)
    lines = buffer.getvalue().decode("utf-8").splitlines(keepends=True)
    return "".join(
        line for line in lines if not line.startswith(('"POT-Creation', '"PO-Revision', '"Generated-By'))
    ).encode()


def compile_catalogue(catalogue: Catalog) -> bytes:
    """Returns a catalogue as the program reads it: without what is fuzzy or empty, and without a date."""
    buffer = io.BytesIO()
    stable = read_po(io.BytesIO(render(catalogue)), locale=catalogue.locale, domain=DOMAIN)
    stable.creation_date = stable.revision_date = datetime(1970, 1, 1, tzinfo=UTC)
    write_mo(buffer, stable)
    return buffer.getvalue()


def po_path(language: str) -> Path:
    """Returns where the translations of a language lie."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def list_languages() -> list[str]:
    """Returns the languages that have a catalogue."""
    return sorted(path.parents[1].name for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def read_catalogue(language: str) -> Catalog:
    """Returns the translations of a language; empty if there are none yet."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="Party Card", header_comment=HEADER, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def update_all(languages: list[str]) -> None:
    """Writes the template, and the catalogue of each language with its compiled form."""
    template = extract()
    FOLDER.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(render(template))
    DIAGNOSTICS_TEMPLATE.write_bytes(render(extract_diagnostics()))
    for language in languages:
        catalogue = read_catalogue(language)
        catalogue.update(template, update_header_comment=True)
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(render(catalogue))
        path.with_suffix(".mo").write_bytes(compile_catalogue(catalogue))
        missing = sum(1 for message in catalogue if message.id and (message.fuzzy or not is_translated(message.string)))
        print(f"{language}: {len(catalogue)} messages, {missing} not translated")


def is_translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    """Returns True if a message has its translation, in all its forms."""
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


if __name__ == "__main__":
    update_all(sorted({*list_languages(), *sys.argv[1:]}))
