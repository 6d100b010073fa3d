"""Reads a printed gamebook as a player does, and compares it with the game at every state."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from party_card.engine.compiled import CompiledScene
from party_card.engine.page import Page
from party_card.engine.page_builder import build_page
from party_card.engine.transition_system import Position
from party_card.frontends.gamebook.book import write_gamebook
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.fixture import SyntheticPlaythrough
from party_card.frontends.html.verify.page_json import page_to_json
from party_card.frontends.shared.scene_data import Json
from party_card.modelcheck.liveness import compute_live_slots
from party_card.modelcheck.model import build_model

Sheet = dict[str, str]
"""By letter, the value that is written on the sheet."""
TextsAndOffers = tuple[list[str], list[tuple[str, str]]]
"""The texts, and the offers with their reasons; an open offer has no reason."""


@dataclass
class PrintedSection:
    """A section as it is printed: texts with their conditions; choices by the classes of their parts; an ending."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    choices: list[dict[str, str]] = field(default_factory=list)
    ending: str = ""


class BookParser(HTMLParser):
    """Parses a gamebook: sections by number, the sheet with its initial values, the text, and the tags used."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sections: dict[int, PrintedSection] = {}
        self.sheet: Sheet = {}
        self.text = ""
        self.tags: set[str] = set()
        self._open_tags: list[tuple[str, str]] = []
        self._section: PrintedSection | None = None
        self._condition = ""
        self._row: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("meta", "br"):
            return
        attributes = dict(attrs)
        class_name = attributes.get("class") or ""
        self.tags.add(tag)
        self._open_tags.append((tag, class_name))
        if tag == "section":
            match = re.fullmatch(r"section-(\d+)", attributes.get("id") or "")
            self._section = self.sections.setdefault(int(match[1]), PrintedSection()) if match else None
        if tag == "li" and self._section is not None:
            self._section.choices.append({"class": class_name})
        if tag == "div" and class_name == "if":
            self._condition = ""
        if tag == "p" and self._section is not None and "class" not in attributes:
            self._section.texts.append((self._condition if ("div", "if") in self._open_tags else "", ""))
        if tag == "tr":
            self._row = []
        if tag in ("td", "th"):
            self._row.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr" and len(self._row) == 4 and self._row[0]:
            self.sheet[self._row[0]] = self._row[3]
        self._open_tags.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        tags = {tag for tag, _ in self._open_tags}
        if tags & {"sup", "style", "title"}:
            return
        if tags & {"td", "th"}:
            self._row[-1] += data
        if self._section is None or "h3" in tags:
            return
        if ("ul", "ways") in self._open_tags:
            choice = self._section.choices[-1]
            part = next((name for tag, name in reversed(self._open_tags) if tag in ("span", "i") and name), "")
            choice[part] = choice.get(part, "") + data
        elif ("p", "ending") in self._open_tags:
            self._section.ending += data
        elif ("p", "when") in self._open_tags:
            self._condition += data.removeprefix("If ").removesuffix(":")
        else:
            condition, text = self._section.texts[-1]
            self._section.texts[-1] = (condition, text + data)


def encode_scene(scene: CompiledScene) -> Json:
    data: Json = json.loads(json.dumps(encode_scenes([scene])))
    return data


def write_book(scene: CompiledScene) -> str:
    return write_gamebook(encode_scene(scene), scene.system).decode()


def read_book(scene: CompiledScene) -> tuple[BookParser, int]:
    """Writes and parses the gamebook of a scene and compares it with the game; returns the number of states too."""
    # The number to turn to must not look like the value of a printed condition.
    html = re.sub(
        r'<span class="turn">Turn to <b>(\d+)</b>\.</span>', r'<span class="turn">Turn to \1.</span>', write_book(scene)
    )
    book = BookParser(html)
    count, visited_sections = compare_with_game(scene, book)
    assert visited_sections == set(book.sections), "every printed section is reached"
    assert visited_sections == set(range(1, len(visited_sections) + 1))
    return book, count


def compare_with_game(scene: CompiledScene, book: BookParser) -> tuple[int, set[int]]:
    """Follows every path through book and game at once; returns the number of states and the sections reached."""
    system = scene.system
    live_slots = compute_live_slots(build_model(scene))
    pages: dict[object, TextsAndOffers] = {}

    def clear_dead_slots(position: Position) -> Position:
        live = live_slots[position[0]]
        return (position[0], *(value if live >> slot & 1 else 0 for slot, value in enumerate(position[1:])))

    initial = (1, clear_dead_slots(system.initial_position), tuple(book.sheet.values()))
    visited = {initial}
    queue = [initial]
    for number, position, values in queue:
        sheet = dict(zip(book.sheet, values, strict=True))
        name = system.passages[position[0]]
        passage = scene.scene.passages[name]
        enabled = system.enabled_choices(position)
        conditions = tuple(system.evaluate(part.if_, position) for part in passage.blocks)
        observation = (name, conditions, enabled)
        if observation not in pages:
            pages[observation] = read_page(build_page(SyntheticPlaythrough(scene, name, position, (), "end")))
        section = book.sections[number]
        texts, offers, choices = read_section(section, sheet)
        assert (texts, offers) == pages[observation], f"section {number}, {name}"
        assert bool(section.ending) == (passage.ending is not None)
        for printed, choice in zip(choices, enabled, strict=True):
            match = re.search(r"Turn to (\d+)\.", printed["turn"])
            assert match
            new_values = tuple(update_sheet(printed.get("write", ""), sheet).values())
            state = (int(match[1]), clear_dead_slots(system.apply(position, choice)), new_values)
            if state not in visited:
                visited.add(state)
                queue.append(state)
    return len(queue), {number for number, _, _ in queue}


def read_page(page: Page) -> TextsAndOffers:
    """Returns the texts and offers that the game shows."""
    data = page_to_json(page)
    texts: list[str] = []
    for block in data["blocks"]:
        lines = block["lines"] if block["type"] == "document" else [block["line"]]
        texts += [_plain_text(line) for line in lines if _plain_text(line)]
    offers = [
        (_plain_text(offer["line"]), "" if offer["open"] else _plain_text(offer["reason"]))
        for offer in data["offers"]
        if offer["id"] != "reveal"
    ]
    return texts, offers


def read_section(
    section: PrintedSection, sheet: Sheet
) -> tuple[list[str], list[tuple[str, str]], list[dict[str, str]]]:
    """Returns the texts, the offers and the open choices that a section has for a sheet."""
    texts = [text for condition, text in section.texts if text and is_true(condition, sheet)]
    offers, open_choices = [], []
    for choice in section.choices:
        is_closed = choice["class"] == "shut"
        if not is_closed and is_true(choice.get("when", "").removeprefix("If ").removesuffix(": "), sheet):
            offers.append((choice["line"], ""))
            open_choices.append(choice)
        elif choice.get("reason"):
            offers.append((choice.get("closed") or choice["line"], choice["reason"].removeprefix("Otherwise: ")))
    return texts, offers, open_choices


def is_true(condition: str, sheet: Sheet) -> bool:
    """Evaluates a printed condition: `A is “x” or “y”, and B is not “z”; or A is neither “w” nor “v”`."""
    if not condition:
        return True

    def is_literal_true(literal: str) -> bool:
        letter, _, values = literal.partition(" is ")
        is_named = sheet[letter] in re.findall("“(.*?)”", values)
        return not is_named if values.startswith(("not ", "neither ")) else is_named

    return any(all(map(is_literal_true, clause.split(", and "))) for clause in condition.split("; or "))


def update_sheet(instruction: str, sheet: Sheet) -> Sheet:
    """Returns the sheet after `Write A: “x”; B: “2” if it is “1”, “3” if it is “2”.`"""
    updated = dict(sheet)
    for part in instruction.removeprefix("Write ").removesuffix(".").split("; ") if instruction else ():
        letter, _, values = part.partition(": ")
        for new, old in re.findall("“([^”]*)”(?: if it is “([^”]*)”)?", values):
            if not old or sheet[letter] == old:
                updated[letter] = new
    return updated


def _plain_text(line: list[Any]) -> str:
    return "".join(run if isinstance(run, str) else run[1] for run in line if not isinstance(run, int))
