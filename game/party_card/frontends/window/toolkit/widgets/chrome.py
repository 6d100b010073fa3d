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


def header(press: TextStyle, title: str, meta: str = "", right: str = "", dark: bool = False) -> tuple[Box, bool]:
    """The line above, and whether `meta` found room on it. A long title takes two lines rather than being cut."""
    edge, gap = press.margin, press.px(26)
    ground: Colour = "bar" if dark else "paper"
    ink: Colour = "on_bar" if dark else "ink"
    soft: Colour = "on_bar_soft" if dark else "soft"
    room = press.width - 2 * edge
    count = press.text_width(right, "meta") if right else 0.0
    name = press.text_width(title, "label") + 2
    with_meta = bool(meta) and name + gap + press.text_width(meta, "meta") + (count + gap if right else 0) <= room
    if name + (count + gap if right else 0) > room:
        count, right = 0.0, ""
    label = press.label(title, min(name, room), "label", ink, even=True, as_="heading")
    height = label.h + press.px(25)
    top = (height - label.h) // 2
    marks: list[Mark] = [FillRect(Rect(0, 0, press.width, height), ground), *translate_all(label.marks, edge, top)]
    line: Colour = "red" if dark else "ink"
    marks.append(FillRect(Rect(0, height - press.px(2), press.width, press.px(2)), line))
    if with_meta:
        said = press.label(meta, press.text_width(meta, "meta") + 2, "meta", soft)
        marks += translate_all(said.marks, edge + name + gap, (height - said.h) // 2)
    if right:
        said = press.label(right, count + 2, "meta", soft)
        marks += translate_all(said.marks, press.width - edge - count, (height - said.h) // 2)
    return Box(press.width, height, tuple(marks), role="heading", name=title), with_meta


def footer_height(press: TextStyle) -> int:
    """How high the line of keys is."""
    return press.line_height("key") + press.px(17)


def footer(press: TextStyle, hints: Sequence[KeyHint], status: str) -> Box:
    """The line below: the keys that work now, as many as find room (the first and the last always), and the status."""
    height, edge, gap = footer_height(press), press.margin, press.px(16)
    end = press.width - edge
    marks: list[Mark] = [
        FillRect(Rect(0, 0, press.width, height), "paper"),
        FillRect(Rect(0, 0, press.width, press.px(1)), "rule"),
    ]
    if status:
        wide = press.text_width(status, "meta")
        said = press.label(status, wide + 2, "meta", "soft")
        marks += translate_all(said.marks, end - wide, (height - said.h) // 2)
        end -= round(wide) + gap
    shown = _fitting(press, hints, end - edge, gap)
    targets: list[HitTarget] = []
    x = edge
    for hint in shown:
        cap = press.text_width(hint.cap, "key")
        box = Rect(x, press.px(6), round(cap) + press.px(11), height - press.px(12))
        key = press.label(hint.cap, cap + 2, "key")
        label = press.label(hint.label, press.text_width(hint.label, "meta") + 2, "meta", "soft")
        marks.append(StrokeRect(box, "ink", press.px(1)))
        marks += translate_all(key.marks, box.left + (box.w - cap) / 2, (height - key.h) // 2)
        marks += translate_all(label.marks, box.right + press.px(6), (height - label.h) // 2)
        width = _hint_width(press, hint)
        if hint.does.verb != "nothing":
            name = hint.label or hint.cap
            targets.append(HitTarget(hint.does, (Rect(x, 0, width, height),), "button", name, focus=False))
        x += width + gap
    name = ", ".join(f"{h.cap} {h.label}" for h in hints)
    return Box(press.width, height, tuple(marks), tuple(targets), role="status", name=name)


def _hint_width(press: TextStyle, hint: KeyHint) -> int:
    return round(press.text_width(hint.cap, "key") + press.text_width(hint.label, "meta")) + press.px(11 + 6)


def _fitting(press: TextStyle, hints: Sequence[KeyHint], room: int, gap: int) -> list[KeyHint]:
    """Hints in order of rank, the last kept whatever happens, because it leads to all the others."""
    if not hints:
        return []
    kept: list[KeyHint] = []
    left = room - _hint_width(press, hints[-1])
    for hint in hints[:-1]:
        width = _hint_width(press, hint) + gap
        if width > left:
            break
        kept.append(hint)
        left -= width
    return [*kept, hints[-1]]


# ------------------------------------------------------------------------------------------------------- buttons


def button(press: TextStyle, text: str, does: Command, width: int, primary: bool = False) -> Box:
    """A button as wide as its words: filled for the one thing to do next, outlined beside others."""
    pad_x, pad_y = press.px(22), press.px(11)
    ink: Colour = "on_ink" if primary else "ink"
    type_ = press.font("number")._replace(weight=600 if primary else 500)
    setting = press.layout([StyledSpan(text, type_, ink)], width - 2 * pad_x, "number", even=True)
    w, h = round(setting.extent) + 2 * pad_x, setting.height + 2 * pad_y
    rect = Rect(0, 0, w, h)

    def drawn(hot: bool) -> tuple[Mark, ...]:
        words = translate_all(setting.marks, pad_x, pad_y)
        if primary:  # under the mouse or with the focus it takes the red bar of a choice
            return (FillRect(rect, "ink"), *((FillRect(Rect(0, 0, press.px(8), h), "poster"),) if hot else ()), *words)
        return (FillRect(rect, "sand" if hot else "paper"), StrokeRect(rect, "ink", press.px(2)), *words)

    return Box(w, h, drawn(False), (HitTarget(does, (rect,), "button", text),), drawn(True), role="button", name=text)


def choice_button(press: TextStyle, offer: Offer, number: int, width: int) -> Box:
    """One of several offers: numbered, or dashed with the reason when it is closed."""
    pad, bar, indent = press.px(10), press.px(8), press.px(48)
    spans = press.to_spans(offer.line, "choice", "ink" if offer.open else "faint")
    if not offer.open and offer.reason:
        spans += [
            StyledSpan(" ", press.font("choice"), "faint"),
            *press.to_spans(offer.reason, "choice", "faint", italic=True),
        ]
    words = press.text_box(spans, width - indent - press.px(10), "choice", even=True)
    height = words.h + 2 * pad
    extra: list[Mark] = []
    if offer.hypothesis:
        remark = press.label("Your own hypothesis: the source shows nobody weighing this.", words.w, "meta", "soft")
        extra += translate_all(remark.marks, indent, height - pad + press.px(2))
        height += remark.h + press.px(2)
    rect = Rect(0, 0, width, height)
    cap = str(number) if offer.open else "–"
    figure = press.label(cap, indent, "number", "accent" if offer.open else "faint", bold=True)
    inner = [*translate_all(words.marks, indent, pad), *translate_all(figure.marks, press.px(21), pad), *extra]
    name = words.name
    if not offer.open:
        frame: tuple[Mark, ...] = (
            FillRect(Rect(0, 0, bar, height), "rule"), StrokeRect(rect, "faint", press.px(1.6), press.px(5))
        )  # fmt: skip
        return Box(width, height, (*frame, *inner), role="text", name=f"Closed: {name}")

    def drawn(hot: bool) -> tuple[Mark, ...]:
        ground: Colour = "sand" if hot else "paper"
        return (
            FillRect(rect, ground),
            StrokeRect(rect, "ink", press.px(2)),
            FillRect(Rect(0, 0, bar, height), "red"),
            *inner,
        )

    target = HitTarget(Command("choose", offer.id), (rect,), "button", f"{number}. {name}")
    return Box(width, height, drawn(False), (target,), drawn(True), role="button", name=name)


def notification(press: TextStyle, text: str, width: int) -> Box:
    """Something to be told once."""
    pad = press.px(14)
    words = press.label(text, width - 2 * pad, "note")
    height = words.h + pad
    marks = (FillRect(Rect(0, 0, width, height), "sand"), StrokeRect(Rect(0, 0, width, height), "ink", press.px(1.5)))
    return group([Box(width, height, marks), words.at(pad, pad // 2)], width, height, "status")
