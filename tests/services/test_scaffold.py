"""`party-card new`: from a blank page to a scene that plays, checks and is proved; nothing is written over."""

from __future__ import annotations

import errno
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from party_card.cli import main
from party_card.content.pack import read_pack
from party_card.rules import check_pack
from party_card.services import scaffold
from party_card.services.scaffold import SceneTemplateValues, begin
from party_card.services.verification import read_library, verify_scene
from tests import SOURCE
from tests.test_cli import run


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_without_a_terminal_nothing_is_asked_and_what_is_written_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "high-water"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert sorted(files_of(tmp_path / "high-water")) == [
        "scenes/high-water.yaml",
        "schema/campaign.json", "schema/dossier.json", "schema/scene.json", "schema/sources.json",
        "seeds/high-water-facts.yaml",
        "seeds/sources.yaml",
    ]  # fmt: skip
    assert main(["check", "--strict", "high-water"]) == 0
    assert main(["prove", "--strict", "high-water"]) == 0
    capsys.readouterr()
    for line in said[-3:]:  # what it says to do next can be done
        command = shlex.split(line.split("party-card ")[1])
        done = run(*command, *(["--choices", "write,show", "--json"] if command[0] == "play" else []))
        assert (done.returncode, done.stderr) == (0, ""), line


def test_what_the_teacher_says_stands_in_the_scene(tmp_path: Path) -> None:
    wishes = SceneTemplateValues("High Water", "Lennbridge", "1908-03/1908-04", "A clerk", "The box")
    begin(tmp_path, "high-water", wishes)
    pack, _ = read_pack(tmp_path)
    (scene,) = pack.scenes.values()
    assert scene.role is not None
    (source,) = pack.sources.values()
    assert (scene.title, scene.place, scene.span, scene.role.name, source.title) == (
        "High Water", "Lennbridge", "1908-03/1908-04", "A clerk", "The box",
    )  # fmt: skip


@given(
    answer=st.text(max_size=30) | st.sampled_from(["no", "yes: no", "- a", "'", '"', "# b", "{", "1908", "null", "~"])
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_answered_it_is_sound(answer: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("pack")
    begin(root, "scene", SceneTemplateValues(title=answer, place=answer, role=answer, source=answer))
    pack, found = read_pack(root)
    assert not found
    assert not check_pack(pack), "it rests on nothing but its own files"
    kept = "".join(letter for letter in answer if letter.isprintable() and not letter.isspace())
    assert next(iter(pack.scenes.values())).title.replace(" ", "") == (kept or "Scene")


def test_a_second_scene_in_the_same_folder_leaves_the_first_as_it_is(tmp_path: Path) -> None:
    begin(tmp_path, "first", SceneTemplateValues(when="1908"))
    before = {name: data for name, data in files_of(tmp_path).items() if not name.startswith("schema/")}
    begin(tmp_path, "second", SceneTemplateValues())
    after = files_of(tmp_path)
    assert {name: after[name] for name in before} == before
    library = read_library(tmp_path)
    assert not library.reading and not library.rules
    assert all(not verify_scene(library, scene).diagnostics for scene in library.pack.scenes)
    assert '"second-facts"' in after["schema/scene.json"].decode()


@pytest.mark.parametrize(
    ("arguments", "told"),
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
    arguments: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    begin(tmp_path / "high-water", "high-water", SceneTemplateValues())
    (tmp_path / "high-water" / "seeds" / "letter-facts.yaml").write_text("dossier: mine\n")
    (tmp_path / "note.txt").write_text("")
    (tmp_path / "flat").mkdir()
    (tmp_path / "flat" / "a.yaml").write_text("scene: a\n")
    for folder, file in (("taken", "schema"), ("odd", "scenes")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).write_text("")
    before = files_of(tmp_path)
    assert main(shlex.split(arguments)) == 2
    assert told in capsys.readouterr().err
    assert files_of(tmp_path) == before


def test_a_schema_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "scene.json").write_text('{"title": "mine"}')
    begin(tmp_path, "first", SceneTemplateValues())
    assert (tmp_path / "schema" / "scene.json").read_text() == '{"title": "mine"}'


def test_where_the_schemas_cannot_be_written_another_try_finds_no_half_of_a_scene(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "schema/scene.json")

    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as once:
        once.setattr(scaffold, "write_schemas", full)
        assert main(["new", "flood"]) == 2
    assert "schema/scene.json cannot be written: No space left on device" in capsys.readouterr().err
    assert files_of(tmp_path) == {}
    assert main(["new", "flood"]) == 0


def at_a_terminal(typed: str, folder: Path) -> str:
    """`party-card new flood` at a terminal of its own, where somebody types; what stands on the screen."""
    import pty

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "party_card", "new", "flood"]
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    child = subprocess.Popen(command, cwd=folder, stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    os.write(master, typed.encode())
    shown = b""
    try:
        while piece := os.read(master, 4096):
            shown += piece
    except OSError:
        pass  # how Linux says that the other side is closed
    assert child.wait(timeout=30) == 0, shown
    os.close(master)
    return shown.decode()


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals on Windows")
def test_at_a_terminal_it_asks_five_questions_and_a_date_again(tmp_path: Path) -> None:
    shown = at_a_terminal("High Water\nLennbridge\nlast March\n1908-03\nA clerk\nThe box\n", tmp_path)
    assert shown.count("? ") >= 6
    assert "`last March` cannot be read as a date" in shown
    (scene,) = read_pack(tmp_path / "flood")[0].scenes.values()
    assert (scene.title, scene.place, scene.span) == ("High Water", "Lennbridge", "1908-03")


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals on Windows")
def test_where_the_typing_ends_the_rest_stays_open(tmp_path: Path) -> None:
    at_a_terminal("\nLennbridge\n\x04", tmp_path)
    (scene,) = read_pack(tmp_path / "flood")[0].scenes.values()
    assert (scene.title, scene.place, scene.span) == ("Flood", "Lennbridge", None)
