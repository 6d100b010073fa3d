"""Helpers for the tests of the session."""

from __future__ import annotations

from collections.abc import Callable

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.engine import page as pages
from party_card.engine.page import Line, Page

OpenSession = Callable[..., Session]


def take_notices(session: Session) -> str:
    """Returns the notices of a session, and empties the list."""
    text = " ".join(session.notices)
    session.notices.clear()
    return text


def play(session: Session, scene: SceneId, *choices: str, restart: bool = False) -> Page:
    """Plays a scene up to the end of the record; without choices, up to its first passage."""
    (session.restart if restart else session.open)(scene)
    for step in ("begin", *choices, *(("reveal", "close") if choices else ())):
        session.choose(step)
    return session.page()


def line_text(line: Line) -> str:
    """Returns the text of a line, with the numbers of its notes in brackets."""
    return "".join(run.text if run.note is None else f"[{run.note}]" for run in line)


def block_texts(page: Page | None) -> list[str]:
    """Returns the text of each block of a page."""
    assert page is not None
    lines: list[str] = []
    for block in page.blocks:
        match block:
            case pages.Heading(text):
                lines.append(f"# {text}")
            case pages.Paragraph(line) | pages.Unknown(line):
                lines.append(line_text(line))
            case pages.RecordParagraph(date, line):
                lines.append(f"{date}: {line_text(line)}")
            case pages.Link(label, date, line):
                lines.append(f"{label}, {date}: {line_text(line)}")
            case _:
                lines.append(type(block).__name__)
    return lines
