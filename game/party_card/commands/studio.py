"""`party-card studio`: writes scenes in the browser."""

from __future__ import annotations

import argparse
import os
from importlib.util import find_spec
from pathlib import Path

from party_card.commands._exit import EXIT_OK
from party_card.services.errors import UsageError

SUMMARY = "write a scene in the browser, with everything live"
DESCRIPTION = """\
Opens a page in your browser in which scenes are written, without YAML. Nothing leaves this computer, and no account and
no network is needed. The studio runs until you press Ctrl+C here."""
MAX_UNUSED_S = 600.0
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
    parser.add_argument(
        "--port", type=parse_port, default=0, metavar="NUMBER", help="listen there (default: a free one)"
    )
    parser.add_argument(
        "--end-when-closed", action="store_true", help="end by itself ten minutes after the page was closed"
    )


def parse_port(text: str) -> int:
    """Returns the number of a port. Raises ArgumentTypeError."""
    if text.isascii() and text.isdecimal() and len(text) <= 5 and 1 <= int(text) <= 65_535:
        return int(text)
    raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")


def run(args: argparse.Namespace) -> int:
    """Serves the studio until it is interrupted."""
    if any(find_spec(package) is None for package in _PACKAGES):
        raise UsageError("studio needs a few more packages: python -m pip install 'party-card[studio]'")
    root = _prepare_folder(args.folder)
    from party_card.studio.server import run_studio

    max_unused_s = MAX_UNUSED_S if args.end_when_closed else None
    try:
        run_studio(root, _print_address, port=args.port, opens_browser=not args.no_browser, max_unused_s=max_unused_s)
    except KeyboardInterrupt:
        print("The studio has ended. Everything is saved.")
    return EXIT_OK


def _prepare_folder(folder: Path) -> Path:
    """Returns the folder of the pack, which is created if there is none. Raises UsageError."""
    from party_card.content.pack_folders import find_pack_root

    try:
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder} is a file; name the folder that it lies in")
        folder.mkdir(parents=True, exist_ok=True)
        root = find_pack_root(folder.resolve())
        next(root.iterdir(), None)
    except (OSError, ValueError) as error:
        raise UsageError(f"the folder {folder} cannot be used: {getattr(error, 'strerror', None) or error}") from None
    if not os.access(root, os.W_OK):
        print(f"The folder {root} is read-only: you can look at everything, and nothing can be saved.")
    return root


def _print_address(address: str) -> None:
    print(f"The studio is open at {address}")
    print("If no browser opens, copy this address into one. Press Ctrl+C here to end the studio.")
    print("Everything is saved as you write.", flush=True)
