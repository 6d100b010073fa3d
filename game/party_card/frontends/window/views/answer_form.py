"""The student's own answers beneath the questions of the debrief.

Law: nothing here is asked for. What is written is kept with every letter; what a good answer draws on is offered only
where there is an answer, and shown only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.engine.page import Page, Question
from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import FillRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.text_field import TextField
from party_card.storage.errors import StorageError

if TYPE_CHECKING:
    from party_card.app.session import Session

MAX_ANSWER_CHARS = 4_000
"""How many characters an answer may have: about two pages."""
INDENT_UNITS = 46
"""How far questions and answers stand in from their number."""
PLACEHOLDER = "Write here, or talk it over. It is kept as you write."
MODEL_ANSWER_LABEL = "What a good answer draws on"


class AnswerForm:
    """The fields of a debrief. `failed` is called where another window has played on meanwhile."""

    def __init__(self, session: Session, page: Page, on_save_error: Callable[[], None] = lambda: None) -> None:
        self._session, self._on_save_error = session, on_save_error
        self._open_model_answers: set[int] = set()
        written = session.answers() if page.kind == "debrief" else ()
        self.fields = [
            TextField(
                f"answer-{n}", f"Your answer to question {n}", text,
                min_lines=3, max_length=MAX_ANSWER_CHARS, placeholder=PLACEHOLDER, role="account", on_change=partial(self._save, n),
            )
            for n, text in enumerate(written, 1)
        ]  # fmt: skip

    def _save(self, number: int, text: str) -> None:
        try:
            self._session.save_answer(number, text)
        except StorageError:
            self._on_save_error()
            raise

    def toggle_model_answer(self, number: int) -> None:
        """Show what a good answer draws on, or put it away."""
        self._open_model_answers ^= {number}

    def layout_answer(self, style: TextStyle, question: Question, number: int, flow: VerticalFlow, width: int) -> None:
        """Place the answer to a question, and beneath it what there is to compare it with."""
        if number > len(self.fields):
            return
        field, indent = self.fields[number - 1], style.px(INDENT_UNITS)
        inner = width - indent
        flow.add(field.layout(style, inner), style.px(8), dx=indent)
        if question.draws_on and field.text.strip():
            flow.add(
                _layout_toggle(style, number, inner, is_open=number in self._open_model_answers), style.px(6), dx=indent
            )
            if number in self._open_model_answers:
                flow.add(_layout_model_answer(style, question.draws_on, inner), style.px(6), dx=indent)
        flow.y += style.px(26)


def _layout_toggle(style: TextStyle, number: int, width: int, *, is_open: bool) -> Box:
    words = f"{MODEL_ANSWER_LABEL} (hide)" if is_open else MODEL_ANSWER_LABEL
    said = f"{words}, question {number}"
    box = style.layout_text(
        [StyledSpan(words, style.font("note"), "ink", Command("draws", str(number)), said)], width, "note"
    )
    high = style.px(1)
    lines = [FillRect(Rect(r.x + 2, r.bottom - high, r.w - 4, high), "soft") for t in box.targets for r in t.rects]
    return Box(box.w, box.h, (*box.marks, *lines), box.targets, name=box.name)


def _layout_model_answer(style: TextStyle, text: str, width: int) -> Box:
    bar, indent = style.px(3), style.px(16)
    words = style.layout_label(text, width - indent, "note")
    rule = Box(width, words.h, (FillRect(Rect(0, 0, bar, words.h), "rule"),))
    return group_boxes([rule, words.placed_at(indent, 0)], width, words.h)
