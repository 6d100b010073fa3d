"""The overlay that changes something: settings.

Law: a change shows at once and is kept by the session; there is nothing to confirm.
"""

from __future__ import annotations

from typing import ClassVar

from game.frontends.window import panels
from game.frontends.window.boxes import Box, Do
from game.frontends.window.desk import Next, Sitting, Stay
from game.frontends.window.input import Action, Arrow
from game.frontends.window.overlays import Overlay
from game.frontends.window.panels import Dial
from game.frontends.window.press import Press
from game.keep.settings import TEXT_SIZES


class SettingsOverlay(Overlay):
    """Text size, theme and face; they change at once."""

    title = "Settings"
    closing = ("s",)
    themes: ClassVar = {"light": "Light", "dark": "Dark", "contrast": "High contrast"}
    faces: ClassVar = {"serif": "Book face", "legible": "Legible face"}

    def __init__(self, session: Sitting) -> None:
        self.session = session

    def first(self) -> Do | None:
        """The first dial."""
        return Do("change", "text_size")

    def parts(self, press: Press, width: int) -> list[Box]:
        """A dial for each."""
        now = self.session.settings
        rows = [
            Dial(
                "Text size",
                f"{now.text_size} %",
                "text_size",
                now.text_size > TEXT_SIZES[0],
                now.text_size < TEXT_SIZES[-1],
            ),
            Dial("Colours", self.themes[now.theme], "theme", True, True),
            Dial("Typeface", self.faces[now.face], "face", True, True),
        ]
        remark = "← and → change what is chosen. Ctrl + and Ctrl – change the text size anywhere."
        return [*(panels.dial(press, row, width) for row in rows), press.say(remark, width, "meta", "soft")]

    def answer(self, does: Do) -> Next | None:
        """Turns a dial."""
        if does.verb != "change":
            return super().answer(does)
        name, step = does.what.rstrip("+-"), -1 if does.what.endswith("-") else 1
        turn(self.session, name, step, around=not does.what.endswith(("+", "-")))
        return Stay(again=True)

    def action(self, action: Action, focus: Do | None) -> Next | None:
        """Left and right turn the dial that has the focus."""
        if isinstance(action, Arrow) and action.x and focus is not None and focus.verb == "change":
            turn(self.session, focus.what, action.x)
            return Stay(again=True)
        return super().action(action, focus)


def turn(session: Sitting, name: str, step: int, around: bool = False) -> None:
    """Change a setting by a step. Text size stops at its ends, unless it goes around."""
    now = session.settings
    if name == "text_size":
        at = min(range(len(TEXT_SIZES)), key=lambda i: abs(TEXT_SIZES[i] - now.text_size)) + step
        at = at % len(TEXT_SIZES) if around else max(0, min(at, len(TEXT_SIZES) - 1))
        session.change(text_size=TEXT_SIZES[at])
        return
    values: list[str] = list(SettingsOverlay.themes if name == "theme" else SettingsOverlay.faces)
    current = now.theme if name == "theme" else now.face
    session.change(**{name: values[(values.index(current) + step) % len(values)]})
