"""Walks through stories, worked out by hand from the documentation of the story format, and the same in the scene.

A walk file beside a story (`name.walks.yaml`) is a list of walks. Each step says what the story shows (`text`, white
space as single blanks, without markup), what it offers, which values its variables have then, and what is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from party_card.content.pack import read_pack
from party_card.engine.compiled import compile_scene
from party_card.engine.page import Line, Page, Paragraph
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.importers.emit_yaml import ImportedScene
from party_card.importers.import_story import import_story
from tests.rules.checking import check_files

STORIES = Path(__file__).parent / "stories"
_STRAIGHT_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True)
class Walk:
    """One walk through one story."""

    story: Path
    name: str
    steps: list[dict[str, Any]]


def list_stories(format_name: str) -> list[Path]:
    """Returns the stories of a format."""
    return sorted(path for path in (STORIES / format_name).iterdir() if path.suffix in (".twee", ".html"))


def list_walks(format_name: str) -> list[Walk]:
    """Returns the walks of all stories of a format."""
    return [
        Walk(story, walk["name"], walk["steps"])
        for story in list_stories(format_name)
        for walk in yaml.safe_load(story.with_suffix(".walks.yaml").read_text(encoding="utf-8"))
    ]


def import_into(folder: Path, story: Path) -> tuple[ImportedScene, list[str]]:
    """Imports a story into a pack; returns the scene and the codes of what `check` finds in it."""
    scene = import_story([story])
    diagnostics = check_files(folder, {f"scenes/{scene.scene}.yaml": scene.text.encode()})
    return scene, [diagnostic.code for diagnostic in diagnostics]


def play_walk(folder: Path, walk: Walk) -> None:
    """Plays a walk in the imported scene; asserts that each step is as the walk says."""
    imported, _ = import_into(folder, walk.story)
    pack, _ = read_pack(folder)
    (scene,) = pack.scenes.values()
    playthrough = Playthrough(compile_scene(pack, scene))
    playthrough.choose("begin")
    for number, step in enumerate(walk.steps, 1):
        page = build_page(playthrough)
        offers = {_straighten(offer.line): offer.id for offer in page.offers if offer.is_open and offer.id != "reveal"}
        seen = {
            "text": read_text(page),
            "offers": list(offers),
            "variables": {name: read_variable(playthrough, imported, name) for name in step.get("variables", {})},
        }
        expected = {
            "text": " ".join(str(step["text"]).split()) or "…",
            "offers": [str(offer) for offer in step["offers"]],
            "variables": {
                name: imported.variables[name].scene_value(value) for name, value in step.get("variables", {}).items()
            },
        }
        assert seen == expected, f"{walk.story.name}, {walk.name}, step {number}\n{imported.text}"
        if "choose" in step:
            playthrough.choose(offers[str(step["choose"])])


def read_text(page: Page) -> str:
    """Returns the words of a page as one line with straight quotation marks."""
    return " ".join(_straighten(block.line) for block in page.blocks if isinstance(block, Paragraph))


def _straighten(line: Line) -> str:
    return " ".join("".join(run.text for run in line).translate(_STRAIGHT_QUOTES).split())


def read_variable(playthrough: Playthrough, imported: ImportedScene, name: str) -> str:
    """Returns the value that a variable of the story has in the scene, as the scene writes it."""
    variable = imported.variables[name]
    if variable.domain is None:
        return variable.scene_value(variable.constant)
    return playthrough.compiled.system.value_name(playthrough.position, variable.id)
