"""The built-in pack, its compiled scenes and their states: each is read and computed once in a process."""

from __future__ import annotations

from functools import cache

import pytest

from party_card.content.models import SceneId
from party_card.content.pack import Pack, read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.modelcheck import ReachableStates, explore_scene


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


def each_shipped_scene() -> pytest.MarkDecorator:
    """Parametrizes a test with `name`: every scene of the built-in pack."""
    names = load_shipped_pack().scenes
    return pytest.mark.parametrize("name", names, ids=map(str, names))
