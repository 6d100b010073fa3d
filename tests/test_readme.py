"""What the README and the handbooks say is true: their commands run, their examples give what they show."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
HANDBOOK = (ROOT / "scenes" / "README.md").read_text(encoding="utf-8")
NO_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
COMMANDS = [
    *re.findall(r"^\| `party-card ([^`]*(?:--terminal|--reader|--choices)[^`]*)`", README, re.MULTILINE),
    "sources",
]


def run(arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in NO_SCREEN}
    return subprocess.run(
        [sys.executable, "-m", "party_card", *shlex.split(arguments)],
        cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def yaml_example(text: str, after: str) -> str:
    """The first YAML example behind some words."""
    return text[text.index(after) :].split("```yaml\n")[1].split("```", maxsplit=1)[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_readme_run(command: str, tmp_path: Path) -> None:
    done = run(command, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_the_two_commands_stand_near_the_top_and_ci_calls_the_second() -> None:
    top = README.splitlines()[:25]
    assert [line for line in top if line.endswith("&& .venv/bin/party-card")]
    assert [line for line in top if re.fullmatch(r"python3 -m venv .* -m pytest", line)]


def test_the_pictures_and_pages_it_names_are_there() -> None:
    for name in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / name).is_file(), name


def test_the_mistake_in_the_readme_is_told_as_it_shows(write_pack: Callable[..., Path]) -> None:
    shown = README.split("```text\n")[1].split("```")[0]
    scene = yaml_example(HANDBOOK, "Or start from nothing").replace("goto: read}", "goto: reed}")
    folder = write_pack({"scenes/letter.yaml": scene}).rename(write_pack({}).parent / "my-folder")
    done = run("check my-folder", folder.parent)
    assert done.stdout.startswith(shown.rstrip("\n"))


def test_the_simplest_scene_of_the_handbook_is_short_and_without_a_problem(
    write_pack: Callable[..., Path], tmp_path: Path
) -> None:
    scene = yaml_example(HANDBOOK, "Or start from nothing")
    assert len(scene.splitlines()) < 15
    done = run(f"check --strict {write_pack({'scenes/letter.yaml': scene})}", tmp_path)
    assert done.stdout == "no problems found in 1 file\n"


def keys_of(model: type) -> set[str]:
    from dataclasses import fields

    return {field.metadata.get("key", field.name.rstrip("_")) for field in fields(model)} - {"location"}


def test_every_key_of_the_formats_is_in_the_handbooks() -> None:
    from party_card.content import models

    seeds = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    for book, kinds in (
        (HANDBOOK, (models.Scene, models.Passage, models.Choice, models.Block, models.VariableForm, models.RecordBlock,
                    models.Debrief, models.StoryTest, models.Expectation, models.Role, models.Ending, models.Trace,
                    models.Campaign, models.Station, models.CampaignBlock)),
        (seeds, (models.Dossier, models.Fact, models.Cite, models.Person, models.Figure, models.Term)),
    ):  # fmt: skip
        for kind in kinds:
            missing = {
                key
                for key in keys_of(kind)
                if not re.search(rf"`[^`\n]*\b{key}\b[^`\n]*`|^\s*-?\s*{key}:", book, re.MULTILINE)
            }
            assert not missing, f"{kind.__name__}: {missing}"
