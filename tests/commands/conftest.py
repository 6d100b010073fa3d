"""Fixtures of the tests of commands: the sample pack on the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.sample import FILES

SAMPLE_SCENE = FILES["scenes/paper.yaml"].replace("You had read it.,", "'You had read it. [@read]',")
SAMPLE_FILES = FILES | {"scenes/paper.yaml": SAMPLE_SCENE}


@pytest.fixture
def sample_root(write_pack: Callable[..., Path]) -> Path:
    """The folder of the sample pack, whose scene `paper` is proved."""
    return write_pack(SAMPLE_FILES)
