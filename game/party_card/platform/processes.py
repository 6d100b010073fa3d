"""How further processes are started: on Linux as copies of this one, which have what it has read."""

from __future__ import annotations

import sys
from multiprocessing import get_context
from multiprocessing.context import BaseContext


def choose_process_context() -> BaseContext | None:
    """Returns how to start processes; None for the usual way of the system, in which they begin with nothing."""
    return get_context("fork") if sys.platform == "linux" else None
