"""Asks for results that were kept, for the commands that check and prove."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from party_card.result_cache.request import CachedRequest


def add_cache_argument(parser: argparse.ArgumentParser) -> None:
    """Adds the option that computes everything anew."""
    parser.add_argument(
        "--no-cache", action="store_true", help="compute everything anew; keep nothing of it for the next time"
    )


@contextmanager
def open_request(
    args: argparse.Namespace, kind: str, options: Mapping[str, Any], *, is_enabled: bool = True
) -> Iterator[CachedRequest]:
    """Opens the request of a command on `args.paths`; `options` are those on which the result depends."""
    from party_card.result_cache.request import CachedRequest

    request = CachedRequest(kind, args.paths, options, is_enabled=is_enabled and not args.no_cache)
    try:
        yield request
    finally:
        request.close()
