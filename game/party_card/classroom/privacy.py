"""Builds the page for the school that says exactly what is stored of a lesson."""

from __future__ import annotations

from html import escape

from party_card.classroom.schema import DESCRIPTIONS, NOT_STORED

KEPT_DAYS = 120
"""After so many days a lesson is deleted that the teacher does not keep."""
_PARAGRAPHS = (
    "Everything lies in one file on the teacher’s computer. Nothing is sent to the internet, and nobody else gets it.",
    "Students choose a nickname; they should not use their names. Whoever has a list of which nickname is whose has "
    "made the file a school record: keep that list apart.",
    "The teacher sees everything that is listed here. The class sees counts, and nicknames unless they are hidden.",
    NOT_STORED,
    f"The teacher deletes a student or a lesson with a click. A lesson is deleted by itself {KEPT_DAYS} days after it "
    "began, the next time the program is opened for a class, unless the teacher keeps it. Then the file is rewritten, "
    "so that nothing of it is left in the file.",
    "A student’s device gets one cookie with a random text, for eight hours. The browser also keeps the student’s "
    "place and answers, so that nothing is lost if the network fails; clearing the browser’s data removes them.",
    "What goes through the room’s network is not encrypted: somebody with the skill to listen in could read it, or "
    "act as another student for the length of the lesson.",
)


def build_privacy_page(style: str) -> str:
    """Returns the page; `style` is the address of its style sheet."""
    tables = "".join(
        f"<h2>{escape(heading)}</h2><ul>{''.join(f'<li>{escape(sentence)}</li>' for sentence in columns.values())}</ul>"
        for heading, columns in DESCRIPTIONS.values()
    )
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in _PARAGRAPHS)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" '
        f'content="light dark"><title>What is stored of a lesson</title><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="{escape(style)}"></head><body><main class="wide">'
        f"<h1>What is stored of a lesson</h1>{paragraphs}{tables}</main></body></html>"
    )
