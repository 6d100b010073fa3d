"""The roll of paper that the terminal front end writes on: wrapping, type styles, and what a terminal may receive.

Law: whatever is written passes `write`, and no control character of a text passes it. Type styles only on a terminal;
elsewhere plain text. The only importer of `rich`, and itself imported only when a scene is played here.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import unicodedata
from typing import TextIO

from rich.console import Console, detect_legacy_windows
from rich.text import Text

WIDEST = 78
_NARROWEST = 20
# C0 and C1 controls can drive a terminal; overrides of direction can make a text look like another one.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_BLANKS = "\t\n\r\x0b\x0c\x85\u2028\u2029"
_SIMPLER = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "--",
        "…": "...",
        "\u00a0": " ",
        "−": "-",
    }
)


class OutputClosedError(Exception):
    """Whoever read the output has gone (`| head`)."""


def clean(text: str) -> str:
    """`text` without anything that could drive a terminal, of the same length."""
    return _CONTROLS.sub(lambda found: " " if found[0] in _BLANKS else "\ufffd", text)


def transliterate(text: str, encoding: str) -> str:
    """`text` in characters that `encoding` knows: simpler signs, letters without accents, at last a question mark."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        simpler = unicodedata.normalize("NFKD", text.translate(_SIMPLER))
        letters = "".join(c for c in simpler if not unicodedata.combining(c))
        return letters.encode(encoding, "replace").decode(encoding)
    except LookupError:
        return transliterate(text, "ascii")
    return text


class TerminalWriter:
    """Lines written to `output`, wrapped to its width, at most `WIDEST`."""

    def __init__(self, output: TextIO) -> None:
        self._output = output
        self._terminal = _is_terminal(output)
        styled = self._terminal and not detect_legacy_windows()
        self._console = Console(
            file=io.StringIO(),  # it only lays out; what is written goes through `_send`
            force_terminal=styled,
            color_system="auto" if styled else None,
            legacy_windows=False,
            markup=False,
            highlight=False,
            emoji=False,
        )

    @property
    def width(self) -> int:
        """Columns to fill: asked anew for each line, because windows are resized."""
        columns = shutil.get_terminal_size().columns
        if self._terminal:
            with contextlib.suppress(OSError, ValueError):
                columns = os.get_terminal_size(self._output.fileno()).columns
        return max(_NARROWEST, min(WIDEST, columns - 2))

    def write(self, text: Text | str = "", first: str = "", rest: str | None = None) -> None:
        """Writes a paragraph: `first` stands before its first line, `rest` (else blanks) before the others."""
        body = Text(text) if isinstance(text, str) else text.copy()
        body.plain = clean(body.plain)  # of the same length, so styles stay where they were
        rest = " " * len(first) if rest is None else rest
        room = max(_NARROWEST // 2, self.width - len(first))
        lines = list(body.wrap(self._console, room, overflow="fold")) or [Text()]
        for number, line in enumerate(lines):
            line.rstrip()
            with self._console.capture() as captured:
                self._console.print(Text(rest if number else first) + line, end="", soft_wrap=True)
            self._send(captured.get().rstrip() + "\n")

    def copyable(self, text: str) -> None:
        """Writes a command or a path, to be copied: on a line of its own, never wrapped."""
        self._send(f"  {clean(text)}\n")

    def prompt(self, sign: str) -> None:
        """Writes `sign` and stays on the line."""
        self._send(sign)

    def _send(self, text: str) -> None:
        try:
            self._output.write(transliterate(text, getattr(self._output, "encoding", None) or "utf-8"))
            self._output.flush()
        except (BrokenPipeError, ValueError) as why:  # a ValueError is what a closed file gives
            raise OutputClosedError from why
        except OSError as why:  # Windows reports a closed pipe as an invalid argument
            raise OutputClosedError from why


def _is_terminal(output: TextIO) -> bool:
    try:
        return output.isatty()
    except ValueError:
        return False
