"""Lays out the player's answers below the questions of the debrief.

Invariant: answering is optional. Model answer and rubric are offered only below an answer, and shown only on request.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pygame import Rect

from party_card.app.storage_words import describe_writing
from party_card.engine.page import Question
from party_card.frontends.shared.rubric_words import LEVEL_NAMES, RUBRIC_HEADING
from party_card.frontends.window.toolkit.box import Box, Command, Verb, group_boxes
from party_card.frontends.window.toolkit.layout import VerticalFlow, make_filled_box
from party_card.frontends.window.toolkit.primitives import FillRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.frontends.window.toolkit.widgets.text_field import TextField
from party_card.localization import gettext, gettext_noop

MAX_ANSWER_CHARS = 4_000
"""About two pages."""
INDENT_UNITS = 46
"""Indent of answers: they are below the text of a question, not below its number."""
MODEL_ANSWER_LABEL = gettext_noop("What a good answer draws on")


class AnswerForm:
    """The text fields of a debrief; each change is passed to `save` with the number of the question.

    `file_answers` are the words chosen for the statements about the file.
    """

    def __init__(
        self, answers: Sequence[str], save: Callable[[int, str], None], file_answers: Sequence[str] = ()
    ) -> None:
        self.file_answers = tuple(file_answers)
        self._open_folds: set[Command] = set()
        self.fields = [
            TextField(
                f"answer-{number}", gettext("Your answer to question {number}").format(number=number), answer,
                min_lines=3, max_length=MAX_ANSWER_CHARS, role="account",
                on_change=partial(save, number),
            )
            for number, answer in enumerate(answers, 1)
        ]  # fmt: skip

    def set_storage_error(self, error: str) -> None:
        """Says in the empty fields whether an answer is kept; `error` is why not."""
        for field in self.fields:
            field.placeholder = f"{gettext('Write here, or talk it over.')} {describe_writing(error)}"

    def toggle_fold(self, command: Command) -> None:
        """Shows or hides the model answer of a question, or its rubric."""
        self._open_folds ^= {command}

    def layout_answer(self, style: TextStyle, question: Question, number: int, flow: VerticalFlow, width: int) -> None:
        """Lays out the field below a question and, if it has text, the model answer to compare it with."""
        if number > len(self.fields):
            return
        field, indent = self.fields[number - 1], style.px(INDENT_UNITS)
        inner_width = width - indent
        flow.add(field.layout(style, inner_width), style.px(8), dx=indent)
        levels = zip(LEVEL_NAMES, question.rubric, strict=bool(question.rubric))
        rubric = [gettext("{label}: {value}").format(label=gettext(name), value=text) for name, text in levels]
        folds: tuple[tuple[Verb, str, list[str]], ...] = (
            ("model-answer", gettext(MODEL_ANSWER_LABEL), [question.draws_on] if question.draws_on else []),
            ("rubric", gettext(RUBRIC_HEADING), rubric),
        )
        for verb, label, texts in folds if field.text.strip() else ():
            if not texts:
                continue
            command = Command(verb, str(number))
            is_open = command in self._open_folds
            flow.add(_layout_toggle(style, command, label, inner_width, is_open=is_open), style.px(6), dx=indent)
            for text in texts if is_open else ():
                flow.add(_layout_fold_text(style, text, inner_width), style.px(6), dx=indent)
        flow.y += style.px(26)


def _layout_toggle(style: TextStyle, command: Command, label: str, width: int, *, is_open: bool) -> Box:
    # TRANSLATORS: {label} is the text of a button, as it stands there.
    text = gettext("{label} (hide)").format(label=label) if is_open else label
    name = gettext("{label}, question {number}").format(label=text, number=command.argument)
    span = StyledSpan(text, style.font("note"), "ink", command, name)
    box = style.layout_text([span], width, "note")
    height = style.px(1)
    underlines = [
        FillRect(Rect(rect.x + 2, rect.bottom - height, rect.w - 4, height), "soft")
        for target in box.targets
        for rect in target.rects
    ]
    return Box(box.w, box.h, (*box.marks, *underlines), box.targets, name=box.name)


def _layout_fold_text(style: TextStyle, text: str, width: int) -> Box:
    indent = style.px(16)
    label = style.layout_label(text, width - indent, "note")
    bar = make_filled_box(style.px(3), label.h, "rule")
    return group_boxes([bar, label.placed_at(indent, 0)], width, label.h)
