"""Starts the packaged program: the game, the studio or a command, by the name of the file that was opened.

Invariant: `sys.executable -m party_card.MODULE` does in the packaged program what it does with Python, so that no other
module has to know that it is packaged. A failure that nobody could read, as there is no terminal, is shown in a box.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import runpy
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

GAME = "Party Card"
STUDIO = "Party Card Studio"


def choose_arguments(program: str, arguments: Sequence[str], documents: Path) -> list[str]:
    """Returns the arguments of `party-card` for the file that was opened, called `program`, and what was passed to it.

    The studio works in a folder in `documents`, and ends some minutes after its page was closed: there is no terminal
    in which it could be ended.
    """
    if arguments:
        return list(arguments)
    return ["studio", str(documents / "Party Card"), "--end-when-closed"] if program == STUDIO else []


def main() -> int:
    """Runs one command and returns the exit status."""
    multiprocessing.freeze_support()
    _restore_library_path()
    if sys.argv[1:2] == ["-m"] and len(sys.argv) > 2 and sys.argv[2].partition(".")[0] == "party_card":
        _, _, module, *arguments = sys.argv
        sys.argv = [module, *arguments]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        return 0
    program = Path(sys.executable).stem
    if program in (GAME, STUDIO):
        return _run_without_terminal(program)
    return _run_command(sys.argv[1:])


def _run_command(arguments: Sequence[str]) -> int:
    from party_card.cli import main as run_command  # noqa: PLC0415  # a module that is run needs no command line

    return run_command(arguments)


def _run_without_terminal(program: str) -> int:
    from platformdirs import user_documents_path  # noqa: PLC0415

    terminal, sys.stderr = sys.stderr, io.StringIO()
    try:
        status = _run_command(choose_arguments(program, sys.argv[1:], user_documents_path()))
        message = sys.stderr.getvalue()
    finally:
        sys.stderr = terminal
    if sys.stderr is not None:
        sys.stderr.write(message)
    if status and message:
        _show_message(program, message.replace("party-card: ", ""))
    return status


def _show_message(title: str, message: str) -> None:
    import pygame  # noqa: PLC0415  # slow, and needed only after a failure

    with suppress(pygame.error):
        pygame.display.message_box(title, message, message_type="error")


def _restore_library_path() -> None:
    """Gives programs that we start, such as the browser, the libraries of the system instead of ours.

    The variable that PyInstaller reads has our own programs, if we start one, find ours again.
    """
    if not hasattr(sys, "frozen"):
        return
    original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if original is not None:
        os.environ["LD_LIBRARY_PATH"] = original
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"


if __name__ == "__main__":
    raise SystemExit(main())
