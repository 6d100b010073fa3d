"""Writes the front matter of a gamebook: title, briefing, instructions, adventure sheet."""

from __future__ import annotations

from collections.abc import Iterator

from party_card.engine.record_words import WHAT_HAPPENED
from party_card.frontends.gamebook.block_html import BlockWriter
from party_card.frontends.gamebook.variable_sheet import AdventureSheet
from party_card.frontends.shared.html import Html, element, join_with_dots
from party_card.frontends.shared.scene_data import ABOUT, CONTENT_NOTE, Json
from party_card.localization import gettext

SECTION_BOX_COUNT = 24
"""Boxes for the numbers of the sections that the reader comes to."""


def write_front_matter(scene: Json, blocks: BlockWriter, sheet: AdventureSheet) -> Iterator[Html]:
    """Yields title, briefing, content note, instructions and sheet."""
    about = join_with_dots((scene["when"], scene["where"], scene["who"]))
    yield element(
        "header",
        element("p", "Party Card", class_="mark"),
        element("h1", scene["title"]),
        element("p", about, class_="about") if about else "",
    )
    briefing = (blocks.write_block(row) for row in scene["briefing"] if row[0] not in (CONTENT_NOTE, ABOUT))
    yield element("section", *briefing, class_="briefing")
    yield from (
        blocks.write_block(row) for kind in (CONTENT_NOTE, ABOUT) for row in scene["briefing"] if row[0] == kind
    )
    rules = [
        gettext(
            "Begin at section 1. Read it, choose, and turn to the number beside your choice. Leave the others unread."
        ),
        gettext(
            "Write the number of every section that you come to into the boxes below: the record asks where you were."
        ),
    ]
    if sheet.entries:
        rules.append(
            # TRANSLATORS: “If A is …” as texts begin: see “If {condition}:” and “{letter} is {values}”.
            gettext(
                "What you did before can matter later. Where a choice says so, write it on your sheet; where a text "
                "begins “If A is …”, read it only if that is what stands there."
            )
        )
    rule = gettext("At an ending, turn to “{heading}”, behind the last section. Then look at the rest.")
    rules.append(rule.format(heading=gettext(WHAT_HAPPENED)))
    instructions = element("ol", *(element("li", rule) for rule in rules))
    yield element("section", element("h2", gettext("How to read this")), instructions, class_="rules")
    boxes = (element("span", "" if number else "1") for number in range(SECTION_BOX_COUNT))
    yield element(
        "section",
        element("h2", gettext("Your sheet")),
        element("p", gettext("The sections that I came to:"), class_="about"),
        element("p", *boxes, class_="boxes"),
        sheet.write_table(),
        class_="sheet",
    )
