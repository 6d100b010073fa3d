"""What stands around the text: the line above, the line of keys below, buttons.

Law: the bottom line is made from the same hints that the keyboard is read by, so it cannot promise a key that does
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from pygame import Rect

from party_card.engine.page import Offer
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import (
    Box,
    Command,
    FillRect,
    HitTarget,
    KeyHint,
    Mark,
    StrokeRect,
    group,
    translate_all,
)
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour


def header(style: TextStyle, title: str, meta: str = "", right: str = "", dark: bool = False) -> tuple[Box, bool]:
    """The line above, and whether `meta` found room on it. A long title takes two lines rather than being cut."""
    edge, gap = style.margin, style.px(26)
    ground: Colour = "bar" if dark else "paper"
    ink: Colour = "on_bar" if dark else "ink"
    soft: Colour = "on_bar_soft" if dark else "soft"
    room = style.width - 2 * edge
    count = style.text_width(right, "meta") if right else 0.0
    name = style.text_width(title, "label") + 2
    with_meta = bool(meta) and name + gap + style.text_width(meta, "meta") + (count + gap if right else 0) <= room
    if name + (count + gap if right else 0) > room:
        count, right = 0.0, ""
    label = style.label(title, min(name, room), "label", ink, even=True, as_="heading")
    height = label.h + style.px(25)
    top = (height - label.h) // 2
    marks: list[Mark] = [FillRect(Rect(0, 0, style.width, height), ground), *translate_all(label.marks, edge, top)]
    line: Colour = "red" if dark else "ink"
    marks.append(FillRect(Rect(0, height - style.px(2), style.width, style.px(2)), line))
    if with_meta:
        said = style.label(meta, style.text_width(meta, "meta") + 2, "meta", soft)
        marks += translate_all(said.marks, edge + name + gap, (height - said.h) // 2)
    if right:
        said = style.label(right, count + 2, "meta", soft)
        marks += translate_all(said.marks, style.width - edge - count, (height - said.h) // 2)
    return Box(style.width, height, tuple(marks), role="heading", name=title), with_meta


def footer_height(style: TextStyle) -> int:
    """How high the line of keys is."""
    return style.line_height("key") + style.px(17)


def footer(style: TextStyle, hints: Sequence[KeyHint], status: str) -> Box:
    """The line below: the keys that work now, as many as find room (the first and the last always), and the status."""
    height, edge, gap = footer_height(style), style.margin, style.px(16)
    end = style.width - edge
    marks: list[Mark] = [
        FillRect(Rect(0, 0, style.width, height), "paper"),
        FillRect(Rect(0, 0, style.width, style.px(1)), "rule"),
    ]
    if status:
        wide = style.text_width(status, "meta")
        said = style.label(status, wide + 2, "meta", "soft")
        marks += translate_all(said.marks, end - wide, (height - said.h) // 2)
        end -= round(wide) + gap
    shown = _fitting(style, hints, end - edge, gap)
    targets: list[HitTarget] = []
    x = edge
    for hint in shown:
        cap = style.text_width(hint.cap, "key")
        box = Rect(x, style.px(6), round(cap) + style.px(11), height - style.px(12))
        key = style.label(hint.cap, cap + 2, "key")
        label = style.label(hint.label, style.text_width(hint.label, "meta") + 2, "meta", "soft")
        marks.append(StrokeRect(box, "ink", style.px(1)))
        marks += translate_all(key.marks, box.left + (box.w - cap) / 2, (height - key.h) // 2)
        marks += translate_all(label.marks, box.right + style.px(6), (height - label.h) // 2)
        width = _hint_width(style, hint)
        if hint.command.verb != "nothing":
            name = hint.label or hint.cap
            targets.append(HitTarget(hint.command, (Rect(x, 0, width, height),), "button", name, focus=False))
        x += width + gap
    name = ", ".join(f"{h.cap} {h.label}" for h in hints)
    return Box(style.width, height, tuple(marks), tuple(targets), role="status", name=name)


def _hint_width(style: TextStyle, hint: KeyHint) -> int:
    return round(style.text_width(hint.cap, "key") + style.text_width(hint.label, "meta")) + style.px(11 + 6)


def _fitting(style: TextStyle, hints: Sequence[KeyHint], room: int, gap: int) -> list[KeyHint]:
    """Hints in order of rank, the last kept whatever happens, because it leads to all the others."""
    if not hints:
        return []
    kept: list[KeyHint] = []
    left = room - _hint_width(style, hints[-1])
    for hint in hints[:-1]:
        width = _hint_width(style, hint) + gap
        if width > left:
            break
        kept.append(hint)
        left -= width
    return [*kept, hints[-1]]


# ------------------------------------------------------------------------------------------------------- buttons


def button(style: TextStyle, text: str, command: Command, width: int, primary: bool = False) -> Box:
    """A button as wide as its words: filled for the one thing to do next, outlined beside others."""
    pad_x, pad_y = style.px(22), style.px(11)
    ink: Colour = "on_ink" if primary else "ink"
    type_ = style.font("number")._replace(weight=600 if primary else 500)
    setting = style.layout([StyledSpan(text, type_, ink)], width - 2 * pad_x, "number", even=True)
    w, h = round(setting.extent) + 2 * pad_x, setting.height + 2 * pad_y
    rect = Rect(0, 0, w, h)

    def drawn(hot: bool) -> tuple[Mark, ...]:
        words = translate_all(setting.marks, pad_x, pad_y)
        if primary:  # under the mouse or with the focus it takes the red bar of a choice
            return (FillRect(rect, "ink"), *((FillRect(Rect(0, 0, style.px(8), h), "poster"),) if hot else ()), *words)
        return (FillRect(rect, "sand" if hot else "paper"), StrokeRect(rect, "ink", style.px(2)), *words)

    return Box(
        w, h, drawn(False), (HitTarget(command, (rect,), "button", text),), drawn(True), role="button", name=text
    )


def choice_button(style: TextStyle, offer: Offer, number: int, width: int) -> Box:
    """One of several offers: numbered, or dashed with the reason when it is closed."""
    pad, bar, indent = style.px(10), style.px(8), style.px(48)
    spans = style.to_spans(offer.line, "choice", "ink" if offer.open else "faint")
    if not offer.open and offer.reason:
        spans += [
            StyledSpan(" ", style.font("choice"), "faint"),
            *style.to_spans(offer.reason, "choice", "faint", italic=True),
        ]
    words = style.text_box(spans, width - indent - style.px(10), "choice", even=True)
    height = words.h + 2 * pad
    extra: list[Mark] = []
    if offer.hypothesis:
        remark = style.label("Your own hypothesis: the source shows nobody weighing this.", words.w, "meta", "soft")
        extra += translate_all(remark.marks, indent, height - pad + style.px(2))
        height += remark.h + style.px(2)
    rect = Rect(0, 0, width, height)
    cap = str(number) if offer.open else "–"
    figure = style.label(cap, indent, "number", "accent" if offer.open else "faint", bold=True)
    inner = [*translate_all(words.marks, indent, pad), *translate_all(figure.marks, style.px(21), pad), *extra]
    name = words.name
    if not offer.open:
        frame: tuple[Mark, ...] = (
            FillRect(Rect(0, 0, bar, height), "rule"), StrokeRect(rect, "faint", style.px(1.6), style.px(5))
        )  # fmt: skip
        return Box(width, height, (*frame, *inner), role="text", name=f"Closed: {name}")

    def drawn(hot: bool) -> tuple[Mark, ...]:
        ground: Colour = "sand" if hot else "paper"
        return (
            FillRect(rect, ground),
            StrokeRect(rect, "ink", style.px(2)),
            FillRect(Rect(0, 0, bar, height), "red"),
            *inner,
        )

    target = HitTarget(Command("choose", offer.id), (rect,), "button", f"{number}. {name}")
    return Box(width, height, drawn(False), (target,), drawn(True), role="button", name=name)


def notification(style: TextStyle, text: str, width: int) -> Box:
    """Something to be told once."""
    pad = style.px(14)
    words = style.label(text, width - 2 * pad, "note")
    height = words.h + pad
    marks = (FillRect(Rect(0, 0, width, height), "sand"), StrokeRect(Rect(0, 0, width, height), "ink", style.px(1.5)))
    return group([Box(width, height, marks), words.at(pad, pad // 2)], width, height, "status")
