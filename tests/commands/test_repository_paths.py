"""GitHub and code scanning get names of files relative to the repository, wherever the command is run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.command_line import run_command

BAD = "scene: a\ntitle: A\npassages: {one: {text: T., odd: 1, ending: {id: e, title: E}}}\n"
NAME = "a lesson, 100%:1.yaml"
IN_REPOSITORY = f"history/my pack/scenes/{NAME}"
GITHUB = "file=history/my pack/scenes/a lesson%2C 100%25%3A1.yaml,line=3"
URI = "history/my%20pack/scenes/a%20lesson%2C%20100%25%3A1.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    file = tmp_path / "repository" / IN_REPOSITORY
    file.parent.mkdir(parents=True)
    file.write_text(BAD)
    return tmp_path / "repository"


def read_uri(out: str) -> str:
    location = json.loads(out)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    return str(location["artifactLocation"]["uri"])


@pytest.mark.parametrize("git", ["folder", "file", "workspace"])
@pytest.mark.parametrize(
    ("folder", "argument"),
    [
        (".", "history/my pack"),
        ("history", "my pack"),
        ("history/my pack", "."),
        ("history/my pack/scenes", f"../scenes/{NAME}"),
        ("..", "repository/history/my pack"),
        ("history", "{absolute}/history/my pack"),
    ],
)
@pytest.mark.parametrize("command", ["check", "prove"])
def test_wherever_one_stands_the_name_is_that_in_the_repository(
    repository: Path, monkeypatch: pytest.MonkeyPatch, git: str, folder: str, argument: str, command: str
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    if git == "folder":
        (repository / ".git").mkdir()
    elif git == "file":
        (repository / ".git").write_text("gitdir: elsewhere\n")
    else:
        monkeypatch.setenv("GITHUB_WORKSPACE", str(repository))
        (repository / "history" / ".git").write_text("gitdir: a submodule\n")
    monkeypatch.chdir(repository / folder)
    path = argument.format(absolute=repository)
    assert GITHUB in run_command(command, path, "--format", "github").out
    assert read_uri(run_command(command, path, "--format", "sarif").out) == URI


def test_for_people_and_in_no_repository_the_name_is_as_it_was_typed(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository / "another"))
    monkeypatch.chdir(repository / "history")
    assert "file=my pack/scenes/" in run_command("check", "my pack", "--format", "github").out
    (repository / ".git").mkdir()
    assert " --> my pack/scenes/" in run_command("check", "my pack").out
    document = json.loads(run_command("check", "my pack", "--format", "json").out)
    assert document["diagnostics"][0]["file"] == f"my pack/scenes/{NAME}"
