"""One scene is read and checked as `party-card check` would, but only changed files are parsed again."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from party_card.content.file_reader import read_model
from party_card.content.models import SceneId
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.source import SourceFile
from party_card.rules import check_pack
from party_card.services import incremental
from party_card.services.incremental import IncrementalReader, check_scene
from party_card.services.load import read_builtin_pack
from tests.services.test_watch import LETTER


def test_one_scene_is_checked_as_it_is_among_all() -> None:
    pack = read_builtin_pack()
    all_diagnostics = check_pack(pack)
    for scene in pack.scenes.values():
        own_files = {scene.location.file.name, *(pack.dossiers[name].location.file.name for name in scene.dossiers)}
        expected_diagnostics = [
            diagnostics for diagnostics in all_diagnostics if diagnostics.primary.source.name in own_files
        ]
        actual = [
            diagnostics for diagnostics in check_scene(pack, scene) if diagnostics.primary.source.name in own_files
        ]
        assert {
            diagnostics for diagnostics in expected_diagnostics if diagnostics.severity is not Severity.INFO
        } == set(actual)


def test_a_broken_scene_is_checked_as_it_is_among_all() -> None:
    pack = read_builtin_pack()
    file = pack.scenes[SceneId("papers")].location.file
    broken_file = SourceFile(file.name, file.text.replace("goto: ", "goto: x").replace("[@", "[@y", 4))
    broken_text, _ = read_model(broken_file)
    pack = replace(pack, scenes={**pack.scenes, broken_text.scene: broken_text}, logic_cache={})
    expected_diagnostics = [
        diagnostics for diagnostics in check_pack(pack) if diagnostics.primary.source.name == file.name
    ]
    actual = [
        diagnostics for diagnostics in check_scene(pack, broken_text) if diagnostics.primary.source.name == file.name
    ]
    assert len(actual) > 10
    assert set(expected_diagnostics) == set(actual)


def test_only_what_changed_is_parsed_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    scene = tmp_path / "scenes" / "letter.yaml"
    scene.parent.mkdir()
    scene.write_text(LETTER)
    (scene.parent / "other.yaml").write_text(LETTER.replace("scene: letter", "scene: other"))
    reader = IncrementalReader(tmp_path, Path("pack"), scene)
    reader.read()
    parsed_files: list[str] = []

    def record(file: SourceFile) -> object:
        parsed_files.append(file.name)
        return read_model(file)

    monkeypatch.setattr(incremental, "read_model", record)
    assert not reader.has_changed()
    scene.write_text(LETTER.replace("You know", "She knows"))
    assert reader.has_changed()
    reader.read()
    assert parsed_files == [os.path.join("pack", "scenes", "letter.yaml")]  # noqa: PTH118  # as messages have it
