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
