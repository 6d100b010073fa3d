"""`party-card check`, with and without `--fix`, as it is typed."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.command_line import run_command
from tests.services.test_autofix import GOOD as FERRY
from tests.test_cli import GOOD


def test_a_clean_folder_ends_with_0(write_pack: Callable[..., Path]) -> None:
    result = run_command("check", str(write_pack({"scenes/a.yaml": GOOD})))
    assert (result.status, result.out) == (0, "no problems found in 1 file\n")


def test_the_games_own_files_are_clean() -> None:
    result = run_command("check", "--strict")
    assert result.status == 0
    assert result.out.startswith("no problems found in ")


def test_problems_end_with_1_and_are_shown_with_their_line(write_pack: Callable[..., Path]) -> None:
    root = write_pack({"scenes/a.yaml": GOOD.replace("title: A", "titel: A")})
    result = run_command("check", str(root), "--format", "concise")
    assert result.status == 1
    assert f"{root / 'scenes' / 'a.yaml'}:2:1: " in result.out
    assert "unknown-key" in result.out


def test_one_file_is_checked_among_its_neighbours(write_pack: Callable[..., Path]) -> None:
    root = write_pack({"scenes/a.yaml": GOOD, "scenes/b.yaml": "scene: b\ntitel: B\n"})
    assert run_command("check", str(root / "scenes" / "a.yaml")).status == 0
    result = run_command("check", str(root / "scenes" / "b.yaml"))
    assert result.status == 1
    assert result.out.count("unknown-key") == 1


def test_a_folder_inside_a_pack_finds_what_lies_beside_it(write_pack: Callable[..., Path]) -> None:
    root = write_pack(
        {
            "seeds/d.yaml": "dossier: d\nfacts: {f: {text: F., grade: reported, cite: {source: kotkin-2017, p: 1}}}\n",
            "scenes/a.yaml": GOOD.replace("title: A", "title: A\ndossiers: [d]").replace("T.", '"T. [@f]"'),
        }
    )
    result = run_command("check", str(root / "scenes"))
    assert result.status == 0, result.out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing", "there is no file or folder"),
        ("notes.txt", "is no YAML file"),
        ("empty", "there is no YAML file in"),
    ],
)
def test_what_cannot_be_checked_ends_with_2(name: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    result = run_command("check", str(tmp_path / name))
    assert result.status == 2
    assert message in result.err


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_machines_get_data_even_where_all_is_well(form: str, write_pack: Callable[..., Path]) -> None:
    result = run_command("check", str(write_pack({"scenes/a.yaml": GOOD})), "--format", form)
    assert result.status == 0
    json.loads(result.out)


# ----------------------------------------------------------------------------------------------------------- --fix


@pytest.fixture
def misspelt(tmp_path: Path) -> Path:
    """A scene file with one misspelt key."""
    path = tmp_path / "scenes" / "ferry.yaml"
    path.parent.mkdir()
    path.write_text(FERRY.replace("minutes: 5", "minuts: 5"))
    return path


def test_without_a_terminal_the_change_is_shown_and_not_made(misspelt: Path) -> None:
    text_before = misspelt.read_bytes()
    result = run_command("check", str(misspelt.parent.parent), "--fix")
    assert result.status == 1
    assert "\n-minuts: 5\n+minutes: 5\n" in result.out
    assert "1 mend in 1 file; nothing is written yet: add --yes to write it" in result.out
    assert misspelt.read_bytes() == text_before


def test_with_yes_it_is_made_and_the_file_keeps_its_rights(misspelt: Path) -> None:
    misspelt.chmod(0o640)
    result = run_command("check", str(misspelt), "--fix", "--yes")
    assert result.status == 0
    assert misspelt.read_text() == FERRY
    assert stat.S_IMODE(misspelt.stat().st_mode) == 0o640
    assert [path.name for path in misspelt.parent.iterdir()] == ["ferry.yaml"]
    assert "1 mend in 1 file, written\n\nno problems found in 1 file" in result.out
    result = run_command("check", str(misspelt), "--fix", "--yes")
    assert result.status == 0
    assert result.out.startswith("nothing here can be mended without you\n")


def test_only_the_files_that_were_named_are_mended(misspelt: Path) -> None:
    other_file = misspelt.with_name("other.yaml")
    other_file.write_text(FERRY.replace("scene: ferry", "scene: other").replace("start: stage", "start: stgae"))
    text_before = other_file.read_text()
    assert run_command("check", str(misspelt), "--fix", "--yes").status == 0
    assert other_file.read_text() == text_before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--fix"], "--fix wants to know what to mend"),
        (["PATH", "--yes"], "--yes goes with --fix"),
        (["PATH", "--fix", "--format", "json"], "--fix shows a diff"),
        (["nowhere", "--fix"], "there is no file or folder nowhere"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], message: str, misspelt: Path) -> None:
    result = run_command("check", *(str(misspelt) if argument == "PATH" else argument for argument in arguments))
    assert result.status == 2
    assert message in result.err
