"""Pages to sheets: where the blocks of a page stand.

Law: boxes come in reading order, which is the order of Tab. Where there is room the notes of a passage stand beside it, each
at the line of its mark; where there is none, everything is one column and notes open from their mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pygame import Rect

from game.frontends.window import chrome, prose, record
from game.frontends.window.boxes import Art, Box, Do, Fill, Outline, Sheet, joined
from game.frontends.window.briefing import card
from game.frontends.window.press import Press
from game.frontends.window.theme import GUTTER, MARGIN, MEASURE, NOTES
from game.play.page import (
    Account, Block, Chart, Comparison, ContentNote, Document, Heading, Note, Page, Paragraph, Question, Unknown,
)  # fmt: skip

AFTER = (("Play it again", Do("restart")), ("All episodes", Do("episodes")), ("Title page", Do("title")))
"""What a finished scene leads to."""


class Flow:
    """Boxes placed one under another."""

    def __init__(self, x: int, y: int, width: int) -> None:
        self.x, self.y, self.width = x, y, width
        self.boxes: list[Box] = []

    def add(self, box: Box, gap: int = 0, dx: int = 0) -> None:
        """Place a box, and leave a gap behind it."""
        self.boxes.append(box.at(self.x + dx, self.y))
        self.y += box.h + gap


@dataclass(frozen=True, slots=True)
class Columns:
    """Where prose stands, and the notes beside it when `notes` is not 0."""

    x: int
    width: int
    notes_x: int = 0
    notes: int = 0


def columns(press: Press, beside: bool) -> Columns:
    """One column in the middle, or two when `beside` is wished and the window has room for it."""
    edge = press.px(MARGIN if press.across > 520 else 18)
    need = MEASURE + GUTTER + NOTES + 2 * MARGIN
    if beside and press.across >= need:
        spare = press.across - need
        notes = press.px(NOTES + min(40, spare / 2))
        width, gutter = press.px(MEASURE), press.px(GUTTER)
        x = (press.width - width - gutter - notes) // 2
        return Columns(x, width, x + width + gutter, notes)
    width = min(press.px(MEASURE), press.width - 2 * edge)
    return Columns((press.width - width) // 2, width)


def page_sheet(press: Press, page: Page, picture: Path | None, notices: Sequence[str] = ()) -> Sheet:
    """A page of any kind."""
    record_like = page.kind in ("record", "debrief", "finished")
    title = (page.heading or page.title) if record_like else page.title
    where = [page.title, page.when] if record_like else [page.when, page.where, page.who]
    count = f"{page.step} of about {page.steps}" if page.steps and page.step else ""
    right = f"ending: {page.ending}" if page.ending and record_like else count
    meta = " · ".join(filter(None, where))
    if page.kind == "briefing":
        meta = "briefing"
    head, has_meta = chrome.header(press, title, meta, right, dark=record_like)
    fixed_head = press.down >= 430
    flow = Flow(0, 0 if fixed_head else head.h, press.width)
    if not fixed_head:
        flow.boxes.append(head)
    if picture is not None and page.kind in ("briefing", "passage"):
        flow.add(_picture(press, page, picture))
    bottom = _body(press, page, flow, notices, "" if has_meta or page.kind == "briefing" else meta)
    top = head.h if fixed_head else 0
    area = Rect(0, top, press.width, press.height - top - chrome.footer_height(press))
    return Sheet(area, tuple(flow.boxes), bottom + press.px(36), (head,) if fixed_head else ())


def _picture(press: Press, page: Page, path: Path) -> Box:
    """The illustration across the window: tall on the briefing, a band above a passage."""
    share, most = (0.40, 340) if page.kind == "briefing" else (0.2, 168)
    height = min(round(press.height * share), press.px(most), round(press.width * 0.25))
    rect = Rect(0, 0, press.width, height)
    rule = Fill(Rect(0, height - press.px(2), press.width, press.px(2)), "ink")
    return Box(press.width, height, (Art(str(path), rect), rule), role="image", name=page.alt)


def _body(press: Press, page: Page, flow: Flow, notices: Sequence[str], meta: str) -> int:
    place = columns(press, beside=page.kind == "passage" and bool(page.notes or page.entries))
    wide = page.kind == "record" and press.across >= 1000
    if wide:
        width = min(press.width - 2 * press.px(60), press.px(1160))
        place = Columns((press.width - width) // 2, width)
    flow.x, flow.width = place.x, place.width
    flow.y += press.px(26)
    for notice in notices:
        flow.add(_notice(press, notice, min(place.width, press.px(MEASURE))), press.px(16))
    if meta:
        flow.add(press.say(meta, place.width, "meta", "soft"), press.px(16))
    first = len(flow.boxes)
    if page.kind == "briefing":
        flow.add(card(press, page, place.width), press.px(22))
    elif page.kind == "finished":
        flow.add(press.say(page.heading or page.title, place.width, "title", even=True, as_="heading"), press.px(18))
    _blocks(press, page, flow, wide)
    if page.kind in ("record", "debrief") and page.notes:
        flow.y += press.px(14)
        for box in record.sources(press, page.notes, place.width):
            flow.add(box, press.px(6))
        flow.y += press.px(10)
    _offers(press, page, flow)
    return max(flow.y, _beside(press, page, flow, place, first))


def _notice(press: Press, text: str, width: int) -> Box:
    pad = press.px(14)
    words = press.say(text, width - 2 * pad, "note")
    height = words.h + pad
    marks = (Fill(Rect(0, 0, width, height), "sand"), Outline(Rect(0, 0, width, height), "ink", press.px(1.5)))
    return joined([Box(width, height, marks), words.at(pad, pad // 2)], width, height, "status")


def _group(block: Block) -> str:
    if isinstance(block, Comparison | Account):
        return "dated"
    return "exhibit" if isinstance(block, Chart | Unknown) else "read"


def _blocks(press: Press, page: Page, flow: Flow, wide: bool) -> None:
    question = 0
    for group, blocks in groupby(page.blocks, _group):
        if group == "dated":
            rows = [b for b in blocks if isinstance(b, Comparison | Account)]
            for box in record.dated(press, rows, flow.width, wide):
                flow.add(box)
            flow.y += press.px(20)
        elif group == "exhibit":
            _exhibits(press, page, flow, [b for b in blocks if isinstance(b, Chart | Unknown)], wide)
        else:
            for block in blocks:
                question += isinstance(block, Question)
                width = min(flow.width, press.px(MEASURE))
                flow.add(_read(press, block, width, question, page), press.px(_gap(block)))


def _read(press: Press, block: Block, width: int, question: int, page: Page) -> Box:
    match block:
        case Heading():
            return prose.heading(press, block, width)
        case Paragraph():
            return prose.paragraph(press, block, width)
        case Document():
            return prose.document(press, block, width)
        case ContentNote():
            return prose.content_note(press, block, width)
        case Question():
            return prose.question(press, block, question, width)
        case Chart():
            return record.chart(press, block, width, page.when)
        case Unknown():
            return record.unknown(press, block, width)
        case Comparison() | Account():
            return joined(record.dated(press, [block], width, wide=False), width, 0)


def _gap(block: Block) -> float:
    return {Heading: 10, Document: 18, ContentNote: 20, Question: 26}.get(type(block), 13)


def _exhibits(press: Press, page: Page, flow: Flow, blocks: list[Chart | Unknown], wide: bool) -> None:
    """Charts and open questions, two beside each other where there is room; the scene's year is marked in a chart."""
    gap = press.px(60)
    if not wide or len(blocks) == 1:
        width = min(flow.width, press.px(MEASURE))
        for block in blocks:
            flow.add(_read(press, block, width, 0, page), press.px(26))
        return
    column = (flow.width - gap) // 2
    made = [_read(press, block, column, 0, page) for block in blocks]
    for left, right in zip(made[::2], [*made[1::2], None], strict=False):
        pair = [left] if right is None else [left, right.at(column + gap, 0)]
        flow.add(joined(pair, flow.width, max(b.h for b in pair)), press.px(30))


