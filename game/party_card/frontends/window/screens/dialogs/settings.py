"""The settings: a dial for each, under four headings, with words set as they will be read.

Law: a change shows at once and is kept by the session; there is nothing to confirm, but for going back to the defaults,
which is asked twice. Every value a dial can show is one of `keep.settings.CHOICES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from pygame import Rect

from party_card.engine.page import Paragraph, Run
from party_card.frontends.window.input.events import Action, Arrow
from party_card.frontends.window.navigation import Next, Pop, Refresh, Sitting
from party_card.frontends.window.screens.dialogs.base import ESC, Dialog
from party_card.frontends.window.toolkit.key_hints import LIST
from party_card.frontends.window.toolkit.primitives import (
    Box,
    Command,
    FillRect,
    KeyHint,
    ScreenLayout,
    StrokeRect,
    group,
    translate_all,
)
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets import chrome, panels
from party_card.frontends.window.toolkit.widgets.panels import Stepper
from party_card.frontends.window.views import text_blocks
from party_card.storage.settings import CHOICES, Settings

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Letters": {
        "text_size": "Text size", "face": "Typeface", "letter_spacing": "Between letters",
        "word_spacing": "Between words",
    },
    "Page": {
        "theme": "Colours", "measure": "Letters a line", "line_spacing": "Line spacing",
        "paragraph_spacing": "Between paragraphs", "motion": "Motion", "record": "The record",
    },
    "Choosing": {"single_keys": "Single keys", "hold": "Hold to choose", "scan": "One switch"},
    "Sound and speech": {"sound": "Sound", "speech": "Read aloud"},
}  # fmt: skip
"""The dials by heading, each with its label."""
_WORDS: Mapping[str, Mapping[object, str]] = {
    "face": {"serif": "book face", "legible": "legible face"},
    "theme": {"light": "light", "dark": "dark", "contrast": "high contrast"},
    "motion": {"system": "as the system", "on": "on", "reduced": "reduced"},
    "record": {"scene": "as the scene says", "each": "after each choice", "end": "at the end"},
    "single_keys": {True: "on", False: "only with Alt"},
    "speech": {True: "on", False: "off"},
}
_MEANT: Mapping[str, str] = {
    "single_keys": "1, 2, 3 choose; N, W, S and other letters open.",
    "hold": "Key, button or finger stays down so long.",
    "text_size": "Anywhere: Ctrl + and Ctrl –.",
    "scan": "Each thing is marked in turn; Space, Enter or A takes it.",
    "sound": "Paper, type and a quiet room. Nothing depends on it.",
    "speech": "For when no screen reader runs. Any key stops it.",
}
SAMPLE = (
    (Run("Seven pages, typed, the carbon gone "), Run("grey", italic=True), Run(". Folded small enough for a sleeve.")),
    (Run("The door has no lock."),),
)  # fmt: skip
WIDTH, WIDE = 560, 1100
_DEFAULTS = Command("change", "defaults")


def format_value(name: str, value: object) -> str:
    """A value in the words of its dial."""
    if name in _WORDS:
        return _WORDS[name][value]
    if not isinstance(value, int):
        return str(value)
    match name:
        case "text_size":
            return f"{value} %"
        case "measure":
            return f"about {value}"
        case "hold" | "scan":
            return f"{value / 1000:g} s" if value else "off"
        case "line_spacing" | "paragraph_spacing":
            return f"{value / 100:g} ×" if value else "as designed"
        case _:
            return f"+ {value} %" if value else "as designed"


class SettingsDialog(Dialog):
    """All settings; they change at once. `troubles` says of a setting why it cannot do what it should here."""

    title = "Settings"
    closing = ("s",)

    def __init__(self, session: Sitting) -> None:
        self.session = session
        self.troubles: Mapping[str, str] = {}
        self._asked = False
        self._record = session.settings.record

    def initial_focus(self) -> Command | None:
        """The first dial."""
        return Command("change", "text_size")

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Two columns where there is room, else one, in the same order."""
        if style.width_units < WIDE + 40 or style.height_units < 600:
            width = panels.inner_width(style, WIDTH)
            letters, *others = GROUPS
            parts = [*self._group(style, letters, width), _sample(style, width)]
            for name in others:
                parts += self._group(style, name, width)
            return panels.dialog(style, self.title, [*parts, self._defaults(style, width)], width=WIDTH, gap=0)
        inner, gap = panels.inner_width(style, WIDE), style.px(44)
        width = (inner - gap) // 2
        left, right = [
            [box for name in names for box in self._group(style, name, width)]
            for names in (("Letters", "Page"), ("Choosing", "Sound and speech"))
        ]
        left, right = [*left, self._defaults(style, width)], [_sample(style, width), *right]
        level = sum(box.h for box in left[:-1]) - sum(box.h for box in right)  # both buttons stand on one line
        left.insert(-1, Box(width, max(0, -level)))
        right.append(Box(width, max(0, level)))
        right.append(_below(style, chrome.button(style, "Close", panels.BACK, width), 18))
        return panels.dialog(style, self.title, [], "", WIDE, gap=0, beside=[left, right])

    def parts(self, style: TextStyle, width: int) -> list[Box]:
        """All dials in one column."""
        return [box for name in GROUPS for box in self._group(style, name, width)]

    def _group(self, style: TextStyle, group: str, width: int) -> list[Box]:
        now = self.session.settings
        made = [_head(style, group, width)]
        for name, label in GROUPS[group].items():
            values, value = CHOICES[name], getattr(now, name)
            around = name in _WORDS
            dial = Stepper(
                label, format_value(name, value), name,
                around or value != values[0], around or value != values[-1],
                self.troubles.get(name) or _MEANT.get(name, ""), name in self.troubles,
            )  # fmt: skip
            made.append(panels.stepper(style, dial, width))
        return made

    def _defaults(self, style: TextStyle, width: int) -> Box:
        text = "Once more: set everything back" if self._asked else "Back to the defaults"
        return _below(style, chrome.button(style, text, _DEFAULTS, width), 18)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """A dial is turned with left and right."""
        return (KeyHint("← →", "change", Command("nothing")), LIST, ESC)

    def handle_command(self, command: Command) -> Next | None:
        """Turns a dial."""
        asked, self._asked = self._asked, False
        if command == _DEFAULTS:
            if asked:
                self.session.update_settings(**asdict(Settings()))
            self._asked = not asked
            return Refresh(again=True, look=command)
        if command.verb == "change":
            name, step = command.argument.rstrip("+-"), -1 if command.argument.endswith("-") else 1
            step_setting(self.session, name, step, around=not command.argument.endswith(("+", "-")))
            return Refresh(again=True)
        return self._closed(super().handle_command(command))

    def handle_input(self, action: Action, focus: Command | None) -> Next | None:
        """Left and right turn the dial that has the focus."""
        if isinstance(action, Arrow) and action.x and focus is not None and focus.verb == "change":
            if focus == _DEFAULTS:
                return Refresh()
            step_setting(self.session, focus.argument, action.x)
            return Refresh(again=True)
        return self._closed(super().handle_input(action, focus))

    def _closed(self, answer: Next | None) -> Next | None:
        """The page below is written anew where the record is shown at another time now."""
        if isinstance(answer, Pop) and self.session.settings.record != self._record and answer.then is None:
            return Pop(Command("again"))
        return answer


