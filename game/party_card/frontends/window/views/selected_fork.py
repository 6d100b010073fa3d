"""Lays out the fork that is selected on the map of routes, with the button that plays on from it."""

from __future__ import annotations

from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.views.history_row import HistoryEntry
from party_card.localization import gettext, gettext_noop

PLAY_ON = Command("branch")
"""Plays on from the selected fork, whichever that is, so that the button keeps the focus."""
LABEL = gettext_noop("Play on from here")
GAP_UNITS, MIN_TEXT_UNITS = 20, 260


def layout_selected_fork(style: TextStyle, entry: HistoryEntry, width: int) -> Box:
    """Lays out where the fork is and what was done there, and beside it the button, or below where there is no room."""
    button = layout_button(style, gettext(LABEL), PLAY_ON, width, primary=True)
    gap = style.px(GAP_UNITS)
    has_room = width - button.w - gap >= style.px(MIN_TEXT_UNITS)
    text_width = width - button.w - gap if has_room else width
    place = ". ".join(filter(None, (entry.date, entry.excerpt)))
    labels = [style.layout_label(place, text_width, "note", bold=True)]
    labels.append(style.layout_label(entry.outcome_text, text_width, "note"))
    text = vstack(labels, style.px(3), text_width)
    x, y = (text_width + gap, 0) if has_room else (0, text.h + style.px(10))
    height = max(text.h, y + button.h)
    return group_boxes([text.placed_at(0, 0), button.placed_at(x, y)], width, height)
