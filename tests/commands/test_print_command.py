"""`party-card map`, `print` and `sources export`: what is written, and every way to be told no."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from party_card.cli import main
from tests.engine.sample import FILES

Write = Callable[..., Path]
SCENE = FILES["scenes/paper.yaml"].replace("You had read it.,", "'You had read it. [@read]',")
PACK = FILES | {"scenes/paper.yaml": SCENE}


@pytest.fixture
def root(write_pack: Write) -> Path:
    return write_pack(PACK)


def run(*arguments: object) -> int:
    return main([str(one) for one in arguments])


def test_a_map_is_written_by_the_ending_of_its_file(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, first in (("m.mmd", "flowchart TD"), ("m.dot", "digraph scene {")):
        assert run("map", "paper", "--to", tmp_path / name, "--pack", root) == 0
        assert (tmp_path / name).read_text("utf-8").startswith(first)
    assert "4 passages, 8 choices" in capsys.readouterr().out


def test_a_map_shows_a_scene_whose_proof_fails(
    write_pack: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = SCENE.replace("passages:\n", "passages:\n  attic: {text: Nobody comes., ending: {id: up, title: Up}}\n")
    root = write_pack(PACK | {"scenes/paper.yaml": broken})
    assert run("map", "paper", "--to", tmp_path / "m.dot", "--pack", root) == 0
    assert "no path leads here" in (tmp_path / "m.dot").read_text("utf-8")
    assert "in red: 1 that no path reaches" in capsys.readouterr().out


def test_a_scene_that_cannot_be_read_has_no_map(
    write_pack: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_pack(PACK | {"scenes/paper.yaml": SCENE.replace("goto: later}", "goto: latter}")})
    assert run("map", "paper", "--to", tmp_path / "m.dot", "--pack", root) == 1
    assert "did you mean `later`?" in capsys.readouterr().err
    assert not (tmp_path / "m.dot").exists()


def test_guide_worksheet_and_sources_are_written_together(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / name for name in ("g.html", "w.html", "b.json")]
    options = zip(("--guide", "--worksheet", "--bibliography"), files, strict=True)
    assert run("print", "paper", "--pack", root, "--paper", "letter", *(part for pair in options for part in pair)) == 0
    guide, worksheet, sources = (file.read_text("utf-8") for file in files)
    assert "Teacher’s guide" in guide
    assert "size: Letter" in worksheet
    assert [record["id"] for record in json.loads(sources)] == ["book"]
    assert "1 source" in capsys.readouterr().out


def test_nothing_is_printed_of_a_scene_with_a_mistake(
    write_pack: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    uncited = SCENE.replace("said nothing. [@read]", "said nothing.")
    root = write_pack(PACK | {"scenes/paper.yaml": uncited})
    assert run("print", "paper", "--guide", tmp_path / "g.html", "--pack", root) == 1
    assert "record-without-citation" in capsys.readouterr().err
    assert not (tmp_path / "g.html").exists()


def test_nothing_is_printed_of_a_scene_that_is_not_proved(
    write_pack: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_pack(PACK | {"scenes/paper.yaml": SCENE + "never: [read_it]\n"})
    assert run("print", "paper", "--guide", tmp_path / "g.html", "--pack", root) == 1
    assert "error[" in capsys.readouterr().err


def test_a_campaign_gets_a_plan(tmp_path: Path) -> None:
    from tests.storage.campaign import write_campaign

    write_campaign(tmp_path / "pack")
    plan = tmp_path / "plan.html"
    assert run("print", "--campaign", "--guide", plan, "--pack", tmp_path / "pack", "--without", "spring") == 0
    assert "One term" in plan.read_text("utf-8")
    assert "Spring" not in plan.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("map", "paper", "--to", "m.png"), "m.png must end in .svg, .mmd or .dot"),
        (("map", "papre", "--to", "m.dot"), "there is no scene `papre`; did you mean `paper`?"),
        (("print", "paper"), "say what to print: --guide FILE"),
        (("print", "--guide", "g.html"), "say which scene, or --campaign"),
        (("print", "paper", "--guide", "g.odt"), "g.odt must end in .html or .pdf"),
        (("print", "paper", "--bibliography", "b.ris"), "b.ris must end in .txt, .json or .bib"),
        (("print", "--campaign", "--worksheet", "w.html"), "a worksheet is of one scene"),
        (("print", "paper", "--guide", "g.html", "--without", "x"), "--without leaves scenes out of --campaign"),
        (("print", "paper", "--guide", "no/such/folder.html"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    root: Path, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments, "--pack", root) == 2
    assert said in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("map", "paper", "--to", "m.dot", "--pack", "nowhere") == 2
    assert "there is no folder nowhere" in capsys.readouterr().err


def test_sources_are_exported_by_the_ending_of_the_file(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, part in (("s.txt", "Author, Anna."), ("s.json", '"type": "book"'), ("s.bib", "@book{book,")):
        assert run("sources", "export", "--to", tmp_path / name, "--pack", root) == 0
        assert part in (tmp_path / name).read_text("utf-8")
    assert run("sources", "export", "--to", "s.xml", "--pack", root) == 2
    assert "must end in .txt, .json or .bib" in capsys.readouterr().err