def step_setting(session: Sitting, name: str, step: int, around: bool = False) -> None:
    """Change a setting by a step. Numbers stop at their ends, unless they go around."""
    values, now = CHOICES[name], getattr(session.settings, name)
    at = (values.index(now) if now in values else _nearest(values, now)) + step
    if around or name in _WORDS:
        at %= len(values)
    session.update_settings(**{name: values[max(0, min(at, len(values) - 1))]})


def _nearest(values: Sequence[object], now: object) -> int:
    return min(range(len(values)), key=lambda n: abs(int(str(values[n])) - int(str(now))))


def _head(style: TextStyle, text: str, width: int) -> Box:
    words = style.label(text, width, "label", "accent", as_="heading")
    rule = Box(width, style.px(3), (FillRect(Rect(0, 0, width, style.px(3)), "red"),))
    top = style.px(12)
    parts = [rule.at(0, top), words.at(0, top + style.px(9))]
    return group(parts, width, top + style.px(16) + words.h, "heading", text)


def _sample(style: TextStyle, width: int) -> Box:
    """Words as they will be read, in their measure."""
    pad = style.px(18 if style.width_units > 460 else 10)
    column = min(style.column_width, width - 2 * pad)
    gap = style.paragraph_gap(6)
    body = text_blocks.vstack([text_blocks.paragraph(style, Paragraph(line), column) for line in SAMPLE], gap, column)
    top = style.px(12)
    rect = Rect(0, top, width, body.h + pad + style.px(4))
    frame = Box(width, rect.bottom, (FillRect(rect, "sheet"), StrokeRect(rect, "rule", style.px(1))))
    placed = body.at((width - column) // 2, top + pad // 2 + style.px(2))
    return group([frame, placed], width, rect.bottom, "text", f"Sample: {body.name}")


def _below(style: TextStyle, box: Box, gap: float) -> Box:
    """The same box with room above it."""
    dy = style.px(gap)
    targets = tuple(replace(t, rects=tuple(r.move(0, dy) for r in t.rects)) for t in box.targets)
    return replace(
        box, h=box.h + dy, marks=translate_all(box.marks, 0, dy), hot=translate_all(box.hot, 0, dy), targets=targets
    )
