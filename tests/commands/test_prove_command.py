"""`party-card prove` as it is typed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from party_card.commands import _progress
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.services import checked_pack
from party_card.services.load import read_pack_over_builtin
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


def test_the_shape_of_a_scene_is_told_to_people_and_to_machines(write_pack: WritePack) -> None:
    root = str(write_pack({"scenes/sound.yaml": SOUND}))
    lines = prove(root).out.splitlines()
    assert lines[2] == "  shape: 1 of 1 decision branches (100%)"
    assert lines[3].startswith("  a random play: 1 decision, 2 of 2 passages (100%), ")
    assert lines[4].startswith("  two random plays share ")
    assert lines[5] == "  endings of 200 random plays: `done` 100%"
    out = json.loads(prove(root, "--format", "json").out)
    shape = out["scenes"][0]["shape"]
    assert (out["scenes"][0]["scene"], shape["decisions"], shape["branching"]) == ("sound", 1, 1)
    assert shape["endings"] == [{"id": "done", "title": "Done", "share": 1.0, "entries": 1}]


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
    assert prove(root, "--jobs", "2", "--no-cache") == prove(root, "--no-cache")


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
        assert prove(root, "--dask", cluster.scheduler_address)[:2] == prove(root, "--no-cache")[:2]


def many_yes_nos(count: int) -> str:
    """Returns a scene that asks for `count` variables at once."""
    choices = "".join(f"      - {{id: c{n}, text: T, set: {{v{n}: true}}, goto: one}}\n" for n in range(count))
    variables = "".join(f"  v{n}: false\n" for n in range(count))
    condition = " and ".join(f"v{n}" for n in range(count))
    return (
        f"scene: wide\ntitle: W\nvariables:\n{variables}passages:\n  one:\n    text: T.\n    choices:\n{choices}"
        f"      - {{id: go, text: G, goto: two, if: {condition}}}\n  two: {{text: T., ending: {{id: e, title: E}}}}\n"
    )


def test_progress_is_reported_beside_the_data(write_pack: WritePack, monkeypatch: pytest.MonkeyPatch) -> None:
    root = str(write_pack({"scenes/wide.yaml": many_yes_nos(9)}))
    assert "so far" not in prove(root).err
    monkeypatch.setattr(_progress, "SECONDS_BEFORE_FIRST_REPORT", 0)
    monkeypatch.setattr(_progress, "SECONDS_BETWEEN_LINES", 0)
    _, out, err = prove(root, "--format", "json", "--no-cache")
    assert "wide: 513 positions so far\n" in err
    assert json.loads(out) is not None


def test_the_limit_of_prove_export_and_pack_add_is_the_same(write_pack: WritePack, tmp_path: Path) -> None:
    root = str(write_pack({"scenes/wide.yaml": many_yes_nos(9)}))
    export = partial(run_command, "export", "wide", "--pack", root, "--html", str(tmp_path / "page.html"))
    for limit, is_accepted in (("512", False), ("513", True)):
        assert (run_command("prove", root, "--limit", limit).status == 0) is is_accepted
        assert (export("--limit", limit).status == 0) is is_accepted
        assert (run_command("pack", "add", root, "--name", "wide", "--limit", limit).status == 0) is is_accepted


@pytest.mark.parametrize("limit", ["0", "-3", "many", "1.5"])
def test_a_limit_that_is_no_number_is_refused(limit: str) -> None:
    status, _, err = prove("--limit", limit)
    assert status == 2
    assert f"invalid number value: '{limit}'" in err


@pytest.mark.parametrize("command", ["check", "prove"])
def test_a_pack_is_read_and_checked_once_for_all_its_paths(
    command: str, write_pack: WritePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_pack({"scenes/sound.yaml": SOUND, "scenes/quiet.yaml": SOUND.replace("scene: sound", "scene: quiet")})
    reads: list[Path | None] = []

    def count_reads(folder: Path | None) -> tuple[Pack, tuple[Diagnostic, ...]]:
        reads.append(folder)
        return read_pack_over_builtin(folder)

    monkeypatch.setattr(checked_pack, "read_pack_over_builtin", count_reads)
    paths = (str(root / "scenes" / "sound.yaml"), str(root), str(root / "scenes" / "quiet.yaml"))
    result = run_command(command, *paths)
    assert result.status == 0
    assert reads == [root]
    if command == "prove":
        assert sorted(line.split(":")[0] for line in result.out.splitlines() if "positions" in line) == [
            "quiet", "sound"
        ]  # fmt: skip
    else:
        assert result.out.startswith("no problems found in 2 files")
