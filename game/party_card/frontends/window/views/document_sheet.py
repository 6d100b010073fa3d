"""Lays out a document of the time: its sheet in the manner of its form, the translation, and who wrote it and why.

Invariant: what a sheet shows by its look is said in words too, and each language stands in a box of its own, so that
a screen reader changes its voice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pygame import Rect

from party_card.content.models import DocumentForm
from party_card.engine import document_words
from party_card.engine.document_words import FORMS, SheetText, describe_head, list_answers, list_texts
from party_card.engine.page import Sheet
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.layout import make_filled_box, vstack
from party_card.frontends.window.toolkit.mirroring import join_phrases
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, Polygon, StrokeRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import TextRole
from party_card.localization import gettext
from party_card.localization.languages import ENGLISH

_TEXT_ROLES: dict[DocumentForm, TextRole] = {
    "typescript": "document", "telegram": "document", "newspaper": "account", "handwriting": "prose",
    "table": "account",
}  # fmt: skip
MIN_TITLE_WIDTH_UNITS = 700
"""The least width of a window in which titles are large."""
_COLUMN_WIDTH_UNITS = 380
"""The greatest width of a newspaper's column."""
_LINE_SHARE = 0.86
"""Where below a line of writing its rule is, as a share of the line's height."""


def layout_sheet(style: TextStyle, sheet: Sheet, width: int) -> Box:
    """Lays out the sheet: its first text (the original where there is one), or its table, below its head.

    The box is named by its words alone, which may be in another language; `layout_title` has those of the head.
    """
    if sheet.form == "newspaper":
        width = min(width, style.px(_COLUMN_WIDTH_UNITS))
    shadow, pad = style.px(6), style.px(14 if width < style.px(380) else 24)
    inner_width = width - shadow - 2 * pad
    head = _layout_head(style, sheet, inner_width)
    body, language = _layout_body(style, sheet, inner_width)
    body_y = pad + head.h + style.px(14)
    height = body_y + body.h + pad
    boxes = [head.placed_at(pad, pad), body.placed_at(pad, body_y)]
    frame = Box(width, height + shadow, _draw_frame(style, sheet.form, width - shadow, height, shadow))
    group = group_boxes([frame, *boxes], width, height + shadow, name=body.name)
    return replace(group, language="" if language == ENGLISH else language)


def layout_title(style: TextStyle, title: str, sheet: Sheet, width: int) -> Box:
    """Lays out the title of a document; for screen readers it has the head of the sheet too."""
    role: TextRole = "place" if style.width_units >= MIN_TITLE_WIDTH_UNITS else "heading"
    label = style.layout_label(title, width, role, balanced=True, box_role="heading")
    return replace(label, name=f"{label.name}. {', '.join((gettext(FORMS[sheet.form]), *describe_head(sheet)))}.")


def layout_further_texts(style: TextStyle, sheet: Sheet, width: int) -> list[Box]:
    """Lays out the texts that are not on the sheet: the translation, the description."""
    texts = list_texts(sheet)
    return [_layout_reading(style, text, width) for text in (texts if sheet.form == "table" else texts[1:])]


def layout_answers(style: TextStyle, sheet: Sheet, width: int) -> list[Box]:
    """Lays out the three questions of sourcing with their answers."""
    rows = [_layout_answer(style, question, answer, width) for question, answer in list_answers(sheet)]
    if not rows:
        return []
    return [style.layout_label(gettext(document_words.QUESTIONS), width, "label", "accent", box_role="heading"), *rows]


def _layout_answer(style: TextStyle, question: str, answer: str, width: int) -> Box:
    gap, question_width = style.px(14), style.px(112)
    rule = make_filled_box(width, style.px(1), "rule")
    question_box = style.layout_label(question, width, "number")
    if width < 3 * question_width:
        stack = [rule, question_box, style.layout_label(answer, width, "note")]
        return vstack(stack, style.px(3), width)
    answer_x = question_width + gap
    answer_box = style.layout_label(answer, width - answer_x, "note")
    top = style.px(7)
    boxes = [rule, question_box.placed_at(0, top), answer_box.placed_at(answer_x, top + style.px(3))]
    return group_boxes(boxes, width, top + max(question_box.h, answer_box.h + style.px(3)))


