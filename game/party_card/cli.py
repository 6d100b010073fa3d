"""The command line: takes a command, runs it, and is the last door for whatever went wrong.

Law: only this module and `party_card.commands` print or exit. Commands return the exit status: 0 all is well, 1 the
author or the student has something to mend, 2 the command could not be run.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import io
import os
import sys
from collections.abc import Sequence

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
from party_card.commands._exit import INTERRUPTED, UNABLE, WELL, CommandError

_COMMANDS = (
    ("play", play.add, play.play, "play a scene"),
    ("new", new.add, new.new, "begin a scene of your own"),
    ("import", import_.add, import_.bring, "make a scene of a Twine or ink story"),
    ("check", check.add, check.check, "look for mistakes in scenes and dossiers"),
    ("prove", prove.add, prove.prove, "visit every position of scenes"),
    ("export", export.add, export.export, "write files to hand out"),
    ("map", map_.add, map_.draw, "draw a scene: passages, choices, endings"),
    ("print", print_.add, print_.paper, "write a guide and a worksheet for the class"),
    ("rules", rules.add, rules.rules, "explain what is checked"),
    ("sources", sources.add, sources.sources, "list the sources, or check them"),
    ("pack", pack.add, pack.pack, "put packs of scenes on the shelf"),
    ("watch", watch.add, watch.watch, "show a scene anew at every save while you write it"),
    ("schema", schema.add, schema.schema, "let an editor complete and explain the keys"),
)
"""Each command: its name, what adds its arguments, what runs it, and a line about it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")  # a file or a pipe may know fewer letters, as on Windows
    if isinstance(sys.stdin, io.TextIOWrapper):
        with contextlib.suppress(OSError, ValueError):
            sys.stdin.reconfigure(errors="replace")  # a stray byte ends no question
    try:
        args = _parser().parse_args(arguments)
        status: int = args.command(args)
        sys.stdout.flush()
        return status
    except CommandError as reason:
        print(f"party-card: {reason}", file=sys.stderr)
        return UNABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our lines stopped early: say nothing, and let nothing be said at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WELL
    except Exception as mistake:  # the last door: nobody who plays or teaches should meet a traceback
        if isinstance(mistake, OSError) and mistake.errno in (errno.ENOSPC, errno.EIO):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            print(f"party-card: what there is to print cannot be written: {mistake.strerror}", file=sys.stderr)
            return UNABLE
        if os.environ.get("PARTY_CARD_TRACEBACK"):
            raise
        print(f"party-card: a mistake of the program, not yours: {type(mistake).__name__}: {mistake}", file=sys.stderr)
        print("party-card: progress is kept. With PARTY_CARD_TRACEBACK=1 set, it says more.", file=sys.stderr)
        return UNABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="party-card",
        description="History through choices: play a documented situation, then see what actually happened.",
        epilog="Without a command the game opens.",
    )
    parser.add_argument("--version", action="version", version=f"party-card {__version__}")
    parser.set_defaults(command=play.play, scene=None, **play.DEFAULTS)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, add, run, about in _COMMANDS:
        add(commands.add_parser(name, help=about, description=run.__doc__))
    return parser
