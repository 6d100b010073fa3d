"""Lays out the file of the person who was played: card and stamp, papers, decisions, and statements to assess.

Invariant: one function a block, from a width to a box; none knows the position of its box. Every paper has a hatched
edge and the word that it is invented; what no paper shows is dashed and in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import cos, pi, sin

from pygame import Rect

from party_card.engine.archive_words import GAP
from party_card.engine.file_blocks import Certainty
from party_card.engine.file_words import (
    CERTAINTIES,
    INVENTED,
    PAPER_KINDS,
    STAMPS,
    describe_count,
    describe_knowledge_of,
    describe_office,
    describe_result,
    describe_shown_decisions,
    describe_stamp,
)
from party_card.engine.page import Assessment, FileCard, FileDecision, FileGap, FilePaper
from party_card.engine.page_words import CERTAINTIES as CERTAINTY_WORDS
from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, Verb, group_boxes
from party_card.frontends.window.toolkit.layout import place_in_rows, vstack
from party_card.frontends.window.toolkit.letter_case import begin_lower_case, begin_upper_case
from party_card.frontends.window.toolkit.primitives import (
    Circle,
    FillRect,
    Line,
    Mark,
    Polygon,
    StrokeRect,
    translate_marks,
)
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.localization import gettext

ASSESS_VERB: Verb = "assess"
"""The verb of the command that answers a statement; its argument is the number of the statement and the answer."""
FILED_VERB: Verb = "filed"
"""The verb of the command that leads from a decision to its paper, or back; its argument says which of them."""
CARD_UNITS = (128, 172)
"""Width and height of the drawing of the party card."""
MIN_KNOWN_COLUMN_UNITS = 480
"""The least width of a row with its paper beside the decision."""


def layout_file_card(style: TextStyle, block: FileCard, width: int) -> Box:
    """Lays out the name on the folder, the card with its stamp, and how many decisions left no paper."""
    card = _layout_party_card(style, block)
    gap = style.px(28)
    beside = width >= card.w + gap + style.px(240)
    text_width = width - (card.w + gap if beside else 0)
    texts = [style.layout_label(block.name, text_width, "place", box_role="heading")]
    if block.office:
        texts.append(style.layout_text(style.line_to_spans(describe_office(block), "note", "soft"), text_width, "note"))
    texts.append(style.layout_label(describe_stamp(block), text_width, "lead"))
    if describe_count(block):
        texts.append(_layout_count(style, block, text_width))
    text = vstack(texts, style.px(10), text_width)
    if not beside:
        return vstack([card, text], style.px(14), width)
    boxes = [card, text.placed_at(card.w + gap, style.px(6))]
    return group_boxes(boxes, width, max(card.h, text.h + style.px(6)))


def _layout_count(style: TextStyle, block: FileCard, width: int) -> Box:
    """Lays out the sentence on decisions without paper in a dashed frame, the sign of what is absent."""
    pad = style.px(12)
    label = style.layout_label(describe_count(block), width - 2 * pad, "note")
    rect = Rect(0, 0, min(width, round(_extent(style, describe_count(block))) + 2 * pad), label.h + 2 * pad)
    frame = StrokeRect(rect, "soft", style.px(2), style.px(6))
    return Box(width, rect.h, (frame, *translate_marks(label.marks, pad, pad)), name=label.name)


def _extent(style: TextStyle, text: str) -> float:
    return style.measure_text(text, "note")


def _layout_party_card(style: TextStyle, block: FileCard) -> Box:
    """Draws the card, with the stamp across it; of a person who never had one, its outline."""
    w, h = (style.px(units) for units in CARD_UNITS)
    stamp = gettext(STAMPS[block.stamp]) if block.stamp is not None else ""
    if block.stamp in (None, "never-had-one"):
        frame = StrokeRect(Rect(0, 0, w, h), "soft", style.px(2), style.px(7))
        label = style.layout_label(stamp, w - style.px(20), "heading", "soft")
        return Box(w, h, (frame, *translate_marks(label.marks, style.px(10), (h - label.h) / 2)), role="image",
                   name=describe_stamp(block))  # fmt: skip
    unit = style.unit
    shadow = Rect(style.px(6), style.px(6), w, h)
    photo = Rect(style.px(14), style.px(40), style.px(40), style.px(50))
    marks: list[Mark] = [
        FillRect(shadow, "ink"),
        FillRect(Rect(0, 0, w, h), "red"),
        StrokeRect(Rect(style.px(5), style.px(5), w - style.px(10), h - style.px(10)), "on_red", style.px(1)),
        *translate_marks(
            style.layout_label(gettext("Party card"), w, "label", "on_red").marks, style.px(14), style.px(12)
        ),
        FillRect(photo, "on_red"),
        Circle(photo.centerx, photo.y + 19 * unit, 9 * unit, "red"),
        Polygon(_make_shoulders(photo, 16 * unit), "red"),
    ]
    marks += [
        FillRect(Rect(style.px(64), style.px(44 + 14 * row), style.px(48 - 9 * row), style.px(4)), "on_red")
        for row in range(3)
    ]
    marks += _make_stamp(style, stamp, w, h)
    return Box(w + style.px(6), h + style.px(6), tuple(marks), role="image", name=describe_stamp(block))


def _make_shoulders(photo: Rect, radius: float) -> tuple[tuple[float, float], ...]:
    """Returns half an ellipse on the lower edge of the photograph."""
    angles = (pi * step / 12 for step in range(13))
    return tuple((photo.centerx + radius * cos(a), photo.bottom - 1.2 * radius * sin(a)) for a in angles)


def _make_stamp(style: TextStyle, text: str, w: int, h: int) -> Iterator[Mark]:
    """Yields the stamp across the lower half of the card."""
    pad, room = style.px(10), w - style.px(8)
    font = style.font("heading", bold=True)
    width = style.measure_text(text, "heading", bold=True)
    if width > room:  # a longer word of another language is smaller, but stays on one line
        font = font._replace(size=round(font.size * room / width, 2))
        pad, width = 0, room
    label = style.layout_text([StyledSpan(text.upper(), font, "ink")], width + 2, "heading")
    plate_width = round(width) + 2 * pad
    plate = Rect(round((w - plate_width) / 2), h - style.px(62), plate_width, label.h + style.px(12))
    yield FillRect(plate, "paper")
    yield StrokeRect(plate, "ink", style.px(3))
    yield from translate_marks(label.marks, plate.x + pad, plate.y + style.px(6))


def layout_file_paper(style: TextStyle, block: FilePaper, width: int) -> Box:
    """Lays out a paper: its letter, title and kind, what stands on it, and where it was kept."""
    pad, edge = style.px(16), style.px(9)
    letter_width = max(style.px(26), round(style.measure_text(block.letter, "number", bold=True)) + style.px(12))
    tag = letter_width + style.px(8)
    inner_x = edge + pad
    inner_width = width - inner_x - pad - style.px(5)
    head_width = inner_width - tag
    title = style.layout_label(block.title, head_width, "number", box_role="heading")
    kind = style.layout_label(
        f"{gettext(PAPER_KINDS[block.kind])} · {begin_lower_case(gettext(INVENTED))}", head_width, "meta", "soft"
    )
    head = vstack([title, kind], style.px(2), head_width)
    letter = style.layout_label(block.letter, width, "number", "on_ink", bold=True)
    lines = [style.layout_text(style.line_to_spans(line, "document"), inner_width, "document") for line in block.lines]
    remarks = (
        [style.layout_text(style.line_to_spans(block.kept, "note", "soft"), inner_width, "note")] if block.kept else []
    )
    if shown := describe_shown_decisions(block):
        remarks.append(style.layout_label(shown, inner_width, "meta", "soft"))
    body = vstack([*lines, *remarks], style.px(8), inner_width)
    top = pad + max(head.h, tag) + style.px(10)
    height = top + body.h + pad
    sheet = Rect(0, 0, width - style.px(5), height)
    letter_x = (letter_width - style.measure_text(block.letter, "number", bold=True)) / 2
    marks: list[Mark] = [
        FillRect(sheet.move(style.px(5), style.px(5)), "sand"),
        FillRect(sheet, "sheet"),
        *_make_hatched_edge(style, edge, height),
        StrokeRect(sheet, "ink", style.px(1)),
        FillRect(Rect(inner_x, pad, letter_width, max(letter.h, style.px(26))), "ink"),
        *translate_marks(letter.marks, inner_x + letter_x, pad),
    ]
    targets: tuple[HitTarget, ...] = ()
    name = gettext("Paper {letter}").format(letter=block.letter)
    if block.decisions:
        command = Command(FILED_VERB, f"paper {block.letter}")
        targets = (HitTarget(command, (sheet,), "button", name, text_range=(0, len(name))),)
    boxes = [
        Box(width, height + style.px(5), tuple(marks), targets, name=name),
        head.placed_at(inner_x + tag, pad),
        body.placed_at(inner_x, top),
    ]
    return group_boxes(boxes, width, height + style.px(5))


def _make_hatched_edge(style: TextStyle, width: int, height: int) -> Iterator[Mark]:
    """Yields the slanting lines along the left edge that every invented paper has."""
    step, thickness = style.px(8), max(1.0, 1.6 * style.unit)
    for y in range(0, height + width, step):
        top, bottom = (width, y - width), (0, y)
        if y > height:  # cut at the lower corner
            bottom = (y - height, height)
        if y < width:  # and at the upper
            top = (y, 0)
        yield Line(bottom, top, "soft", thickness)
    yield FillRect(Rect(width, 0, style.px(1), height), "rule")


def layout_file_gap(style: TextStyle, block: FileGap, width: int) -> Box:
    """Lays out what is missing among the papers, in a dashed frame, the sign of what is absent."""
    pad = style.px(16)
    inner_width = width - 2 * pad
    label = style.layout_label(gettext(GAP), inner_width, "label", "soft")
    text = style.layout_text(style.line_to_spans(block.line, "account"), inner_width, "account")
    content = vstack([label, text], style.px(4), inner_width)
    rect = Rect(0, 0, width, content.h + 2 * pad)
    frame = Box(width, rect.h, (StrokeRect(rect, "soft", style.px(2), style.px(8)),))
    return group_boxes([frame, content.placed_at(pad, pad)], width, rect.h)


def layout_file_decision(style: TextStyle, block: FileDecision, width: int) -> Box:
    """Lays out a decision, and which papers show it or who knows of it."""
    pad, indent = style.px(8), style.px(40)
    number = style.layout_label(str(block.number), indent, "number", "accent", bold=True)
    known = _layout_knowledge(style, block, width, indent)
    beside = width >= style.px(MIN_KNOWN_COLUMN_UNITS)
    text_width = width - indent - (known.w + style.px(20) if beside else 0)
    text = style.layout_text(style.line_to_spans(block.line, "account"), text_width, "account")
    if beside:
        boxes = [text.placed_at(indent, pad), known.placed_at(width - known.w, pad)]
        height = max(number.h, text.h, known.h) + 2 * pad
    else:
        boxes = [text.placed_at(indent, pad), known.placed_at(indent, pad + text.h + style.px(4))]
        height = text.h + style.px(4) + known.h + 2 * pad
    rule = FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule")
    name = gettext("Decision {number}").format(number=block.number)
    targets: tuple[HitTarget, ...] = ()
    if block.papers:
        rect, command = Rect(0, 0, width, height), Command(FILED_VERB, f"decision {block.number}")
        targets = (HitTarget(command, (rect,), "button", name, text_range=(0, len(name))),)
    row = Box(width, height, (rule,), targets)
    return group_boxes([row, replace(number.placed_at(0, pad), name=name), *boxes], width, height)


def _layout_knowledge(style: TextStyle, block: FileDecision, width: int, indent: int) -> Box:
    """Lays out who can know of a decision: framed if a paper shows it, else dashed."""
    pad_x, pad_y = style.px(9), style.px(3)
    text = describe_knowledge_of(block)
    max_width = round(width * 0.42) if width >= style.px(MIN_KNOWN_COLUMN_UNITS) else width - indent
    label = style.layout_label(text, max_width - 2 * pad_x, "meta", "ink" if block.papers else "soft")
    w = min(max_width, round(style.measure_text(text, "meta")) + 2 * pad_x + 2)
    rect = Rect(0, 0, w, label.h + 2 * pad_y)
    frame = StrokeRect(rect, "ink" if block.papers else "soft", style.px(1.6), 0 if block.papers else style.px(4))
    return Box(w, rect.h, (frame, *translate_marks(label.marks, pad_x, pad_y)), name=label.name)


def layout_assessment(style: TextStyle, block: Assessment, number: int, answer: str, width: int) -> Box:
    """Lays out a statement with a button for each answer, and what the chosen one comes to."""
    statement = style.layout_text(style.line_to_spans(block.line, "lead"), width, "lead", balanced=True)
    buttons = [
        _layout_answer(style, number, certainty, width, is_chosen=certainty == answer) for certainty in CERTAINTIES
    ]
    row, bottom = place_in_rows(buttons, 0, 0, width, style.px(8), style.px(8))
    parts = [statement, group_boxes(row, width, bottom)]
    if answer:
        parts.append(style.layout_label(describe_result(block, answer), width, "note"))
    return vstack(parts, style.px(8), width)


def _layout_answer(style: TextStyle, number: int, certainty: Certainty, width: int, *, is_chosen: bool) -> Box:
    pad_x, pad_y = style.px(12), style.px(6)
    text = begin_upper_case(gettext(CERTAINTY_WORDS[certainty]))
    label = style.layout_label(text, width - 2 * pad_x, "label", "on_ink" if is_chosen else "ink")
    w = min(width, round(style.measure_text(text, "label")) + 2 * pad_x + 2)
    rect = Rect(0, 0, w, max(label.h + 2 * pad_y, style.px(32)))
    content = translate_marks(label.marks, pad_x, (rect.h - label.h) / 2)
    marks: Sequence[Mark] = (
        FillRect(rect, "ink" if is_chosen else "paper"),
        StrokeRect(rect, "ink", style.px(2)),
        *content,
    )
    active: Sequence[Mark] = (
        FillRect(rect, "ink" if is_chosen else "sand"), StrokeRect(rect, "ink", style.px(2)), *content,
    )  # fmt: skip
    spoken = gettext("Statement {number}: {answer}, chosen") if is_chosen else gettext("Statement {number}: {answer}")
    name = spoken.format(number=number, answer=gettext(CERTAINTY_WORDS[certainty]))
    target = HitTarget(Command(ASSESS_VERB, f"{number} {certainty}"), (rect,), "button", name)
    return Box(w, rect.h, tuple(marks), (target,), tuple(active), role="button", name=name)
