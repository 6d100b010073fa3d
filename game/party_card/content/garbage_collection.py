"""Pauses the garbage collector while many models are built, or lets it skip those that are there.

Whether it skips any is noted here: asking it counts them one by one, a tenth of a second for a thousand scenes.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_STEADY_THRESHOLDS = 20_000, 20, 100
"""Objects more before the youngest are looked through, and how often before the older ones are."""
_RARE_THRESHOLD = 400_000
"""How many more objects there must be before the collector runs; a large scene has 22,000."""
_skipping_depth = 0
"""How many contexts are open that skip objects, and how often this was asked for good."""


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pauses the garbage collector: building many small objects that all stay alive takes 2.4 times as long with it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def age_objects() -> None:
    """Makes the garbage collector take all objects for old.

    After a pause it would begin by looking through all that are new, a tenth of a second for a pack.
    """
    if not _skipping_depth:
        gc.freeze()
        gc.unfreeze()  # what was frozen joins the oldest objects


@contextmanager
def gc_skipping_present_objects() -> Iterator[None]:
    """Lets the garbage collector skip all objects that exist now, as long as the context is open.

    A pack has a million objects that stay alive; looking through them again and again is a quarter of a proof.
    """
    global _skipping_depth  # noqa: PLW0603  # as the collector itself, of the process
    _skipping_depth += 1
    gc.freeze()
    try:
        yield
    finally:
        _skipping_depth -= 1
        if not _skipping_depth:
            gc.unfreeze()


@contextmanager
def gc_without_long_pauses() -> Iterator[None]:
    """Lets the garbage collector skip all objects that exist now, and look through all newer ones very rarely.

    For a process that answers hundreds of people: a look through all of a pack stops it for a third of a second.
    """
    thresholds = gc.get_threshold()
    with gc_skipping_present_objects():
        gc.set_threshold(*_STEADY_THRESHOLDS)
        try:
            yield
        finally:
            gc.set_threshold(*thresholds)


def skip_present_objects() -> None:
    """Makes the garbage collector skip all objects that exist now, for the rest of the process."""
    global _skipping_depth  # noqa: PLW0603  # as the collector itself, of the process
    _skipping_depth += 1
    gc.freeze()


def skip_long_lived_objects() -> None:
    """Makes the garbage collector skip all objects that exist now, and run rarely, for the rest of the process.

    For a process that reads packs and then answers keystrokes: each replaces the models of a file, and the old ones are
    freed without the collector, which would look through the new ones each time.
    """
    skip_present_objects()
    gc.set_threshold(_RARE_THRESHOLD)
