"""`party-card new` as it is typed, without a terminal and at one."""

from __future__ import annotations

import contextlib
import errno
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from party_card.content.pack import read_pack
from party_card.services import scaffold
from party_card.services.scaffold import SceneTemplateValues, create_scene
from tests import SOURCE
from tests.commands.command_line import run_command
from tests.services.test_scaffold import read_files


def test_without_a_terminal_nothing_is_asked_and_what_is_written_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run_command("new", "high-water")
    assert result.status == 0
    assert sorted(read_files(tmp_path / "high-water")) == [
        "scenes/high-water.yaml",
        "schema/campaign.json", "schema/dossier.json",
        "schema/people.json",
        "schema/places.json", "schema/prologue.json", "schema/scene.json", "schema/sources.json",
        "seeds/high-water-facts.yaml",
        "seeds/sources.yaml",
    ]  # fmt: skip
    assert run_command("check", "--strict", "high-water").status == 0
    assert run_command("prove", "--strict", "high-water").status == 0
    for line in result.out.splitlines()[-3:]:  # the commands that it suggests can be run
        command = shlex.split(line.split("party-card ")[1])
        options = ["--choices", "write,show", "--json"] if command[0] == "play" else []
        result = run_command(*command, *options)
        assert (result.status, result.err) == (0, ""), line


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("new high-water", "there is a scene `high-water` already, in "),
        ("new letter --pack high-water", "there is a file high-water/seeds/letter-facts.yaml already"),
        (
            "new 'High Water!'",
            "`High Water!` cannot be a name: small letters and digits, joined by hyphens; write `high-water`",
        ),
        ("new ''", "write one such as `first-letter`"),
        ("new con", "`con` cannot be a name: Windows keeps it for itself; write one such as `first-letter`"),
        ("new COM1", "`COM1` cannot be a name: small letters and digits, joined by hyphens; write one such as"),
        ("new b --when March", "`March` cannot be read as a date"),
        ("new b --pack note.txt", "note.txt is a file; name a folder with --pack"),
        ("new b --pack flat", "put a.yaml into a folder `scenes` or `seeds` of flat first"),
        ("new b --pack taken", f"{Path('taken', 'schema')} has to be a folder, and is a file; rename it"),
        ("new b --pack odd", f"{Path('odd', 'scenes')} has to be a folder, and is a file; rename it"),
    ],
)
def test_what_cannot_be_begun_is_refused_in_a_line_and_nothing_is_written(
    command: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    create_scene(tmp_path / "high-water", "high-water", SceneTemplateValues())
    (tmp_path / "high-water" / "seeds" / "letter-facts.yaml").write_text("dossier: mine\n")
    (tmp_path / "note.txt").write_text("")
    (tmp_path / "flat").mkdir()
    (tmp_path / "flat" / "a.yaml").write_text("scene: a\n")
    for folder, file in (("taken", "schema"), ("odd", "scenes")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).write_text("")
    files_before = read_files(tmp_path)
    result = run_command(*shlex.split(command))
    assert result.status == 2
    assert message in result.err
    assert read_files(tmp_path) == files_before


def test_where_the_schemas_cannot_be_written_another_try_finds_no_half_of_a_scene(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raise_full_disk(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "schema/scene.json")

    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(scaffold, "write_schemas", raise_full_disk)
        result = run_command("new", "flood")
    assert result.status == 2
    assert "schema/scene.json cannot be written: No space left on device" in result.err
    assert read_files(tmp_path) == {}
    assert run_command("new", "flood").status == 0


# ---------------------------------------------------------------------------------------------------- at a terminal


def run_at_terminal(typed: str, folder: Path) -> str:
    """Runs `party-card new flood` at a pseudo-terminal with typed input; returns the text on the screen."""
    import pty

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "party_card", "new", "flood"]
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    with subprocess.Popen(command, cwd=folder, stdin=slave, stdout=slave, stderr=slave, env=environment) as child:
        os.close(slave)
        os.write(master, typed.encode())
        screen = b""
        with contextlib.suppress(OSError):  # the error of Linux if the other end is closed
            while chunk := os.read(master, 4096):
                screen += chunk
        assert child.wait(timeout=30) == 0, screen
    os.close(master)
    return screen.decode()


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals on Windows")
def test_at_a_terminal_it_asks_five_questions_and_a_date_again(tmp_path: Path) -> None:
    screen = run_at_terminal("High Water\nLennbridge\nlast March\n1908-03\nA clerk\nThe box\n", tmp_path)
    assert screen.count("? ") >= 6
    assert "`last March` cannot be read as a date" in screen
    (scene,) = read_pack(tmp_path / "flood")[0].scenes.values()
    assert (scene.title, scene.place, scene.span) == ("High Water", "Lennbridge", "1908-03")


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals on Windows")
def test_where_the_typing_ends_the_rest_stays_open(tmp_path: Path) -> None:
    run_at_terminal("\nLennbridge\n\x04", tmp_path)
    (scene,) = read_pack(tmp_path / "flood")[0].scenes.values()
    assert (scene.title, scene.place, scene.span) == ("Flood", "Lennbridge", None)
