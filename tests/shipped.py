"""The built-in pack, its compiled scenes and their states: each is read and computed once in a process."""

from __future__ import annotations

from functools import cache

import pytest

from party_card.content.models import SceneId
from party_card.content.pack import Pack, read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.modelcheck import ReachableStates, explore_scene
from party_card.services.translations import list_pack_translations
from party_card.translation.files import find_translation, read_translation
from party_card.translation.overlay import translate_scene


@cache
def load_shipped_pack() -> Pack:
    """Reads the built-in pack. Tests must not change it."""
    pack, diagnostics = read_pack(find_builtin_pack())
    assert not diagnostics
    return pack


@cache
def load_shipped_scene(name: SceneId) -> CompiledScene:
    """Compiles a scene of the built-in pack."""
    pack = load_shipped_pack()
    return compile_scene(pack, pack.scenes[name])


def load_shipped_scenes() -> list[CompiledScene]:
    """Compiles every scene of the built-in pack."""
    return [load_shipped_scene(name) for name in load_shipped_pack().scenes]


@cache
def explore_shipped_scene(name: SceneId) -> ReachableStates:
    """Computes all reachable states of a scene of the built-in pack."""
    return explore_scene(load_shipped_scene(name))


def list_shipped_translations() -> list[tuple[SceneId, str]]:
    """Returns the translations of scenes of the built-in pack: the scene, and the code of the language."""
    pack = load_shipped_pack()
    translations = [(translation.scene, translation.language) for translation in list_pack_translations(pack)]
    return [(name, language) for name, language in translations if name in pack.scenes]


@cache
def load_translated_pack(name: SceneId, language: str) -> Pack:
    """Returns the built-in pack with one of its scenes in another language."""
    pack = load_shipped_pack()
    path = find_translation(pack, name, language)
    assert path is not None
    catalogue, errors = read_translation(path)
    assert catalogue is not None
    assert not errors
    return translate_scene(pack, name, catalogue).pack


def each_shipped_translation() -> pytest.MarkDecorator:
    """Parametrizes a test with `name` and `language`: every translation of a scene of the built-in pack."""
    return pytest.mark.parametrize(("name", "language"), list_shipped_translations())


def each_shipped_scene() -> pytest.MarkDecorator:
    """Parametrizes a test with `name`: every scene of the built-in pack."""
    names = load_shipped_pack().scenes
    return pytest.mark.parametrize("name", names, ids=map(str, names))
