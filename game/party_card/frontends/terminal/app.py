"""The terminal front end: a scene line by line, for a screen reader, a pipe, or a machine without a display.

Law: whatever ends the reading (`q`, the end of the input, Ctrl-C, a reader of the output that has gone) ends it without
a traceback and loses nothing, because each step was kept before it was shown.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from typing import Final, TextIO

from party_card.app.session import KeepError, Session
from party_card.content.models import SceneId

NO_DISPLAY: Final = "No display was found, so the scene is shown here, in the terminal."
"""What to pass as `remark` where the terminal was chosen because there is no display."""


def play(
    session: Session,
    scene: SceneId,
    *,
    input: TextIO | None,  # noqa: A002 - the counterpart of `output`
    output: TextIO,
    interactive: bool,
    remark: str = "",
    again: Callable[[SceneId], str] | None = None,
) -> int:
    """Plays `scene` until it is left; returns the exit status.

    `interactive`: a person types, so there is a prompt and no echo. `remark` is said first (`NO_DISPLAY`). `again`
    gives the command that leads back to a scene; "party-card play SCENE --terminal" where not given.
    """
    # Here, because rich takes 70 ms and only this front end needs it.
    from party_card.frontends.terminal.repl import TerminalSession  # noqa: PLC0415
    from party_card.frontends.terminal.writer import OutputClosedError, TerminalWriter  # noqa: PLC0415

    again = again or "party-card play {} --terminal".format
    paper = TerminalWriter(output)
    reading = TerminalSession(session, scene, paper, input, interactive=interactive, again=again)
    try:
        if remark:
            paper.write(remark)
        try:
            reading.begin()
            while reading.answer():
                pass
        except KeyboardInterrupt:
            reading.leave()
    except KeepError as why:
        paper.write(why.message)
        return 1
    except OutputClosedError:
        _silence(output)
    return 0


def _silence(output: TextIO) -> None:
    """Sends what is still buffered nowhere, so that Python does not stumble over the closed pipe at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, output.fileno())
        os.close(nowhere)
