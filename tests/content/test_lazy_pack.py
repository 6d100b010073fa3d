"""A pack opened for playing is the pack that was read, only later."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content import lazy_pack
from party_card.content.lazy_pack import open_pack
from party_card.content.models import SceneId
from party_card.content.pack import Pack, builtin, read_model, read_pack
from party_card.diagnostics.source import SourceFile
from tests.storage.sample import LETTER, write_pack

BACK_TO_FRONT = """\
passages:
  end: {text: It is over., ending: {id: over, title: Over}}
start: end
content_notes: [hunger]
title: Back to Front
scene: back
"""
BODY = {"passages", "variables", "start", "record", "debrief", "leaves", "always", "never", "tests"}


@pytest.fixture(scope="module")
def whole() -> Pack:
    return read_pack(builtin())[0]


def test_what_a_shelf_tells_is_in_the_heads_of_the_shipped_scenes(whole: Pack) -> None:
    opened = open_pack(builtin())
    assert list(opened.heads) == list(whole.scenes)
    for name, scene in whole.scenes.items():
        for field in fields(scene):
            if field.name not in BODY | {"location"}:
                assert getattr(opened.head(name), field.name) == getattr(scene, field.name), (name, field.name)


def test_a_scene_is_the_same_when_it_is_asked_for(whole: Pack) -> None:
    opened = open_pack(builtin())
    assert dict(opened.scenes) == dict(whole.scenes)
    assert dict(opened.dossiers) == dict(whole.dossiers)
    assert dict(opened.sources) == dict(whole.sources)
    assert opened.campaign == whole.campaign
    assert opened.order() == whole.order()
    assert (
        opened.scenes[SceneId("forbidden-paper")].location.file.text
        == whole.scenes[SceneId("forbidden-paper")].location.file.text
    )


def test_the_title_reads_no_passages_and_a_scene_reads_its_own_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    read: list[str] = []

    def watched(file: SourceFile) -> object:
        read.append(Path(file.name).stem)
        return read_model(file)

    monkeypatch.setattr(lazy_pack, "read_model", watched)
    session = Session(open_pack(builtin()), folder=tmp_path)
    assert len(session.list_scenes()) > 10
    assert read == []
    session.open(SceneId("forbidden-paper"))
    own = {str(name) for name in open_pack(builtin()).scenes[SceneId("forbidden-paper")].dossiers}
    session.page()
    assert set(read) == {"forbidden-paper"} | own
    session.close()


def test_the_heads_of_a_small_pack_are_enough_for_its_shelf_and_its_scenes_for_playing(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack")
    session = Session(open_pack(tmp_path / "pack"), folder=tmp_path / "kept")
    assert [one.scene for one in session.list_scenes()]
    session.open(LETTER)
    assert session.choose("begin").kind == "passage"
    session.close()


def test_keys_may_stand_in_any_order(tmp_path: Path) -> None:
    write_pack(tmp_path)
    for name, text in {"seeds/none.yaml": "dossier: none\nfacts: {}\n", "scenes/back.yaml": BACK_TO_FRONT}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    opened = open_pack(tmp_path)
    assert opened.head(SceneId("back")) == opened.scenes[SceneId("back")]
    assert opened.head(SceneId("back")).content_notes == ("hunger",)


def test_a_scene_that_cannot_be_read_after_all_is_its_head(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes" / "a.yaml").write_text("scene: a\ntitle: A\npassages:\n  one: [\n")
    opened = open_pack(tmp_path)
    assert SceneId("a") in opened.scenes
    assert opened.scenes[SceneId("a")].title == "A"
    assert opened.scenes[SceneId("a")].passages == {}
