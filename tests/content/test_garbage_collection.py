"""Checks that the garbage collector is as it was after it was paused or had something to skip."""

from __future__ import annotations

import gc
import subprocess
import sys

from party_card.content.garbage_collection import gc_paused

SKIP_TWICE = """
import gc
from party_card.content.garbage_collection import gc_skipping_present_objects
counts = [gc.get_freeze_count()]
with gc_skipping_present_objects():
    with gc_skipping_present_objects():
        pass
    counts.append(gc.get_freeze_count())
counts.append(gc.get_freeze_count())
print(*(count > 0 for count in counts))
"""


def test_what_is_there_is_skipped_as_long_as_the_outer_context_is_open() -> None:
    done = subprocess.run([sys.executable, "-c", SKIP_TWICE], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["False", "True", "False"]


def test_a_pause_within_a_pause_ends_with_the_outer_one() -> None:
    with gc_paused():
        with gc_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


SKIP_LONG_LIVED = """
import gc
from party_card.content.garbage_collection import skip_long_lived_objects
skip_long_lived_objects()
runs = gc.get_stats()[0]["collections"]
kept = [[] for _ in range(100_000)]
print(gc.get_freeze_count() > 0, gc.get_stats()[0]["collections"] == runs, gc.isenabled())
"""


def test_in_a_long_session_what_is_there_is_skipped_and_many_new_objects_are_not_looked_through_at_once() -> None:
    done = subprocess.run([sys.executable, "-c", SKIP_LONG_LIVED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "True"]
