"""Asks a studio one thing, and carries out what it answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lsprotocol.converters import get_converter
from lsprotocol.types import Range

from party_card.language_server.positions import TextLines
from tests.studio.page_connection import PageConnection, RequestError, talk


def ask(root: Path, method: str, **params: Any) -> Any:
    """Serves the studio for a folder, and returns the answer to one request. Raises RequestError."""
    answers: list[Any] = []

    async def converse(page: PageConnection) -> None:
        try:
            answers.append(await page.request(method, **params))
        except RequestError as error:
            answers.append(error)

    talk(root, converse)
    if isinstance(answers[0], RequestError):
        raise answers[0]
    return answers[0]


def apply_answer(texts: dict[str, str], answer: Any) -> dict[str, str]:
    """Returns texts by URI after the `edits` and the `create` of an answer."""
    changed = {**texts, **{file["uri"]: file["text"] for file in answer["create"]}}
    for uri, edits in answer["edits"].items():
        lines = TextLines(texts[uri])
        ranges = [get_converter().structure(edit["range"], Range) for edit in edits]
        spans = [(lines.index_at(range_.start), lines.index_at(range_.end)) for range_ in ranges]
        for (start, end), edit in sorted(zip(spans, edits, strict=True), key=lambda pair: pair[0], reverse=True):
            changed[uri] = changed[uri][:start] + edit["newText"] + changed[uri][end:]
    return changed


def save(texts: dict[str, str]) -> None:
    """Writes texts into their files."""
    for uri, text in texts.items():
        path = Path(uri.removeprefix("file://"))
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def read_texts(root: Path) -> dict[str, str]:
    """Returns the texts of a pack by URI."""
    return {path.as_uri(): path.read_text(encoding="utf-8") for path in sorted(root.glob("s*/*.yaml"))}
