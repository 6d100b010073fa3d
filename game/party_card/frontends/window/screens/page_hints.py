"""The keys that work on a page of a scene.

Invariant: hints come in order of use, because a narrow window shows only the first ones and the last.
"""

from __future__ import annotations

from party_card.engine.page import Chart, Offer, Page
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.frontends.window.toolkit.box import Command, KeyHint
from party_card.frontends.window.toolkit.key_hints import (
    BACK,
    FIGURES,
    GLOSSARY,
    HELP,
    HISTORY,
    MENU,
    NOTES,
    SETTINGS,
    TAB,
    TRANSCRIPT,
)


def list_page_hints(page: Page, next_step: str = "") -> tuple[KeyHint, ...]:
    """Returns the hints of a page; `next_step` labels Enter on a page without offers."""
    open_offers = [offer for offer in page.offers if offer.is_open]
    hints: list[KeyHint] = []
    if len(open_offers) == 1 and open_offers[0].id in PHASE_TRIGGERS:
        hints.append(KeyHint("Enter", _offer_label(open_offers[0]), Command("nothing")))
    elif open_offers:
        cap = f"1–{len(open_offers)}" if len(open_offers) > 1 else "1"
        hints.append(KeyHint(cap, "choose", Command("nothing")))
    elif next_step:
        hints.append(KeyHint("Enter", _lower_first(next_step), Command("nothing")))
    hints.append(TAB)
    if page.notes:
        hints.append(NOTES)
    if has_charts(page):
        hints.append(FIGURES)
    is_after_scene = page.kind in ("record", "debrief", "finished")
    if is_after_scene:  # the menu has the commands without room here
        hints += [HISTORY, TRANSCRIPT, MENU]
    if page.entries:
        hints.append(GLOSSARY)
    if page.kind in ("between", "winter"):
        return (*hints, MENU, SETTINGS, HELP)
    if page.kind != "briefing":
        hints.append(BACK)
    if is_after_scene:
        return (*hints, SETTINGS, HELP)
    if page.step > 1:
        hints.append(HISTORY)
    return (*hints, SETTINGS, MENU, HELP)


def has_charts(page: Page) -> bool:
    """Returns True if a page has a chart."""
    return any(isinstance(block, Chart) for block in page.blocks)


def _offer_label(offer: Offer) -> str:
    return _lower_first("".join(run.text for run in offer.line))


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
