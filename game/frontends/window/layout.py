"""Pages to sheets: where the blocks of a page stand.

Law: boxes come in reading order, which is the order of Tab. Where there is room the notes of a passage stand beside
it, each at the line of its mark; where there is none, everything is one column and notes open from their mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from pygame import Rect

from game.frontends.window import chrome, prose, record
from game.frontends.window.answering import Answers
from game.frontends.window.boxes import Art, Box, Do, Fill, Sheet, joined
from game.frontends.window.briefing import briefing
from game.frontends.window.chart import chart
from game.frontends.window.flow import Columns, Flow, columns
from game.frontends.window.margin import beside
from game.frontends.window.press import Press
from game.play.links import linked
from game.play.page import (
    Account,
    Block,
    Chart,
    Comparison,
    ContentNote,
    Document,
    Heading,
    Link,
    Page,
    Paragraph,
    Question,
    Run,
    Unknown,
)  # fmt: skip

AFTER = (
    ("Play it again", Do("restart")),
    ("All episodes", Do("episodes")),
    ("Save the transcript", Do("transcript")),
    ("Title page", Do("title")),
)
"""What a finished scene leads to."""


def page_sheet(
    press: Press, page: Page, picture: Path | None, notices: Sequence[str] = (), answers: Answers | None = None
) -> Sheet:
    """A page of any kind; `answers` are those to its questions."""
    page = linked(page)
    record_like = page.kind in ("record", "debrief", "finished", "between", "winter")
    title = (page.heading or page.title) if record_like else page.title
    where = [page.title, page.when] if record_like else [page.when, page.where, page.who]
    count = f"{page.step} of about {page.steps}" if page.steps and page.step else ""
    right = f"ending: {page.ending}" if page.ending and record_like else count
    meta = " · ".join(filter(None, where))
    if page.kind == "briefing":
        meta = "briefing"
    head, has_meta = chrome.header(press, title, meta, right, dark=record_like)
    fixed_head = press.down >= 430
    top = head.h if fixed_head else 0
    area = Rect(0, top, press.width, press.height - top - chrome.footer_height(press))

    def laid(band: int) -> tuple[list[Box], int]:
        flow = Flow(0, 0 if fixed_head else head.h, press.width)
        if not fixed_head:
            flow.boxes.append(head)
        if band and picture is not None:
            flow.add(_picture(press, page, picture, band))
        bottom = _body(press, page, flow, notices, "" if has_meta or page.kind == "briefing" else meta, answers)
        return flow.boxes, bottom + press.px(12)

    band = _band(press, page) if picture is not None else 0
    boxes, bottom = laid(band)
    if band and 0 < bottom - area.h <= band - press.px(96):  # a little less picture, and nothing is out of sight
        boxes, bottom = laid(band - (bottom - area.h))
    height = bottom + press.px(18) if bottom > area.h else bottom
    return Sheet(area, tuple(boxes), height, (head,) if fixed_head else ())


def _band(press: Press, page: Page) -> int:
    """How high the illustration is: tall on the briefing, a band above a passage, none elsewhere."""
    if page.kind not in ("briefing", "passage", "finished"):
        return 0
    if page.kind != "briefing" and press.height < press.px(360):
        return 0  # large letters in a small window: the room is for the text
    share, most = (0.31, 300) if page.kind == "briefing" else (0.19, 168)
    return min(round(press.height * share), press.px(most), round(press.width * 0.25))


def _picture(press: Press, page: Page, path: Path, height: int) -> Box:
    rect = Rect(0, 0, press.width, height)
    rule = Fill(Rect(0, height - press.px(2), press.width, press.px(2)), "ink")
    return Box(press.width, height, (Art(str(path), rect), rule), role="image", name=page.alt)


def _body(press: Press, page: Page, flow: Flow, notices: Sequence[str], meta: str, answers: Answers | None) -> int:
    place = columns(
        press, beside=page.kind == "briefing" or (page.kind == "passage" and bool(page.notes or page.entries))
    )
    wide = page.kind in ("record", "winter") and press.across >= 1000
    if wide:
        width = min(press.width - 2 * press.px(60), press.px(1160))
        place = Columns((press.width - width) // 2, width)
    flow.x, flow.width = place.x, place.width
    flow.y += press.px(24)
    for notice in notices:
        flow.add(chrome.notice(press, notice, min(place.width, press.measure)), press.px(16))
    if meta:
        flow.add(press.say(meta, place.width, "meta", "soft"), press.px(16))
    first = len(flow.boxes)
    if page.kind == "briefing":
        return briefing(press, page, flow, place)
    if page.kind == "finished":
        flow.add(press.say(page.heading or page.title, place.width, "title", even=True, as_="heading"), press.px(18))
    _blocks(press, page, flow, wide, answers)
    if page.kind in ("record", "debrief", "between", "winter") and page.notes:
        flow.y += press.px(14)
        for box in record.sources(press, page.notes, place.width):
            flow.add(box, press.px(6))
        flow.y += press.px(10)
    if page.kind == "passage" and page.ending:
        flow.add(press.say(f"Ending: {page.ending}", place.width, "heading", even=True, as_="heading"), press.px(18))
    _offers(press, page, flow)
    return max(flow.y, beside(press, page, flow, place, first))


def _worded(block: Block) -> Block:
    """A link as an account that begins with its word."""
    if not isinstance(block, Link):
        return block
    return Account(block.date, (Run(f"{block.word.capitalize()}: ", bold=True), *block.line), block.grades)


def _group(block: Block) -> str:
    if isinstance(block, Comparison | Account):
        return "dated"
    return "exhibit" if isinstance(block, Chart | Unknown) else "read"


def _blocks(press: Press, page: Page, flow: Flow, wide: bool, answers: Answers | None) -> None:
    question, aside, done = 0, "", 0
    groups = [(group, list(blocks)) for group, blocks in groupby(map(_worded, page.blocks), _group)]
    for n, (group, blocks) in enumerate(groups):
        last, skipped = blocks[-1], 0
        if wide and isinstance(last, Heading) and n + 1 < len(groups) and isinstance(groups[n + 1][1][0], Account):
            aside = last.text  # beside accounts the left column is free
            del blocks[-1]
            skipped = 1
        if group == "dated":
            rows = [b for b in blocks if isinstance(b, Comparison | Account)]
            made = record.dated(press, rows, flow.width, wide, aside)
            for k, box in enumerate(made, done - len(made) + len(rows)):  # a head may stand above the rows
                flow.add(box, key=k if k >= done else -1)
            aside = ""
            flow.y += press.px(20)
        elif group == "exhibit":
            _exhibits(press, page, flow, [b for b in blocks if isinstance(b, Chart | Unknown)], wide, done)
        else:
            width = min(flow.width, press.measure)
            for k, block in enumerate(blocks, done):
                question += isinstance(block, Question)
                beneath = answers if isinstance(block, Question) else None
                gap = press.after(_gap(block) if beneath is None else 12)
                flow.add(_read(press, block, width, question, page), gap, key=k)
                if beneath is not None and isinstance(block, Question):
                    beneath.beneath(press, block, question, flow, width)
        done += len(blocks) + skipped


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
            return chart(press, block, width, page.when)
        case Unknown():
            return record.unknown(press, block, width)
        case Comparison() | Account():
            return record.dated(press, [block], width, wide=False)[0]
        case Link():
            return _read(press, _worded(block), width, question, page)


def _gap(block: Block) -> float:
    return {Heading: 10, Document: 18, ContentNote: 20, Question: 26}.get(type(block), 13)


def _exhibits(press: Press, page: Page, flow: Flow, blocks: list[Chart | Unknown], wide: bool, first: int) -> None:
    """Charts and open questions, two beside each other where there is room; the scene's year is marked in a chart."""
    gap = press.px(60)
    if not wide or len(blocks) == 1:
        width = min(flow.width, press.measure)
        for k, block in enumerate(blocks, first):
            flow.add(_read(press, block, width, 0, page), press.px(26), key=k)
        return
    column = (flow.width - gap) // 2
    made = [_read(press, block, column, 0, page) for block in blocks]
    for k, (left, right) in enumerate(zip(made[::2], [*made[1::2], None], strict=False)):
        pair = [left] if right is None else [left, right.at(column + gap, 0)]
        flow.add(joined(pair, flow.width, max(b.h for b in pair)), press.px(30), key=first + 2 * k)


def _offers(press: Press, page: Page, flow: Flow) -> None:
    width = min(flow.width, press.measure)
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
            flow.add(chrome.choice(press, offer, number, width), press.px(9))
        elif offer.open:
            text = "".join(run.text for run in offer.line)
            flow.add(chrome.button(press, text, Do("choose", offer.id), width, primary=True), press.px(12))
