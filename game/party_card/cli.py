"""The command line: parses the arguments, runs one command, and handles every error that reaches the top.

Invariant: only this module and `party_card.commands` print or exit. The exit status is 0 if all is well, 1 if the
author or the player has something to correct, 2 if the command could not be carried out.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import io
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Protocol

from party_card import __version__
from party_card.commands import (
    check,
    export,
    import_,
    map_,
    new,
    pack,
    play,
    print_,
    prove,
    rules,
    schema,
    sources,
    watch,
)
from party_card.commands._exit import EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_OK, EXIT_UNUSABLE
from party_card.commands._output import print_errors
from party_card.services.errors import InvalidContentError, UsageError


class CommandModule(Protocol):
    """The interface of a module in `party_card.commands`: a line for the list of commands, and a text for its own
    help.
    """

    SUMMARY: str
    DESCRIPTION: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Adds the arguments of the command to its parser."""

    def run(self, args: argparse.Namespace) -> int:
        """Runs the command and returns the exit status. Raises UsageError and InvalidContentError."""


COMMANDS: Mapping[str, CommandModule] = {
    "play": play,
    "new": new,
    "import": import_,
    "check": check,
    "prove": prove,
    "export": export,
    "map": map_,
    "print": print_,
    "rules": rules,
    "sources": sources,
    "pack": pack,
    "watch": watch,
    "schema": schema,
}
"""The commands by name, in the order in which `--help` lists them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")  # the encoding of a file or a pipe may lack letters, as on Windows
    if isinstance(sys.stdin, io.TextIOWrapper):
        with contextlib.suppress(OSError, ValueError):
            sys.stdin.reconfigure(errors="replace")  # an undecodable byte is answered like any other wrong input
    try:
        args = _parse_arguments(arguments)
        status: int = args.run(args)
        sys.stdout.flush()
        return status
    except InvalidContentError as error:
        print_errors(error.diagnostics)
        return EXIT_FINDINGS
    except UsageError as error:
        print(f"party-card: {error}", file=sys.stderr)
        return EXIT_UNUSABLE
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the program that reads our output has stopped early
        _discard_output()
        return EXIT_OK
    except Exception as error:  # top-level handler: prints one line instead of a traceback
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EIO):
            _discard_output()
            print(f"party-card: what there is to print cannot be written: {error.strerror}", file=sys.stderr)
            return EXIT_UNUSABLE
        if os.environ.get("PARTY_CARD_TRACEBACK"):
            raise
        _report_internal_error(error)
        return EXIT_UNUSABLE


def _report_internal_error(error: Exception) -> None:
    print(f"party-card: a mistake of the program, not yours: {type(error).__name__}: {error}", file=sys.stderr)
    print("party-card: progress is kept. With PARTY_CARD_TRACEBACK=1 set, it says more.", file=sys.stderr)


def _discard_output() -> None:
    """Discards the buffered output, so that flushing it at exit cannot fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Returns the parsed arguments; `run` is the function of the command, by default that of `play`."""
    parser = argparse.ArgumentParser(
        prog="party-card",
        description="History through choices: play a documented situation, then see what actually happened.",
        epilog="Without a command the game opens.",
    )
    parser.add_argument("--version", action="version", version=f"party-card {__version__}")
    parser.set_defaults(run=None)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, module in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=module.SUMMARY, description=module.DESCRIPTION)
        subparser.set_defaults(run=module.run)
        module.add_arguments(subparser)
    args = parser.parse_args(arguments)
    return parser.parse_args(["play"]) if args.run is None else args
