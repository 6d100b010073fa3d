"""The title page and the list of episodes as sheets.

Law: the words stand on the paper's own colour. Where the window is too small for words beside the poster, the poster goes above
them, and the words scroll.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pygame import Rect

from game.frontends.window import chrome
from game.frontends.window.boxes import Art, Box, Do, Fill, Mark, Sheet, Target, Words, joined, shifted
from game.frontends.window.desk import Shelved
from game.frontends.window.layout import Flow
from game.frontends.window.panels import Item, item
from game.frontends.window.press import Press
from game.frontends.window.prose import stacked
from game.frontends.window.theme import MARGIN, MEASURE, Colour

STATES = {"open": "not yet begun", "begun": "begun", "played": "played"}


def next_scene(shelf: Sequence[Shelved]) -> Shelved | None:
    """What the title offers: what was begun, else what is new, else the first."""
    for state in ("begun", "open"):
        for one in shelf:
            if one.state == state:
                return one
    return shelf[0] if shelf else None


def title_sheet(
    press: Press, picture: Path | None, shelf: Sequence[Shelved], reader: str, notices: Sequence[str] = ()
) -> Sheet:
    """The title page."""
    foot = _menu(press, reader)
    height = press.height - foot.h
    beside = press.across >= 760 and press.down >= 560
    edge = press.px(88 if press.across >= 1000 else 48 if press.across >= 700 else MARGIN)
    width = press.px(480) if beside else press.width - 2 * edge
    words = _words(press, shelf, width, large=beside, notices=notices)
    body = joined(_placed(words), width, sum(b.h for b, _ in words) + sum(g for _, g in words))
    fixed: list[Box] = []
    if beside:
        if picture is not None:
            fixed.append(_poster(press, picture, Rect(0, 0, press.width, height)))
        y = max(press.px(24), min(press.px(84), (height - body.h) // 3))
        boxes, total = (body.at(edge, y),), y + body.h
    else:
        band = min(round(height * 0.34), press.px(240))
        flow = Flow(edge, 0, width)
        if picture is not None:
            flow.boxes.append(_poster(press, picture, Rect(0, 0, press.width, band)))
            flow.y = band
        flow.y += press.px(20)
        flow.add(body, press.px(24))
        boxes, total = tuple(flow.boxes), flow.y
    area = Rect(0, 0, press.width, height)
    return Sheet(area, boxes, total, (*fixed, foot.at(0, height)))


def _poster(press: Press, picture: Path, rect: Rect) -> Box:
    anchor = (1.0, 1.0) if rect.h > press.height * 0.5 else (0.9, 0.62)
    return Box(rect.w, rect.h, (Art(str(picture), rect, anchor),), role="image", name="A red wedge drives into a black disc")


def _placed(words: Sequence[tuple[Box, int]]) -> list[Box]:
    y, placed = 0, []
    for box, gap in words:
        placed.append(box.at(0, y))
        y += box.h + gap
    return placed


def _words(
    press: Press, shelf: Sequence[Shelved], width: int, *, large: bool, notices: Sequence[str]
) -> list[tuple[Box, int]]:
    size = press.px(100) if large else min(press.px(72), round(width * 0.2))
    made = [(_line(press, "PARTY", size, "ink"), 0), (_line(press, "CARD", size, "accent"), press.px(24))]
    made.append((press.say("Moscow and Berlin", width, "place"), 0))
    made.append((press.say("August 1932 – January 1933", width, "date"), press.px(18)))
    made.append((press.say("You choose. Then you are shown what actually happened.", min(width, press.px(330)), "account"), press.px(20)))
    one = next_scene(shelf)
    if one is not None:
        verb = {"begun": "Continue", "open": "Begin", "played": "Play again"}[one.state]
        does = Do("restart" if one.state == "played" else "open", str(one.scene))
        made.append((chrome.button(press, f"{verb}: {one.title}", does, width, primary=True), press.px(14)))
    else:
        made.append((press.say("There is no scene to play here.", width, "note"), press.px(14)))
    made += [(press.say(n, min(width, press.px(420)), "note", "accent"), press.px(8)) for n in notices]
    return made


def _line(press: Press, text: str, size: int, colour: Colour) -> Box:
    type_ = press.type("poster")._replace(size=float(size))
    width = round(press.engine.measure(text, type_))
    high = round(size * 0.99)
    return Box(width, high, (Words(-size * 0.04, round(size * 0.86), text, type_, colour),), role="heading", name=text)


def _menu(press: Press, reader: str) -> Box:
    """The dark line of the title: what else there is. It takes as many lines as it needs."""
    items = [
        ("Episodes", Do("episodes")),
        (f"Who is playing: {reader}", Do("readers")),
        ("Settings", Do("settings")),
        ("Keys", Do("help")),
        ("Leave", Do("leave")),
    ]
    edge = press.px(88 if press.across >= 1000 else 48 if press.across >= 700 else 16)
    gap, pad = press.px(30), press.px(16)
    line = press.leading("meta") + press.px(8)
    x, y = edge, pad
    marks: list[Mark] = []
    targets: list[Target] = []
    for text, does in items:
        wide = press.wide(text.upper(), "meta")
        if x > edge and x + wide > press.width - edge:
            x, y = edge, y + line
        said = press.say(text.upper(), wide + 2, "meta", "on_ink")
        marks += shifted(said.marks, x, y)
        targets.append(Target(does, (Rect(round(x) - 2, y - 1, round(wide) + 4, said.h + 2),), "button", text))
        x += wide + gap
    height = y + press.leading("meta") + pad
    ground = Fill(Rect(0, 0, press.width, height), "ink")
    return Box(press.width, height, (ground, *marks), tuple(targets), name="Menu")


def episodes_sheet(press: Press, shelf: Sequence[Shelved], reader: str) -> Sheet:
    """All scenes in order: a plain list, each with its date, place, length and how far the reader has come."""
    head, _ = chrome.header(press, "Episodes", "the winter of 1932–33, in the order it happened", reader)
    fixed = press.down >= 430
    edge = press.px(MARGIN)
    width = min(press.px(MEASURE + 100), press.width - 2 * edge)
    flow = Flow((press.width - width) // 2, press.px(22) + (0 if fixed else head.h), width)
    for one in shelf:
        facts = [one.when, one.place, f"{one.minutes} minutes" if one.minutes else ""]
        state = STATES[one.state] + (f": {one.ending}" if one.ending else "")
        row = item(press, Item(one.title, Do("open", str(one.scene)), " · ".join(filter(None, facts))), width)
        told = press.say(f"{one.question} ({state})" if one.question else state, width - press.px(26), "meta", "soft")
        flow.add(stacked([row], 0, width), press.px(4))
        flow.add(told, press.px(22), dx=press.px(26))
    boxes = tuple(flow.boxes) if fixed else (head, *flow.boxes)
    top = head.h if fixed else 0
    area = Rect(0, top, press.width, press.height - top - chrome.footer_height(press))
    return Sheet(area, boxes, flow.y + press.px(20), (head,) if fixed else ())
