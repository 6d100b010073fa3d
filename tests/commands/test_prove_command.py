"""`party-card prove` as it is typed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.commands.command_line import CommandResult, run_command

WritePack = Callable[..., Path]
SOUND = """\
scene: sound
title: A Sound One
variables: {seen: false}
passages:
  one:
    text: [{text: You wait.}, {text: You have waited before., if: seen}]
    choices:
      - {id: look, text: Look, if: not seen, locked: You have looked, set: {seen: true}, goto: one}
      - {id: go, text: Go, goto: two}
  two: {text: It is dark., ending: {id: done, title: Done}}
always: ["seen or not chose(look)"]
tests:
  - {name: going at once, play: [go], expect: {passage: two, ending: done}}
"""
STUCK = SOUND.replace("scene: sound", "scene: stuck").replace(
    "- {id: go, text: Go, goto: two}", "- {id: go, text: Go, if: not seen, goto: two}"
)
FACTS = "dossier: d\nfacts: {f: {text: A fact., grade: reported, cite: {source: kotkin-2017, p: 1}}}\n"


def prove(*arguments: str) -> CommandResult:
    return run_command("prove", *arguments)


def test_a_sound_scene_ends_with_0_and_says_what_was_visited(write_pack: WritePack) -> None:
    status, out, err = prove(str(write_pack({"scenes/sound.yaml": SOUND})))
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == "sound: 4 positions, 3 moves, every path holds; 1 of 1 story test pass"


def test_a_position_without_a_way_on_ends_with_1_and_the_way_there(write_pack: WritePack) -> None:
    status, out, _ = prove(str(write_pack({"scenes/stuck.yaml": STUCK})))
    assert status == 1
    assert "error[every-choice-closed]" in out
    assert re.search(r"party-card play stuck --pack \S+ --choices look`", out)


def test_inside_its_own_folder_the_way_there_names_the_folder_too(
    write_pack: WritePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_pack({"scenes/stuck.yaml": STUCK}))
    for path in (".", "scenes/stuck.yaml"):
        command = re.search(r"`party-card (play stuck --pack \. --choices look)`", prove(path).out)
        assert command is not None
        assert run_command(*command[1].split(), "--json").status == 0


def test_a_file_with_mistakes_is_not_proved_but_told(write_pack: WritePack) -> None:
    root = write_pack(
        {"scenes/a.yaml": SOUND.replace("goto: two", "goto: tow"), "scenes/b.yaml": STUCK.replace("stuck", "b")}
    )
    status, out, _ = prove(str(root))
    assert status == 1
    assert "sound: not proved; its file has mistakes" in out
    assert "error[unknown-passage]" in out
    assert "error[every-choice-closed]" in out


def test_one_scene_can_be_proved_without_its_neighbours(write_pack: WritePack) -> None:
    root = write_pack({"scenes/sound.yaml": SOUND, "scenes/stuck.yaml": STUCK})
    assert prove(str(root / "scenes" / "sound.yaml")).status == 0
    assert prove(str(root / "scenes")).status == 1


def test_machines_get_data_on_one_stream_and_people_lines_on_the_other(write_pack: WritePack) -> None:
    status, out, err = prove(str(write_pack({"scenes/stuck.yaml": STUCK})), "--format", "sarif")
    log = json.loads(out)
    assert (status, log["runs"][0]["results"][0]["ruleId"]) == (1, "every-choice-closed")
    assert err.startswith("stuck: ")


def test_a_limit_ends_with_a_message_that_names_what_multiplies(write_pack: WritePack) -> None:
    names = [f"v{number}" for number in range(12)]
    variables = "variables: {" + ", ".join(f"{name}: false" for name in names) + "}\n"
    choices = "".join(
        f"      - {{id: c{name}, text: T, if: not {name}, set: {{{name}: true}}, goto: one}}\n" for name in names
    )
    scene = (
        f"scene: wide\ntitle: W\n{variables}passages:\n  one:\n    text: T.\n    choices:\n{choices}"
        "      - {id: go, text: G, goto: two}\n  two: {text: T., ending: {id: e, title: E}}\n"
    )
    status, out, _ = prove(str(write_pack({"scenes/wide.yaml": scene})), "--limit", "1000")
    assert status == 1
    assert "error[too-many-positions]" in out
    assert "`v0`" in out


def test_thresholds_of_coverage_fail_the_run(write_pack: WritePack) -> None:
    root = str(write_pack({"scenes/sound.yaml": SOUND}))
    assert prove(root, "--least", "passages=100,endings=100").status == 0
    status, out, _ = prove(root, "--least", "choices=100")
    assert status == 1
    assert "story tests see 50% of choices, not 100%: look (8)" in out
    status, _, err = prove(root, "--least", "pasages=100")
    assert status == 2
    assert "`pasages=100` is no threshold" in err


def test_coverage_is_a_page_on_which_nothing_an_author_wrote_is_markup(write_pack: WritePack, tmp_path: Path) -> None:
    hostile = SOUND.replace("It is dark.", "<script>alert(1)</script> & more")
    page = tmp_path / "coverage.html"
    assert prove(str(write_pack({"scenes/sound.yaml": hostile})), "--coverage", str(page)).status == 0
    text = page.read_text(encoding="utf-8")
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert '<span class="line part"><span class="mark">~</span><span class="no">8</span>' in text
    assert '<span class="line all"><span class="mark">✓</span><span class="no">9</span>' in text


def test_random_play_tells_its_seed_and_the_shortest_way_to_what_went_wrong(write_pack: WritePack) -> None:
    status, out, _ = prove(str(write_pack({"scenes/stuck.yaml": STUCK})), "--random", "200", "--seed", "7")
    assert status == 1
    assert "of seed 7 went wrong; shortened: look" in out


def test_several_processes_come_to_the_same(write_pack: WritePack) -> None:
    root = str(write_pack({"scenes/sound.yaml": SOUND, "scenes/stuck.yaml": STUCK}))
    assert prove(root, "--jobs", "2") == prove(root)


def test_a_folder_of_dossiers_beside_one_of_scenes_is_no_hindrance(write_pack: WritePack) -> None:
    root = write_pack({"scenes/sound.yaml": SOUND, "seeds/d.yaml": FACTS})
    assert prove(str(root / "scenes"), str(root / "seeds")).status == 0


def test_what_cannot_be_done_ends_with_2(write_pack: WritePack) -> None:
    root = str(write_pack({"scenes/sound.yaml": SOUND}))
    for arguments, message in (
        (("missing",), "there is no file or folder missing"),
        ((root, "--jobs", "0"), "--jobs wants a number of at least 1"),
    ):
        result = prove(*arguments)
        assert (result.status, result.err) == (2, f"party-card: {message}\n")


@pytest.mark.dask
def test_a_cluster_of_two_workers_comes_to_the_same(write_pack: WritePack) -> None:
    distributed: Any = import_module("distributed")
    root = str(write_pack({"scenes/sound.yaml": SOUND, "scenes/stuck.yaml": STUCK}))
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        assert prove(root, "--dask", cluster.scheduler_address)[:2] == prove(root)[:2]
