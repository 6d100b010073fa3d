"""Files for users are written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.platform import file_writer
from party_card.platform.file_writer import write_file, write_files
from tests import SOURCE

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes, pipes and descriptors of this kind")


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_text_is_written_in_utf8_with_its_own_line_ends(tmp_path: Path) -> None:
    write_file(tmp_path / "a.txt", "März\n\r\n\ud800")
    assert (tmp_path / "a.txt").read_bytes() == "März\n\r\n?".encode()
    assert list_names(tmp_path) == ["a.txt"]


@needs_posix
def test_an_existing_file_keeps_its_mode_and_a_new_one_gets_the_usual_one(tmp_path: Path) -> None:
    old = tmp_path / "old.html"
    old.write_text("yesterday")
    old.chmod(0o604)
    old_umask = os.umask(0o027)
    try:
        write_files({old: "today", tmp_path / "new.html": b"new"})
    finally:
        os.umask(old_umask)
    assert old.read_text() == "today"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (old, tmp_path / "new.html")] == [0o604, 0o640]


@needs_posix
@pytest.mark.parametrize("exists", [True, False])
def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path, exists: bool) -> None:
    (tmp_path / "shared").mkdir()
    target, link = tmp_path / "shared" / "page.html", tmp_path / "page.html"
    if exists:
        target.write_text("yesterday")
    link.symlink_to(Path("shared", "page.html"))
    write_file(link, "today")
    assert link.is_symlink()
    assert target.read_text() == "today"
    assert list_names(target.parent) == ["page.html"]


def test_an_error_names_the_file_that_was_asked_for_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "nowhere" / "a.txt", tmp_path / "folder"):
        with pytest.raises(OSError, match=r".") as caught:
            write_file(path, "text")
        assert caught.value.filename == str(path)
        assert caught.value.strerror
    assert list_names(tmp_path) == ["folder"]
    assert list_names(tmp_path / "folder") == []


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a", "b")]
    for file in files:
        file.write_text("yesterday")
    with pytest.raises(OSError, match="nowhere"):
        write_files({**dict.fromkeys(files, "today"), tmp_path / "nowhere" / "c": "today"})
    assert [file.read_text() for file in files] == ["yesterday"] * 2
    assert list_names(tmp_path) == ["a", "b"]


@pytest.mark.parametrize("has_links", [True, False])
def test_new_files_never_replace_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    if not has_links:
        monkeypatch.setattr(Path, "hardlink_to", refuse)
    (tmp_path / "b").write_text("theirs")
    with pytest.raises(FileExistsError):
        write_files({tmp_path / "a": "mine", tmp_path / "b": "mine"}, overwrite=False)
    assert list_names(tmp_path) == ["b"]
    assert (tmp_path / "b").read_text() == "theirs"
    write_files({tmp_path / "c": "mine"}, overwrite=False)
    assert list_names(tmp_path) == ["b", "c"]


def test_a_process_that_is_killed_before_the_end_leaves_the_earlier_file(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("yesterday")
    code = (
        "import os, sys; from pathlib import Path; from party_card.platform import file_writer\n"
        "file_writer.os.fsync = lambda _: os._exit(9)\n"
        "file_writer.write_file(Path(sys.argv[1]), 'today' * 1000)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    assert subprocess.run([sys.executable, "-c", code, file], env=environment, check=False).returncode == 9
    assert file.read_text() == "yesterday"


# ------------------------------------------------------------------------------------------ as nobody, who is not root

AS_NOBODY = """
import os, sys
from pathlib import Path
from party_card.platform.file_writer import write_file
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    write_file(Path(sys.argv[1]), "today")
except OSError as error:
    print(type(error).__name__, error.strerror, os.path.basename(error.filename))
"""


def write_as_nobody(path: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-c", AS_NOBODY, str(path)]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can reach and change, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


@needs_posix
def test_a_read_only_file_is_not_replaced(open_folder: Path) -> None:
    file = open_folder / "handout.html"
    file.write_text("yesterday")
    file.chmod(0o444)
    assert write_as_nobody(file) == "PermissionError Permission denied handout.html"
    assert file.read_text() == "yesterday"
    assert list_names(open_folder) == ["handout.html"]


@needs_posix
def test_a_file_that_may_be_written_in_a_folder_that_may_not_is_written(open_folder: Path) -> None:
    file = open_folder / "handout.html"
    file.write_text("yesterday, and longer")
    file.chmod(0o666)
    open_folder.chmod(0o755)
    assert write_as_nobody(file) == ""
    assert file.read_text() == "today"


# ------------------------------------------------------------------------------------------------ what is no regular file


@needs_posix
def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[str] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_text()))
    reader.start()
    write_file(pipe, "through the pipe")
    reader.join(timeout=30)
    assert received == ["through the pipe"]
    assert list_names(tmp_path) == ["pipe"]


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="this system has no /dev/stdout")
@pytest.mark.parametrize("redirection", [">", ">>", "| cat >"])
def test_standard_output_gets_the_file_in_order_with_what_is_printed(tmp_path: Path, redirection: str) -> None:
    code = (
        "from pathlib import Path; from party_card.platform.file_writer import write_file\n"
        "print('before'); write_file(Path('/dev/stdout'), 'the file\\n'); print('after')"
    )
    environment = os.environ | {"PYTHONPATH": str(SOURCE), "CODE": code}
    command = f'{sys.executable} -c "$CODE" {redirection} out.txt'
    subprocess.run(["bash", "-c", command], cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "out.txt").read_text() == "before\nthe file\nafter\n"


# ------------------------------------------------------------------------------------------------------- a full disk


@needs_posix
def test_a_disk_without_room_leaves_the_earlier_file(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("yesterday")
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from party_card.platform.file_writer import write_file\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "write_file(Path(sys.argv[1]), 'today' * 1000)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", code, str(file)]
    process = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    assert process.stderr.splitlines()[-1] == f"OSError: [Errno 27] File too large: '{file}'"
    assert file.read_text() == "yesterday"
    assert list_names(tmp_path) == ["page.html"]


def test_every_module_that_writes_files_for_users_does_it_here() -> None:
    """Only the storage, whose files are the program's own, and a cache of pictures are written in other ways."""
    package = Path(file_writer.__file__).parents[1]
    writes = re.compile(r"\.write_(?:text|bytes)\(|open\((?:mode=)?[\"'][wxa]|\.touch\(")
    writers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if writes.search(path.read_text("utf-8")) and path.parent.name != "storage"
    }
    assert writers == {"platform/file_writer.py", "frontends/window/toolkit/picture_cache.py"}
