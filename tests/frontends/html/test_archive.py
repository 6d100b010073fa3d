"""The archive in the exported page: its data gives the same pages as the engine's."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.engine.archive import build_archive_page, build_folder_page
from party_card.engine.archive_place import ArchivePlace
from party_card.engine.campaign_pages import compile_campaign
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.playthrough import Playthrough
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.archive_reference import build_folder, build_shelf
from party_card.frontends.html.verify.campaign import compare_archive
from party_card.frontends.html.verify.file_reference import FiledPlaythrough
from party_card.frontends.html.verify.mismatch import MismatchError
from party_card.frontends.html.verify.page_json import page_to_json
from party_card.frontends.html.verify.provenance_reference import build_provenance
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.shared.scene_data import Json
from tests.app.archive_campaign import FILES, write_archive_campaign
from tests.app.provenance_campaign import write_provenance_campaign
from tests.frontends.html.chromium import json_roundtrip


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return write_archive_campaign(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def scenes(pack: Pack) -> list[CompiledScene]:
    return [compile_scene(pack, pack.scenes[name]) for name in pack.scene_ids()]


def encode(pack: Pack, scenes: list[CompiledScene]) -> Json:
    assert pack.campaign is not None
    data: Json = json_roundtrip(encode_scenes(scenes, campaign=compile_campaign(pack, pack.campaign)))
    return data


def test_the_pages_of_an_exported_archive_are_those_of_the_engine(pack: Pack, scenes: list[CompiledScene]) -> None:
    assert pack.campaign is not None
    assert pack.campaign.archive is not None
    data = encode(pack, scenes)
    campaign = compile_campaign(pack, pack.campaign)
    playthrough = Playthrough(scenes[0])
    for step in ("begin", "let-pass", "tear", "hush", "answer"):
        playthrough.choose(step)
    filed = FiledPlaythrough(playthrough.position, ((0, 0), (1, 1), (2, 1), (3, 0)))
    places = [ArchivePlace(scenes[0].scene, playthrough), *(ArchivePlace(item.scene, None) for item in scenes[1:])]
    shelf = build_archive_page(campaign, pack.campaign.archive, places)
    assert build_shelf(data, {0: filed}) == json_roundtrip(page_to_json(shelf))
    for shows_lived in (False, True):
        page = build_folder_page("The River", 1, playthrough, shows_lived=shows_lived)
        assert build_folder(data, 0, filed, shows_lived=shows_lived) == json_roundtrip(page_to_json(page))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("scenes", 0, "file", "days", 0, 1), "4 March 1931"),
        (("scenes", 0, "file", "papers", 0, 6), -1),
        (("scenes", 0, "file", "papers", 2, 5), []),
        (("course", "archive", "words", "gap"), "Gap {gap}"),
        (("course", "archive", "title"), "The attic"),
    ],
)
def test_an_error_in_the_data_is_found(
    pack: Pack, scenes: list[CompiledScene], place: tuple[str | int, ...], value: object
) -> None:
    assert pack.campaign is not None
    campaign, data = compile_campaign(pack, pack.campaign), encode(pack, scenes)
    compare_archive(ReferencePlayer(data), campaign, scenes)
    *path, last = place
    target = data
    for key in path:
        target = target[key]  # type: ignore[index]
    assert target[last] != value  # type: ignore[index]
    target[last] = value  # type: ignore[index]
    with pytest.raises(MismatchError):
        compare_archive(ReferencePlayer(data), campaign, scenes)


def test_a_campaign_without_an_archive_has_none_in_its_page(tmp_path: Path) -> None:
    text = FILES["scenes/campaign.yaml"]
    start, end = text.index("archive:"), text.index("ending:")
    pack = write_archive_campaign(tmp_path, campaign=text[:start] + text[end:])
    scenes = [compile_scene(pack, pack.scenes[SceneId(name)]) for name in pack.scene_ids()]
    assert encode(pack, scenes)["course"]["archive"] == 0


def test_the_way_of_a_thing_in_an_exported_page_is_that_of_the_engine(tmp_path: Path) -> None:
    pack = write_provenance_campaign(tmp_path)
    scenes = [compile_scene(pack, pack.scenes[name]) for name in pack.scene_ids()]
    assert pack.campaign is not None
    campaign, data = compile_campaign(pack, pack.campaign), encode(pack, scenes)
    compare_archive(ReferencePlayer(data), campaign, scenes)
    entries = data["course"]["archive"]["provenance"]["entries"]
    assert len(entries) == 6
    for number, index, value in ((0, 1, "break"), (0, 2, "3 May"), (0, 3, "The attic"), (0, 5, "1891"), (2, 6, 0)):
        entry = entries[number]
        entries[number] = [*entry[:index], value, *entry[index + 1 :]]
        with pytest.raises(MismatchError):
            compare_archive(ReferencePlayer(data), campaign, scenes)
        entries[number] = entry


def test_an_entry_of_a_scene_that_is_left_out_of_the_page_is_left_out_with_it(tmp_path: Path) -> None:
    pack = write_provenance_campaign(tmp_path)
    scenes = [compile_scene(pack, pack.scenes[name]) for name in pack.scene_ids() if name != "kiln"]
    data = encode(pack, scenes)
    assert len(data["course"]["archive"]["provenance"]["entries"]) == 5
    assert pack.campaign is not None
    compare_archive(ReferencePlayer(data), compile_campaign(pack, pack.campaign), scenes)


def test_a_title_of_an_unplayed_scene_that_names_somebody_is_explained_in_the_page_as_in_the_engine(
    tmp_path: Path,
) -> None:
    person = '{name: "Kiln, K.", was: "Burner of lime. [@tolls]", later: not found, named: [Kiln]}'
    river = FILES["seeds/river.yaml"] + f"  kiln: {person}\n  signal: {person.replace('Kiln', 'Signal')}\n"
    pack = write_provenance_campaign(tmp_path, river=river)
    scenes = [compile_scene(pack, pack.scenes[name]) for name in pack.scene_ids()]
    assert pack.campaign is not None
    data = encode(pack, scenes)
    compare_archive(ReferencePlayer(data), compile_campaign(pack, pack.campaign), scenes)
    way = build_provenance(data, {})
    assert way is not None
    assert [entry["name"] for entry in way["entries"]] == ["A. Counter", "Kiln, K.", "Signal, K."]
