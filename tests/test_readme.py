"""Tests of the README and the handbooks: their commands run, their examples print what is shown."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from party_card.content import models
from party_card.content.schema import list_keys
from tests import ROOT
from tests.commands.command_line import run_command

README = (ROOT / "README.md").read_text(encoding="utf-8")
HANDBOOK = (ROOT / "scenes" / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    *re.findall(r"^\| `party-card ([^`]*(?:--terminal|--player|--choices|--random)[^`]*)`", README, re.MULTILINE),
    "sources",
]


def yaml_example(text: str, after: str) -> str:
    """Returns the first YAML example after some words."""
    return text[text.index(after) :].split("```yaml\n")[1].split("```", maxsplit=1)[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_readme_run(command: str) -> None:
    result = run_command(*shlex.split(command))
    assert (result.status, result.err) == (0, "")
    assert result.out


def test_the_two_commands_stand_near_the_top_and_ci_calls_the_second() -> None:
    first_lines = README.splitlines()[:25]
    assert [line for line in first_lines if line.endswith("&& .venv/bin/party-card")]
    assert [line for line in first_lines if re.fullmatch(r"python3 -m venv .* -m pytest", line)]


def test_the_pictures_and_pages_it_names_are_there() -> None:
    for name in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / name).is_file(), name


def test_the_mistake_in_the_readme_is_told_as_it_shows(
    write_pack: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = README.split("```text\n")[1].split("```")[0]
    scene = yaml_example(HANDBOOK, "Or start from nothing").replace("goto: read}", "goto: reed}")
    folder = write_pack({"scenes/letter.yaml": scene}).rename(write_pack({}).parent / "my-folder")
    monkeypatch.chdir(folder.parent)
    assert run_command("check", "my-folder").out.startswith(expected.rstrip("\n"))


def test_the_simplest_scene_of_the_handbook_is_short_and_without_a_problem(write_pack: Callable[..., Path]) -> None:
    scene = yaml_example(HANDBOOK, "Or start from nothing")
    assert len(scene.splitlines()) < 15
    folder = write_pack({"scenes/letter.yaml": scene})
    assert run_command("check", "--strict", str(folder)).out == "no problems found in 1 file\n"


def test_every_key_of_the_formats_is_in_the_handbooks() -> None:
    seeds = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    for book, book_models in (
        (HANDBOOK, (models.Scene, models.Passage, models.Choice, models.Block, models.VariableForm, models.RecordBlock,
                    models.Debrief, models.StoryTest, models.Expectation, models.Role, models.Ending, models.Trace,
                    models.Campaign, models.Station, models.CampaignBlock,
                    models.ContextItem, models.Prologue, models.Beat, models.PrologueChoice)),
        (seeds, (models.Dossier, models.Fact, models.Cite, models.Person, models.Figure, models.Term)),
    ):  # fmt: skip
        for model in book_models:
            missing = {
                key.name
                for key in list_keys(model)
                if not re.search(rf"`[^`\n]*\b{key.name}\b[^`\n]*`|^\s*-?\s*{key.name}:", book, re.MULTILINE)
            }
            assert not missing, f"{model.__name__}: {missing}"


def test_no_command_is_shown_with_a_redirection() -> None:
    """PowerShell's `>` writes UTF-16; commands write files with an option."""
    books = (*ROOT.glob("*.md"), *ROOT.glob("*/README.md"), *(ROOT / "game").glob("*.md"))
    lines = [line for book in books for line in book.read_text(encoding="utf-8").splitlines()]
    assert not [line for line in lines if re.search(r"party-card [a-z][^`]* > ", line)]
