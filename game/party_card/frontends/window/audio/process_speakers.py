"""Speaks through another program: `say` on macOS, eSpeak NG on Linux, SAPI through PowerShell on Windows."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from contextlib import suppress

SAPI_SCRIPT = (
    "Add-Type -AssemblyName System.Speech; [Console]::InputEncoding = [Text.Encoding]::UTF8; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "while ($null -ne ($line = [Console]::In.ReadLine())) "
    "{ $voice.SpeakAsyncCancelAll(); if ($line) { [void]$voice.SpeakAsync($line) } }"
)
"""Speaks each line of its input in place of the one before; an empty line is silence."""


class OneShotSpeaker:
    """Starts a program for each utterance, which speaks its input once (`say`, `espeak-ng`)."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._process: subprocess.Popen[bytes] | None = None

    def say(self, text: str) -> None:
        """Speaks a text in place of the one before."""
        self.stop()
        self._process = _start_process(self._command)
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.write(text.encode())
                self._process.stdin.close()

    def stop(self) -> None:
        """Ends the program."""
        process, self._process = self._process, None
        if process is not None:
            _end_process(process)

    close = stop


class StreamSpeaker:
    """Keeps one program that speaks each line of its input (SAPI through PowerShell, which takes 0.5 s to start)."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = _start_process(command)

    def say(self, text: str) -> None:
        """Speaks a text in place of the one before; sends it as one line."""
        self._write_line(" ".join(text.split()))

    def stop(self) -> None:
        """Stops speaking."""
        self._write_line("")

    def _write_line(self, line: str) -> None:
        if self._process.stdin is not None:
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()

    def close(self) -> None:
        """Ends the program."""
        _end_process(self._process)


def _start_process(command: Sequence[str]) -> subprocess.Popen[bytes]:
    no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(  # noqa: S603  # a list of words, no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, creationflags=no_window
    )


def _end_process(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    process.wait()
