"""The settings dialog: a stepper for each setting, under four headings, with a sample of the text.

Invariant: a change shows at once and is saved by the session. Only the way back to the defaults asks first.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.engine.page import Line, Paragraph, Run
from party_card.frontends.window.input.events import Action, Arrow
from party_card.frontends.window.navigation import NavigationResult, Pop, Refresh
from party_card.frontends.window.screens.dialogs.base import CLOSE_HINT, Dialog
from party_card.frontends.window.screens.dialogs.setting_values import (
    GROUPS,
    explain_setting,
    format_value,
    is_cyclic,
    step_setting,
)
from party_card.frontends.window.toolkit.box import Box, Command, KeyHint, ScreenLayout, group_boxes
from party_card.frontends.window.toolkit.key_hints import LIST_ARROWS
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.primitives import FillRect, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.toolkit.widgets.dialog import CLOSE, content_width, layout_dialog
from party_card.frontends.window.toolkit.widgets.stepper import Stepper, layout_stepper
from party_card.frontends.window.views import text_blocks
from party_card.frontends.window.views.font_sentences import list_font_sentences, list_scene_texts
from party_card.localization import gettext, gettext_noop
from party_card.storage.settings import SETTING_VALUES, Settings

if TYPE_CHECKING:
    from party_card.app.session import Session

SAMPLE = (
    # TRANSLATORS: A sample of the text, as the settings show it. Stars mark italics.
    gettext_noop("Seven pages, typed, the carbon gone *grey*. Folded small enough for a sleeve."),
    gettext_noop("The door has no lock."),
)
"""The paragraphs of the sample; every second part between stars is in italics."""
NARROW_WIDTH, WIDE_WIDTH = 560, 1100
RESET = Command("change", "defaults")


class SettingsDialog(Dialog):
    """Shows all settings in two columns if there is room, else in one, in the same order."""

    heading = gettext_noop("Settings")
    close_keys = ("s",)

    def __init__(self, session: Session) -> None:
        self._session = session
        self._asks_for_reset = False
        self._initial_record_time = session.settings.record

    def initial_focus(self) -> Command | None:
        """Returns the command of the first setting."""
        return Command("change", "text_size")

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays the panel out in one column or two."""
        if style.width_units < WIDE_WIDTH + 40 or style.height_units < 600:
            return self._layout_narrow(style)
        inner_width, gap = content_width(style, WIDE_WIDTH), style.px(44)
        width = (inner_width - gap) // 2
        left_boxes, right_boxes = [
            [box for group in groups for box in self._layout_group(style, group, width)]
            for groups in (("Letters", "Page"), ("Choosing", "Language and sound"))
        ]
        left_boxes.append(self._layout_reset(style, width))
        right_boxes.insert(0, _layout_sample(style, width))
        difference = sum(box.h for box in left_boxes[:-1]) - sum(box.h for box in right_boxes)
        left_boxes.insert(-1, Box(width, max(0, -difference)))  # aligns both buttons
        close_button = _add_top_margin(style, layout_button(style, gettext("Close"), CLOSE, width), 18)
        right_boxes += [Box(width, max(0, difference)), close_button]
        return layout_dialog(style, self.title, [], "", WIDE_WIDTH, gap=0, columns=[left_boxes, right_boxes])

    def _layout_narrow(self, style: TextStyle) -> ScreenLayout:
        width = content_width(style, NARROW_WIDTH)
        first_group, *other_groups = GROUPS
        boxes = [*self._layout_group(style, first_group, width), _layout_sample(style, width)]
        for group in other_groups:
            boxes += self._layout_group(style, group, width)
        boxes.append(self._layout_reset(style, width))
        return layout_dialog(style, self.title, boxes, width=NARROW_WIDTH, gap=0)

    def _layout_group(self, style: TextStyle, group: str, width: int) -> list[Box]:
        boxes = [_layout_heading(style, gettext(group), width)]
        errors = self.context.setting_errors
        for name, label in GROUPS[group].items():
            values, value = SETTING_VALUES[name], getattr(self._session.settings, name)
            stepper = Stepper(
                gettext(label), format_value(name, value), name,
                is_cyclic(name) or value != values[0], is_cyclic(name) or value != values[-1],
                errors.get(name) or explain_setting(name), name in errors,
            )  # fmt: skip
            boxes.append(layout_stepper(style, stepper, width))
        if group == "Letters":
            labels = [style.layout_label(sentence, width, "note", "soft") for sentence in self._font_sentences]
            boxes += [_add_top_margin(style, label, 8) for label in labels]
        return boxes

    @cached_property
    def _font_sentences(self) -> list[str]:
        """The sentences on the fonts of the interface and of the open scene, beside those of the window."""
        texts = [gettext(text) for text in SAMPLE]
        if self._session.open_scene:
            compiled = self._session.playthrough.compiled
            texts += list_scene_texts(compiled.scene, compiled.evidence.language)
        return list_font_sentences(texts)

    def _layout_reset(self, style: TextStyle, width: int) -> Box:
        text = gettext("Press again to reset") if self._asks_for_reset else gettext("Reset to defaults")
        return _add_top_margin(style, layout_button(style, text, RESET, width), 18)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys of a list of steppers."""
        return (LIST_ARROWS, CLOSE_HINT)

    def handle_command(self, command: Command) -> NavigationResult | None:
        """Changes a setting, or all of them at the second press on the reset button."""
        is_second_press, self._asks_for_reset = self._asks_for_reset, False
        if command == RESET:
            if is_second_press:
                self._session.update_settings(**asdict(Settings()))
            self._asks_for_reset = not is_second_press
            return Refresh(relayout=True, focus=command)
        if command.verb == "change":
            name, step = command.argument.rstrip("+-"), -1 if command.argument.endswith("-") else 1
            step_setting(self._session, name, step, wraps=not command.argument.endswith(("+", "-")))
            return Refresh(relayout=True)
        return self._reload_page_below(super().handle_command(command))

    def handle_input(self, action: Action, focus: Command | None) -> NavigationResult | None:
        """Left and right change the focused setting."""
        if isinstance(action, Arrow) and action.x and focus is not None and focus.verb == "change":
            if focus == RESET:
                return Refresh()
            step_setting(self._session, focus.argument, action.x)
            return Refresh(relayout=True)
        return self._reload_page_below(super().handle_input(action, focus))

    def _reload_page_below(self, result: NavigationResult | None) -> NavigationResult | None:
        """Makes the page below show the record at another time, if that setting has changed."""
        if result == Pop() and self._session.settings.record != self._initial_record_time:
            return Pop(Command("refresh"))
        return result


def _layout_heading(style: TextStyle, text: str, width: int) -> Box:
    label = style.layout_label(text, width, "label", "accent", box_role="heading")
    rule = Box(width, style.px(3), (FillRect(Rect(0, 0, width, style.px(3)), "red"),))
    top = style.px(12)
    boxes = [rule.placed_at(0, top), label.placed_at(0, top + style.px(9))]
    return group_boxes(boxes, width, top + style.px(16) + label.h, "heading", text)


def _read_sample(message: str) -> Line:
    """Returns a paragraph of the sample in the language of the interface."""
    return tuple(Run(part, italic=bool(index % 2)) for index, part in enumerate(gettext(message).split("*")) if part)


def _layout_sample(style: TextStyle, width: int) -> Box:
    """Lays out the sample text as pages will be, in a frame."""
    pad = style.px(14 if style.width_units > 460 else 10)
    column = min(style.column_width, width - 2 * pad)
    gap = style.paragraph_gap(6)
    body = vstack(
        [text_blocks.layout_prose(style, Paragraph(_read_sample(text)), column) for text in SAMPLE], gap, column
    )
    top = style.px(6)
    rect = Rect(0, top, width, body.h + pad + style.px(4))
    frame = Box(width, rect.bottom, (FillRect(rect, "sheet"), StrokeRect(rect, "rule", style.px(1))))
    text = body.placed_at((width - column) // 2, top + pad // 2 + style.px(2))
    return group_boxes([frame, text], width, rect.bottom, "text", gettext("Sample: {text}").format(text=body.name))


def _add_top_margin(style: TextStyle, box: Box, units: float) -> Box:
    dy = style.px(units)
    targets = tuple(replace(t, rects=tuple(rect.move(0, dy) for rect in t.rects)) for t in box.targets)
    marks, active_marks = translate_marks(box.marks, 0, dy), translate_marks(box.active_marks, 0, dy)
    return replace(box, h=box.h + dy, marks=marks, active_marks=active_marks, targets=targets)
