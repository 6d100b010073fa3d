"""The command `party-card`, and `python -m party_card`: tells the version, or hands over to the command line.

The version is told before the command line is imported, which takes three times as long as Python itself.
"""

from __future__ import annotations

import sys

from party_card import __version__


def main() -> int:
    """Runs one command and returns the exit status."""
    if sys.argv[1:] == ["--version"] and _print_version():
        return 0
    from party_card.cli import main as run_command  # noqa: PLC0415  # see above

    return run_command()


def _print_version() -> bool:
    """Prints the version; returns False if that cannot be written, which the command line then reports."""
    try:
        print(f"party-card {__version__}", flush=True)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    raise SystemExit(main())
