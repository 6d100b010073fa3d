"""Imports a story, checks the scene that it becomes, and plays it."""

from __future__ import annotations

from pathlib import Path

from party_card.content.pack import read_pack
from party_card.engine.compiled import compile_scene
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.importers.emit_yaml import emit_scene
from party_card.importers.registry import read_story
from tests.rules.checking import check_files


def import_and_check(folder: Path, text: str, name: str = "story.twee") -> tuple[str, list[str]]:
    """Returns the scene file that a story becomes, and the diagnostics of `check` in it."""
    scene_text, _ = emit_scene(read_story(name, text.encode()), name)
    diagnostics = check_files(folder, {"scenes/story.yaml": scene_text.encode()})
    return scene_text, [f"{diagnostic.code}: {diagnostic.message}" for diagnostic in diagnostics]


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
