"""Builds the page for the school that says exactly what is stored of a lesson."""

from __future__ import annotations

from html import escape

from party_card.classroom.schema import DESCRIPTIONS, NOT_STORED
from party_card.localization import current_language, gettext, gettext_noop
from party_card.localization.languages import text_direction

KEPT_DAYS = 120
"""After so many days a lesson is deleted that the teacher does not keep."""
_PARAGRAPHS = (
    gettext_noop(
        "Everything lies in one file on the teacher’s computer. Nothing is sent to the internet, and nobody else gets "
        "it."
    ),
    gettext_noop(
        "Students choose a nickname; they should not use their names. Whoever has a list of which nickname is whose "
        "has made the file a school record: keep that list apart."
    ),
    gettext_noop(
        "The teacher sees everything that is listed here. The class sees counts, and nicknames unless they are hidden."
    ),
    NOT_STORED,
    gettext_noop(
        "The teacher deletes a student or a lesson with a click. A lesson is deleted by itself {days} days after it "
        "began, the next time the program is opened for a class, unless the teacher keeps it. Then the file is "
        "rewritten, so that nothing of it is left in the file."
    ),
    gettext_noop(
        "A student’s device gets one cookie with a random text, for eight hours. The browser also keeps the student’s "
        "place and answers, so that nothing is lost if the network fails; clearing the browser’s data removes them."
    ),
    gettext_noop(
        "What goes through the room’s network is not encrypted: somebody with the skill to listen in could read it, or "
        "act as another student for the length of the lesson."
    ),
)


def build_privacy_page(style: str) -> str:
    """Returns the page in the present language; `style` is the address of its style sheet."""
    language, title = current_language(), escape(gettext("What is stored of a lesson"))
    tables = "".join(
        f"<h2>{escape(gettext(heading))}</h2><ul>"
        f"{''.join(f'<li>{escape(gettext(sentence))}</li>' for sentence in columns.values())}</ul>"
        for heading, columns in DESCRIPTIONS.values()
    )
    texts = [gettext(paragraph).replace("{days}", str(KEPT_DAYS)) for paragraph in _PARAGRAPHS]
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in texts)
    return (
        f'<!doctype html><html lang="{language}" dir="{text_direction(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" '
        f'content="light dark"><title>{title}</title><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="{escape(style)}"></head><body><main class="wide">'
        f"<h1>{title}</h1>{paragraphs}{tables}</main></body></html>"
    )
