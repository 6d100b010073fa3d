"""Tests of lazy loading: an opened pack equals the pack that is read at once."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content import lazy_pack
from party_card.content.file_reader import read_model
from party_card.content.lazy_pack import BODY_KEYS, open_pack
from party_card.content.models import SceneId
from party_card.content.pack_folders import find_builtin_pack
from party_card.diagnostics.source import SourceFile
from tests.shipped import load_shipped_pack
from tests.storage.sample import LETTER, write_pack

BACK_TO_FRONT = """\
passages:
  end: {text: It is over., ending: {id: over, title: Over}}
start: end
content_notes: [hunger]
title: Back to Front
scene: back
"""


def test_what_a_shelf_tells_is_in_the_heads_of_the_shipped_scenes() -> None:
    complete_pack = load_shipped_pack()
    pack = open_pack(find_builtin_pack())
    assert list(pack.scene_heads) == list(complete_pack.scenes)
    for name, scene in complete_pack.scenes.items():
        for field in fields(scene):
            if field.name not in {*BODY_KEYS, "location"}:
                assert getattr(pack.scene_head(name), field.name) == getattr(scene, field.name), (name, field.name)


def test_the_list_of_scenes_reads_nothing_but_their_heads() -> None:
    pack = open_pack(find_builtin_pack())
    read_whole = [name for name in pack.scenes if pack.scene_head(name).passages]
    assert read_whole == []


def test_a_scene_is_the_same_when_it_is_asked_for() -> None:
    complete_pack = load_shipped_pack()
    pack = open_pack(find_builtin_pack())
    assert dict(pack.scenes) == dict(complete_pack.scenes)
    assert dict(pack.dossiers) == dict(complete_pack.dossiers)
    assert dict(pack.sources) == dict(complete_pack.sources)
    assert pack.campaign == complete_pack.campaign
    assert pack.scene_ids() == complete_pack.scene_ids()
    assert (
        pack.scenes[SceneId("forbidden-paper")].location.file.text
        == complete_pack.scenes[SceneId("forbidden-paper")].location.file.text
    )


def test_the_title_reads_no_passages_and_a_scene_reads_its_own_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    read_names: list[str] = []

    def record_read(file: SourceFile) -> object:
        if "\ndossier:" in file.text or "\npassages:" in file.text:
            read_names.append(Path(file.name).stem)
        return read_model(file)

    monkeypatch.setattr(lazy_pack, "read_model", record_read)
    session = Session(open_pack(find_builtin_pack()), folder=tmp_path)
    assert len(session.list_scenes()) > 10
    assert read_names == []
    session.open(SceneId("forbidden-paper"))
    dossiers = {str(name) for name in open_pack(find_builtin_pack()).scenes[SceneId("forbidden-paper")].dossiers}
    session.page()
    assert set(read_names) == {"forbidden-paper", "later-lives"} | dossiers, "the people met are told of in one more"
    session.close()


def test_the_heads_of_a_small_pack_are_enough_for_its_shelf_and_its_scenes_for_playing(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack")
    session = Session(open_pack(tmp_path / "pack"), folder=tmp_path / "kept")
    assert [scene.scene for scene in session.list_scenes()]
    session.open(LETTER)
    assert session.choose("begin").kind == "passage"
    session.close()


def test_keys_may_stand_in_any_order(tmp_path: Path) -> None:
    write_pack(tmp_path)
    for name, text in {"seeds/none.yaml": "dossier: none\nfacts: {}\n", "scenes/back.yaml": BACK_TO_FRONT}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    pack = open_pack(tmp_path)
    assert pack.scene_head(SceneId("back")) == pack.scenes[SceneId("back")]
    assert pack.scene_head(SceneId("back")).content_notes == ("hunger",)


def test_a_scene_that_cannot_be_read_after_all_is_its_head(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes" / "a.yaml").write_text("scene: a\ntitle: A\npassages:\n  one: [\n")
    pack = open_pack(tmp_path)
    assert SceneId("a") in pack.scenes
    assert pack.scenes[SceneId("a")].title == "A"
    assert pack.scenes[SceneId("a")].passages == {}
