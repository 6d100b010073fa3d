"""Parsers of arguments that several commands share."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from party_card.commands._output import FORMATS
from party_card.services.errors import UsageError

LIMIT_HELP = "visit up to so many positions of a scene (default: what takes about a minute and a gigabyte)"
"""The help text of `--limit`, which sets `max_states` of `explore_scene`."""


LANGUAGE_HELP = (
    "in this language, such as uk or de, by the folder's file translations/CODE/SCENE.po; texts that it lacks, and the "
    "words of the program in a language that it does not speak, are English"
)
"""The help text of `--language`."""


def parse_limit(text: str) -> int:
    """Returns a number of positions. Raises ValueError if it is no number or less than 1."""
    if (limit := int(text.replace(",", ""))) < 1:
        raise ValueError(text)
    return limit


parse_limit.__name__ = "number"  # argparse names it: "invalid number value"


def add_format_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options that say in which form diagnostics are shown, and where."""
    parser.add_argument("--format", choices=FORMATS, default="full", help="how problems are shown (default: full)")
    parser.add_argument("--to", metavar="FILE", help="write the problems to this file (default: print them)")


def require_different_files(files: Mapping[str, str | None]) -> None:
    """Raises UsageError if two options, the keys, name the same file."""
    option_by_file: dict[str, str] = {}
    for option, file in files.items():
        if file is not None and (other := option_by_file.setdefault(os.path.realpath(file), option)) != option:
            raise UsageError(f"{other} and {option} name the same file, {file}")


def parse_names(text: str) -> tuple[str, ...]:
    """Returns the names in a list separated by commas, without empty ones."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def format_command(arguments: Sequence[str]) -> str:
    """Returns a command of this program as it can be typed: by its path if its name alone would not be found."""
    import shlex
    import shutil
    import subprocess

    path = sys.argv[0]
    is_on_path = Path(path).stem != "party-card" or shutil.which("party-card") is not None
    command = ["party-card" if is_on_path else path, *arguments]
    return subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)
