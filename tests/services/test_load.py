"""Packs and scenes are found by the typed name, or a sentence explains why not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from party_card.services.errors import UsageError
from party_card.services.load import find_scene_file, load_pack
from tests.services.test_watch import LETTER


@pytest.fixture
def scene_file(tmp_path: Path) -> Path:
    path = tmp_path / "pack" / "scenes" / "letter.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(LETTER)
    return path


def test_a_scene_is_found_by_its_name_or_its_file(tmp_path: Path, scene_file: Path) -> None:
    root = tmp_path / "pack"
    assert find_scene_file("letter", root) == (root, scene_file)
    assert find_scene_file(str(scene_file), None) == (root, scene_file)
    assert find_scene_file("forbidden-paper", None)[1].name == "forbidden-paper.yaml"
    scene_file.write_text("scene: [")
    assert find_scene_file("letter", root) == (root, scene_file), "by its file's name, where it cannot be read"


def test_a_scene_that_is_not_found_is_answered_with_a_sentence(tmp_path: Path, scene_file: Path) -> None:
    root = scene_file.parent.parent
    for scene, folder, message in (
        ("leter", root, "there is no scene `leter`; did you mean `letter`?"),
        ("nothing-near", root, "there is no scene `nothing-near`; there are: letter"),
        ("nowhere.yaml", None, "there is no file nowhere.yaml"),
        ("letter", tmp_path / "nowhere", f"there is no folder {tmp_path / 'nowhere'}"),
    ):
        with pytest.raises(UsageError, match=f"^{re.escape(message)}$"):
            find_scene_file(scene, folder)


def test_a_zip_is_answered_with_the_command_that_adds_it(tmp_path: Path) -> None:
    file = tmp_path / "pack.zip"
    file.write_bytes(b"")
    with pytest.raises(
        UsageError, match=r"pack\.zip is no folder; a zip is put on the shelf with: party-card pack add"
    ):
        load_pack(file)
