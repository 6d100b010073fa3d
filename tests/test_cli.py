"""The command line as a person meets it: what it prints, and the exit status."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from party_card import __version__
from party_card.cli import main
from tests import SOURCE
from tests.storage.campaign import write_campaign

GOOD = "scene: a\ntitle: A\npassages: {one: {text: T., ending: {id: e, title: E}}}\n"


def run(*arguments: str, typed: str | None = None, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The program as a process of its own, without a display; `typed` is what comes through its pipe."""
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"PARTY_CARD_HOME": str(home)} if home else {}
    environment.pop("SDL_VIDEODRIVER", None)
    return subprocess.run(
        [sys.executable, "-m", "party_card", *arguments],
        input=typed,
        stdin=subprocess.DEVNULL if typed is None else None,
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["--version"])
    assert (leaving.value.code, capsys.readouterr().out) == (0, f"party-card {__version__}\n")


def test_what_it_does_not_know_it_refuses_in_one_line() -> None:
    done = run("ply")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("party-card: error: ")
    assert "Traceback" not in done.stderr


def test_a_mistake_of_the_program_itself_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("party_card.services.verification.read_library", lambda *_: 1 / 0)
    assert main(["check"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "party-card: a mistake of the program, not yours: ZeroDivisionError: division by zero",
        "party-card: progress is kept. With PARTY_CARD_TRACEBACK=1 set, it says more.",
    ]
    monkeypatch.setenv("PARTY_CARD_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        main(["check"])


# ----------------------------------------------------------------------------------------------------------- play


def test_without_a_display_it_plays_in_the_terminal_and_says_so(home: Path) -> None:
    done = run("play", "forbidden-paper", typed="1\n1\n", home=home)
    assert done.returncode == 0
    assert done.stdout.lstrip().startswith("No display was found, so the scene is shown here, in the terminal.")
    assert "> 1" in done.stdout
    assert "Step 2" in done.stdout


def test_with_nothing_to_read_from_it_prints_the_first_page_and_how_to_go_on(home: Path) -> None:
    done = run(home=home)
    assert done.returncode == 0
    assert "A Paper You Were Not Meant to Read" in done.stdout
    assert done.stdout.rstrip().endswith("party-card play forbidden-paper --terminal")
    assert done.stderr == ""


def test_what_was_chosen_is_there_the_next_time(home: Path) -> None:
    run("play", "forbidden-paper", "--terminal", typed="1\n1\n", home=home)
    assert "Step 2" in run("play", "forbidden-paper", "--terminal", home=home).stdout
    assert "Step 2" not in run("play", "forbidden-paper", "--terminal", "--reader", "red heron", home=home).stdout


def test_a_scene_that_is_not_there_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", "forbiden-paper"]) == 2
    assert (
        capsys.readouterr().err == "party-card: there is no scene `forbiden-paper`; did you mean `forbidden-paper`?\n"
    )


def test_a_scene_of_ones_own_that_was_not_found_is_told_the_way(
    write_pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_pack({"scenes/a.yaml": GOOD})
    assert main(["play", "high-tide"]) == 2
    assert capsys.readouterr().err.endswith("; one of your own is found with --pack FOLDER\n")
    assert main(["play", str(root / "scenes" / "a.yaml")]) == 2
    assert f"a scene is named without its file: write `a --pack {root}`" in capsys.readouterr().err


def test_the_command_to_go_on_can_be_typed_as_it_stands(home: Path, tmp_path: Path) -> None:
    script = tmp_path / "bin" / "party-card"
    script.parent.mkdir()
    script.write_text(
        f"#!{sys.executable}\nfrom party_card.cli import main\nraise SystemExit(main())\n", encoding="utf-8"
    )
    script.chmod(0o755)
    search = {"PARTY_CARD_HOME": str(home), "PYTHONPATH": str(SOURCE)}

    def play(command: str, path: str) -> str:
        env = {**search, "PATH": path}
        done = subprocess.run(
            ["/bin/sh", "-c", command], input="\n", env=env, capture_output=True, text=True, check=True
        )
        return done.stdout.rstrip().splitlines()[-1].strip()

    said = play(f"{script} play forbidden-paper --terminal --reader=-x", "/nowhere")
    assert said == f"{script} play forbidden-paper --terminal --reader=-x"
    assert play(said, str(script.parent)) == "party-card play forbidden-paper --terminal --reader=-x"


@pytest.mark.parametrize("command", ["check", "prove"])
def test_where_the_output_does_not_know_a_letter_there_is_a_question_mark(
    write_pack: Callable[..., Path], command: str
) -> None:
    root = write_pack({"scenes/a.yaml": f"{GOOD}место: Москва\n"})
    env = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [sys.executable, "-m", "party_card", command, root], env=env, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"?????: ??????" in done.stdout


def test_a_transcript_without_choices_is_refused_with_a_way_to_get_one(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = headless(capsys, "--transcript", "-")
    assert (status, out) == (2, "")
    assert "--transcript needs --choices" in err


def test_a_scene_of_ones_own_that_cannot_be_read_is_told_with_its_mistake(
    write_pack: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = "scene: mine\ntitle: Mine: a scene\n"
    root = write_pack({"scenes/mine.yaml": broken, "seeds/a.yaml": "dossier: a\n"})
    for module in ("party_card.content.pack", "party_card.services.verification"):
        monkeypatch.setattr(f"{module}.builtin", lambda: root)
    assert main(["play", "mine"]) == 1
    assert "scenes/mine.yaml:2:12" in capsys.readouterr().err


def headless(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    status = main(["play", "forbidden-paper", *more])
    out = capsys.readouterr()
    return status, out.out, out.err


def first_choices(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Some choices that lead to an ending."""
    chosen: list[str] = []
    while True:
        _, out, _ = headless(capsys, "--choices", ",".join(chosen), "--json")
        data = json.loads(out)
        if data["ending"]:
            return chosen
        chosen.append(next(offer["id"] for offer in data["pages"][-1]["offers"] if offer["open"]))


def test_scenes_are_left_out_as_if_they_were_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_campaign(tmp_path)
    command = ["play", "summer", "--pack", str(tmp_path), "--json", "--choices", "row", "--without"]
    assert main([*command, "spring, autumn"]) == 0
    capsys.readouterr()
    assert main([*command, "summer"]) == 2
    assert "there is no scene `summer`" in capsys.readouterr().err
    assert main([*command, "sprin"]) == 2
    assert "there is no scene `sprin` to leave out; did you mean `spring`?" in capsys.readouterr().err


def test_a_walk_can_begin_with_what_earlier_scenes_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_campaign(tmp_path)
    command = ["play", "summer", "--pack", str(tmp_path), "--json", "--choices", "row"]
    assert main([*command, "--carried", "warned-them"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["carried"], data["steps"][:2]) == (["warned-them"], ["begin", "row"])
    assert "They nod to you." in str(data["pages"][1]["blocks"])
    assert data["left"] == [{"id": "crossed", "kind": "witnessed", "text": "You crossed in the flood."}]
    assert main(command) == 0
    alone = json.loads(capsys.readouterr().out)
    assert alone["carried"] == []
    assert "They nod" not in str(alone["pages"])
    assert main([*command, "--carried", "saw-the-ice"]) == 2
    err = capsys.readouterr().err
    assert err == "party-card: `saw-the-ice` is not carried into this scene; it asks for: warned-them\n"
    assert main(["play", "summer", "--pack", str(tmp_path), "--carried", "warned-them"]) == 2
    assert "--carried needs --choices" in capsys.readouterr().err


def test_choices_made_beforehand_print_the_path_the_ending_and_the_record(capsys: pytest.CaptureFixture[str]) -> None:
    choices = first_choices(capsys)
    status, out, err = headless(capsys, "--choices", ",".join(choices), "--transcript", "-")
    assert (status, err) == (0, "")
    assert out.startswith("# A Paper You Were Not Meant to Read\n")
    assert "What actually happened" in out
    assert "Stephen Kotkin, *Stalin: Waiting for Hitler, 1929–1941* (New York: Penguin Press, 2017)" in out


def test_a_transcript_goes_to_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "walk.md"
    assert headless(capsys, "--choices", "", "--transcript", str(file)) == (0, "", "")
    assert file.read_text(encoding="utf-8").startswith("# A Paper")
    for name, begins in (("walk.html", "<!doctype html>"), ("walk.json", "{")):
        assert headless(capsys, "--choices", "", "--transcript", str(tmp_path / name)) == (0, "", "")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    status, _, err = headless(capsys, "--choices", "", "--transcript", str(tmp_path / "no" / "walk.md"))
    assert (status, err.endswith("cannot be written: No such file or directory\n")) == (2, True)


def test_a_choice_that_is_not_on_offer_is_answered_with_what_was(capsys: pytest.CaptureFixture[str]) -> None:
    choices = first_choices(capsys)
    status, out, err = headless(capsys, "--choices", f"{choices[0]},nonsense")
    assert (status, out) == (1, "")
    assert err.startswith("party-card: choice 2, `nonsense` is not on offer here; on offer: ")
    status, _, err = headless(capsys, "--choices", f"begin,{choices[0]},{choices[0]}")
    assert (status, err.split(" is not")[0]) == (1, f"party-card: choice 3, `{choices[0]}`"), "the second time"


@pytest.mark.parametrize("name", ["walk.html", "walk.HTM", "walk.md"])
def test_data_is_not_written_into_a_file_named_as_a_page(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    status, out, err = headless(capsys, "--choices", "", "--json", "--transcript", str(tmp_path / name))
    assert (status, out) == (2, "")
    assert "leave out --json, or name a .json file" in err
    assert not list(tmp_path.iterdir())
    assert headless(capsys, "--choices", "", "--json", "--transcript", str(tmp_path / "walk.json")) == (0, "", "")


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals on Windows")
@pytest.mark.parametrize(
    ("command", "typed", "said"),
    [
        (("play", "--terminal"), b"1\xff\nq\n", "There is no scene 1\N{REPLACEMENT CHARACTER};"),
        (("new", "flood"), b"High \xff Water\n\n\n\n\n", "party-card play flood"),
    ],
)
def test_a_stray_byte_at_a_terminal_ends_no_question(
    tmp_path: Path, command: tuple[str, ...], typed: bytes, said: str
) -> None:
    import pty

    master, slave = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env |= {"PARTY_CARD_HOME": str(tmp_path), "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"}
    words = [sys.executable, "-m", "party_card", *command]
    with subprocess.Popen(words, cwd=tmp_path, stdin=slave, stdout=slave, stderr=slave, env=env) as child:
        os.close(slave)
        os.write(master, typed)
        shown = b""
        with contextlib.suppress(OSError):  # how Linux says that the other side is closed
            while piece := os.read(master, 4096):
                shown += piece
        assert child.wait(timeout=30) == 0, shown
    os.close(master)
    assert said in shown.decode(errors="replace")


def test_a_scene_with_mistakes_is_not_played_but_shown(
    write_pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_pack(
        {"scenes/a.yaml": "scene: a\ntitle: A\npassages: {one: {text: T., choices: [{id: go, text: G, goto: tow}]}}\n"}
    )
    assert main(["play", "a", "--pack", str(root), "--choices", ""]) == 1
    assert "error[unknown-passage]: " in capsys.readouterr().err


UNCITED = """\
scene: a
title: A
dossiers: [ryutin-affair]
passages: {one: {text: "Bread was short. [@breadd]", ending: {id: e, title: E}}}
"""


def test_a_claim_whose_source_does_not_resolve_is_not_played(
    write_pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_pack({"scenes/a.yaml": UNCITED, "scenes/b.yaml": GOOD.replace("scene: a", "scene: b")})
    assert main(["play", "a", "--pack", str(root), "--choices", ""]) == 1
    assert "error[unknown-fact]: " in capsys.readouterr().err
    assert main(["play", "b", "--pack", str(root), "--choices", ""]) == 0, (
        "the mistakes of its neighbours do not matter"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk to write to")
def test_a_full_disk_under_the_output_is_said_in_a_line() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m party_card rules > /dev/full"], capture_output=True, text=True, check=False
    )
    assert done.stderr == "party-card: what there is to print cannot be written: No space left on device\n"


def test_a_pipe_closed_early_is_no_traceback(home: Path) -> None:
    command = f"{sys.executable} -m party_card play forbidden-paper --terminal </dev/null | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        env=os.environ | {"PARTY_CARD_HOME": str(home)},
        check=False,
    )
    assert done.stderr == ""


# ---------------------------------------------------------------------------------------------------------- check


def test_a_clean_folder_ends_with_0(write_pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(write_pack({"scenes/a.yaml": GOOD}))]) == 0
    assert capsys.readouterr().out == "no problems found in 1 file\n"


def test_the_games_own_files_are_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--strict"]) == 0
    assert capsys.readouterr().out.startswith("no problems found in ")


def test_problems_end_with_1_and_are_shown_with_their_line(
    write_pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_pack({"scenes/a.yaml": GOOD.replace("title: A", "titel: A")})
    assert main(["check", str(root), "--format", "concise"]) == 1
    out = capsys.readouterr().out
    assert f"{root / 'scenes' / 'a.yaml'}:2:1: " in out
    assert "unknown-key" in out


def test_one_file_is_checked_among_its_neighbours(
    write_pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_pack({"scenes/a.yaml": GOOD, "scenes/b.yaml": "scene: b\ntitel: B\n"})
    assert main(["check", str(root / "scenes" / "a.yaml")]) == 0
    assert main(["check", str(root / "scenes" / "b.yaml")]) == 1
    assert capsys.readouterr().out.count("unknown-key") == 1


def test_a_folder_inside_a_pack_finds_what_lies_beside_it(
    write_pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_pack(
        {
            "seeds/d.yaml": "dossier: d\nfacts: {f: {text: F., grade: reported, cite: {source: kotkin-2017, p: 1}}}\n",
            "scenes/a.yaml": GOOD.replace("title: A", "title: A\ndossiers: [d]").replace("T.", '"T. [@f]"'),
        }
    )
    assert main(["check", str(root / "scenes")]) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing", "there is no file or folder"),
        ("notes.txt", "is no YAML file"),
        ("empty", "there is no YAML file in"),
    ],
)
def test_what_cannot_be_checked_ends_with_2(
    name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    assert main(["check", str(tmp_path / name)]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_machines_get_data_even_where_all_is_well(
    form: str, write_pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(write_pack({"scenes/a.yaml": GOOD})), "--format", form]) == 0
    json.loads(capsys.readouterr().out)


def test_every_rule_is_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    codes = [line.split()[0] for line in lines if line.startswith("  ")]
    assert [line for line in lines if not line.startswith("  ")] == ["party-card check", "party-card prove"]
    assert {"unknown-key", "every-choice-closed"} <= set(codes)
    for code in codes:
        assert main(["rules", code]) == 0
        out = capsys.readouterr().out
        assert out.startswith(code)
        assert "\nFAIL:\n" in out
    assert main(["rules", "unknown-passge"]) == 2
    assert capsys.readouterr().err.endswith("did you mean `unknown-passage`?\n")


# -------------------------------------------------------------------------------------------------------- sources


def test_coverage_by_scenes_counts_what_each_record_shows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "coverage", "--by", "scenes"]) == 0
    out = capsys.readouterr().out
    assert "together: 49 of 49 paragraphs, 132 of 132 notes" in out
    assert re.search(r"^  ten-cattle: \d+ paragraphs, \d+ notes, \d+ facts$", out, re.MULTILINE)
    assert "the end of the campaign" in out


def test_a_pack_whose_records_show_nothing_is_not_covered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources.yaml").write_text("references:\n  - {id: book, type: book, title: A Book}\n")
    (tmp_path / "index.yaml").write_text(
        "index: book\nparagraphs:\n  - {p: 1, section: All, words: 3, fingerprint: 0000000000000000, notes: [7]}\n"
    )
    (tmp_path / "facts.yaml").write_text(
        "dossier: d\nfacts:\n  f: {text: It was., grade: documented, cite: {source: book, p: 1, n: 7}}\n"
    )
    assert main(["sources", "coverage", "--pack", str(tmp_path)]) == 0
    assert main(["sources", "coverage", "--by", "scenes", "--pack", str(tmp_path)]) == 1
    assert "notes without a fact: 7" in capsys.readouterr().out


def test_the_sources_are_listed_as_a_bibliography(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources"]) == 0
    assert capsys.readouterr().out == (
        "Kotkin, Stephen. Stalin: Waiting for Hitler, 1929–1941. New York: Penguin Press, 2017.\n"
    )


def test_a_text_that_is_not_the_source_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("Another book altogether.\n")
    assert main(["sources", "verify", "--text", str(copy)]) == 1
    assert "none of the 49 paragraphs of `kotkin-2017` stands in this copy" in capsys.readouterr().out
    assert main(["sources", "verify", "--text", str(tmp_path / "missing.txt")]) == 2


def test_an_index_is_made_from_a_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("One thing was said.1 Another.2\n\nA HEADING\n\nThe last.3\n")
    assert main(["sources", "index", "--text", str(copy), "--source", "book"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("index: book\n")
    assert 'section: "A Heading"' in out


@pytest.mark.parametrize("command", ["play", "new", "import", "export", "map", "print", "sources", "watch", "schema"])
def test_every_command_calls_the_folder_of_a_pack_alike(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    assert "--pack FOLDER" in capsys.readouterr().out
