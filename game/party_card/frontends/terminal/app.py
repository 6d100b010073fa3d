"""The terminal front end: plays a scene line by line, for a screen reader, a pipe, or a machine without a display.

Invariant: whatever ends a session (`q`, the end of the input, Ctrl-C, a closed pipe) ends it without a traceback and
loses nothing, because each step was saved before it was shown.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TextIO

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.localization import gettext, gettext_noop
from party_card.storage.crash_log import PRIVACY_SENTENCE, shows_traceback, write_crash_log
from party_card.storage.errors import StorageError

if TYPE_CHECKING:
    from party_card.frontends.terminal.session import TerminalSession

NO_DISPLAY: Final = gettext_noop("No display was found, so the scene is shown here, in the terminal.")
"""The first line if the terminal was chosen because there is no display."""


def play(
    session: Session,
    scene: SceneId,
    *,
    input: TextIO | None,  # noqa: A002 - the counterpart of `output`
    output: TextIO,
    interactive: bool,
    first_line: str = "",
    resume_command: Callable[[SceneId], str] | None = None,
) -> int:
    """Plays `scene` until the player leaves; returns the exit status.

    `interactive`: a person types, so there is a prompt and no echo. `resume_command` returns the command that leads
    back to a scene; by default "party-card play SCENE --terminal". Raises OSError if the output cannot be written.
    """
    # Imported here, because rich takes 70 ms and only this front end needs it.
    from party_card.frontends.terminal.repl import run_repl  # noqa: PLC0415
    from party_card.frontends.terminal.session import TerminalSession  # noqa: PLC0415
    from party_card.frontends.terminal.writer import OutputClosedError, TerminalWriter  # noqa: PLC0415

    resume_command = resume_command or "party-card play {} --terminal".format
    writer = TerminalWriter(output)
    terminal = TerminalSession(session, scene, writer, input, interactive=interactive, resume_command=resume_command)
    try:
        if first_line:
            writer.write(gettext(first_line))
        try:
            run_repl(terminal)
        except KeyboardInterrupt:
            terminal.leave()
    except StorageError as error:
        writer.write(error.message)
        return 1
    except OutputClosedError:
        _discard_buffer(output)
    except Exception as error:  # any mistake of the program
        if shows_traceback():
            raise
        _report_failure(terminal, error)
        return 2
    return 0


def _report_failure(terminal: TerminalSession, error: Exception) -> None:
    """Writes a crash log and prints where it is, and what the storage has of the place."""
    session = terminal.session
    place = (
        f"terminal, scene {terminal.scene}, steps {' '.join(session.playthrough.steps) if session.open_scene else ''}"
    )
    log = write_crash_log(error, place=place.rstrip(), private_texts=session.list_private_texts())
    terminal.writer.write_after_gap(gettext("The game made a mistake; it was nothing that you did."))
    if log.path is None:
        terminal.writer.write(log.describe())
    else:
        terminal.writer.write(gettext("What happened is written in the file"))
        terminal.writer.write_copyable(str(log.path))
        terminal.writer.write(gettext(PRIVACY_SENTENCE))
    with contextlib.suppress(Exception):  # what has failed may be the session itself
        session.suspend()
        terminal.writer.write(session.describe_place())


def _discard_buffer(output: TextIO) -> None:
    """Redirects buffered output to the null device, so that Python does not fail on the closed pipe at exit."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, output.fileno())
        os.close(null)
