"""Writes down what happened when the program failed, in a file that a player can send on.

Invariant: a log holds nothing that the player wrote, no nickname and no name of an account; messages of exceptions may
quote such texts, so every word of them is left out. Writing a log never raises: a failure to write becomes a sentence.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

from party_card import __version__
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, gettext_noop
from party_card.storage.paths import log_folder

TRACEBACK_VARIABLE: Final = "PARTY_CARD_TRACEBACK"
"""The environment variable with which an exception ends the program with its traceback, for those who develop it."""
PRIVACY_SENTENCE: Final = gettext_noop("It can be sent with a report: it holds no nickname and nothing that you wrote.")
LEFT_OUT: Final = "[left out]"
_MAX_LOGS = 20
_WORD = re.compile(r"\w+")
_ESCAPE = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|.)")  # as `repr` writes line breaks before a word


@frozen_dataclass
class CrashLog:
    """The file of a log, or None and the reason why there is none."""

    path: Path | None
    obstacle: str = ""

    def describe(self) -> str:
        """Returns sentences for the player."""
        if self.path is None:
            return gettext("What happened could not be written to a file: {obstacle}.").format(obstacle=self.obstacle)
        place = gettext("What happened is written in the file {path}.").format(path=self.path)
        return f"{place} {gettext(PRIVACY_SENTENCE)}"


def shows_traceback() -> bool:
    """Returns True if exceptions should end the program with their traceback."""
    return bool(os.environ.get(TRACEBACK_VARIABLE))


def write_crash_log(error: BaseException, *, place: str = "", private_texts: Iterable[str] = ()) -> CrashLog:
    """Writes the log of an exception; `place` says where in the game it happened."""
    try:
        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        text = format_crash_log(error, place=place, private_texts=private_texts)
        path = _write_new_file(folder, text)
    except OSError as failure:
        return CrashLog(None, failure.strerror or str(failure))
    _delete_old_logs(folder)
    return CrashLog(path)


def format_crash_log(error: BaseException, *, place: str = "", private_texts: Iterable[str] = ()) -> str:
    """Returns the text of a log."""
    import platform  # noqa: PLC0415  # needed only after a failure

    private_words = {word for text in private_texts for word in _WORD.findall(text.casefold())}
    lines = [
        f"Party Card {__version__}, {datetime.now():%Y-%m-%d %H:%M:%S}",
        f"Python {platform.python_version()} on {platform.platform()}",
        *_list_window_versions(),
        f"Place: {place or 'unknown'}",
        "",
        *_format_chain(error, private_words),
    ]
    return _shorten_home("\n".join(lines) + "\n")


def _list_window_versions() -> Iterator[str]:
    if (pygame := sys.modules.get("pygame")) is not None:  # without it there is no window
        with suppress(Exception):  # half of it may have been imported when the exception came
            yield f"pygame-ce {pygame.version.ver}, SDL {'.'.join(map(str, pygame.get_sdl_version()))}"
        yield f"Video driver: {os.environ.get('SDL_VIDEODRIVER') or 'default'}"


def _format_chain(error: BaseException, private_words: set[str]) -> Iterator[str]:
    """Yields the lines of an exception and of those that led to it, the first one first."""
    import traceback  # noqa: PLC0415  # needed only after a failure

    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    for exception in reversed(chain):
        yield "Traceback (most recent call last):"
        yield "".join(traceback.format_tb(exception.__traceback__)).rstrip()
        yield f"{type(exception).__name__}: {_leave_out_words(str(exception), private_words)}"
        yield ""


def _leave_out_words(message: str, private_words: set[str]) -> str:
    return _WORD.sub(
        lambda word: LEFT_OUT if word[0].casefold() in private_words else word[0], _ESCAPE.sub(" ", message)
    )


def _shorten_home(text: str) -> str:
    """Replaces the home folder, which has the name of the account, by `~`."""
    with suppress(RuntimeError):
        home = str(Path.home())
        if home != Path(home).anchor:
            return text.replace(home, "~")
    return text


def _write_new_file(folder: Path, text: str) -> Path:
    stamp = f"{datetime.now():%Y-%m-%d-%H%M%S}"
    for name in (f"crash-{stamp}{f'-{n}' if n > 1 else ''}.log" for n in count(1)):
        with suppress(FileExistsError), (folder / name).open("x", encoding="utf-8", errors="replace") as file:
            file.write(text)
            return folder / name
    raise AssertionError("the names never end")


def _delete_old_logs(folder: Path) -> None:
    """Deletes all but the newest logs, so that an error that comes again and again fills no disk."""
    with suppress(OSError):
        for path in sorted(folder.glob("crash-*.log"), key=lambda path: path.stat().st_mtime_ns)[:-_MAX_LOGS]:
            path.unlink()