def _layout_head(style: TextStyle, sheet: Sheet, width: int) -> Box:
    """Lays out the name of the form, then author and date, above a rule."""
    form = style.layout_label(gettext(FORMS[sheet.form]), width, "heading")
    if sheet.form == "telegram":
        form = replace(form, marks=(*form.marks, _draw_lightning(style, width, form.h)))
    boxes = [form, *([_layout_author_line(style, sheet, width)] if describe_head(sheet) else [])]
    if sheet.form == "newspaper":  # a double rule, as below the name of a newspaper
        boxes += [make_filled_box(width, style.px(3), "ink"), make_filled_box(width, style.px(1), "ink")]
    else:
        boxes.append(make_filled_box(width, style.px(3 if sheet.form == "telegram" else 1), "ink"))
    return vstack(boxes, style.px(5), width)


def _draw_lightning(style: TextStyle, width: int, height: int) -> Polygon:
    """Draws a flash at the right end of a line, as telegraph offices had it on their forms."""
    x, w = width - style.px(18), style.px(16)
    points = ((0.55, 0.0), (1.0, 0.0), (0.7, 0.4), (0.95, 0.4), (0.2, 1.0), (0.4, 0.55), (0.1, 0.55))
    return Polygon(tuple((x + w * across, height * down) for across, down in points), "red")


def _layout_author_line(style: TextStyle, sheet: Sheet, width: int) -> Box:
    return style.layout_label(join_phrases(describe_head(sheet)), width, "meta", "soft")


def _layout_body(style: TextStyle, sheet: Sheet, width: int) -> tuple[Box, str]:
    """Lays out what stands on the sheet. Returns it and the code of its language."""
    if sheet.form == "table":
        return _layout_table(style, sheet, width), ENGLISH
    texts = list_texts(sheet)
    if not texts:
        return Box(width, 0), ENGLISH
    text = texts[0]
    is_in_words_of_the_time = text.heading != document_words.DESCRIPTION
    if not is_in_words_of_the_time:
        return _layout_reading(style, text, width), text.language
    role = _TEXT_ROLES[sheet.form]
    italic = sheet.form == "handwriting"
    paragraphs = [style.layout_label(paragraph, width, role, italic=italic) for paragraph in text.paragraphs]
    if sheet.form in ("telegram", "handwriting"):
        paragraphs = [_rule_lines(style, paragraph, role) for paragraph in paragraphs]
    boxes = [vstack(paragraphs, style.paragraph_gap(10), width)]
    if text.remark:
        boxes.append(style.layout_label(text.remark, width, "meta", "soft"))
    return vstack(boxes, style.px(10), width), text.language


def _rule_lines(style: TextStyle, paragraph: Box, role: TextRole) -> Box:
    """Draws a rule below every line of a paragraph, as on a form or in a notebook."""
    line_height = style.line_height(role)
    rules = tuple(
        FillRect(Rect(0, round(top + line_height * _LINE_SHARE), paragraph.w, style.px(1)), "rule")
        for top in range(0, paragraph.h, line_height)
    )
    return replace(paragraph, marks=(*rules, *paragraph.marks))


def _layout_reading(style: TextStyle, text: SheetText, width: int) -> Box:
    """Lays out a text to be read at ease: a heading, prose and a remark."""
    boxes = [style.layout_label(text.heading, width, "label", "accent")]
    boxes += [style.layout_label(paragraph, width, "prose") for paragraph in text.paragraphs]
    if text.remark:
        boxes.append(style.layout_label(text.remark, width, "meta", "soft"))
    return vstack(boxes, style.px(5), width)


