"""Handing in: the transcript as a file.

Law: whoever asks for it learns where it is, or why it is nowhere.
"""

from __future__ import annotations

from pathlib import Path

from game.frontends.window.boxes import Box
from game.frontends.window.desk import Screen, Sitting
from game.frontends.window.overlays import MessageOverlay, Overlay
from game.frontends.window.press import Press


class SavedOverlay(Overlay):
    """Where the transcript is."""

    title = "Your transcript is saved"
    closing = ("t",)
    remark = "It holds what you have read and chosen so far, with the notes. Saved again, it replaces this file."

    def __init__(self, file: Path) -> None:
        self.file = file

    def parts(self, press: Press, width: int) -> list[Box]:
        """The file, the folder, and what is in it."""
        return [
            press.say("File", width, "label", "soft"),
            press.say(self.file.name, width, "document", as_="status"),
            press.say("Folder", width, "label", "soft"),
            press.say(str(self.file.parent), width, "document", as_="status"),
            press.say(self.remark, width, "note", "soft"),
        ]


def save(session: Sitting) -> Screen:
    """Write the transcript, and what to say of it."""
    from game.frontends import transcript  # noqa: PLC0415  # with `playthrough`, 25 ms of the first page

    try:
        return SavedOverlay(transcript.write(session.playthrough, session.reader))
    except OSError as why:
        where = f" ({why.filename})" if why.filename else ""
        return MessageOverlay(
            f"The transcript could not be written: {why.strerror or why}{where}. "
            "What you have played is as it was; you can try again."
        )
