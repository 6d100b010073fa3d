"""Who is playing: the nicknames of this machine, and a field for another.

Law: a nickname is all that is asked; whoever is chosen plays on at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.frontends.window import panels
from game.frontends.window.boxes import Box, Do
from game.frontends.window.desk import Close, Next, Sitting, Stay
from game.frontends.window.input import Action, Confirm, Key, Typed
from game.frontends.window.overlays import Overlay
from game.frontends.window.panels import Item
from game.frontends.window.press import Press
from game.keep.errors import KeepError


class ReadersOverlay(Overlay):
    """Who is playing: the nicknames of this machine, and a field for another."""

    title = "Who is playing?"

    def __init__(self, session: Sitting) -> None:
        self.session = session
        self.typed = ""
        self.error = ""

    def parts(self, press: Press, width: int) -> list[Box]:
        """A line a reader, and the field."""
        known: Sequence[str] = self.session.readers()
        rows = [Item(name, Do("become", name), "plays now" if name == self.session.reader else "") for name in known]
        made = [
            press.say("Type a nickname, and Enter. It stays on this machine.", width, "note", "soft"),
            press.say(f"{self.typed}|", width, "document"),
        ]
        if self.error:
            made.append(press.say(self.error, width, "note", "accent"))
        made += [panels.item(press, row, width) for row in rows]
        return made

    def answer(self, does: Do) -> Next | None:
        """Goes on as that reader."""
        if does.verb != "become":
            return super().answer(does)
        try:
            self.session.become(does.what)
        except KeepError as error:
            self.error = error.message
            return Stay(again=True)
        return Close(Do("title"))

    def action(self, action: Action, focus: Do | None) -> Next | None:
        """Typing."""
        match action:
            case Typed(text):
                self.typed = (self.typed + text)[:24]
            case Key("backspace"):
                self.typed = self.typed[:-1]
            case Confirm(False) if self.typed:
                return self.answer(Do("become", self.typed))
            case _:
                return super().action(action, focus)
        return Stay(again=True)
