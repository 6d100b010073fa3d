"""Asks a studio one thing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
