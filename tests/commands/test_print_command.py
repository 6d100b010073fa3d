"""`party-card print` as it is typed: its output, and every refusal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.command_line import run_command
from tests.commands.conftest import SAMPLE_FILES, SAMPLE_SCENE
from tests.storage.campaign import write_campaign
from tests.translation.sample import write_german_example

WritePack = Callable[..., Path]


def test_guide_worksheet_and_sources_are_written_together(sample_root: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("g.html", "w.html", "b.json")]
    options = [
        part
        for option, file in zip(("--guide", "--worksheet", "--bibliography"), files, strict=True)
        for part in (option, str(file))
    ]
    result = run_command("print", "paper", "--pack", str(sample_root), "--paper", "letter", *options)
    assert result.status == 0
    guide, worksheet, sources = (file.read_text("utf-8") for file in files)
    assert "Teacher’s guide" in guide
    assert "size: Letter" in worksheet
    assert [record["id"] for record in json.loads(sources)] == ["book"]
    assert "1 source" in result.out


def test_nothing_is_printed_of_a_scene_with_a_mistake(write_pack: WritePack, tmp_path: Path) -> None:
    scene_text = SAMPLE_SCENE.replace("said nothing. [@read]", "said nothing.")
    root = write_pack(SAMPLE_FILES | {"scenes/paper.yaml": scene_text})
    result = run_command("print", "paper", "--guide", str(tmp_path / "g.html"), "--pack", str(root))
    assert result.status == 1
    assert "record-without-citation" in result.err
    assert not (tmp_path / "g.html").exists()


def test_nothing_is_printed_of_a_scene_that_is_not_proved(write_pack: WritePack, tmp_path: Path) -> None:
    root = write_pack(SAMPLE_FILES | {"scenes/paper.yaml": SAMPLE_SCENE + "never: [read_it]\n"})
    result = run_command("print", "paper", "--guide", str(tmp_path / "g.html"), "--pack", str(root))
    assert result.status == 1
    assert "error[" in result.err


def test_a_campaign_gets_a_plan(tmp_path: Path) -> None:
    write_campaign(tmp_path / "pack")
    file = tmp_path / "plan.html"
    options = ("--guide", str(file), "--pack", str(tmp_path / "pack"), "--without", "spring")
    assert run_command("print", "--campaign", *options).status == 0
    plan = file.read_text("utf-8")
    assert "One term" in plan
    assert "Spring" not in plan


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("paper",), "say what to print: --guide FILE"),
        (("--guide", "g.html"), "say which scene, or --campaign"),
        (("paper", "--guide", "g.odt"), "g.odt must end in .html or .pdf"),
        (("paper", "--bibliography", "b.ris"), "b.ris must end in .txt, .json or .bib"),
        (("--campaign", "--worksheet", "w.html"), "a worksheet is of one scene"),
        (("paper", "--guide", "g.html", "--without", "x"), "--without leaves scenes out of --campaign"),
        (("paper", "--guide", "no/such/folder.html"), "cannot be written"),
    ],
)
def test_what_cannot_be_printed_is_said_in_a_sentence(
    sample_root: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = run_command("print", *arguments, "--pack", str(sample_root))
    assert result.status == 2
    assert message in result.err


def test_a_translated_scene_is_printed_in_its_language(tmp_path: Path) -> None:
    root, guide, worksheet = write_german_example(tmp_path), tmp_path / "g.html", tmp_path / "w.html"
    sources = tmp_path / "s.txt"
    papers = ("--guide", str(guide), "--worksheet", str(worksheet), "--bibliography", str(sources))
    options = (*papers, "--pack", str(root), "--language", "de")
    result = run_command("print", "high-water", *options)
    assert result.status == 0, result.err
    for file in (guide, worksheet):
        text = file.read_text("utf-8")
        assert '<html lang="de">' in text
        assert "<h1>Hochwasser</h1>" in text
    assert "„Papers on the high water of 27 March 1908 (invented)“." in sources.read_text("utf-8")


def test_a_scene_that_names_its_language_is_printed_in_it(write_pack: WritePack, tmp_path: Path) -> None:
    root = write_pack(
        SAMPLE_FILES | {"scenes/paper.yaml": SAMPLE_SCENE.replace("scene: paper\n", "scene: paper\nlanguage: de\n")}
    )
    file = tmp_path / "g.html"
    assert run_command("print", "paper", "--guide", str(file), "--pack", str(root)).status == 0
    assert '<html lang="de">' in file.read_text("utf-8")
