"""What stands before the first section of a gamebook: whose story it is, how it is read, and the reader's sheet."""

from __future__ import annotations

from collections.abc import Iterator

from party_card.frontends.gamebook.block_html import Paper
from party_card.frontends.gamebook.variable_sheet import AdventureSheet
from party_card.frontends.html.decode import CONTENT_NOTE, Json
from party_card.frontends.shared.html import Html, element

STEPS = 24
"""Boxes for the numbers of the sections that a reader comes to."""


def front(scene: Json, paper: Paper, letters: AdventureSheet) -> Iterator[Html]:
    """Title, briefing, instructions and sheet."""
    about = " · ".join(filter(None, (scene["when"], scene["where"], scene["who"])))
    yield element(
        "header",
        element("p", "Party Card", class_="mark"),
        element("h1", scene["title"]),
        element("p", about, class_="about") if about else "",
    )
    yield element(
        "section", *(paper.block(row) for row in scene["briefing"] if row[0] != CONTENT_NOTE), class_="briefing"
    )
    yield from (paper.block(row) for row in scene["briefing"] if row[0] == CONTENT_NOTE)
    rules = [
        "Begin at section 1. Read it, choose, and turn to the number beside your choice. Leave the others unread.",
        "Write the number of every section that you come to into the boxes below: the record asks where you were.",
    ]
    if letters.rows:
        rules.append(
            "What you did before can matter later. Where a choice says so, write it on your sheet; where a text begins "
            "“If A is …”, read it only if that is what stands there."
        )
    rules.append("At an ending, turn to “What actually happened”, behind the last section. Then look at the rest.")
    yield element(
        "section",
        element("h2", "How to read this"),
        element("ol", *(element("li", one) for one in rules)),
        class_="rules",
    )
    boxes = element("p", *(element("span", "1" if not number else "") for number in range(STEPS)), class_="boxes")
    yield element(
        "section",
        element("h2", "Your sheet"),
        element("p", "The sections that I came to:", class_="about"),
        boxes,
        letters.sheet(),
        class_="sheet",
    )
