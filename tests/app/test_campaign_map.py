"""The map of all scenes of a session, as the timeline asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.lazy_pack import open_pack
from party_card.content.models import SceneId
from tests.pack_files import write_texts
from tests.places import FILES, write_files

CUSTOMS = FILES["scenes/customs.yaml"]


def open_session(folder: Path, customs: str = CUSTOMS) -> Session:
    return Session(open_pack(write_files(folder / "pack", customs=customs)), folder=folder / "home")


def test_the_map_has_the_places_of_every_scene(tmp_path: Path) -> None:
    campaign_map = open_session(tmp_path).campaign_map(SceneId("herring"))
    assert campaign_map is not None
    assert {episode.scene for episode in campaign_map.episodes} == {"herring", "customs"}
    here = campaign_map.find_scene("customs")
    assert here is not None
    assert here.here is not None
    assert here.here.name == "Kristiania"


def test_a_session_without_places_has_no_map(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if not name.endswith("places.yaml")}
    write_texts(tmp_path, files)
    assert Session(open_pack(tmp_path), folder=tmp_path / "home").campaign_map(SceneId("herring")) is None


@pytest.mark.parametrize(
    "customs",
    [
        "scene: customs\ntitle: [x\n",
        "scene: customs\ntitle: X\nat: kristiania\n",
        CUSTOMS.replace("at: kristiania", "at: nowhere"),
        CUSTOMS.replace("text: You wait.", "txet: You wait."),
    ],
    ids=["no YAML", "no passages", "unknown place", "unknown key"],
)
def test_a_scene_with_mistakes_keeps_no_map_from_the_others(tmp_path: Path, customs: str) -> None:
    campaign_map = open_session(tmp_path, customs).campaign_map(SceneId("herring"))
    assert campaign_map is not None
    assert campaign_map.find_scene("herring") is not None
