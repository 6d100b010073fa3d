"""Imports a story, checks the scene that it becomes, and plays it."""

from __future__ import annotations

from pathlib import Path

from party_card.content.pack import read_pack
from party_card.engine.compiled import compile_scene
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.importers.emit_yaml import ImportedScene
from party_card.importers.import_story import import_story
from tests.rules.checking import check_files


def import_text(folder: Path, text: str, name: str = "story.twee", format_name: str = "") -> ImportedScene:
    """Returns the scene that the text of a story becomes, which is written to a file in `folder` first."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return import_story([path], format_name)


def import_and_check(
    folder: Path, text: str, name: str = "story.twee", format_name: str = ""
) -> tuple[ImportedScene, list[str]]:
    """Returns the scene that a story becomes, and the diagnostics of `check` in it."""
    scene = import_text(folder, text, name, format_name)
    diagnostics = check_files(folder, {"scenes/story.yaml": scene.text.encode()})
    return scene, [f"{diagnostic.code}: {diagnostic.message}" for diagnostic in diagnostics]


def omit(messages: list[str], *words: str) -> list[str]:
    """Returns the messages that contain none of the words."""
    return [message for message in messages if not any(word in message for word in words)]


def begin_imported(folder: Path, text: str, name: str = "story.twee") -> Playthrough:
    """Returns a playthrough of the imported scene, at its first passage."""
    import_and_check(folder, text, name)
    pack, _ = read_pack(folder)
    (scene,) = pack.scenes.values()
    playthrough = Playthrough(compile_scene(pack, scene))
    playthrough.choose("begin")
    return playthrough


def page_text(playthrough: Playthrough) -> str:
    """Returns the blocks of the page that is open."""
    return " ".join(str(block) for block in build_page(playthrough).blocks)


def open_offers(playthrough: Playthrough) -> list[str]:
    """Returns the ids of the offers that can be chosen."""
    return [offer.id for offer in build_page(playthrough).offers if offer.is_open]
