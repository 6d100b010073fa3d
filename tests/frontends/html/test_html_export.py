"""`party-card export`: what is written, and what is told instead."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from party_card.cli import main
from party_card.frontends.html import bundle as readying
from party_card.frontends.html.encode.scene import write_data

GOOD = """\
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
EARLIER = GOOD.replace("scene: bridge", "scene: river").replace("The Bridge", "The River").replace("1932", "1931")
STUCK = GOOD.replace("text: Stay,", 'text: Stay, if: "visited(two)",')
CAMPAIGN = "campaign: water\ntitle: Two Waters\nscenes: [bridge, river]\n"

Export = Callable[..., int]


@pytest.fixture
def export(write_pack: Callable[..., Path]) -> Export:
    def run(*arguments: str, **scenes: str) -> int:
        root = write_pack({f"scenes/{name}.yaml": text for name, text in scenes.items()})
        return main(["export", *arguments, "--pack", str(root)])

    return run


def data_in(file: Path) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', file.read_text(encoding="utf-8"))
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_a_scene_is_written_as_one_file(export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bridge.html"
    assert export("bridge", "--html", str(file), bridge=GOOD) == 0
    assert [scene["id"] for scene in data_in(file)["scenes"]] == ["bridge"]
    first, second = capsys.readouterr().out.splitlines()
    assert first == "bridge: the page agrees with the game at 2 positions"
    assert second.startswith(f"{file}: ")


@pytest.mark.parametrize(
    ("campaign", "order", "title"),
    [({}, ["river", "bridge"], "The River"), ({"campaign": CAMPAIGN}, ["bridge", "river"], "Two Waters")],
)
def test_all_scenes_are_written_in_the_order_of_the_campaign_or_else_by_date(
    export: Export, tmp_path: Path, campaign: dict[str, str], order: list[str], title: str
) -> None:
    file = tmp_path / "all.html"
    assert export("--campaign", "--html", str(file), bridge=GOOD, river=EARLIER, **campaign) == 0
    data = data_in(file)
    assert [scene["id"] for scene in data["scenes"]] == order
    assert data["title"] == title


def test_a_scene_that_is_left_out_is_not_written_and_its_mistakes_do_not_matter(export: Export, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    assert (
        export(
            "--campaign", "--without", "river", "--html", str(file), bridge=GOOD, river=STUCK.replace("bridge", "river")
        )
        == 0
    )
    assert [scene["id"] for scene in data_in(file)["scenes"]] == ["bridge"]


def test_a_scene_with_mistakes_is_not_written(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bridge.html"
    assert export("bridge", "--html", str(file), bridge=GOOD.replace("goto: two", "goto: tow")) == 1
    assert "error[unknown-passage]" in capsys.readouterr().err
    assert not file.exists()


def test_the_mistakes_of_other_scenes_stand_in_nobodys_way(export: Export, tmp_path: Path) -> None:
    broken = EARLIER.replace("goto: two", "goto: tow")
    assert export("bridge", "--html", str(tmp_path / "a.html"), bridge=GOOD, river=broken) == 0
    assert export("--campaign", "--html", str(tmp_path / "b.html"), bridge=GOOD, river=broken) == 1


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
    wide = GOOD.replace(
        "passages:", "variables:\n  here: {range: [0, 63], start: 0}\n  there: {range: [0, 64], start: 0}\npassages:"
    )
    wide = wide.replace("text: Stay,", "text: Stay, if: here + there < 9, set: {here: +1, there: +1},")
    assert export("bridge", "--html", str(tmp_path / "a.html"), bridge=wide) == 1
    told = capsys.readouterr().err
    assert "this condition reads `here` and `there`, 4,160 combinations; a page looks up 4,096" in told
    assert "if: here + there < 9" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
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
    export: Export, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert export(*arguments, bridge=GOOD) == 2
    assert told in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_named(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("bridge", "--html", str(tmp_path / "none" / "a.html"), bridge=GOOD) == 2
    assert "a.html cannot be written" in capsys.readouterr().err


def test_a_page_that_disagrees_is_not_written(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoilt(*arguments: Any, **more: Any) -> Any:
        data = write_data(*arguments, **more)
        data["scenes"][0]["passages"][0][3][1][2] = 0  # staying leads nowhere
        return data

    monkeypatch.setattr(readying, "write_data", spoilt)
    file = tmp_path / "bridge.html"
    assert export("bridge", "--html", str(file), bridge=GOOD) == 2
    assert "bridge, at the beginning: where `stay` leads differs" in capsys.readouterr().err
    assert not file.exists()
