"""Builds the HTML that all papers share: document, header, style, text and tables.

Invariant: self-contained, without script and network; equal lessons give equal bytes. No text of an author becomes
markup: `party_card.frontends.shared.html` writes every element, those of the map too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Literal

from party_card.engine.grades import GRADES
from party_card.engine.page import Chart, Line, Note, SourceComparison
from party_card.engine.place_map import PlaceMap
from party_card.engine.place_words import name_picture
from party_card.engine.source_words import list_note_details
from party_card.frontends.shared.html import Html, element, join_with_dots
from party_card.frontends.shared.place_map.svg import write_map_svg
from party_card.frontends.shared.printable import (
    build_printable,
    chart_table,
    line_to_html,
    name_grade,
    source_comparison,
)
from party_card.frontends.shared.rubric_words import LEVEL_NAMES, RUBRIC_HEADING
from party_card.localization import current_language, gettext
from party_card.localization.languages import text_direction

PaperSize = Literal["a4", "letter"]
PAPERS: tuple[PaperSize, ...] = ("a4", "letter")
_CSS_SIZES: dict[PaperSize, str] = {"a4": "A4", "letter": "Letter"}
_MAP_SIZE = (330, 205)
_A4_STYLE = "@media print { .map svg { max-height: 222mm; } }\n"
"""A4 is higher than Letter, so a map may be higher too."""
_PAGE_NUMBER = 'counter(page) " / " counter(pages)'


def document(title: str, paper_name: str, size: PaperSize, *content: str, extra_style: str = "") -> str:
    """Returns a whole HTML document; the footer of each page names the paper, `extra_style` is for this paper alone."""
    footer = "".join(sign for sign in f"{title} · {paper_name}" if sign not in '"\\\n<')
    style = files("party_card.frontends.print").joinpath("paper.css").read_text("utf-8")
    page_rule = f'@page {{ size: {_CSS_SIZES[size]}; @bottom-left {{ content: "{footer}"; }} }}\n'
    style = page_rule + style + (_A4_STYLE if size == "a4" else "") + extra_style
    if text_direction(current_language()) == "rtl":
        corners = f'@bottom-right {{ content: "{footer}"; }} @bottom-left {{ content: {_PAGE_NUMBER}; }}'
        style += f"@page {{ {corners} }}\n"
    return build_printable(f"{title} – {paper_name}", style, *content)


def header(paper_name: str, title: str, about: Iterable[str], *children: str) -> Html:
    """Builds the header of a paper: its name, the title and a line `about` the scene."""
    text = join_with_dots(about)
    return element(
        "header",
        element("p", "Party Card", element("span", paper_name), class_="mark"),
        element("h1", title),
        element("p", text, class_="about") if text else "",
        *children,
    )


def section(heading: str, *content: str, class_: str = "") -> Html:
    """Builds a part of a paper under its heading."""
    return element("section", element("h2", heading), *content, class_=class_)


def numbered_heading(number: int, title: str, about: str) -> Html:
    """Builds the heading of a decision, an ending, a question or a scene: its number, title and a remark."""
    number_tag = element("span", str(number), class_="number")
    return element("h3", number_tag, title, element("span", about, class_="about"))


def bullets(*items: str) -> Html:
    """Builds an unordered list of items."""
    return element("ul", *(element("li", item) for item in items))


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], class_: str = "") -> Html:
    """Builds a table with a row of headers."""
    header_row = element("thead", element("tr", *(element("th", text, scope="col") for text in headers)))
    body = element("tbody", *(element("tr", *(element("td", cell) for cell in row)) for row in rows))
    return element("table", header_row, body, class_=class_)


def rubric_table(levels: Sequence[str]) -> Html:
    """Builds the table of a rubric from the texts of its levels, lowest first."""
    rows = ((element("b", gettext(name)), text) for name, text in zip(LEVEL_NAMES, levels, strict=True))
    return table((gettext("Level"), gettext(RUBRIC_HEADING)), rows, class_="rubric")


def inline_html(runs: Line) -> Html:
    """Converts a line of prose; note marks link to the notes of the paper."""
    return line_to_html(runs, _note_mark)


def _note_mark(number: int, class_: str) -> Html:
    name = gettext("Note {number}").format(number=number)
    link = element("a", str(number), href=f"#note-{number}", aria_label=name)
    return element("sup", link, class_=class_)


def place_map(places: PlaceMap) -> Html:
    """Builds the picture of a map of places; nothing if none of them is on it."""
    picture = write_map_svg(places.points, *_MAP_SIZE, name_picture(places.points))
    return Html("") if picture is None else element("figure", picture)


def chart(figure: Chart) -> Html:
    """Builds the table of a chart, with a link to its note."""
    return chart_table(figure, _note_mark, "small")


def comparison(block: SourceComparison) -> Html:
    """Builds what several sources say of a fact, side by side."""
    return source_comparison(block, _note_mark)


def source_list(notes: Sequence[Note]) -> Html:
    """Lists the notes of a paper in a compact block, each with the sign of its grade."""
    rows = []
    for note in notes:
        sign = element("span", GRADES[note.grade].sign, aria_label=gettext(GRADES[note.grade].word))
        hedge = f" {note.hedge}" if note.hedge else ""
        title = f"{note.text}. " if note.document else ""
        number = element("b", str(note.number))
        name = "div" if note.document else "span"
        further = [element(name, inline_html(line), " ") for line in list_note_details(note)]
        content = (number, " ", sign, " ", title, inline_html(note.citation), hedge, " ", *further)
        rows.append(element("li", *content, id=f"note-{note.number}", class_="with-sheet" if note.document else ""))
    grades = {note.grade for note in notes}
    legend = " · ".join(name_grade(grade) for grade in GRADES if grade in grades)
    # TRANSLATORS: {grades} are signs, each with its word: “● documented · ◐ reported”.
    sentence = gettext("Before each note, how sure the source is: {grades}.").format(grades=legend)
    about = element("p", sentence, class_="small") if legend else ""
    return section(gettext("Sources"), about, element("ol", *rows, role="list"), class_="sources")
