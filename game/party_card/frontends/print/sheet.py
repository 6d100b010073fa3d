"""The sheet that every paper is written on: head, style, and what text and tables look like.

Law: complete in itself, without script and network; the same lesson gives the same bytes. No text of an author becomes
markup: `party_card.frontends.shared.html` writes every element, and the map is Graphviz's own picture of escaped text.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Literal

from party_card.content.models import Grade
from party_card.engine.page import Chart, Line, Note
from party_card.frontends.shared.html import Html, element, joined
from party_card.frontends.transcript.html import SIGNS, WORDS

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = ("a4", "letter")
_SIZES: dict[Paper, str] = {"a4": "A4", "letter": "Letter"}
_TALL = "@media print { .map svg { max-height: 222mm; } }\n"
"""A4 is higher than Letter, and a map may be too."""


def document(title: str, mark: str, paper: Paper, *content: str, more: str = "") -> str:
    """A whole HTML document; `mark` stands at the foot of each page, `more` is style of this paper alone."""
    foot = "".join(sign for sign in f"{title} · {mark}" if sign not in '"\\\n<')
    style = files("party_card.frontends.print").joinpath("paper.css").read_text("utf-8")
    size = f'@page {{ size: {_SIZES[paper]}; @bottom-left {{ content: "{foot}"; }} }}\n'
    style = size + style + (_TALL if paper == "a4" else "") + more
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element(
            "meta", http_equiv="Content-Security-Policy", content=f"default-src 'none'; style-src 'sha256-{digest}'"
        ),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{title} – {mark}"),
        Html(f"<style>{style}</style>"),
    )
    return f'<!doctype html>\n<html lang="en">{head}{element("body", element("main", *content))}</html>\n'


def top(mark: str, title: str, about: Iterable[str], *more: str) -> Html:
    """What stands at the head of a paper."""
    said = " · ".join(filter(None, about))
    return element(
        "header",
        element("p", "Party Card", element("span", mark), class_="mark"),
        element("h1", title),
        element("p", said, class_="about") if said else "",
        *more,
    )


def section(heading: str, *content: str, class_: str = "") -> Html:
    """A part of a paper under its heading."""
    return element("section", element("h2", heading), *content, class_=class_)


def bullets(*items: str) -> Html:
    """A list."""
    return element("ul", *(element("li", item) for item in items))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], class_: str = "") -> Html:
    """A table with a row of heads."""
    head = element("thead", element("tr", *(element("th", text, scope="col") for text in heads)))
    body = element("tbody", *(element("tr", *(element("td", cell) for cell in row)) for row in rows))
    return element("table", head, body, class_=class_)


def line(runs: Line) -> Html:
    """A line of prose; its notes are numbers that lead to the notes of the paper."""
    parts: list[str] = []
    behind = False
    for run in runs:
        if run.note is not None:
            mark = element("a", str(run.note), href=f"#note-{run.note}", aria_label=f"Note {run.note}")
            parts.append(element("sup", mark, class_="next" if behind else ""))
        else:
            styled: str = element("em", run.text) if run.italic else run.text
            parts.append(element("strong", styled) if run.bold else styled)
        behind = run.note is not None
    return joined(*parts)


def grades(found: Iterable[Grade]) -> Html:
    """How sure the source is, in sign and word."""
    return joined(*(joined(" ", element("span", f"{SIGNS[grade]} {WORDS[grade]}", class_="grade")) for grade in found))


def chart(figure: Chart) -> Html:
    """A figure as a table."""
    note = element("sup", element("a", str(figure.note), href=f"#note-{figure.note}"))
    rows = (element("tr", element("th", bar.label, scope="row"), element("td", bar.shown)) for bar in figure.bars)
    remark = element("p", figure.remark, class_="small") if figure.remark else ""
    caption = element("caption", f"{figure.title}, {figure.unit}", note)
    return element("div", element("table", caption, element("tbody", *rows)), remark, class_="figure")


def sources(notes: Sequence[Note]) -> Html:
    """The notes of a paper, one behind the other to save it, each with the sign of how sure its source is."""
    rows = []
    for note in notes:
        sign = element("span", SIGNS[note.grade], aria_label=WORDS[note.grade])
        hedge = f" {note.hedge}" if note.hedge else ""
        number = element("b", str(note.number))
        rows.append(element("li", number, " ", sign, " ", line(note.citation), hedge, " ", id=f"note-{note.number}"))
    found = {note.grade for note in notes}
    key = " · ".join(f"{SIGNS[grade]} {WORDS[grade]}" for grade in SIGNS if grade in found)
    about = element("p", f"Before each note, how sure the source is: {key}.", class_="small") if key else ""
    return section("Sources", about, element("ol", *rows, role="list"), class_="sources")


def rules(count: int) -> Html:
    """Lines to write on."""
    return element("div", *(element("p", "", class_="rule") for _ in range(count)), class_="lines")
