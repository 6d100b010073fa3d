"""`party-card prove` as a person meets it, and the pytest plugin as a teacher's folder does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from party_card.cli import main

Write = Callable[..., Path]
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
FAILING = (
    SOUND.replace("scene: sound", "scene: failing")
    .replace("ending: done}}", "ending: dnoe}}")
    .replace('always: ["seen or not chose(look)"]', 'always: ["not seen"]')
)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["prove", *arguments])
    out = capsys.readouterr()
    return status, out.out, out.err


def test_a_sound_scene_ends_with_0_and_says_what_was_visited(
    write_pack: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, str(write_pack({"scenes/sound.yaml": SOUND})))
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == "sound: 4 positions, 3 moves, every path holds; 1 of 1 story test pass"


def test_a_position_without_a_way_on_ends_with_1_and_the_way_there(
    write_pack: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, str(write_pack({"scenes/stuck.yaml": STUCK})))
    assert status == 1
    assert "error[every-choice-closed]" in out
    assert re.search(r"party-card play stuck --pack \S+ --choices look`", out)


def test_inside_its_own_folder_the_way_there_names_the_folder_too(
    write_pack: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_pack({"scenes/stuck.yaml": STUCK}))
    for path in (".", "scenes/stuck.yaml"):
        command = re.search(r"`party-card (play stuck --pack \. --choices look)`", run(capsys, path)[1])
        assert command is not None
        assert main([*command[1].split(), "--json"]) == 0
        capsys.readouterr()


def test_a_file_with_mistakes_is_not_proved_but_told(write_pack: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_pack(
        {"scenes/a.yaml": SOUND.replace("goto: two", "goto: tow"), "scenes/b.yaml": STUCK.replace("stuck", "b")}
    )
    status, out, _ = run(capsys, str(root))
    assert status == 1
    assert "sound: not proved; its file has mistakes" in out
    assert "error[unknown-passage]" in out
    assert "error[every-choice-closed]" in out


def test_one_scene_can_be_proved_without_its_neighbours(write_pack: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_pack({"scenes/sound.yaml": SOUND, "scenes/stuck.yaml": STUCK})
    assert run(capsys, str(root / "scenes" / "sound.yaml"))[0] == 0
    assert run(capsys, str(root / "scenes"))[0] == 1


def test_machines_get_data_on_one_stream_and_people_lines_on_the_other(
    write_pack: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, str(write_pack({"scenes/stuck.yaml": STUCK})), "--format", "sarif")
    log = json.loads(out)
    assert (status, log["runs"][0]["results"][0]["ruleId"]) == (1, "every-choice-closed")
    assert err.startswith("stuck: ")


def test_a_limit_ends_with_a_message_that_names_what_multiplies(
    write_pack: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"v{number}" for number in range(12)]
    variables = "variables: {" + ", ".join(f"{name}: false" for name in names) + "}\n"
    choices = "".join(
        f"      - {{id: c{name}, text: T, if: not {name}, set: {{{name}: true}}, goto: one}}\n" for name in names
    )
    scene = (
        f"scene: wide\ntitle: W\n{variables}passages:\n  one:\n    text: T.\n    choices:\n{choices}"
        "      - {id: go, text: G, goto: two}\n  two: {text: T., ending: {id: e, title: E}}\n"
    )
    status, out, _ = run(capsys, str(write_pack({"scenes/wide.yaml": scene})), "--limit", "1000")
    assert status == 1
    assert "error[too-many-positions]" in out
    assert "`v0`" in out


def test_thresholds_of_coverage_fail_the_run(write_pack: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(write_pack({"scenes/sound.yaml": SOUND}))
    assert run(capsys, root, "--least", "passages=100,endings=100")[0] == 0
    status, out, _ = run(capsys, root, "--least", "choices=100")
    assert status == 1
    assert "story tests see 50% of choices, not 100%: look (8)" in out
    status, _, err = run(capsys, root, "--least", "pasages=100")
    assert status == 2
    assert "`pasages=100` is no threshold" in err


def test_coverage_is_a_page_on_which_nothing_an_author_wrote_is_markup(
    write_pack: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = SOUND.replace("It is dark.", "<script>alert(1)</script> & more")
    page = tmp_path / "coverage.html"
    assert run(capsys, str(write_pack({"scenes/sound.yaml": hostile})), "--coverage", str(page))[0] == 0
    text = page.read_text(encoding="utf-8")
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert '<span class="line part"><span class="mark">~</span><span class="no">8</span>' in text
    assert '<span class="line all"><span class="mark">✓</span><span class="no">9</span>' in text


def test_random_play_tells_its_seed_and_the_shortest_way_to_what_went_wrong(
    write_pack: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, str(write_pack({"scenes/stuck.yaml": STUCK})), "--random", "200", "--seed", "7")
    assert status == 1
    assert "of seed 7 went wrong; shortened: look" in out


def test_several_processes_come_to_the_same(write_pack: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(write_pack({"scenes/sound.yaml": SOUND, "scenes/stuck.yaml": STUCK}))
    assert run(capsys, root, "--jobs", "2") == run(capsys, root)


def test_a_folder_of_dossiers_beside_one_of_scenes_is_no_hindrance(
    write_pack: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_pack({"scenes/sound.yaml": SOUND, "seeds/d.yaml": FACTS})
    assert run(capsys, str(root / "scenes"), str(root / "seeds"))[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("missing",), "there is no file or folder missing"),
        (("--jobs", "0"), "--jobs wants a number of at least 1"),
    ],
)
def test_what_cannot_be_done_ends_with_2(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = run(capsys, *arguments)
    assert (status, err) == (2, f"party-card: {said}\n")


@pytest.mark.dask
def test_a_cluster_of_two_workers_comes_to_the_same(write_pack: Write, capsys: pytest.CaptureFixture[str]) -> None:
    distributed: Any = import_module("distributed")
    root = str(write_pack({"scenes/sound.yaml": SOUND, "scenes/stuck.yaml": STUCK}))
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        assert run(capsys, root, "--dask", cluster.scheduler_address)[:2] == run(capsys, root)[:2]


# --------------------------------------------------------------------------------------------------------- pytest

FACTS = "dossier: d\nfacts: {f: {text: A fact., grade: reported, cite: {source: kotkin-2017, p: 1}}}\n"


@pytest.fixture
def folder(pytester: pytest.Pytester) -> pytest.Pytester:
    """A teacher's folder: nothing but YAML."""
    for name, text in {"scenes/sound.yaml": SOUND, "scenes/failing.yaml": FAILING, "seeds/d.yaml": FACTS}.items():
        path = pytester.path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (pytester.path / "other.yaml").write_text("scene: of a crime\n", encoding="utf-8")
    return pytester


