"""Runs commands with and without the cache, and tells whether a pack was read for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from party_card.services import checked_pack
from party_card.services.load import read_pack_over_builtin
from tests.commands.command_line import CommandResult, run_command


@contextmanager
def counted_checks() -> Iterator[list[object]]:
    """Collects an item for each pack that is read and checked."""
    with mock.patch.object(checked_pack, "read_pack_over_builtin", side_effect=read_pack_over_builtin) as read:
        yield read.mock_calls  # type: ignore[misc]


def is_answered_from_cache(*arguments: str) -> bool:
    """Runs a command; returns True if no pack was read and checked for it."""
    with counted_checks() as calls:
        run_command(*arguments)
    return not calls


def run_uncached(command: str, *arguments: str) -> CommandResult:
    """Runs a command without the cache."""
    return run_command(command, "--no-cache", *arguments)