def _offers(press: Press, page: Page, flow: Flow) -> None:
    width = min(flow.width, press.px(MEASURE))
    flow.y += press.px(10)
    if page.kind == "finished":
        for label, does in AFTER:
            flow.add(chrome.button(press, label, does, width, primary=does.verb == "episodes"), press.px(12))
        return
    decision = page.kind == "passage" and not (len(page.offers) == 1 and page.offers[0].id in ("reveal", "close"))
    number = 0
    for offer in page.offers:
        number += offer.open
        if decision:
            flow.add(chrome.choice(press, offer, number, width), press.px(10))
        elif offer.open:
            text = "".join(run.text for run in offer.line)
            flow.add(chrome.button(press, text, Do("choose", offer.id), width, primary=True), press.px(12))


def _beside(press: Press, page: Page, flow: Flow, place: Columns, first: int) -> int:
    """The notes and entries in the margin; returns where they end."""
    if not place.notes:
        if page.entries and page.kind == "passage":
            flow.y += press.px(16)
            flow.add(prose.entry_links(press, page.entries, place.width))
        return flow.y
    y = flow.boxes[first].y + press.px(6) if len(flow.boxes) > first else flow.y
    lines = _marks(flow.boxes[first:])
    margin = Flow(place.notes_x, y, place.notes)
    for note in page.notes:
        # a rule stands a little above the line it belongs to
        margin.y = max(margin.y, lines.get(note.number, margin.y) - press.px(4))
        margin.add(prose.margin_note(press, note, place.notes), press.px(20))
    if page.entries:
        margin.add(prose.entry_links(press, page.entries, place.notes))
    flow.boxes += margin.boxes
    return margin.y


def _marks(boxes: Sequence[Box]) -> dict[int, int]:
    """At what height each note is first marked."""
    found: dict[int, int] = {}
    for box in boxes:
        for target in box.targets:
            if target.does.verb == "note":
                found.setdefault(int(target.does.what), box.y + target.rects[0].top)
    return found


def note_of(page: Page, number: int) -> Note | None:
    """A note of the page by its number."""
    return next((n for n in page.notes if n.number == number), None)
