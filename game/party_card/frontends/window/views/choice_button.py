"""Lays out the button of an offered choice."""

from __future__ import annotations

from pygame import Rect

from party_card.engine.page import Offer
from party_card.engine.record_words import NO_RECORD
from party_card.frontends.window.toolkit.box import Box, Command, HitTarget
from party_card.frontends.window.toolkit.letter_case import begin_upper_case
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.localization import gettext, gettext_noop

CHOSEN_BEFORE = gettext_noop("(chosen before)")


def describe_hypothesis() -> str:
    """Returns the remark on a choice that is the author's hypothesis."""
    return begin_upper_case(gettext(NO_RECORD))


def layout_choice_button(style: TextStyle, offer: Offer, number: int, width: int) -> Box:
    """Lays out one of several offers: numbered, or dashed with the reason if it is closed."""
    pad, indent = style.px(10), style.px(48)
    spans = style.line_to_spans(offer.line, "choice", "ink" if offer.is_open else "faint")
    if not offer.is_open and offer.reason:
        spans += [
            StyledSpan(" ", style.font("choice"), "faint"),
            *style.line_to_spans(offer.reason, "choice", "faint", italic=True),
        ]
    if offer.is_chosen_before:
        spans.append(StyledSpan(f" {gettext(CHOSEN_BEFORE)}", style.font("note"), "soft"))
    label = style.layout_text(spans, width - indent - style.px(10), "choice", balanced=True)
    number_box = style.layout_label(
        str(number) if offer.is_open else "–", indent, "number", "accent" if offer.is_open else "faint", bold=True
    )
    content = [*translate_marks(label.marks, indent, pad), *translate_marks(number_box.marks, style.px(21), pad)]
    height, name = label.h + 2 * pad, label.name
    remarks = [describe_hypothesis()] if offer.is_hypothesis else []
    if offer.is_open and offer.reason:
        remarks.append("".join(run.text for run in offer.reason))
        name = f"{name} {remarks[-1]}"
    for text in remarks:
        remark = style.layout_label(text, label.w, "meta", "soft")
        content += translate_marks(remark.marks, indent, height - pad + style.px(2))
        height += remark.h + style.px(2)
    rect, bar = Rect(0, 0, width, height), Rect(0, 0, style.px(8), height)
    if not offer.is_open:
        closed_frame: tuple[Mark, ...] = (FillRect(bar, "rule"), StrokeRect(rect, "faint", style.px(1.6), style.px(5)))
        return Box(
            width,
            height,
            (*closed_frame, *content),
            role="text",
            name=gettext("Closed: {text}").format(text=label.name),
        )
    frame: tuple[Mark, ...] = (StrokeRect(rect, "ink", style.px(2)), FillRect(bar, "red"), *content)
    target = HitTarget(Command("choose", offer.id), (rect,), "button", f"{number}. {name}", number=number)
    marks, active_marks = (FillRect(rect, "paper"), *frame), (FillRect(rect, "sand"), *frame)
    return Box(width, height, marks, (target,), active_marks, role="button", name=name)
