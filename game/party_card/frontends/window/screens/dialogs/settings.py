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
from party_card.frontends.window.navigation import Close, Next, Sitting, Stay
from party_card.frontends.window.screens.dialogs.base import ESC, Overlay
from party_card.frontends.window.toolkit.key_hints import LIST
from party_card.frontends.window.toolkit.primitives import Box, Do, Fill, Hint, Outline, Sheet, joined, shifted
from party_card.frontends.window.toolkit.style import Press
from party_card.frontends.window.toolkit.widgets import chrome, panels
from party_card.frontends.window.toolkit.widgets.panels import Dial
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
_DEFAULTS = Do("change", "defaults")


def said(name: str, value: object) -> str:
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


class SettingsOverlay(Overlay):
    """All settings; they change at once. `troubles` says of a setting why it cannot do what it should here."""

    title = "Settings"
    closing = ("s",)

    def __init__(self, session: Sitting) -> None:
        self.session = session
        self.troubles: Mapping[str, str] = {}
        self._asked = False
        self._record = session.settings.record

    def first(self) -> Do | None:
        """The first dial."""
        return Do("change", "text_size")

    def sheet(self, press: Press) -> Sheet:
        """Two columns where there is room, else one, in the same order."""
        if press.across < WIDE + 40 or press.down < 600:
            width = panels.inner_width(press, WIDTH)
            letters, *others = GROUPS
            parts = [*self._group(press, letters, width), _sample(press, width)]
            for name in others:
                parts += self._group(press, name, width)
            return panels.panel(press, self.title, [*parts, self._defaults(press, width)], width=WIDTH, gap=0)
        inner, gap = panels.inner_width(press, WIDE), press.px(44)
        width = (inner - gap) // 2
        left, right = [
            [box for name in names for box in self._group(press, name, width)]
            for names in (("Letters", "Page"), ("Choosing", "Sound and speech"))
        ]
        left, right = [*left, self._defaults(press, width)], [_sample(press, width), *right]
        level = sum(box.h for box in left[:-1]) - sum(box.h for box in right)  # both buttons stand on one line
        left.insert(-1, Box(width, max(0, -level)))
        right.append(Box(width, max(0, level)))
        right.append(_below(press, chrome.button(press, "Close", panels.BACK, width), 18))
        return panels.panel(press, self.title, [], "", WIDE, gap=0, beside=[left, right])

    def parts(self, press: Press, width: int) -> list[Box]:
        """All dials in one column."""
        return [box for name in GROUPS for box in self._group(press, name, width)]

    def _group(self, press: Press, group: str, width: int) -> list[Box]:
        now = self.session.settings
        made = [_head(press, group, width)]
        for name, label in GROUPS[group].items():
            values, value = CHOICES[name], getattr(now, name)
            around = name in _WORDS
            dial = Dial(
                label, said(name, value), name,
                around or value != values[0], around or value != values[-1],
                self.troubles.get(name) or _MEANT.get(name, ""), name in self.troubles,
            )  # fmt: skip
            made.append(panels.dial(press, dial, width))
        return made

    def _defaults(self, press: Press, width: int) -> Box:
        text = "Once more: set everything back" if self._asked else "Back to the defaults"
        return _below(press, chrome.button(press, text, _DEFAULTS, width), 18)

    def hints(self) -> tuple[Hint, ...]:
        """A dial is turned with left and right."""
        return (Hint("← →", "change", Do("nothing")), LIST, ESC)

    def answer(self, does: Do) -> Next | None:
        """Turns a dial."""
        asked, self._asked = self._asked, False
        if does == _DEFAULTS:
            if asked:
                self.session.change(**asdict(Settings()))
            self._asked = not asked
            return Stay(again=True, look=does)
        if does.verb == "change":
            name, step = does.what.rstrip("+-"), -1 if does.what.endswith("-") else 1
            turn(self.session, name, step, around=not does.what.endswith(("+", "-")))
            return Stay(again=True)
        return self._closed(super().answer(does))

    def action(self, action: Action, focus: Do | None) -> Next | None:
        """Left and right turn the dial that has the focus."""
        if isinstance(action, Arrow) and action.x and focus is not None and focus.verb == "change":
            if focus == _DEFAULTS:
                return Stay()
            turn(self.session, focus.what, action.x)
            return Stay(again=True)
        return self._closed(super().action(action, focus))

    def _closed(self, answer: Next | None) -> Next | None:
        """The page below is written anew where the record is shown at another time now."""
        if isinstance(answer, Close) and self.session.settings.record != self._record and answer.then is None:
            return Close(Do("again"))
        return answer


def turn(session: Sitting, name: str, step: int, around: bool = False) -> None:
    """Change a setting by a step. Numbers stop at their ends, unless they go around."""
    values, now = CHOICES[name], getattr(session.settings, name)
    at = (values.index(now) if now in values else _nearest(values, now)) + step
    if around or name in _WORDS:
        at %= len(values)
    session.change(**{name: values[max(0, min(at, len(values) - 1))]})


def _nearest(values: Sequence[object], now: object) -> int:
    return min(range(len(values)), key=lambda n: abs(int(str(values[n])) - int(str(now))))


def _head(press: Press, text: str, width: int) -> Box:
    words = press.say(text, width, "label", "accent", as_="heading")
    rule = Box(width, press.px(3), (Fill(Rect(0, 0, width, press.px(3)), "red"),))
    top = press.px(12)
    parts = [rule.at(0, top), words.at(0, top + press.px(9))]
    return joined(parts, width, top + press.px(16) + words.h, "heading", text)


def _sample(press: Press, width: int) -> Box:
    """Words as they will be read, in their measure."""
    pad = press.px(18 if press.across > 460 else 10)
    column = min(press.measure, width - 2 * pad)
    gap = press.after(6)
    body = text_blocks.stacked([text_blocks.paragraph(press, Paragraph(line), column) for line in SAMPLE], gap, column)
    top = press.px(12)
    rect = Rect(0, top, width, body.h + pad + press.px(4))
    frame = Box(width, rect.bottom, (Fill(rect, "sheet"), Outline(rect, "rule", press.px(1))))
    placed = body.at((width - column) // 2, top + pad // 2 + press.px(2))
    return joined([frame, placed], width, rect.bottom, "text", f"Sample: {body.name}")


def _below(press: Press, box: Box, gap: float) -> Box:
    """The same box with room above it."""
    dy = press.px(gap)
    targets = tuple(replace(t, rects=tuple(r.move(0, dy) for r in t.rects)) for t in box.targets)
    return replace(box, h=box.h + dy, marks=shifted(box.marks, 0, dy), hot=shifted(box.hot, 0, dy), targets=targets)
