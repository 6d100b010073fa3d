"""`party-card export` writes files, or reports why not."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from party_card.cli import main
from party_card.frontends.html import bundle
from party_card.frontends.html.encode.page_data import encode_scenes

BRIDGE = """\
scene: bridge
title: The Bridge
span: "1932"
passages:
  one:
    text: You wait.
    choices:
      - {id: go, text: Go on, goto: two}
      - {id: stay, text: Stay, goto: two}
  two:
    text: It is dark.
    ending: {id: done, title: Done}
"""
RIVER = BRIDGE.replace("scene: bridge", "scene: river").replace("The Bridge", "The River").replace("1932", "1931")
STUCK = BRIDGE.replace("text: Stay,", 'text: Stay, if: "visited(two)",')
CAMPAIGN = "campaign: water\ntitle: Two Waters\nscenes: [bridge, river]\n"

Export = Callable[..., int]


@pytest.fixture
def export(write_pack: Callable[..., Path]) -> Export:
    def run(*arguments: str, **scenes: str) -> int:
        root = write_pack({f"scenes/{name}.yaml": text for name, text in scenes.items()})
        return main(["export", *arguments, "--pack", str(root)])

    return run


def read_page_data(file: Path) -> dict[str, Any]:
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', file.read_text(encoding="utf-8"))
    assert match
    data: dict[str, Any] = json.loads(match[1])
    return data


def test_a_scene_is_written_as_one_file(export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bridge.html"
    assert export("bridge", "--html", str(file), bridge=BRIDGE) == 0
    assert [scene["id"] for scene in read_page_data(file)["scenes"]] == ["bridge"]
    first_line, second = capsys.readouterr().out.splitlines()
    assert first_line == "bridge: the page agrees with the game at 2 positions"
    assert second.startswith(f"{file}: ")


def test_a_page_and_packages_are_written_from_one_proof(export: Export, tmp_path: Path) -> None:
    page, scorm, cmi5 = (tmp_path / name for name in ("a.html", "a.zip", "b.zip"))
    files = ("--html", str(page), "--scorm", str(scorm), "--cmi5", str(cmi5))
    assert export("bridge", *files, bridge=BRIDGE) == 0
    for package, description in ((scorm, "imsmanifest.xml"), (cmi5, "cmi5.xml")):
        with zipfile.ZipFile(package) as opened:
            assert opened.testzip() is None
            assert opened.namelist() == [description, "index.html"]
    assert page.stat().st_size > 0


@pytest.mark.parametrize(
    ("campaign", "order", "title"),
    [({}, ["river", "bridge"], "The River"), ({"campaign": CAMPAIGN}, ["bridge", "river"], "Two Waters")],
)
def test_all_scenes_are_written_in_the_order_of_the_campaign_or_else_by_date(
    export: Export, tmp_path: Path, campaign: dict[str, str], order: list[str], title: str
) -> None:
    file = tmp_path / "all.html"
    assert export("--campaign", "--html", str(file), bridge=BRIDGE, river=RIVER, **campaign) == 0
    data = read_page_data(file)
    assert [scene["id"] for scene in data["scenes"]] == order
    assert data["title"] == title


def test_a_scene_that_is_left_out_is_not_written_and_its_mistakes_do_not_matter(export: Export, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    assert (
        export(
            "--campaign",
            "--without",
            "river",
            "--html",
            str(file),
            bridge=BRIDGE,
            river=STUCK.replace("bridge", "river"),
        )
        == 0
    )
    assert [scene["id"] for scene in read_page_data(file)["scenes"]] == ["bridge"]


def test_a_scene_with_mistakes_is_not_written(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bridge.html"
    assert export("bridge", "--html", str(file), bridge=BRIDGE.replace("goto: two", "goto: tow")) == 1
    assert "error[unknown-passage]" in capsys.readouterr().err
    assert not file.exists()


def test_the_mistakes_of_other_scenes_stand_in_nobodys_way(export: Export, tmp_path: Path) -> None:
    broken_file = RIVER.replace("goto: two", "goto: tow")
    assert export("bridge", "--html", str(tmp_path / "a.html"), bridge=BRIDGE, river=broken_file) == 0
    assert export("--campaign", "--html", str(tmp_path / "b.html"), bridge=BRIDGE, river=broken_file) == 1


def test_a_scene_that_is_not_proved_is_not_written(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bridge.html"
    assert export("bridge", "--html", str(file), bridge=STUCK) == 1
    assert "error[choice-never-open]" in capsys.readouterr().err
    assert not file.exists()


def test_a_condition_beyond_the_page_is_named_with_its_variables_and_their_combinations(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wide = BRIDGE.replace(
        "passages:", "variables:\n  here: {range: [0, 63], start: 0}\n  there: {range: [0, 64], start: 0}\npassages:"
    )
    wide = wide.replace("text: Stay,", "text: Stay, if: here + there < 9, add: {here: 1, there: 1},")
    assert export("bridge", "--html", str(tmp_path / "a.html"), bridge=wide) == 1
    message = capsys.readouterr().err
    assert "this condition reads `here` and `there`, 4,160 combinations; a page looks up 4,096" in message
    assert "if: here + there < 9" in message
    assert not (tmp_path / "a.html").exists()
    assert message.endswith(
        "\nparty-card: nothing is written, because of what stands above: a page cannot hold as much as the game. Follow "
        "the help and export again; the window and the terminal play the scene as it is\n"
    )


def test_a_scene_with_errors_beside_a_limit_of_the_page_is_reported_by_its_errors(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    choices = "".join(f"      - {{id: way-{number}, text: Way {number}, goto: two}}\n" for number in range(40))
    crowded = BRIDGE.replace("  two:\n", choices + "  two:\n", 1)
    assert export("bridge", "--html", str(tmp_path / "a.html"), bridge=crowded) == 1
    message = capsys.readouterr().err
    assert "warning[beyond-the-page]" in message
    assert "party-card: nothing is written" in message
    assert (
        export("bridge", "--html", str(tmp_path / "a.html"), bridge=crowded.replace("goto: two", "goto: tow", 1)) == 1
    )
    message = capsys.readouterr().err
    assert "error[unknown-passage]" in message
    assert "party-card:" not in message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bridge"], "say what to write: --html FILE"),
        (["--html", "a.html"], "say which scene, or --campaign for all of them"),
        (["bridge", "--campaign", "--html", "a.html"], "say which scene, or --campaign for all of them"),
        (["--campaign", "--without", "brdge", "--html", "a.html"], "to leave out; did you mean `bridge`?"),
        (["bridge", "--without", "bridge", "--html", "a.html"], "--without leaves scenes out of --campaign"),
        (["brigde", "--html", "a.html"], "there is no scene `brigde`; did you mean `bridge`?"),
    ],
)
def test_a_wish_that_cannot_be_met_is_answered_with_a_sentence(
    export: Export, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert export(*arguments, bridge=BRIDGE) == 2
    assert message in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_named(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("bridge", "--html", str(tmp_path / "none" / "a.html"), bridge=BRIDGE) == 2
    assert "a.html cannot be written" in capsys.readouterr().err


def test_a_page_that_disagrees_is_not_written(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def encode_wrongly(*arguments: Any, **options: Any) -> Any:
        data = encode_scenes(*arguments, **options)
        data["scenes"][0]["passages"][0][3][1][2] = 0  # staying leads nowhere
        return data

    monkeypatch.setattr(bundle, "encode_scenes", encode_wrongly)
    file = tmp_path / "bridge.html"
    assert export("bridge", "--html", str(file), bridge=BRIDGE) == 2
    assert "bridge, at the beginning: where `stay` leads differs" in capsys.readouterr().err
    assert not file.exists()
