"""`party-card lsp`: the language server, for editors."""

from __future__ import annotations

import argparse
from importlib.util import find_spec

from party_card.commands._exit import EXIT_OK
from party_card.services.errors import UsageError

SUMMARY = "answer an editor: mistakes while you type, completion, names, fixes"
DESCRIPTION = """\
Answers an editor over the Language Server Protocol, on standard input and output. Editors start it by themselves.

It tells what `check` and `prove` find while you type, completes keys and names, explains a fact, finds and renames."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument("--stdio", action="store_true", help="as many editors pass it; there is no other way")


def run(args: argparse.Namespace) -> int:  # noqa: ARG001  # the interface of every command
    """Answers until the editor ends the connection."""
    if find_spec("pygls") is None:
        raise UsageError("lsp needs one more package: python -m pip install 'party-card[lsp]'")
    from party_card.language_server.features import create_server

    create_server().start_io()
    return EXIT_OK