def test_pytest_collects_what_must_hold_of_each_file(folder: pytest.Pytester) -> None:
    done = folder.runpytest_subprocess("--collect-only", "-q", "-p", "no:cacheprovider")
    done.stdout.fnmatch_lines(
        [
            "scenes/failing.yaml::reading",
            "scenes/failing.yaml::rules",
            "scenes/failing.yaml::proof",
            "scenes/failing.yaml::always not seen",
            "scenes/failing.yaml::test going at once",
            "scenes/sound.yaml::reading",
            "seeds/d.yaml::reading",
            "seeds/d.yaml::rules",
        ]
    )
    done.stdout.no_fnmatch_line("*other.yaml*")


def test_a_failure_shows_file_line_and_mend_and_no_traceback(folder: pytest.Pytester) -> None:
    done = folder.runpytest_subprocess("-p", "no:cacheprovider")
    done.assert_outcomes(passed=9, failed=3)
    done.stdout.fnmatch_lines(
        [
            "*error`[broken-invariant`]: this must always hold, but it is false in `one`".replace("`[", "[[]").replace(
                "`]", "[]]"
            ),
            "*--> scenes/failing.yaml:11:10",
            "*`party-card play failing --pack . --choices look` leads there*",
        ]
    )
    done.stdout.no_fnmatch_line("*Traceback*")
    done.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_it_works_with_xdist_and_junit_and_can_be_switched_off(folder: pytest.Pytester) -> None:
    done = folder.runpytest_subprocess("-n", "2", "--junitxml=report.xml", "-p", "no:cacheprovider")
    done.assert_outcomes(passed=9, failed=3)
    assert 'name="always not seen"' in (folder.path / "report.xml").read_text(encoding="utf-8")
    folder.runpytest_subprocess("-p", "no:party_card", "-p", "no:cacheprovider").assert_outcomes()


def test_warnings_fail_where_the_folder_asks_for_it(pytester: pytest.Pytester) -> None:
    (pytester.path / "a.yaml").write_text(
        SOUND.replace("{seen: false}", "{seen: false, idle: false}"), encoding="utf-8"
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=5)
    pytester.makeini("[pytest]\nparty_card_strict = true\n")
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=4, failed=1)
