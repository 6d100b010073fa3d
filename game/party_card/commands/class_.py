"""`party-card class`: lessons with a class."""

from __future__ import annotations

import argparse

from party_card.commands import _class_open, _class_report

SUMMARY = "play with a class"
DESCRIPTION = """\
Opens a lesson for a class on the room's own network, or shows what a class chose and answered, from the transcripts
that it handed in. Nothing leaves the room, and nobody needs an account."""
_ACTIONS = {"open": _class_open, "report": _class_report}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    actions = parser.add_subparsers(dest="action", metavar="WHAT", required=True)
    for name, module in _ACTIONS.items():
        action = actions.add_parser(name, help=module.SUMMARY, description=module.DESCRIPTION)
        module.add_arguments(action)


def run(args: argparse.Namespace) -> int:
    """Runs one of the actions."""
    status: int = _ACTIONS[args.action].run(args)
    return status
