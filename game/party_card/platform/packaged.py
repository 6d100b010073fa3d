"""Tells the packaged program, in which nothing can be installed, from one that Python runs."""

from __future__ import annotations

import sys


def is_packaged() -> bool:
    """Returns True in the program that `game/packaged_app` builds."""
    return bool(getattr(sys, "frozen", False))
