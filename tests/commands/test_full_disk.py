"""On a disk that is really full every command keeps the file that it wrote yesterday, and says so."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.command_line import run_command

COMMANDS = (
    "export paper --html {file}.html",
    "export paper --scorm {file}.zip",
    "export paper --gamebook {file}.html",
    "print paper --guide {file}.html",
    "print paper --worksheet {file}.html",
    "print paper --bibliography {file}.bib",
    "map paper --to {file}.dot",
    "sources export --to {file}.json",
    "play paper --choices read --transcript {file}.md",
    "play paper --choices read --transcript {file}.html",
    "prove {pack} --coverage {file}.html",
    "schema scene --to {folder}",
)
"""Each command that writes a file; `--pack` is added where the pack is not an argument."""


@pytest.fixture
def full_disk() -> Iterator[Path]:
    """A disk of 64 kB."""
    with tempfile.TemporaryDirectory() as name:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", name], check=False).returncode:
            pytest.skip("mounting is not permitted here")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def fill(folder: Path) -> None:
    with (folder / "filler").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 512):
            pass


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount a small disk")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_leaves_yesterdays_file(full_disk: Path, sample_root: Path, command: str) -> None:
    words = command.format(file=full_disk / "out", folder=full_disk, pack=sample_root).split()
    if str(sample_root) not in words:
        words += ["--pack", str(sample_root)]
    (file,) = [Path(word) for word in words if word.startswith(f"{full_disk}{os.sep}out")] or [full_disk / "scene.json"]
    file.write_bytes(b"yesterday")
    fill(full_disk)
    result = run_command(*words)
    assert result.err == f"party-card: {file} cannot be written: No space left on device\n"
    assert result.status == 2
    assert file.read_bytes() == b"yesterday"
    assert {path.name for path in full_disk.iterdir()} == {file.name, "filler"}
