"""Only regular files of limited size are read; of everything else it is said at once what it is."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from party_card.platform import regular_files
from party_card.platform.regular_files import FileTooLargeError, UnreadableFileError, read_regular_file, read_start

MAX_BYTES = 700
SOURCE = Path(regular_files.__file__).parents[2]


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def make_link_loop(path: Path) -> None:
    other = path.with_name("other")
    other.symlink_to(path)
    path.symlink_to(other)


def make_link_to_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


SPECIAL_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (Path.mkdir, "it is a folder"),
    "pipe": (os.mkfifo, "it is a pipe to another program"),
    "socket": (make_socket, "it is a socket of another program"),
    "endless device": (lambda path: path.symlink_to("/dev/zero"), "it is a device"),
    "random numbers": (lambda path: path.symlink_to("/dev/urandom"), "it is a device"),
    "link loop": (make_link_loop, "it is a link that leads back to itself"),
    "lost link": (lambda path: path.symlink_to("nowhere"), "it is a link to a file that is not there"),
    "link to a pipe": (make_link_to_pipe, "it is a pipe to another program"),
}


@pytest.mark.parametrize("name", SPECIAL_FILES)
@pytest.mark.parametrize("read", [read_regular_file, read_start])
def test_what_is_no_regular_file_is_refused_without_waiting(
    tmp_path: Path, name: str, read: Callable[[Path, int], bytes]
) -> None:
    make, reason = SPECIAL_FILES[name]
    path = tmp_path / "notes.yaml"
    make(path)
    with pytest.raises(UnreadableFileError) as raised:
        read(path, MAX_BYTES)
    assert raised.value.strerror == reason
    assert raised.value.advice


def test_a_file_that_is_exchanged_for_a_pipe_before_it_is_opened_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.yaml"
    path.write_text("text")
    status = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda *_arguments, **_options: status)
    with pytest.raises(UnreadableFileError, match="it is a pipe to another program"):
        read_regular_file(path, MAX_BYTES)


@pytest.mark.parametrize("size", [0, 1, MAX_BYTES - 1, MAX_BYTES])
def test_a_file_of_at_most_the_limit_is_read_whole(tmp_path: Path, size: int) -> None:
    path = tmp_path / "notes.yaml"
    path.write_bytes(b"\xff" * size)
    assert read_regular_file(path, MAX_BYTES) == read_start(path, MAX_BYTES) == b"\xff" * size


def test_of_a_larger_file_no_more_than_was_asked_for_is_read(tmp_path: Path) -> None:
    path = tmp_path / "notes.yaml"
    with path.open("wb") as file:
        file.write(b"scene: a")
        file.truncate(5_000_000_000)
    with pytest.raises(FileTooLargeError) as raised:
        read_regular_file(path, MAX_BYTES)
    assert raised.value.strerror == "it has 5,000,000,000 bytes; at most 700 are read"
    assert read_start(path, 8) == b"scene: a"


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="this system has no /proc")
def test_a_file_that_says_it_is_empty_and_is_not_is_read_up_to_the_limit() -> None:
    path = Path("/proc/self/maps")
    assert path.stat().st_size == 0
    with pytest.raises(FileTooLargeError):
        read_regular_file(path, 100)
    assert len(read_start(path, 100)) == 100


def test_a_file_that_is_missing_is_told_from_one_that_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_regular_file(tmp_path / "missing.yaml", MAX_BYTES)


def test_a_file_that_is_closed_to_the_reader_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.yaml"
    path.write_text("text")
    for folder in (path, *path.parents):
        if folder.is_relative_to(tmp_path.parent.parent.parent) and os.access(folder, os.W_OK):
            folder.chmod(0o755)
    path.chmod(0)
    code = (
        "import os, sys\nfrom pathlib import Path\n"
        "from party_card.platform.regular_files import UnreadableFileError, read_regular_file\n"
        "if os.geteuid() == 0: os.chdir('/'); os.setuid(65534)\n"
        "try: read_regular_file(Path(sys.argv[1]), 10)\n"
        "except UnreadableFileError as error: print(error.strerror)\n"
    )
    process = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True, text=True, check=False, timeout=60, env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert process.stdout == "it is closed to you\n", process.stderr
