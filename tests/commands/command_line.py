"""Runs `party-card` in this process, without a display and a terminal."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple
from unittest import mock

from party_card.cli import main


class CommandResult(NamedTuple):
    status: int
    out: str
    err: str


def run_command(*arguments: str, typed: str = "") -> CommandResult:
    """Runs one command; `typed` is its standard input, which is no terminal."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "stdin", io.StringIO(typed)),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            status = main(arguments)
        except SystemExit as error:  # how argparse refuses arguments
            status = int(error.code or 0)
    return CommandResult(status, out.getvalue(), err.getvalue())
