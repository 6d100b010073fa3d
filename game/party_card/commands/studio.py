"""`party-card studio`: writes scenes in the browser."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

from party_card.commands._exit import EXIT_OK
from party_card.services.errors import UsageError

SUMMARY = "write a scene in the browser, with everything live"
DESCRIPTION = """\
Opens a page in your browser in which scenes are written, without YAML. Nothing leaves this computer, and no account and
no network is needed. The studio runs until you press Ctrl+C here."""
_PACKAGES = ("pygls", "starlette", "uvicorn", "websockets", "pypdf")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path(),
        help="the folder of your scenes (default: here)",
    )
    parser.add_argument("--no-browser", action="store_true", help="only print the address")


def run(args: argparse.Namespace) -> int:
    """Serves the studio until it is interrupted."""
    if any(find_spec(package) is None for package in _PACKAGES):
        raise UsageError("studio needs a few more packages: python -m pip install 'party-card[studio]'")
    if args.folder.exists() and not args.folder.is_dir():
        raise UsageError(f"{args.folder} is a file; name the folder that it lies in")
    try:
        args.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{args.folder} cannot be made: {error.strerror}") from None
    from party_card.studio.server import run_studio

    run_studio(args.folder, _tell_address, opens_browser=not args.no_browser)
    return EXIT_OK


def _tell_address(address: str) -> None:
    print(f"The studio is open at {address}")
    print("Press Ctrl+C here to end it. Everything is saved as you write.")
    sys.stdout.flush()
