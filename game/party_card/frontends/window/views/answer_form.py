"""The student's own answers beneath the questions of the debrief.

Law: nothing here is asked for. What is written is kept with every letter; what a good answer draws on is offered only
where there is an answer, and shown only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pygame import Rect

from party_card.engine.page import Page, Question
from party_card.frontends.window.navigation import Sitting
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import Box, Command, FillRect, group
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.text_field import TextField
from party_card.storage.errors import KeepError

MOST = 4_000
"""How many characters an answer may have: about two pages."""
INDENT = 46
"""How far questions and answers stand in from their number."""
INVITATION = "Write here, or talk it over. It is kept as you write."
HINT = "What a good answer draws on"


class AnswerForm:
    """The fields of a debrief. `failed` is called where another window has played on meanwhile."""

    def __init__(self, session: Sitting, page: Page, failed: Callable[[], None] = lambda: None) -> None:
        self._session, self._failed = session, failed
        self._shown: set[int] = set()
        written = session.answers() if page.kind == "debrief" else ()
        self.fields = [
            TextField(
                f"answer-{n}", f"Your answer to question {n}", text,
                lines=3, most=MOST, empty=INVITATION, role="account", changed=partial(self._keep, n),
            )
            for n, text in enumerate(written, 1)
        ]  # fmt: skip

    def _keep(self, number: int, text: str) -> None:
        try:
            self._session.answer(number, text)
        except KeepError:
            self._failed()
            raise

    def toggle_model_answer(self, number: int) -> None:
        """Show what a good answer draws on, or put it away."""
        self._shown ^= {number}

    def layout_under(self, style: TextStyle, question: Question, number: int, flow: VerticalFlow, width: int) -> None:
        """Place the answer to a question, and beneath it what there is to compare it with."""
        if number > len(self.fields):
            return
        field, indent = self.fields[number - 1], style.px(INDENT)
        inner = width - indent
        flow.add(field.layout(style, inner), style.px(8), dx=indent)
        if question.draws_on and field.text.strip():
            flow.add(_link(style, number, inner, shown=number in self._shown), style.px(6), dx=indent)
            if number in self._shown:
                flow.add(_draws_on(style, question.draws_on, inner), style.px(6), dx=indent)
        flow.y += style.px(26)


def _link(style: TextStyle, number: int, width: int, *, shown: bool) -> Box:
    words = f"{HINT} (hide)" if shown else HINT
    said = f"{words}, question {number}"
    box = style.text_box(
        [StyledSpan(words, style.font("note"), "ink", Command("draws", str(number)), said)], width, "note"
    )
    high = style.px(1)
    lines = [FillRect(Rect(r.x + 2, r.bottom - high, r.w - 4, high), "soft") for t in box.targets for r in t.rects]
    return Box(box.w, box.h, (*box.marks, *lines), box.targets, name=box.name)


def _draws_on(style: TextStyle, text: str, width: int) -> Box:
    bar, indent = style.px(3), style.px(16)
    words = style.label(text, width - indent, "note")
    rule = Box(width, words.h, (FillRect(Rect(0, 0, bar, words.h), "rule"),))
    return group([rule, words.at(indent, 0)], width, words.h)
