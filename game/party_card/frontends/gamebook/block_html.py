"""Blocks of a page's data as HTML for paper: no script, no colour needed, certainty told by sign and word.

Law: notes are numbered through the whole of a document, as its lines are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from party_card.frontends.html.decode import Json, PageDecoder
from party_card.frontends.shared.html import Html, element, joined
from party_card.frontends.transcript.html import LINES, SIGNS, WORDS


class Paper:
    """Writes the blocks of one document."""

    def __init__(self, data: Json) -> None:
        self.sheet = PageDecoder(data)

    def block(self, row: list[Any], number: int = 0) -> Html:
        """A block from its row; `number` is that of a question."""
        block = self.sheet.block(row)
        match block["type"]:
            case "heading":
                return element("h3", block["text"])
            case "paragraph":
                return element("p", self.line(block["line"]))
            case "document":
                return element("div", *(element("p", self.line(line)) for line in block["lines"]), class_="paper")
            case "content-note":
                return element("p", f"Content note: {', '.join(block['topics'])}.", class_="about")
            case "account":
                told = element("p", self.line(block["line"]), *self._grades(block["grades"]))
                return element("div", element("p", block["date"], class_="date"), told, class_="told")
            case "unknown":
                return element("p", element("b", "What remains unknown. "), self.line(block["line"]), class_="unknown")
            case "chart":
                bars = block["bars"]
                rows = (
                    element("tr", element("th", bar["label"], scope="row"), element("td", bar["shown"])) for bar in bars
                )
                caption = element("caption", f"{block['title']}, {block['unit']}", self.line([block["note"]]))
                remark = element("p", block["remark"], class_="about") if block["remark"] else ""
                return element("div", element("table", caption, element("tbody", *rows)), remark, class_="figure")
            case "question":
                asked = element(
                    "p",
                    element("span", str(number), class_="number"),
                    element("span", self.line(block["line"])),
                    class_="asked",
                )
                lines = element("div", *(element("p", "", class_="rule") for _ in range(LINES)), class_="lines")
                return element("div", asked, lines, class_="question")
        raise ValueError(f"a block of the kind {block['type']} is not of a scene")

    def line(self, runs: Sequence[Any]) -> Html:
        """A line of runs."""
        parts: list[str] = []
        for place, run in enumerate(runs):
            if isinstance(run, int):
                again = place > 0 and isinstance(runs[place - 1], int)
                mark = element("a", str(run), href=f"#note-{run}", aria_label=f"Note {run}")
                parts.append(element("sup", mark, class_="next" if again else ""))
            elif isinstance(run, str):
                parts.append(run)
            else:
                style, text = run
                words: str = element("em", text) if style & 1 else text
                parts.append(element("strong", words) if style & 2 else words)
        return joined(*parts)

    def entries(self) -> Iterator[Html]:
        """Who was met so far, and which words."""
        entries = self.sheet.entries()
        if entries:
            rows = (joined(element("dt", one["name"]), element("dd", one["text"])) for one in entries)
            yield element("section", element("h2", "Who’s who, and words"), element("dl", *rows), class_="words")

    def notes(self) -> Iterator[Html]:
        """What was cited so far, with the sources."""
        rows = []
        for note in self.sheet.notes():
            said = element("span", f"{SIGNS[note['grade']]} {WORDS[note['grade']]}.", class_="grade")
            quotes = "".join(f" “{quote}”" for quote in note["quotes"])
            text = f"{note['text'].rstrip('.')}.{quotes} {note['hedge']}".strip()
            rows.append(
                element(
                    "li",
                    said,
                    " ",
                    text,
                    " ",
                    element("cite", self.line(note["citation"])),
                    id=f"note-{note['number']}",
                )
            )
        if rows:
            yield element("section", element("h2", "Notes and sources"), element("ol", *rows), class_="sources")

    def _grades(self, grades: Sequence[Any]) -> Iterator[Html]:
        for grade in grades:
            yield joined(" ", element("span", f"{SIGNS[grade]} {WORDS[grade]}", class_="grade"))
