"""One scene is read and checked as `party-card check` would, but only changed files are parsed again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from party_card.content.file_reader import read_model
from party_card.diagnostics.source import SourceFile
from party_card.services import workspace
from party_card.services.incremental import IncrementalReader
from tests.services.test_watch import LETTER


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

    monkeypatch.setattr(workspace, "read_model", record)
    assert not reader.refresh()
    scene.write_text(LETTER.replace("You know", "She knows"))
    assert reader.refresh()
    assert parsed_files == [os.path.join("pack", "scenes", "letter.yaml")]  # noqa: PTH118  # as messages have it


def test_a_scene_with_notes_of_its_author_can_be_watched(tmp_path: Path) -> None:
    path = tmp_path / "scenes" / "letter.yaml"
    path.parent.mkdir()
    path.write_text(LETTER.replace("title:", "todo: Whose hand is it?\ntitle:", 1))
    snapshot = IncrementalReader(tmp_path, tmp_path, path).read()
    assert [diagnostic.code for diagnostic in snapshot.diagnostics] == ["todo"]
    assert snapshot.is_playable


def test_the_places_of_a_scene_are_read_anew_and_what_is_wrong_there_is_told(tmp_path: Path) -> None:
    scene, places = tmp_path / "scenes" / "letter.yaml", tmp_path / "seeds" / "places.yaml"
    for path, text in (
        (scene, LETTER.replace("passages:", "at: skagen\npassages:", 1)),
        (places, "places:\n  skagen: {name: Skagen, lat: 57.72, lon: 10.58, approximate: true}\n"),
    ):
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    reader = IncrementalReader(tmp_path, tmp_path, scene)
    assert reader.read().is_playable
    places.write_text(places.read_text(encoding="utf-8").replace("lat: 57.72", "lat: 157.72"), encoding="utf-8")
    assert reader.refresh()
    assert [diagnostic.code for diagnostic in reader.read().diagnostics] == ["bad-coordinates"]
    places.write_text("places: {}\n", encoding="utf-8")
    assert [diagnostic.code for diagnostic in reader.read().diagnostics] == ["unknown-place"]
