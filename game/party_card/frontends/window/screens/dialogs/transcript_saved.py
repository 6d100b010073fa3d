"""Handing in: the transcript as a file.

Law: whoever asks for it learns where it is, or why it is nowhere.
"""

from __future__ import annotations

from pathlib import Path

from party_card.frontends.window.navigation import Next, Refresh, Screen, Sitting
from party_card.frontends.window.screens.dialogs.base import ESC, Dialog, MessageOverlay
from party_card.frontends.window.toolkit.key_hints import ENTER, TAB
from party_card.frontends.window.toolkit.primitives import Box, Command, KeyHint
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.chrome import button

BROWSE = Command("browse")


class TranscriptSavedDialog(Dialog):
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

    def parts(self, style: TextStyle, width: int) -> list[Box]:
        """The files, the folder, what is in them, and the way to look."""
        made = [
            style.label("Files", width, "label", "soft"),
            style.label(self.page.name, width, "document", as_="status"),
            style.label(self.text.name, width, "document", as_="status"),
            style.label("Folder", width, "label", "soft"),
            style.label(str(self.page.parent), width, "document", as_="status"),
            style.label(self.remark, width, "note", "soft"),
        ]
        if self.failed:
            said = "No browser could be opened from here. The file is where it says above."
            made.append(style.label(said, width, "note", "accent"))
        return [*made, button(style, "Open it in the browser", BROWSE, width, primary=True)]

    def initial_focus(self) -> Command | None:
        """Looking at it."""
        return BROWSE

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The button, and the way back."""
        return (ENTER, TAB, ESC)

    def handle_command(self, command: Command) -> Next | None:
        """Opens the file; nothing leaves this machine."""
        if command != BROWSE:
            return super().handle_command(command)
        self.failed = not _opened(self.page)
        return Refresh(again=True)


def _opened(file: Path) -> bool:
    import webbrowser  # noqa: PLC0415  # 10 ms, and only here

    try:
        return webbrowser.open(file.absolute().as_uri())
    except (OSError, ValueError, webbrowser.Error):
        return False


def save_transcript(session: Sitting) -> Screen:
    """Write the transcript, and what to say of it."""
    from party_card.frontends.transcript import markdown  # noqa: PLC0415  # with `playthrough`, 25 ms of the first page

    try:
        files = markdown.write(session.playthrough, session.player, session.answers(), number=session.attempt)
    except OSError as why:
        where = f" ({why.filename})" if why.filename else ""
        return MessageOverlay(
            f"The transcript could not be written: {why.strerror or why}{where}. "
            "What you have played is as it was; you can try again."
        )
    return TranscriptSavedDialog(*files)
