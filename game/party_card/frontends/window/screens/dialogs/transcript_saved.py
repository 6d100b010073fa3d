"""Saves the transcript, and shows its files in a dialog.

Invariant: saving always ends in a dialog, with the paths of the files or the reason why there are none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.frontends.window.navigation import NavigationResult, Refresh
from party_card.frontends.window.screens.dialogs.base import CLOSE_HINT, Dialog
from party_card.frontends.window.screens.dialogs.message import MessageDialog
from party_card.frontends.window.toolkit.box import Box, Command, KeyHint
from party_card.frontends.window.toolkit.key_hints import TAB
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.localization import gettext, gettext_noop

if TYPE_CHECKING:
    from party_card.app.archive import PlayerArchive
    from party_card.app.session import Session

OPEN_IN_BROWSER = Command("open-in-browser")
CONTENTS = gettext_noop(
    "It holds what you have read, chosen and answered so far, with the notes. The first is for reading, printing "
    "and handing in, the second for a word processor. Saving again today overwrites both."
)


class TranscriptSavedDialog(Dialog):
    """Names the two files of a transcript and their folder."""

    heading = gettext_noop("Your transcript is saved")
    close_keys = ("t",)

    def __init__(self, html_path: Path, markdown_path: Path) -> None:
        self.html_path, self.markdown_path = html_path, markdown_path
        self._browser_failed = False

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out the files, the folder, their content, and the button that opens the first."""
        boxes = [
            style.layout_label(gettext("Files"), width, "label", "soft"),
            style.layout_label(self.html_path.name, width, "document", box_role="status"),
            style.layout_label(self.markdown_path.name, width, "document", box_role="status"),
            style.layout_label(gettext("Folder"), width, "label", "soft"),
            style.layout_label(str(self.html_path.parent), width, "document", box_role="status"),
            style.layout_label(gettext(CONTENTS), width, "note", "soft"),
        ]
        if self._browser_failed:
            failure = gettext("No browser could be opened from here. The file is where it says above.")
            boxes.append(style.layout_label(failure, width, "note", "accent"))
        return [*boxes, layout_button(style, gettext("Open it in the browser"), OPEN_IN_BROWSER, width, primary=True)]

    def initial_focus(self) -> Command | None:
        """Returns the command of the button that opens the file."""
        return OPEN_IN_BROWSER

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys of the buttons."""
        return (TAB, CLOSE_HINT)

    def handle_command(self, command: Command) -> NavigationResult | None:
        """Opens the HTML file in the browser; nothing leaves this machine."""
        if command != OPEN_IN_BROWSER:
            return super().handle_command(command)
        self._browser_failed = not _open_in_browser(self.html_path)
        return Refresh(relayout=True)


def _open_in_browser(path: Path) -> bool:
    import webbrowser  # noqa: PLC0415  # 10 ms, and only here

    try:
        return webbrowser.open(path.absolute().as_uri())
    except (OSError, ValueError, webbrowser.Error):
        return False


def save_transcript(session: Session, *, is_of_class: bool = False) -> TranscriptSavedDialog | MessageDialog:
    """Writes the transcript; returns the dialog with its paths, or with the reason for a failure."""
    from party_card.frontends.shared.transcript.files import write_session_transcript  # noqa: PLC0415  # 25 ms of the first page

    return _show_saved(partial(write_session_transcript, session, is_of_class=is_of_class))


def save_archive(session: Session, archive: PlayerArchive) -> TranscriptSavedDialog | MessageDialog:
    """Writes the archive; returns the dialog with its paths, or with the reason for a failure."""
    from party_card.frontends.shared.transcript.files import write_archive_transcript  # noqa: PLC0415  # as above

    return _show_saved(partial(write_archive_transcript, archive, session.player))


def _show_saved(write: Callable[[], tuple[Path, Path]]) -> TranscriptSavedDialog | MessageDialog:
    try:
        files = write()
    except OSError as error:
        reason = f"{error.strerror or error} ({error.filename})" if error.filename else str(error.strerror or error)
        failure = gettext("The transcript could not be written: {reason}.").format(reason=reason)
        return MessageDialog(f"{failure} {gettext('What you have played is as it was; you can try again.')}")
    return TranscriptSavedDialog(*files)
