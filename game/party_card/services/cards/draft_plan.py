"""Decides what becomes of the passages of a draft: where their choices lead, and which of them are endings.

Invariant: what a draft says is done; where it says nothing, a choice leads to the next passage of the draft to which
nothing else leads, as a new choice of a card does. What cannot be done as it is said is told in a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from party_card.localization import gettext
from party_card.services.cards.choice_targets import OPEN_TARGET
from party_card.services.cards.draft_outline import DraftPassage, find_heading_keys, find_key, read_outline

MAX_PASSAGES = 120


class Unplaced(NamedTuple):
    """Words of a draft that stand nowhere in the scene, and why."""

    words: str
    reason: str


class PlannedChoice(NamedTuple):
    """A choice; it leads to the passage of the draft with this index, or to `passage` of the scene, or nowhere yet."""

    text: str
    draft_index: int | None = None
    passage: str = ""
    is_guess: bool = False


class PlannedPassage(NamedTuple):
    """A passage as it will be."""

    title: str
    paragraphs: tuple[str, ...]
    choices: tuple[PlannedChoice, ...]
    is_ending: bool


class DraftPlan(NamedTuple):
    """The passages that a draft makes, and what could not be placed."""

    passages: tuple[PlannedPassage, ...]
    unplaced: tuple[Unplaced, ...]


def plan_draft(text: str, known: Mapping[str, str]) -> DraftPlan:
    """Returns what a draft makes of a scene; `known` are the titles of passages that it has already, by id."""
    outline, unplaced = _take_title_away(read_outline(text))
    headings = _list_headings(outline)
    unplaced += [
        Unplaced(passage.title, gettext("Two headings read alike. Choices lead to the first of the two."))
        for index, passage in enumerate(outline)
        if passage.title and headings.get(find_key(passage.title)) != index
    ]
    choices = [_find_targets(passage, headings, known, unplaced) for passage in outline]
    choices = _guess_targets(choices)
    led_to = {choice.draft_index for passage_choices in choices for choice in passage_choices}
    has_choices = any(choices)
    return DraftPlan(
        tuple(
            PlannedPassage(
                passage.title,
                passage.paragraphs,
                tuple(passage_choices),
                not passage_choices
                and index > 0
                and (passage.is_ending or (has_choices and (index in led_to or index == len(outline) - 1))),
            )
            for index, (passage, passage_choices) in enumerate(zip(outline, choices, strict=True))
        ),
        tuple(unplaced),
    )


def _take_title_away(outline: list[DraftPassage]) -> tuple[list[DraftPassage], list[Unplaced]]:
    """Returns the passages without a heading above the first one: that is what the whole draft is called."""
    first = outline[0] if outline else None
    if (
        first is None
        or len(outline) == 1
        or not first.title
        or first.paragraphs
        or first.choices
        or not outline[1].title
    ):
        return outline, []
    reason = gettext(
        "This stands above another heading, as a title does. Write it under Scene if it is that of the scene."
    )
    return outline[1:], [Unplaced(first.title, reason)]


def _list_headings(outline: Sequence[DraftPassage]) -> dict[str, int]:
    """Returns the indices of the passages by the keys of their headings; whole headings come before others."""
    keys = [find_heading_keys(passage.title) for passage in outline]
    headings: dict[str, int] = {}
    for index, passage in enumerate(outline):
        if key := find_key(passage.title):
            headings.setdefault(key, index)
    for index, passage_keys in enumerate(keys):
        for key in passage_keys:
            headings.setdefault(key, index)
    return headings


def _find_targets(
    passage: DraftPassage, headings: Mapping[str, int], known: Mapping[str, str], unplaced: list[Unplaced]
) -> list[PlannedChoice]:
    """Returns the choices of a passage with where the draft says that they lead."""
    choices = []
    for text, target in passage.choices:
        index = _find_index(target, headings) if target else headings.get(find_key(text))
        name = "" if index is not None or not target else _find_known(target, known)
        if target and index is None and not name and target != text:
            reason = gettext("No heading reads so. Choose on its card where “{choice}” leads.").format(
                choice=text or "…"
            )
            unplaced.append(Unplaced(target, reason))
            name = OPEN_TARGET
        choices.append(PlannedChoice(text, index, name))
    return choices


def _find_index(target: str, headings: Mapping[str, int]) -> int | None:
    """Returns the index of the passage with a heading, or with the only one that begins with these words."""
    key = find_key(target)
    if key in headings:
        return headings[key]
    found = {index for heading, index in headings.items() if heading.startswith(f"{key} ")}
    return found.pop() if len(found) == 1 else None


def _find_known(target: str, known: Mapping[str, str]) -> str:
    """Returns the passage of the scene with this title; empty if there is none."""
    key = find_key(target)
    return next((name for name, title in known.items() if find_key(title) == key), "")


def _guess_targets(choices: list[list[PlannedChoice]]) -> list[list[PlannedChoice]]:
    """Returns the choices; those that lead nowhere yet lead to the next passages to which nothing leads."""
    led_to = {choice.draft_index for passage_choices in choices for choice in passage_choices}
    guessed: list[list[PlannedChoice]] = []
    for number, passage_choices in enumerate(choices):
        free = [index for index in range(number + 1, len(choices)) if index not in led_to]
        found = [
            choice._replace(draft_index=free.pop(0), is_guess=True)
            if choice.draft_index is None and not choice.passage and free
            else choice
            for choice in passage_choices
        ]
        led_to.update(choice.draft_index for choice in found)
        guessed.append(found)
    return guessed
