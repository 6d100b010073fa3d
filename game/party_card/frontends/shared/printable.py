"""Builds HTML documents to print: transcript, gamebook, and the papers for a lesson.

Invariant: complete in itself, without script and network; the content security policy allows the document's style only.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from party_card.frontends.shared.html import Html, element

ANSWER_LINES = 4
"""Lines to write on under a question without an answer."""


def build_printable(title: str, style: str, *content: str, language: str = "en") -> str:
    """Returns a whole HTML document."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        Html(f"<style>{style}</style>"),
    )
    return f'<!doctype html>\n<html lang="{language}">{head}{element("body", element("main", *content))}</html>\n'


def ruled_lines(count: int, **attributes: str) -> Html:
    """Returns lines to write on."""
    return element("div", *(element("p", "", class_="rule") for _ in range(count)), class_="lines", **attributes)
