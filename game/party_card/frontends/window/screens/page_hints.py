"""The keys that work on a page of a scene.

Invariant: hints come in order of use, because a narrow window shows only the first ones and the last.
"""

from __future__ import annotations

from party_card.engine.page import AFTER_SCENE, About, Chart, Heading, Page
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.frontends.window.toolkit.box import Command, KeyHint
from party_card.frontends.window.toolkit.key_hints import (
    ABOUT,
    BACK,
    CHOOSE_LABEL,
    FIGURES,
    GLOSSARY,
    HEADINGS,
    HELP,
    HISTORY,
    MAP,
    MENU,
    NOTES,
    ROUTE,
    SETTINGS,
    SKIP,
    TAB,
    TRANSCRIPT,
)
from party_card.localization import gettext_noop


def list_page_hints(page: Page, layer_count: int = 0) -> tuple[KeyHint, ...]:
    """Returns the hints of a page; of a record in layers with the digits of these."""
    choices = [offer for offer in page.offers if offer.is_open and offer.id not in PHASE_TRIGGERS]
    hints: list[KeyHint] = []
    if choices:
        cap = f"1–{len(choices)}" if len(choices) > 1 else "1"
        hints.append(KeyHint(cap, CHOOSE_LABEL, Command("nothing"), chooses=True))
    if page.skip_choice:
        hints.append(SKIP)
    if layer_count > 1:
        hints.append(KeyHint(f"1–{layer_count}", gettext_noop("layers"), Command("nothing")))
    hints.append(TAB)
    if page.notes:
        hints.append(NOTES)
    if has_charts(page):
        hints.append(FIGURES)
    if any(isinstance(block, Heading) for block in page.blocks) and page.kind == "record":
        hints.append(HEADINGS)
    if any(isinstance(block, About) for block in page.blocks) and page.kind == "briefing":
        hints.append(ABOUT)
    if page.places is not None:
        hints.append(MAP)
    is_after_scene = page.kind in AFTER_SCENE
    if is_after_scene:  # the menu has the commands without room here
        hints += [HISTORY, ROUTE, TRANSCRIPT, MENU]
    if page.entries:
        hints.append(GLOSSARY)
    glossary = () if page.entries else (GLOSSARY,)  # without entries of its own, less useful
    if page.kind in ("between", "winter", "archive", "folder", "provenance"):
        return (*hints, *glossary, MENU, SETTINGS, HELP)
    if page.kind != "briefing":
        hints.append(BACK)
    if is_after_scene:
        return (*hints, *glossary, SETTINGS, HELP)
    if page.step > 1:
        hints.append(HISTORY)
    return (*hints, *glossary, SETTINGS, MENU, HELP)


def has_charts(page: Page) -> bool:
    """Returns True if a page has a chart."""
    return any(isinstance(block, Chart) for block in page.blocks)