def _layout_table(style: TextStyle, sheet: Sheet, width: int) -> Box:
    """Lays out the table of a sheet; row by row in words if its columns would be too narrow."""
    gap = style.px(12)
    column_widths = [
        max(round(style.measure_text(cell, "account")) for cell in (heading, *cells)) + 2
        for heading, cells in zip(sheet.columns, _list_columns(sheet), strict=False)
    ]
    spare = width - sum(column_widths) - gap * (len(column_widths) - 1)
    if spare < 0:
        column_widths = _shrink_columns(style, sheet, column_widths, width - gap * (len(column_widths) - 1))
    if not column_widths:
        return _layout_table_in_words(style, sheet, width)
    xs = [
        sum(column_widths[:n]) + n * (gap + max(0, spare) // max(1, len(column_widths) - 1))
        for n in range(len(column_widths))
    ]
    header = _layout_row(style, sheet.columns, xs, column_widths, width, is_header=True)
    rows = [_layout_row(style, row, xs, column_widths, width) for row in sheet.rows]
    return vstack([header, *rows], 0, width)


def _list_columns(sheet: Sheet) -> list[list[str]]:
    return [[row[number] for row in sheet.rows if number < len(row)] for number in range(len(sheet.columns))]


def _shrink_columns(style: TextStyle, sheet: Sheet, widths: list[int], room: int) -> list[int]:
    """Returns column widths in which only headings break into several lines; empty if even so there is no room."""
    least_widths = [
        max(round(style.measure_text(word, "account")) for text in (heading, *cells) for word in _pieces(text, cells))
        + 2
        for heading, cells in zip(sheet.columns, _list_columns(sheet), strict=False)
    ]
    if sum(least_widths) > room:
        return []
    spare = room - sum(least_widths)
    wanted = sum(width - least for width, least in zip(widths, least_widths, strict=True)) or 1
    return [least + spare * (width - least) // wanted for width, least in zip(widths, least_widths, strict=True)]


def _pieces(text: str, cells: Sequence[str]) -> list[str]:
    """Returns the parts of a cell that stay on one line: all of a number, the words of a heading."""
    return [text] if text in cells else text.split() or [""]


def _layout_row(
    style: TextStyle, cells: Sequence[str], xs: Sequence[int], widths: Sequence[int], width: int, *,
    is_header: bool = False,
) -> Box:  # fmt: skip
    pad = style.px(4)
    boxes: list[Box] = []
    for number, (text, x, cell_width) in enumerate(zip(cells, xs, widths, strict=False)):
        label = style.layout_label(text, cell_width, "account", "soft" if is_header else "ink")
        line_width = min(cell_width, round(style.measure_text(text, "account")) + 2)
        # Numbers are aligned at the right, so that their digits stand below each other.
        boxes.append(label.placed_at(x + (cell_width - line_width if number else 0), pad))
    height = max((box.h for box in boxes), default=0) + 2 * pad
    rule = FillRect(Rect(0, height - style.px(1), width, style.px(1)), "ink" if is_header else "rule")
    return group_boxes([Box(width, height, (rule,)), *boxes], width, height, name="; ".join(cells) + ".")


def _layout_table_in_words(style: TextStyle, sheet: Sheet, width: int) -> Box:
    rows = [
        style.layout_label("; ".join(f"{heading}: {cell}" for heading, cell in pairs) + ".", width, "account")
        for pairs in document_words.list_cells(sheet)
    ]
    return vstack(rows, style.px(8), width)


def _draw_frame(style: TextStyle, form: DocumentForm, width: int, height: int, shadow: int) -> tuple[Mark, ...]:
    """Draws the paper: a heavy frame for a telegram, a folded corner for typed and written pages."""
    sheet = Rect(0, 0, width, height)
    marks: list[Mark] = [
        FillRect(sheet.move(shadow, shadow), "ink" if form == "telegram" else "sand"),
        FillRect(sheet, "sheet"),
    ]
    match form:
        case "telegram":
            marks.append(StrokeRect(sheet, "ink", style.px(3)))
        case "newspaper":
            marks += [FillRect(Rect(x, 0, style.px(1), height), "ink") for x in (0, width - style.px(1))]
        case "table":
            marks.append(StrokeRect(sheet, "ink", style.px(1)))
        case "typescript" | "handwriting":
            fold = style.px(22)
            marks += [
                StrokeRect(sheet, "rule", style.px(1)),
                Polygon(((width - fold, 0), (width + 1, 0), (width + 1, fold)), "paper"),
                Polygon(((width - fold, 0), (width, fold), (width - fold, fold)), "sand"),
            ]
    return tuple(marks)
