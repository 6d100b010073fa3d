"""Writes wrapped and styled text to a terminal, safely.

Invariant: all output passes `TerminalWriter`, which writes out control characters of texts. Styles are used on a
terminal only. The only module besides `page` that imports `rich`, and imported only when a scene is played here.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import unicodedata
from typing import TextIO

from rich.console import Console, detect_legacy_windows
from rich.text import Text

from party_card.diagnostics.render.terminal_text import iter_escapes

MAX_WIDTH = 78
_MIN_WIDTH = 20
_WHITESPACE = dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x85\u2028\u2029"), " ")
_ASCII_SUBSTITUTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "--", "…": "...", "\u00a0": " ", "−": "-"}
)


class OutputClosedError(Exception):
    """Raised if the reader of the output has closed it (`| head`)."""


def sanitize(text: Text) -> Text:
    """Returns `text` in one line, with everything that could control a terminal written out; styles stay."""
    text = text.copy()
    text.plain = text.plain.translate(_WHITESPACE)  # the length stays, so the styles fit
    for index, escape in reversed(list(iter_escapes(text.plain))):
        text = text[:index] + Text(escape) + text[index + 1 :]
    return text


def transliterate(text: str, encoding: str) -> str:
    """Replaces characters that `encoding` lacks: by simpler signs, letters without accents, or question marks."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        decomposed = unicodedata.normalize("NFKD", text.translate(_ASCII_SUBSTITUTES))
        letters = "".join(c for c in decomposed if not unicodedata.combining(c))
        return letters.encode(encoding, "replace").decode(encoding)
    except LookupError:
        return transliterate(text, "ascii")
    return text


class TerminalWriter:
    """Writes paragraphs to `output`, wrapped to its width, at most `MAX_WIDTH` columns."""

    def __init__(self, output: TextIO) -> None:
        self._output = output
        self._is_terminal = _is_terminal(output)
        has_styles = self._is_terminal and not detect_legacy_windows()
        self._console = Console(
            file=io.StringIO(),  # used for layout only; output goes through `_send`
            force_terminal=has_styles,
            color_system="auto" if has_styles else None,
            legacy_windows=False,
            markup=False,
            highlight=False,
            emoji=False,
        )

    @property
    def width(self) -> int:
        """The usable columns; read for each paragraph, because windows are resized."""
        columns = shutil.get_terminal_size().columns
        if self._is_terminal:
            with contextlib.suppress(OSError, ValueError):
                columns = os.get_terminal_size(self._output.fileno()).columns
        return max(_MIN_WIDTH, min(MAX_WIDTH, columns - 2))

    def write(self, text: Text | str = "", prefix: str = "", next_prefix: str | None = None) -> None:
        """Writes a paragraph; `prefix` precedes its first line, `next_prefix` (else blanks) the others."""
        body = sanitize(Text(text) if isinstance(text, str) else text)
        next_prefix = " " * len(prefix) if next_prefix is None else next_prefix
        width = max(_MIN_WIDTH // 2, self.width - len(prefix))
        lines = list(body.wrap(self._console, width, overflow="fold")) or [Text()]
        for number, line in enumerate(lines):
            line.rstrip()
            with self._console.capture() as capture:
                self._console.print(Text(next_prefix if number else prefix) + line, end="", soft_wrap=True)
            self._send(capture.get().rstrip() + "\n")

    def write_after_gap(self, text: Text | str) -> None:
        """Writes a paragraph below an empty line."""
        self.write()
        self.write(text)

    def write_copyable(self, text: str) -> None:
        """Writes a command or a path on a separate line, never wrapped, so that it can be copied."""
        self._send(f"  {sanitize(Text(text)).plain}\n")

    def prompt(self, text: str) -> None:
        """Writes a prompt without a line end."""
        self._send(text)

    def _send(self, text: str) -> None:
        try:
            self._output.write(transliterate(text, getattr(self._output, "encoding", None) or "utf-8"))
            self._output.flush()
        except (ValueError, BrokenPipeError) as error:  # a closed file raises ValueError
            raise OutputClosedError from error
        except OSError as error:
            if error.errno == errno.EINVAL:  # how Windows reports a closed pipe
                raise OutputClosedError from error
            raise


def _is_terminal(output: TextIO) -> bool:
    try:
        return output.isatty()
    except ValueError:
        return False
