"""Writes the blocks of exported pages as HTML for paper: no script, no colour needed, grades as sign and word.

Invariant: notes are numbered through the whole document, in the order in which its lines are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from party_card.engine.block_builder import ABOUT_HEADING
from party_card.engine.entries import LATER_LABEL
from party_card.engine.grades import GRADES
from party_card.engine.source_words import CONCLUSION, INTEREST, KNOWLEDGE
from party_card.frontends.shared.html import Html, element, join_html
from party_card.frontends.shared.page_decoder import PageDecoder
from party_card.frontends.shared.printable import ANSWER_LINES, grade_tags, ruled_lines
from party_card.frontends.shared.scene_data import Json
from party_card.localization import gettext, join_items


class BlockWriter:
    """Writes the blocks of one document."""

    def __init__(self, data: Json) -> None:
        self.decoder = PageDecoder(data)

    def write_block(self, row: list[Any], number: int = 0) -> Html:
        """Returns a block as HTML from its encoded row; `number` is that of a question."""
        block = self.decoder.decode_block(row)
        match block["type"]:
            case "heading":
                return element("h3", block["text"])
            case "paragraph":
                return element("p", self.write_line(block["line"]))
            case "hook":
                return element("p", self.write_line(block["line"]), class_="hook")
            case "about":
                heading = element("h3", gettext(ABOUT_HEADING))
                return element("div", heading, *(element("p", self.write_line(line)) for line in block["lines"]))
            case "document":
                return element("div", *(element("p", self.write_line(line)) for line in block["lines"]), class_="paper")
            case "content-note":
                topics = join_items(block["topics"])
                return element("p", gettext("Content note: {topics}.").format(topics=topics), class_="about")
            case "account":
                text = element("p", self.write_line(block["line"]), grade_tags(block["grades"]))
                return element("div", element("p", block["date"], class_="date"), text, class_="told")
            case "unknown":
                label = element("b", gettext("What remains unknown."), " ")
                return element("p", label, self.write_line(block["line"]), class_="unknown")
            case "chart":
                return self._write_chart(block)
            case "statement":
                text = element("p", self.write_line(block["line"]), grade_tags(block["grades"]))
                return element("div", element("p", block["word"], class_="date"), text, class_="told")
            case "source-comparison":
                return self._write_source_comparison(block)
            case "question":
                label = element("span", str(number), class_="number")
                question = element("p", label, element("span", self.write_line(block["line"])), class_="asked")
                return element("div", question, ruled_lines(ANSWER_LINES), class_="question")
        raise ValueError(f"a block of the kind {block['type']} is not of a scene")

    def write_line(self, runs: Sequence[Any]) -> Html:
        """Returns a line as HTML from its encoded runs."""
        fragments: list[str] = []
        after_note = False
        for run in runs:
            if isinstance(run, int):
                name = gettext("Note {number}").format(number=run)
                link = element("a", str(run), href=f"#note-{run}", aria_label=name)
                fragments.append(element("sup", link, class_="next" if after_note else ""))
            elif isinstance(run, str):
                fragments.append(run)
            else:
                style, text = run
                html: str = element("em", text) if style & 1 else text
                fragments.append(element("strong", html) if style & 2 else html)
            after_note = isinstance(run, int)
        return join_html(*fragments)

    def write_entries(self) -> Iterator[Html]:
        """Yields the section of people and terms that the document has named so far, if there are any."""
        entries = self.decoder.list_document_entries()
        if entries:
            items = (self._write_entry(entry) for entry in entries)
            heading = element("h2", gettext("Who’s who, and words"))
            yield element("section", heading, element("dl", *items), class_="words")

    def _write_entry(self, entry: Json) -> Html:
        name = f"{entry['name']} ({entry['years']})" if entry["years"] else entry["name"]
        label = element("b", f"{gettext(LATER_LABEL)}. ")
        later = element("dd", label, self.write_line(entry["later"])) if entry["later"] else ""
        return join_html(element("dt", name), element("dd", self.write_line(entry["line"])), later)

    def write_notes(self) -> Iterator[Html]:
        """Yields the section of notes that the document has cited so far, if there are any."""
        items = [self._write_note(note) for note in self.decoder.list_notes()]
        if items:
            yield element(
                "section", element("h2", gettext("Notes and sources")), element("ol", *items), class_="sources"
            )

    def _write_chart(self, chart: Json) -> Html:
        rows = (
            element("tr", element("th", bar["label"], scope="row"), element("td", bar["shown"]), self._write_by(bar))
            for bar in chart["bars"]
        )
        mark = self.write_line([chart["note"]]) if chart["note"] else ""
        caption = element("caption", f"{chart['title']}, {chart['unit']}", mark)
        remark = element("p", chart["remark"], class_="about") if chart["remark"] else ""
        return element("div", element("table", caption, element("tbody", *rows)), remark, class_="figure")

    def _write_by(self, bar: Json) -> str:
        """Writes whose an estimate is, and how sure; nothing for another bar."""
        return element("td", self.write_line(bar["by"]), grade_tags([bar["grade"]]), class_="by") if bar["by"] else ""

    def _write_source_comparison(self, block: Json) -> Html:
        sources = []
        for source in block["attestations"]:
            knowledge = " · ".join(source["knowledge"])
            parts = [element("p", source["stance"], class_="date")]
            parts += [element("p", source["value"], class_="value")] if source["value"] else []
            parts += [element("p", source["says"])] if source["says"] else []
            parts += [_write_labelled(KNOWLEDGE, knowledge)] if knowledge else []
            parts += [_write_labelled(INTEREST, source["interest"])] if source["interest"] else []
            sources.append(element("div", *parts, element("p", self.write_line(source["citation"]), class_="about")))
        claim = element("p", self.write_line(block["line"]), grade_tags(block["grades"]))
        gap = gettext("The two are {gap}.").format(gap=block["gap"])
        gap_html = element("p", gap, class_="about") if block["gap"] else ""
        conclusion = _write_labelled(CONCLUSION, block["conclusion"]) if block["conclusion"] else ""
        return element("div", claim, element("div", *sources, class_="voices"), gap_html, conclusion, class_="compared")

    def _write_note(self, note: Json) -> Html:
        info = GRADES[note["grade"]]
        grade = element("span", f"{info.sign} {gettext(info.word)}.", class_="grade")
        quotes = "".join(f" “{quote}”" for quote in note["quotes"])
        text = f"{note['text'].rstrip('.')}.{quotes} {note['hedge']}".strip()
        citation = element("cite", self.write_line(note["citation"]))
        return element("li", grade, " ", text, " ", citation, id=f"note-{note['number']}")


def _write_labelled(label: str, text: str) -> Html:
    return element("p", element("b", f"{gettext(label)}. "), text)
