"""Pipes, devices, endless links, folders and enormous files among those of a pack: no command waits for them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SCENE = """\
scene: bread
title: Bread
passages:
  queue:
    text: You stand in the queue.
    ending: {id: home, title: You go home}
"""
STORY = ":: Start\nYou wait.\n"
COPY = "A paragraph of the source.\n"
MAX_MEMORY_BYTES = 1_200_000_000
MAX_WAIT_S = 60


def make_enormous(path: Path) -> None:
    """Makes a sparse file: nothing of it takes room on the disk."""
    path.touch()
    os.truncate(path, 3_500_000_000)


SPECIAL_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (os.mkfifo, "it is a pipe to another program"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "it is a device"),
    "loop": (lambda path: path.symlink_to(path.name), "it is a link that leads back to itself"),
    "folder": (Path.mkdir, "it is a folder"),
    "enormous": (make_enormous, "3,500,000,000 bytes"),
}
"""How a special file is put at a path, and what is said of it."""


def run_in_process(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a command with limited memory and without input; fails if it waits for something."""
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MAX_MEMORY_BYTES}, {MAX_MEMORY_BYTES}))\n"
        "import sys; from party_card.cli import main; sys.exit(main())"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=MAX_WAIT_S, check=False,
    )  # fmt: skip


@pytest.fixture
def pack(write_pack: Callable[..., Path]) -> Path:
    return write_pack({"scenes/bread.yaml": SCENE})


@pytest.mark.parametrize("kind", SPECIAL_FILES)
def test_check_says_what_lies_among_the_scenes_and_checks_the_others(pack: Path, kind: str) -> None:
    make, reason = SPECIAL_FILES[kind]
    make(pack / "scenes" / "notes.yaml")
    result = run_in_process(pack, "check", ".")
    code = "file-too-large" if kind == "enormous" else "unreadable-file"
    assert result.returncode == 1, result.stderr
    assert result.stdout.count(f"error[{code}]") == result.stdout.count("error[") == 1
    assert reason in result.stdout
    assert "help: " in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--fix", "."),
        ("prove", "."),
        ("export", "bread", "--pack", ".", "--html", "bread.html"),
        ("play", "bread", "--pack", ".", "--choices", ""),
        ("schema", "scene", "--pack", "."),
        ("map", "bread", "--to", "map.dot", "--pack", "."),
        ("sources", "coverage", "--pack", "."),
        ("new", "milk", "--pack", "."),
        ("pack", "add", "."),
        ("check", "scenes/notes.yaml"),
        ("check", "notes.txt"),
        ("watch", "notes.yaml", "--pack", "."),
        ("pack", "add", "notes.zip"),
    ],
    ids="-".join,
)
def test_no_command_waits_for_a_pipe(pack: Path, arguments: tuple[str, ...]) -> None:
    (pack / "assets" / "pictures").mkdir(parents=True)
    (pack / "schema").mkdir()
    for name in (
        "scenes/aaa.yaml", "scenes/notes.yaml", "assets/pictures/notes.svg", "notes.txt", "notes.yaml", "notes.zip",
        "schema/scene.json", "scenes/notes.txt",
    ):  # fmt: skip
        os.mkfifo(pack / name)
    result = run_in_process(pack, *arguments)
    assert "Traceback" not in result.stderr
    assert "usage:" not in result.stderr
    assert "mistake of the program" not in result.stderr


@pytest.mark.parametrize("kind", SPECIAL_FILES)
def test_a_picture_that_is_no_file_is_an_error_of_the_pack(pack: Path, kind: str) -> None:
    make, reason = SPECIAL_FILES[kind]
    (pack / "assets" / "pictures").mkdir(parents=True)
    make(pack / "assets" / "pictures" / "bridge.svg")
    (pack / "scenes" / "bread.yaml").write_text(
        SCENE.replace("passages:", "picture: bridge\nalt: A bridge.\npassages:")
    )
    result = run_in_process(pack, "check", ".")
    assert result.returncode == 1, result.stderr
    assert reason in result.stdout
    assert result.stdout.count("error[") == 1


@pytest.mark.parametrize("kind", [kind for kind in SPECIAL_FILES if kind != "folder"])
def test_a_story_that_is_no_file_is_refused(tmp_path: Path, kind: str) -> None:
    make, reason = SPECIAL_FILES[kind]
    (tmp_path / "a.twee").write_text(STORY)
    make(tmp_path / "b.twee")
    for path in ("b.twee", "."):
        result = run_in_process(tmp_path, "import", path)
        assert result.returncode == 2, result.stdout
        assert ("20,000,000 bytes" if kind == "enormous" else reason) in result.stderr


@pytest.mark.parametrize("kind", SPECIAL_FILES)
@pytest.mark.parametrize("command", ["index", "verify"])
def test_a_copy_of_a_source_that_is_no_file_is_refused(tmp_path: Path, command: str, kind: str) -> None:
    make, reason = SPECIAL_FILES[kind]
    make(tmp_path / "copy.txt")
    result = run_in_process(tmp_path, "sources", command, "--text", "copy.txt", "--source", "kotkin-2017")
    assert result.returncode == 2, result.stdout
    assert reason in result.stderr


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("pipe", "is no file"),
        ("device", "is a link"),
        ("loop", "is a link"),
        ("folder", "is no file"),
        ("enormous", "is larger than 2 MB"),
    ],
)
def test_pack_add_names_what_is_no_file(pack: Path, kind: str, reason: str) -> None:
    SPECIAL_FILES[kind][0](pack / "scenes" / "notes.yaml")
    result = run_in_process(pack.parent, "pack", "add", "pack")
    assert result.returncode == 1, result.stderr
    assert f"`scenes/notes.yaml` {reason}" in result.stderr


def test_pytest_reports_a_folder_named_like_a_scene_in_the_first_file_of_its_pack(pack: Path) -> None:
    (pack / "scenes" / "milk.yaml").write_text(SCENE.replace("bread", "milk"))
    (pack / "scenes" / "notes.yaml").mkdir()
    os.mkfifo(pack / "scenes" / "pipe.yaml")
    process = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "-rN", "."],
        cwd=pack, capture_output=True, text=True, timeout=MAX_WAIT_S, check=False,
    )  # fmt: skip
    assert process.stdout.count("it is a folder") == process.stdout.count("it is a pipe") == 1, process.stdout
    assert "bread.yaml: reading" in process.stdout
    assert "milk.yaml: reading" not in process.stdout


def test_a_link_that_leads_back_to_itself_has_a_name_in_its_repository(pack: Path) -> None:
    (pack / ".git").mkdir()
    (pack / "scenes" / "notes.yaml").symlink_to("notes.yaml")
    result = run_in_process(pack / "scenes", "check", "..", "--format", "github")
    assert result.returncode == 1, result.stderr
    assert "file=scenes/notes.yaml" in result.stdout
