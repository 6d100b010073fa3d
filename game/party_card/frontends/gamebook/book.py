"""Writes a scene as a gamebook to print: numbered sections, and what really happened at the end.

Invariant: the book has the text of the game; it adds section numbers, and letters for values to be remembered. The
same scene gives the same bytes. The record is printed in full, whatever the reader chose.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from party_card.engine.record_words import WHAT_HAPPENED
from party_card.engine.transition_system import TransitionSystem
from party_card.frontends.gamebook.block_html import BlockWriter
from party_card.frontends.gamebook.front_matter import write_front_matter
from party_card.frontends.gamebook.numbering import number_sections
from party_card.frontends.gamebook.person_file import write_file
from party_card.frontends.gamebook.projection import ALWAYS, DnfCondition
from party_card.frontends.gamebook.sections import Section, SectionChoice, SectionedScene, divide_into_sections
from party_card.frontends.gamebook.variable_sheet import AdventureSheet
from party_card.frontends.shared.html import Html, element, format_html, join_html, join_with_dots
from party_card.frontends.shared.printable import build_printable, forward_arrow
from party_card.frontends.shared.scene_data import NONE, RECORD_PARAGRAPH, Json
from party_card.localization import gettext, list_alternatives, use_language

PREFERRED_MAX_SECTIONS = 100
"""About forty pages; exceeded only if nothing else fits."""
MAX_SECTIONS = 300
"""More sections are no book to photocopy."""
MAX_UNBROKEN_CHARS = 1500
"""Longer sections, counted with their markup, may be divided between two sheets of paper."""


class GamebookUnavailableError(ValueError):
    """Raised if scenes cannot become a gamebook; the message gives the reason and an alternative."""


def write_gamebook(data: Json, system: TransitionSystem) -> bytes:
    """Returns the gamebook of one scene, given by its data and its transition system, as an HTML file to print.

    It is in the language of the data. Raises GamebookUnavailableError.
    """
    if len(data["scenes"]) != 1:
        raise GamebookUnavailableError("a gamebook is of one scene: name it instead of --campaign")
    scene = data["scenes"][0]
    sectioned_scene = divide_into_sections(scene, PREFERRED_MAX_SECTIONS) or divide_into_sections(scene, MAX_SECTIONS)
    if sectioned_scene is None:
        count = len(scene["passages"])
        raise GamebookUnavailableError(
            f"`{scene['id']}` has {count} passages, each a section or more, and a gamebook has {MAX_SECTIONS} at most: "
            "divide the scene into two, or hand it out with --html"
        )
    with use_language(data["lang"]):
        return _BookWriter(data, sectioned_scene, AdventureSheet(system, sectioned_scene.sheet_slots)).write().encode()


class _BookWriter:
    """Writes one book."""

    def __init__(self, data: Json, sectioned_scene: SectionedScene, sheet: AdventureSheet) -> None:
        self._data, self._scene, self._sheet = data, data["scenes"][0], sheet
        self._sections = sectioned_scene.sections
        self._numbers = number_sections(sectioned_scene.sections, self._scene["id"])
        self._blocks = BlockWriter(data)

    def write(self) -> str:
        style = "".join(
            files(package).joinpath(name).read_text("utf-8")
            for package, name in (
                ("party_card.frontends.shared.transcript", "transcript.css"),
                ("party_card.frontends.gamebook", "gamebook.css"),
            )
        )
        front_matter = write_front_matter(self._scene, self._blocks, self._sheet)
        content = (*front_matter, *self._write_sections(), *self._write_record())
        return build_printable(self._data["title"], style, *content, language=self._data["lang"])

    # ------------------------------------------------------------------------------------------------- sections

    def _write_sections(self) -> Iterator[Html]:
        yield element("h2", gettext("The sections"), class_="begin")
        for number, section in sorted(zip(self._numbers, self._sections, strict=True), key=lambda pair: pair[0]):
            yield self._write_section(number, section)

    def _write_section(self, number: int, section: Section) -> Html:
        _, _, blocks, _, _, ending, _, other_fields = self._scene["passages"][section.passage]
        date_and_place = ((other_fields or {}).get("when", ""), (other_fields or {}).get("where", ""))
        about = element("span", join_with_dots(date_and_place), class_="about")
        fragments: list[Html] = [element("h3", element("span", str(number), class_="number"), about)]
        for condition, row in zip(section.block_conditions, blocks, strict=True):
            if condition == ALWAYS:
                fragments.append(self._blocks.write_block(row))
            elif condition:
                heading = element("p", self._format_condition(condition), class_="when")
                fragments.append(element("div", heading, self._blocks.write_block(row), class_="if"))
        choices = [self._write_choice(section.passage, choice) for choice in section.choices]
        if choices:
            fragments.append(element("ul", *choices, class_="ways"))
        if ending:
            sentence = gettext("Ending: {title}.")
            if choices:
                sentence = gettext("If no way is open to you: Ending: {title}.")
            title = element("b", sentence.format(title=ending[1]))
            cost = f" {ending[2]}" if ending[2] else ""
            direction = gettext("Turn to “{heading}”.").format(heading=gettext(WHAT_HAPPENED))
            fragments.append(element("p", title, cost, " ", direction, class_="ending"))
        extra_class = " long" if sum(map(len, fragments)) > MAX_UNBROKEN_CHARS else ""
        return element("section", *fragments, class_=f"numbered{extra_class}", id=f"section-{number}")

    def _write_choice(self, passage: int, section_choice: SectionChoice) -> Html:
        row = self._scene["passages"][passage][3][section_choice.choice]
        condition = section_choice.condition
        offer = self._blocks.decoder.decode_offer({"line": row[1], "reason": NONE if condition == ALWAYS else row[4]})
        line, reason = self._blocks.write_line(offer["line"]), self._blocks.write_line(offer["reason"])
        if not condition:
            closed_line = element("span", line, class_="closed")
            return element("li", closed_line, " ", element("i", reason, class_="reason"), class_="shut")
        updates = "; ".join(self._sheet.format_update(*update) for update in section_choice.updates)
        # TRANSLATORS: what to write on the sheet, such as “A: “wait””.
        order = gettext("Write {values}.").format(values=updates)
        target = element("b", str(self._numbers[section_choice.target]))
        return element(
            "li",
            self._write_condition(condition),
            element("span", line, class_="line"),
            f" {forward_arrow()} ",
            join_html(element("span", order, class_="write"), " ") if updates else "",
            element("span", format_html(gettext("Turn to {section}."), section=target), class_="turn"),
            " ",
            element("i", gettext("Otherwise:"), " ", reason, class_="reason") if offer["reason"] else "",
        )

    def _write_condition(self, condition: DnfCondition) -> str:
        if condition == ALWAYS:
            return ""
        return element("span", self._format_condition(condition), " ", class_="when")

    def _format_condition(self, condition: DnfCondition) -> str:
        return gettext("If {condition}:").format(condition=self._sheet.format_condition(condition))

    # ------------------------------------------------------------------------------------------------ the record

    def _write_record(self) -> Iterator[Html]:
        scene, labels, write_block = self._scene, self._data["said"], self._blocks.write_block
        if essentials := [write_block(row) for row in scene["essentials"]]:
            yield element("section", element("h2", labels["essentials"]), *essentials, class_="record")
        comparisons = [*self._write_recorded_decisions()]
        record = [write_block(row) for row in scene["record"]]
        heading = element("h3", labels["whole"]) if comparisons and record else ""
        yield element("section", element("h2", labels["record"]), *comparisons, heading, *record, class_="record")
        if aftermath := [write_block(row) for row in scene["aftermath"]]:
            ends = [write_block(row) for row in scene["ends"]]
            yield element("section", element("h2", labels["after"]), *aftermath, *ends, class_="record")
        yield from write_file(self._data, scene, self._blocks)
        if scene["debrief"]:
            questions = (write_block(row, number) for number, row in enumerate(scene["debrief"], 1))
            yield element("section", element("h2", labels["debrief"]), *questions, class_="debrief")
        yield from self._blocks.write_entries()
        yield from self._blocks.write_notes()

    def _write_recorded_decisions(self) -> Iterator[Html]:
        """Yields the historical decision at each passage with a record, under the numbers of its sections."""
        for number, (_, _, _, _, _, _, record, _) in enumerate(self._scene["passages"]):
            numbers = sorted(
                section_number
                for section_number, section in zip(self._numbers, self._sections, strict=True)
                if section.passage == number and section.choices
            )
            if record and numbers:
                sections = list_alternatives(list(map(str, numbers)))
                # TRANSLATORS: a heading; {sections} are numbers of sections: “3, 8 or 12”.
                heading = element("p", gettext("If you came to {sections}").format(sections=sections), class_="when")
                block = self._blocks.write_block([RECORD_PARAGRAPH, 0, *record])
                yield element("div", heading, block, class_="decided")
