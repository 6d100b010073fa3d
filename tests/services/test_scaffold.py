"""From a blank page to a scene that plays, checks and is proved; nothing is written over."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from party_card.content.pack import read_pack
from party_card.rules import check_pack
from party_card.services.checked_pack import read_checked_pack
from party_card.services.scaffold import SceneTemplateValues, create_scene
from party_card.services.verification import verify_scene


def read_files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_the_teacher_says_stands_in_the_scene(tmp_path: Path) -> None:
    values = SceneTemplateValues("High Water", "Lennbridge", "1908-03/1908-04", "A clerk", "The box")
    create_scene(tmp_path, "high-water", values)
    pack, _ = read_pack(tmp_path)
    (scene,) = pack.scenes.values()
    assert scene.role is not None
    (source,) = pack.sources.values()
    assert (scene.title, scene.place, scene.span, scene.role.name, source.title) == (
        "High Water", "Lennbridge", "1908-03/1908-04", "A clerk", "The box",
    )  # fmt: skip


@given(
    answer=st.text(max_size=30) | st.sampled_from(["no", "yes: no", "- a", "'", '"', "# b", "{", "1908", "null", "~"])
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_answered_it_is_sound(answer: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("pack")
    create_scene(root, "scene", SceneTemplateValues(title=answer, place=answer, role=answer, source=answer))
    pack, diagnostics = read_pack(root)
    assert not diagnostics
    found = [diagnostic for diagnostic in check_pack(pack) if diagnostic.code != "undrawn-character"]
    assert not found, "it rests on nothing but its own files"
    composed = unicodedata.normalize("NFC", answer)  # as every text of a pack is read
    printable = "".join(letter for letter in composed if letter.isprintable() and not letter.isspace())
    assert next(iter(pack.scenes.values())).title.replace(" ", "") == (printable or "Scene")


def test_a_second_scene_in_the_same_folder_leaves_the_first_as_it_is(tmp_path: Path) -> None:
    create_scene(tmp_path, "first", SceneTemplateValues(date="1908"))
    files_before = {name: data for name, data in read_files(tmp_path).items() if not name.startswith("schema/")}
    create_scene(tmp_path, "second", SceneTemplateValues())
    files_after = read_files(tmp_path)
    assert {name: files_after[name] for name in files_before} == files_before
    checked_pack = read_checked_pack(tmp_path)
    assert not checked_pack.diagnostics_at(None)
    assert all(not verify_scene(checked_pack.pack, scene).diagnostics for scene in checked_pack.pack.scenes)
    assert '"second-facts"' in files_after["schema/scene.json"].decode()


def test_a_schema_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "scene.json").write_text('{"title": "mine"}')
    create_scene(tmp_path, "first", SceneTemplateValues())
    assert (tmp_path / "schema" / "scene.json").read_text() == '{"title": "mine"}'
