"""The command line: parses the arguments, runs one command, and handles every error that reaches the top.

Invariant: only this module, `party_card.__main__` and `party_card.commands` print or exit. The exit status is 0 if all
is well, 1 if the author or the player has something to correct, 2 if the command could not be carried out or its output
not written.
"""

from __future__ import annotations

import argparse
import atexit
import errno
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol

from party_card import __version__
from party_card.commands._exit import EXIT_FINDINGS, EXIT_INTERRUPTED, EXIT_UNUSABLE
from party_card.commands._output import print_errors
from party_card.commands._streams import OutputError, safe_streams
from party_card.services.errors import InvalidContentError, UsageError
from party_card.storage.crash_log import shows_traceback, write_crash_log
from party_card.storage.errors import StorageError
from party_card.storage.own_languages import use_own_languages


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


COMMANDS = (
    "play", "new", "import", "check", "migrate", "prove", "export", "map", "print", "rules", "sources", "translate",
    "pack", "watch", "studio", "class", "lsp", "schema",
)  # fmt: skip
"""The commands, in the order in which `--help` lists them."""
_STORAGE_ERRNOS = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS)
"""Errors of a disk, which no program prevents."""
atexit.register(gc.freeze)  # at the end the garbage collector would look through a whole pack, for half a second


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit status."""
    with safe_streams():
        try:
            try:
                return _run_command(arguments)
            except SystemExit as error:  # how argparse ends the program, after it has printed help or an error
                return int(error.code or 0)
            finally:
                sys.stdout.flush()
        except OutputError as reason:
            print(f"party-card: what there is to print cannot be written: {reason}", file=sys.stderr)
            return EXIT_UNUSABLE


def _run_command(arguments: Sequence[str] | None) -> int:
    args = None
    use_own_languages()
    try:
        args = _parse_arguments(arguments)
        status: int = args.run(args)
        return status
    except InvalidContentError as error:
        print_errors(error.diagnostics)
        if error.conclusion:
            print(f"party-card: {error.conclusion}", file=sys.stderr)
        return EXIT_FINDINGS
    except (UsageError, StorageError) as error:
        print(f"party-card: {error}", file=sys.stderr)
        return EXIT_UNUSABLE
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except OutputError:
        raise
    except Exception as error:  # top-level handler: prints one line instead of a traceback
        if shows_traceback():
            raise
        if isinstance(error, OSError) and error.errno in _STORAGE_ERRNOS:
            print(f"party-card: {error.filename or 'a file'} cannot be written: {error.strerror}", file=sys.stderr)
            return EXIT_UNUSABLE
        _report_internal_error(error, args)
        return EXIT_UNUSABLE


def _report_internal_error(error: Exception, args: argparse.Namespace | None) -> None:
    command = args.run.__module__.rpartition(".")[2].strip("_") if args is not None else "arguments"
    log = write_crash_log(error, place=f"party-card {command}", private_texts=[getattr(args, "reader", "")])
    print(f"party-card: a mistake of the program, not yours: {type(error).__name__}: {error}", file=sys.stderr)
    print(f"party-card: {log.describe()}", file=sys.stderr)


def load_command(name: str) -> CommandModule:
    """Imports the module of a command: each needs only its own, and `--help` needs all."""
    module_name = f"{name}_" if name in ("import", "map", "print", "class") else name
    module: Any = import_module(f"party_card.commands.{module_name}")
    command: CommandModule = module
    return command


class _ArgumentParser(argparse.ArgumentParser):
    """A parser, and the class of its subparsers, that prints no escape sequences, as Python 3.14 does by default."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.color = False


def _parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Returns the parsed arguments; `run` is the function of the command, by default that of `play`."""
    parser = _ArgumentParser(
        prog="party-card",
        description="History through choices: play a documented situation, then see what really happened.",
        epilog="Without a command the game opens.",
    )
    parser.add_argument("--version", action="version", version=f"party-card {__version__}")
    parser.set_defaults(run=None)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    given = sys.argv[1:] if arguments is None else arguments
    command = given[0] if given else "play"
    for name in [command] if command in COMMANDS else COMMANDS:
        module = load_command(name)
        subparser = subparsers.add_parser(name, help=module.SUMMARY, description=module.DESCRIPTION)
        subparser.set_defaults(run=module.run)
        module.add_arguments(subparser)
    args = parser.parse_args(arguments)
    return parser.parse_args(["play"]) if args.run is None else args
