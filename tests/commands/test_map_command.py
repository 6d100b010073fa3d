"""`party-card map` as it is typed: its output, and every refusal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.command_line import run_command
from tests.commands.conftest import SAMPLE_FILES, SAMPLE_SCENE

WritePack = Callable[..., Path]


def test_a_map_is_written_by_the_ending_of_its_file(sample_root: Path, tmp_path: Path) -> None:
    for name, first in (("m.mmd", "flowchart TD"), ("m.dot", "digraph scene {")):
        result = run_command("map", "paper", "--to", str(tmp_path / name), "--pack", str(sample_root))
        assert result.status == 0
        assert (tmp_path / name).read_text("utf-8").startswith(first)
        assert "4 passages, 8 choices" in result.out


def test_a_map_shows_a_scene_whose_proof_fails(write_pack: WritePack, tmp_path: Path) -> None:
    attic = "passages:\n  attic: {text: Nobody comes., ending: {id: up, title: Up}}\n"
    root = write_pack(SAMPLE_FILES | {"scenes/paper.yaml": SAMPLE_SCENE.replace("passages:\n", attic)})
    result = run_command("map", "paper", "--to", str(tmp_path / "m.dot"), "--pack", str(root))
    assert result.status == 0
    assert "no path leads here" in (tmp_path / "m.dot").read_text("utf-8")
    assert "in red: 1 that no path reaches" in result.out


def test_a_scene_that_cannot_be_read_has_no_map(write_pack: WritePack, tmp_path: Path) -> None:
    misspelt = SAMPLE_SCENE.replace("goto: later}", "goto: latter}")
    root = write_pack(SAMPLE_FILES | {"scenes/paper.yaml": misspelt})
    result = run_command("map", "paper", "--to", str(tmp_path / "m.dot"), "--pack", str(root))
    assert result.status == 1
    assert "did you mean `later`?" in result.err
    assert not (tmp_path / "m.dot").exists()


@pytest.mark.parametrize(
    ("scene", "file", "message"),
    [
        ("paper", "m.png", "m.png must end in .svg, .mmd or .dot"),
        ("papre", "m.dot", "there is no scene `papre`; did you mean `paper`?"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(sample_root: Path, scene: str, file: str, message: str) -> None:
    result = run_command("map", scene, "--to", file, "--pack", str(sample_root))
    assert result.status == 2
    assert message in result.err


def test_a_folder_that_is_not_there_is_said_so() -> None:
    result = run_command("map", "paper", "--to", "m.dot", "--pack", "nowhere")
    assert result.status == 2
    assert "there is no folder nowhere" in result.err


def test_ways_beyond_all_counting_are_told_as_a_power_of_ten(write_pack: WritePack, tmp_path: Path) -> None:
    count = 1200
    passages = "".join(
        f"  p{number}:\n    text: T.\n    choices:\n"
        + "".join(f"      - {{id: c{number}-{way}, text: C, goto: p{number + 1}}}\n" for way in range(3))
        for number in range(count)
    )
    ending = f"  p{count}: {{text: T., ending: {{id: e, title: E}}}}\n"
    root = write_pack({"scenes/corridor.yaml": f"scene: corridor\ntitle: T\npassages:\n{passages}{ending}"})
    for name in ("m.dot", "m.mmd"):
        result = run_command("map", "corridor", "--to", str(tmp_path / name), "--pack", str(root))
        assert (result.status, result.err) == (0, "")
        assert result.out.endswith("1,201 passages, 3,600 choices, more than 10^572 ways to an ending\n")
        assert max(map(len, (tmp_path / name).read_text("utf-8").split())) < 200
