"""Every option has an effect wherever it may be written, or is refused."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card import cli
from tests.commands.command_line import run_command

# ------------------------------------------------------------------------------------------- options before subcommands

OWN = {
    "seeds/sources.yaml": "references:\n  - {id: box, type: document, title: A Box of Letters}\n",
    "seeds/facts.yaml": "dossier: f\nfacts:\n  one: {text: It was so., grade: documented, cite: {source: box, p: 1}}\n",
    "seeds/box.index.yaml": (
        "index: box\nparagraphs:\n  - {p: 1, section: All, words: 3, fingerprint: 0000000000000000, notes: []}\n"
    ),
}


@pytest.fixture
def own_pack(tmp_path: Path) -> Path:
    for name, text in OWN.items():
        (tmp_path / "pack" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pack" / name).write_text(text)
    (tmp_path / "copy.txt").write_text("It was so.\n")
    return tmp_path


SUBCOMMANDS = {
    "export": "--to bib.txt",
    "coverage": "",
    "verify": "--text copy.txt",
    "index": "--text copy.txt --source box",
}


def run_sources(subcommand: str, folder: str, *, is_before: bool, options: str | None = None) -> tuple[int, str]:
    rest = (SUBCOMMANDS[subcommand] if options is None else options).split()
    pack = ["--pack", folder]
    words = ["sources", *pack, subcommand, *rest] if is_before else ["sources", subcommand, *pack, *rest]
    result = run_command(*words)
    return result.status, result.out + result.err


@pytest.mark.parametrize("subcommand", SUBCOMMANDS)
def test_a_pack_is_the_same_before_and_after_the_subcommand(
    own_pack: Path, monkeypatch: pytest.MonkeyPatch, subcommand: str
) -> None:
    monkeypatch.chdir(own_pack)
    before, after = (run_sources(subcommand, "pack", is_before=is_before) for is_before in (True, False))
    assert before == after
    assert "kotkin" not in before[1].lower()
    if subcommand == "export":
        assert (own_pack / "bib.txt").read_text() == "“A Box of Letters.” n.d.\n"
    if subcommand == "coverage":
        assert "together: 1 of 1 paragraphs" in before[1]


@pytest.mark.parametrize("is_before", [True, False])
@pytest.mark.parametrize("subcommand", SUBCOMMANDS)
def test_a_pack_that_is_missing_is_refused_wherever_it_is_named(
    own_pack: Path, monkeypatch: pytest.MonkeyPatch, subcommand: str, is_before: bool
) -> None:
    monkeypatch.chdir(own_pack)
    assert run_sources(subcommand, "missing", is_before=is_before) == (2, "party-card: there is no folder missing\n")
    assert not (own_pack / "bib.txt").exists()


def test_an_index_is_only_made_of_a_source_of_the_pack(own_pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own_pack)
    status, message = run_sources("index", "pack", is_before=True, options="--text copy.txt --source bax")
    assert (status, message) == (2, "party-card: there is no source `bax` in pack; did you mean `box`?\n")


def test_the_sources_of_a_pack_are_its_own_and_those_that_it_cites(own_pack: Path) -> None:
    pack = own_pack / "pack"
    assert run_command("sources", "--pack", str(pack)).out == "“A Box of Letters.” n.d.\n"
    scene = (
        "scene: a\ntitle: A\ndossiers: [ryutin-affair]\n"
        "passages: {one: {text: 'T. [@denunciation]', ending: {id: e, title: E}}}\n"
    )
    (pack / "scenes").mkdir()
    (pack / "scenes" / "a.yaml").write_text(scene)
    assert "Kotkin" in run_command("sources", "--pack", str(pack)).out


# ------------------------------------------------------------------------------------------------ every parser's --pack


def iter_parsers(
    parser: argparse.ArgumentParser, words: tuple[str, ...] = ()
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield " ".join(words), parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, subparser in action.choices.items():
                yield from iter_parsers(subparser, (*words, name))


def list_options() -> dict[str, set[str]]:
    """Returns the long options of each command, as its parser has them."""
    parsers: list[argparse.ArgumentParser] = []

    class StopError(Exception):
        pass

    def keep(parser: argparse.ArgumentParser, *_: object) -> None:
        parsers.append(parser)
        raise StopError

    with pytest.MonkeyPatch.context() as patch, pytest.raises(StopError):
        patch.setattr(argparse.ArgumentParser, "parse_args", keep)
        cli._parse_arguments([])
    return {
        command: {action.option_strings[-1] for action in parser._actions if action.option_strings} - {"--help"}
        for command, parser in iter_parsers(parsers[0])
    }


OPTIONS = list_options()
REQUIRED = {
    "play": "a", "watch": "a", "map": "a --to m.dot", "export": "a --html a.html", "print": "a --guide a.html", "schema": "scene",
    "class open": "a", "class report": ". --to c.html",
    "sources export": "--to a.txt", "sources verify": "--text copy.txt", "sources index": "--text copy.txt --source box",
}  # fmt: skip


@pytest.mark.parametrize("command", [name for name, options in OPTIONS.items() if "--pack" in options])
def test_every_command_refuses_a_folder_that_is_missing_or_holds_no_pack(
    own_pack: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    if command in ("new", "import"):
        return  # they make the folder
    monkeypatch.chdir(own_pack)
    Path("empty").mkdir()
    for folder, message in (("missing", "there is no folder missing"), ("empty", "empty")):
        result = run_command(*command.split(), *REQUIRED.get(command, "").split(), "--pack", folder)
        assert (result.status, result.out) == (2, "")
        assert message in result.err


# ------------------------------------------------------------------------------------- options that go with no others

CONFLICTS = """\
play a --choices x --terminal | --terminal is for playing
play a --json --terminal | --terminal is for playing
play a --choices x --reader Ada | --player is who is playing
play a --carried x | --carried needs --choices
play a --transcript t.md | --transcript needs --choices
play forbidden-paper --choices x --json --transcript t.md | --json writes data
play a --seed 3 | --seed needs --random
play a --random 0 | --random wants a number of at least 1
play --random 3 | --random needs a scene
play a --random 3 --choices x | --choices and --random exclude each other
play a --random 3 --terminal | --terminal is for playing
play a --random 3 --reader Ada | --player is for playing
play a --random 3 --transcript t.md | --transcript is for playing
check --yes | --yes goes with --fix
check --fix | --fix wants to know what to mend
check pack --targets --format json | --targets prints lines
check pack --fix --format json | --fix shows a diff
prove --seed 3 | --seed needs --random
prove --random 3 --limit 5 | --limit goes with a proof
prove --random 3 --jobs 2 | --jobs goes with a proof
prove --random 3 --dask tcp://localhost | --dask goes with a proof
prove --random 3 --coverage c.html | --coverage goes with a proof
prove --random 3 --least passages=10 | --least goes with a proof
prove --jobs 2 --dask tcp://localhost | --jobs and --dask exclude each other
prove --jobs 0 | --jobs wants a number of at least 1
export two-notes --html page.html --jobs 0 | --jobs wants a number of at least 1
prove --limit 0 | argument --limit: invalid number
prove --limit -3 | argument --limit: invalid number
prove --random 0 | --random wants a number of at least 1
prove --coverage same --to same | --to and --coverage name the same file
export forbidden-paper --without b --html a.html | --without leaves scenes out of --campaign
export a --campaign --html a.html | say which scene, or --campaign
export a | say what to write
export a --html same --scorm ./same | --html and --scorm name the same file
print a --guide same.html --worksheet same.html | --guide and --worksheet name the same file
print a --bibliography b.bib --paper letter | --paper is the size of a guide
print a --without b --guide g.html | --without leaves scenes out of --campaign
print --campaign --worksheet w.html | a worksheet is of one scene
print a | say what to print
schema | say which one
schema --to all.json | there are several schemas
watch pack/scenes/a.yaml --pack other | does not lie in other
watch pack/scenes/a.yaml --pack missing | does not lie in missing
"""


@pytest.mark.parametrize("line", CONFLICTS.splitlines())
def test_an_option_without_an_effect_is_refused(own_pack: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.chdir(own_pack)
    for name in ("pack/scenes", "other"):
        Path(name).mkdir(parents=True)
    Path("pack", "scenes", "a.yaml").write_text("scene: a\ntitle: A\n")
    files = sorted(own_pack.rglob("*"))
    command, message = line.split(" | ")
    result = run_command(*command.split())
    assert (result.status, result.out) == (2, "")
    assert message in result.err
    assert sorted(own_pack.rglob("*")) == files


# ------------------------------------------------------------------------------- a file instead of standard output

BAD = "scene: a\ntitle: A März\npassages: {one: {text: T., odd: 1, ending: {id: e, title: E}}}\n"


@pytest.mark.parametrize("output_format", ["full", "concise", "json", "github", "sarif"])
@pytest.mark.parametrize("command", ["check", "prove"])
def test_problems_are_written_to_a_file_as_they_are_printed(
    own_pack: Path, monkeypatch: pytest.MonkeyPatch, command: str, output_format: str
) -> None:
    monkeypatch.chdir(own_pack)
    Path("bad").mkdir()
    Path("bad", "a.yaml").write_text(BAD, encoding="utf-8")
    printed = run_command(command, "bad", "--format", output_format)
    written = run_command(command, "bad", "--format", output_format, "--to", "problems")
    assert written.status == printed.status == 1
    text = Path("problems").read_text("utf-8")
    assert text
    assert printed.out.endswith(text)
    assert written.out.endswith("problems: 1 error in 1 file\n")


def test_where_there_are_no_problems_the_file_says_so(own_pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own_pack)
    result = run_command("check", "pack/seeds/facts.yaml", "--format", "sarif", "--to", "log.sarif")
    assert (result.status, result.out) == (0, "log.sarif: no problems\n")
    assert json.loads(Path("log.sarif").read_text())["runs"][0]["results"] == []


def test_an_index_and_a_schema_are_written_to_the_file_that_is_named(
    own_pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own_pack)
    command = ["sources", "index", "--text", "copy.txt", "--source", "box"]
    assert run_command(*command, "--to", "seeds.yaml").out == "seeds.yaml: the index of box\n"
    assert Path("seeds.yaml").read_text("utf-8") == run_command(*command).out
    assert run_command("schema", "dossier", "--to", "d.json").out == "d.json\n"
    assert Path("d.json").read_text("utf-8") == run_command("schema", "dossier").out
    assert run_command("schema", "--to", "all").status == 0
    assert len(list(Path("all").iterdir())) == 7
