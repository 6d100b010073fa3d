"""Writes the file of the person on paper: the papers that can remain, to be ticked, and the question about them.

Invariant: which papers remain follows from what was decided, which a book cannot know; so it lists them all, and the
player ticks those that the own choices have left. Every paper has the word that it is invented, and a broken edge.
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.engine.file_words import INVENTED
from party_card.frontends.gamebook.block_html import BlockWriter
from party_card.frontends.shared.html import Html, element
from party_card.frontends.shared.printable import ANSWER_LINES, ruled_lines
from party_card.frontends.shared.scene_data import ALWAYS, NONE, PARAGRAPH, Json
from party_card.localization import gettext, gettext_noop

TASK = gettext_noop(
    "These papers can remain of you. Tick those that your own choices have left, and write beside each what it shows. "
    "What none of them shows is known to nobody but you."
)


def write_file(data: Json, scene: Json, blocks: BlockWriter) -> Iterator[Html]:
    """Yields the section of a scene that has a file."""
    file, words = scene["file"], data["filed"]
    if not file:
        return
    name = element("p", element("b", file["name"]))
    papers = (_write_paper(paper, words, blocks) for paper in file["papers"])
    certainties = " · ".join(gettext(name) for name, *_ in words["certainties"])
    question = element("p", element("b", words["headings"][2]), f" ({certainties})", class_="asked")
    yield element(
        "section",
        element("h2", words["heading"]),
        name,
        element("p", gettext(TASK)),
        *papers,
        element("div", question, ruled_lines(ANSWER_LINES), class_="question"),
        class_="file",
    )


def _write_paper(paper: list[object], words: Json, blocks: BlockWriter) -> Html:
    kind, title, _, texts, kept, *_ = paper
    head = element(
        "p",
        "☐ ",
        element("b", str(title)),
        f" {words['kinds'][kind][1]} ",
        element("span", gettext(INVENTED), class_="invented"),
    )
    perhaps = element("i", gettext("perhaps:"), " ")
    lines = [
        element("div", perhaps if table != ALWAYS else "", blocks.write_block([PARAGRAPH, 0, line]))
        for table, text_lines in texts  # type: ignore[attr-defined]  # rows of JSON
        for line in text_lines
    ]
    place = blocks.write_block([PARAGRAPH, 0, kept]) if kept != NONE else ""
    return element("div", head, *lines, element("div", place, class_="about") if place else "", class_="file-paper")
