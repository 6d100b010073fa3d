"""Replaces the standard streams while a command runs.

Invariant: nothing that is printed can control a terminal, whoever wrote it: `sys.stdout` and `sys.stderr` write
invisible characters out, as `<U+001B>`. A program that stops reading the output (`| head`) ends no command: the rest is
discarded, files are still written, and the exit status is the same. A stream that is closed is the null device.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO


class OutputError(Exception):
    """Raised if standard output cannot be written to, for another reason than that nobody reads it."""


class SafeOutput(io.TextIOBase):
    """A standard stream that writes invisible characters out. `is_optional`: it may fail without an error.

    Other attributes are those of the stream.
    """

    def __init__(self, stream: TextIO, *, is_optional: bool) -> None:
        self.stream = stream
        self.is_discarded = False
        self._is_optional = is_optional

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a property there, too
        """The encoding of the stream."""
        return self.stream.encoding

    @property
    def errors(self) -> str | None:  # type: ignore[override]
        """What the stream does with letters that its encoding lacks."""
        return self.stream.errors

    def write(self, text: str) -> int:
        """Writes text for people, with invisible characters written out."""
        from party_card.diagnostics.render.terminal_text import escape_lines

        self.write_unescaped(escape_lines(text))
        return len(text)

    def write_unescaped(self, text: str) -> None:
        """Writes text that holds nothing of others, such as the colours of diagnostics."""
        if not self.is_discarded:
            with self._errors_handled():
                self.stream.write(text)

    def flush(self) -> None:
        """Writes what is buffered."""
        if not self.is_discarded:
            with self._errors_handled():
                self.stream.flush()

    def isatty(self) -> bool:
        """Returns True if the stream is a terminal."""
        with contextlib.suppress(ValueError):
            return self.stream.isatty()
        return False

    def fileno(self) -> int:
        """Returns the descriptor of the stream."""
        return self.stream.fileno()

    def writable(self) -> bool:
        """Returns True."""
        return True

    def discard(self) -> None:
        """Discards what is buffered and whatever follows, so that flushing at exit cannot fail again."""
        self.is_discarded = True
        with contextlib.suppress(OSError, ValueError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, self.stream.fileno())
            os.close(null)

    @contextmanager
    def _errors_handled(self) -> Iterator[None]:
        try:
            yield
        except UnicodeError:
            raise
        except ValueError:  # the file is closed
            self.discard()
        except OSError as error:
            self.discard()
            # Windows reports a pipe that nobody reads as an invalid argument.
            is_unread = isinstance(error, BrokenPipeError) or error.errno == errno.EINVAL
            if not is_unread and not self._is_optional:
                raise OutputError(error.strerror or str(error)) from error


def write_unescaped(text: str, stream: TextIO) -> None:
    """Prints text whose control characters are our own, such as the colours of diagnostics."""
    if isinstance(stream, SafeOutput):
        stream.write_unescaped(text)
    else:
        stream.write(text)


def is_output_discarded() -> bool:
    """Returns True if nobody reads standard output any more."""
    return isinstance(sys.stdout, SafeOutput) and sys.stdout.is_discarded


@contextmanager
def safe_streams() -> Iterator[None]:
    """Replaces the standard streams. Raises OutputError at the end if the output cannot be written."""
    streams = sys.stdin, sys.stdout, sys.stderr
    if None in streams:
        _open_standard_descriptors()
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            with contextlib.suppress(OSError, ValueError):
                # An undecodable byte is answered like other wrong input; the encoding of a pipe may lack letters.
                stream.reconfigure(errors="replace")
    sys.stdout = _make_safe(sys.stdout, is_optional=False)
    sys.stderr = _make_safe(sys.stderr, is_optional=True)
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams


def _make_safe(stream: TextIO | None, *, is_optional: bool) -> SafeOutput:
    return SafeOutput(stream or open(os.devnull, "w", encoding="utf-8"), is_optional=is_optional)  # noqa: PTH123


def _open_standard_descriptors() -> None:
    """Opens the null device in place of closed streams: a file that is opened next must not get their descriptors."""
    with contextlib.suppress(OSError):
        descriptor = os.open(os.devnull, os.O_RDWR)
        while descriptor <= 2:
            descriptor = os.dup(descriptor)
        os.close(descriptor)
