"""Handing in: the transcript as a file.

Law: whoever asks for it learns where it is, or why it is nowhere.
"""

from __future__ import annotations

from pathlib import Path

from party_card.frontends.window.navigation import Next, Screen, Sitting, Stay
from party_card.frontends.window.screens.dialogs.base import ESC, MessageOverlay, Overlay
from party_card.frontends.window.toolkit.key_hints import ENTER, TAB
from party_card.frontends.window.toolkit.primitives import Box, Do, Hint
from party_card.frontends.window.toolkit.style import Press
from party_card.frontends.window.toolkit.widgets.chrome import button

BROWSE = Do("browse")


class SavedOverlay(Overlay):
    """Where the transcript is, in its two forms."""

    title = "Your transcript is saved"
    closing = ("t",)
    remark = (
        "It holds what you have read, chosen and answered so far, with the notes. The first is for reading, printing "
        "and handing in, the second for a word processor. Saved again today, it replaces both."
    )

    def __init__(self, page: Path, text: Path) -> None:
        self.page, self.text = page, text
        self.failed = False

    def parts(self, press: Press, width: int) -> list[Box]:
        """The files, the folder, what is in them, and the way to look."""
        made = [
            press.say("Files", width, "label", "soft"),
            press.say(self.page.name, width, "document", as_="status"),
            press.say(self.text.name, width, "document", as_="status"),
            press.say("Folder", width, "label", "soft"),
            press.say(str(self.page.parent), width, "document", as_="status"),
            press.say(self.remark, width, "note", "soft"),
        ]
        if self.failed:
            said = "No browser could be opened from here. The file is where it says above."
            made.append(press.say(said, width, "note", "accent"))
        return [*made, button(press, "Open it in the browser", BROWSE, width, primary=True)]

    def first(self) -> Do | None:
        """Looking at it."""
        return BROWSE

    def hints(self) -> tuple[Hint, ...]:
        """The button, and the way back."""
        return (ENTER, TAB, ESC)

    def answer(self, does: Do) -> Next | None:
        """Opens the file; nothing leaves this machine."""
        if does != BROWSE:
            return super().answer(does)
        self.failed = not _opened(self.page)
        return Stay(again=True)


def _opened(file: Path) -> bool:
    import webbrowser  # noqa: PLC0415  # 10 ms, and only here

    try:
        return webbrowser.open(file.absolute().as_uri())
    except (OSError, ValueError, webbrowser.Error):
        return False


def save(session: Sitting) -> Screen:
    """Write the transcript, and what to say of it."""
    from party_card.frontends.transcript import markdown  # noqa: PLC0415  # with `playthrough`, 25 ms of the first page

    try:
        files = markdown.write(session.playthrough, session.reader, session.answers(), number=session.number)
    except OSError as why:
        where = f" ({why.filename})" if why.filename else ""
        return MessageOverlay(
            f"The transcript could not be written: {why.strerror or why}{where}. "
            "What you have played is as it was; you can try again."
        )
    return SavedOverlay(*files)
