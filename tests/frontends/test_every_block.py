"""Every kind of block is shown by every front end: no output drops a kind in silence.

The examples are made from the fields of the block classes, so that a new kind is asked for at once.
"""

from __future__ import annotations

import io
import json
import types
import typing
from dataclasses import fields
from itertools import count
from typing import Any, get_args, get_type_hints

import pytest

from party_card.content import models
from party_card.engine import page as pages
from party_card.engine.page import Attestation, Bar, Block, Page, Run
from party_card.frontends.shared.transcript import html, markdown
from party_card.frontends.shared.transcript import json as transcript_json
from party_card.frontends.shared.transcript.steps import TranscriptStep
from party_card.frontends.terminal.page import print_page
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.blocks import layout_blocks
from tests.engine.sample import sample_scene

KINDS: tuple[type, ...] = get_args(Block)
NAMES = {**vars(models), **vars(pages)}
"""What the annotations of blocks name, also where a module imports it for types alone."""
SHOWN_LATER = {("Question", "draws_on"), ("Question", "rubric"), ("ContentNote", "summary"), ("Assessment", "reason")}
"""Texts that a player asks for: they are not shown with the block."""
ASKED_FOR_IN_TERMINAL = {pages.About}
"""Kinds of blocks of which the terminal says only how to ask for them."""


def example(kind: type) -> tuple[Any, set[str]]:
    """Returns a block of a kind with a distinct word in every text, and the words that must be visible."""
    numbers, words = count(), set[str]()

    def word(name: str) -> str:
        text = f"{kind.__name__}{name.replace('_', '')}{next(numbers)}".lower()
        if (kind.__name__, name) not in SHOWN_LATER:
            words.add(text)
        return text

    def value(hint: Any, name: str) -> Any:
        origin, arguments = typing.get_origin(hint), get_args(hint)
        if hint is str:
            return word(name)
        if hint == pages.Line or (origin is tuple and arguments[0] is Run):
            return (Run(word(name)),)
        if hint is Bar:
            return Bar(word(name), 2.0, word(name), "", by=(Run(word(f"{name}by")),), grade="reported")
        if origin is tuple:
            return (value(arguments[0], name),)
        if origin is typing.Literal:
            return arguments[0]
        if origin in (typing.Union, types.UnionType):
            return value(arguments[0], name)
        if hint is Attestation:
            return Attestation(
                **{name: value(type_, name) for name, type_ in get_type_hints(Attestation, localns=NAMES).items()}
            )
        return {int: 1, bool: True, float: 1.0}[hint]

    hints = get_type_hints(kind, localns=NAMES)
    return kind(**{field.name: value(hints[field.name], field.name) for field in fields(kind)}), words


def page_of(block: Block) -> Page:
    return Page("record", "letter", "A Letter", "The record", "", "", "", (block,), ())


def in_terminal(page: Page) -> str:
    output = io.StringIO()
    print_page(page, TerminalWriter(output), introduces_scene=False)
    return " ".join(output.getvalue().split())


def in_transcript(module: Any, write: str, page: Page, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(module, "replay_pages", lambda _: iter([TranscriptStep(page, None)]))
    from party_card.engine.playthrough import Playthrough

    text = getattr(module, write)(Playthrough(sample_scene()))
    return text if isinstance(text, str) else json.dumps(text)


def in_window(page: Page, in_columns: bool) -> str:
    style = TextStyle(TextShaper(), 1280, 800, 1.0)
    flow = VerticalFlow(style.margin, 0, 1100)
    layout_blocks(style, page, flow, in_columns, None)
    return " ".join(mark.text for box in flow.boxes for mark in box.marks if isinstance(mark, TextRun))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_word_of_a_block_is_shown_by_every_front_end(kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    block, words = example(kind)
    assert words
    page = page_of(block)
    outputs = {
        **({} if kind in ASKED_FOR_IN_TERMINAL else {"terminal": in_terminal(page)}),
        "markdown": in_transcript(markdown, "to_markdown", page, monkeypatch),
        "html": in_transcript(html, "to_html", page, monkeypatch),
        "json": in_transcript(transcript_json, "to_json_data", page, monkeypatch),
        "window": in_window(page, in_columns=False),
        "wide window": in_window(page, in_columns=True),
    }
    missing = {name: {word for word in words if word not in text.casefold()} for name, text in outputs.items()}
    assert {name: words for name, words in missing.items() if words} == {}
