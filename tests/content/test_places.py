"""Gazetteers: how they are read, with numbers as people write them, lazily, from an archive, and into the schema."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from party_card.content.decode.decimal_numbers import interpret_decimal
from party_card.content.lazy_pack import open_pack
from party_card.content.models import PlaceId
from party_card.content.pack import read_pack
from party_card.content.pack_archive import open_pack_archive
from party_card.content.schema import build_schema
from tests.places import PLACES, read_places_pack, write_files


def test_a_place_has_its_names_coordinates_and_sources(tmp_path: Path) -> None:
    places = read_places_pack(tmp_path).places
    batavia = places[PlaceId("batavia")]
    assert (batavia.name, batavia.now) == ("Batavia", "Jakarta, Indonesia")
    assert (batavia.lat, batavia.lon) == (-6.2146, 106.8451)
    assert [cite.source for cite in batavia.cites] == ["pilot"]
    assert [cite.source for cite in places[PlaceId("valparaiso")].cites] == ["atlas", "pilot"]
    assert places[PlaceId("lofoten")].approximate
    assert places[PlaceId("wreck")].unknown


def test_a_pack_that_is_opened_for_playing_has_the_same_places(tmp_path: Path) -> None:
    pack = read_places_pack(tmp_path)
    lazy_pack = open_pack(tmp_path)
    assert dict(lazy_pack.places) == dict(pack.places)
    assert dict(lazy_pack.sources) == dict(pack.sources)


def test_places_may_stand_in_several_files(tmp_path: Path) -> None:
    write_files(tmp_path)
    text = "places:\n  skerries: {name: the Skerries, lat: 53.4, lon: -4.6, approximate: true}\n"
    (tmp_path / "seeds" / "far.yaml").write_text(text, encoding="utf-8")
    assert set(open_pack(tmp_path).places) == {*read_places_pack(tmp_path).places}
    assert PlaceId("skerries") in read_pack(tmp_path)[0].places


def test_a_gazetteer_that_is_not_read_is_told(tmp_path: Path) -> None:
    write_files(tmp_path)
    (tmp_path / "seeds" / "places.yaml").rename(tmp_path / "places.yaml")
    (tmp_path / "seeds" / "more.yaml.txt").write_text(PLACES, encoding="utf-8")
    _, diagnostics = read_pack(tmp_path)
    assert [(item.code, item.helps[0].message) for item in diagnostics] == [
        ("unread-file", "rename it to `more.yaml`"),
        ("unread-file", "move it into the folder `seeds`"),
    ]


def test_a_gazetteer_is_part_of_an_archive(tmp_path: Path) -> None:
    write_files(tmp_path / "pack")
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        archive.write(tmp_path / "pack" / "seeds" / "places.yaml", "pack/seeds/places.yaml")
    assert list(open_pack_archive(tmp_path / "pack.zip").files) == ["seeds/places.yaml"]


def test_the_schema_knows_gazetteers_and_offers_places(tmp_path: Path) -> None:
    pack = read_places_pack(tmp_path)
    schema = build_schema("places", pack)
    place = schema["properties"]["places"]["additionalProperties"]
    assert place["properties"]["lat"]["type"] == "number"
    assert place["required"] == ["name"]
    at = build_schema("scene", pack)["properties"]["at"]
    assert json.dumps(sorted(pack.places)) in json.dumps(at)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("48,85", "48.85"), ("−33.4", "-33.4"), (".5", "0.5"), ("-.5", "-0.5"), ("7.", "7.0"),
        ("48°51′24″N", "48.8567"), ("2° 21' 7\" E", "2.3519"), ("33°27'S", "-33.45"), ("70,5 W", "-70.5"),
        ("70.66° W", "-70.66"), ("12°", "12"), ("0° 0' W", "-0"),
    ],
)  # fmt: skip
def test_degrees_of_other_notations_are_worked_out(text: str, number: str) -> None:
    assert interpret_decimal(text) == number


@pytest.mark.parametrize("text", ["", "°", "east", "48°61′ N", "-33° S", "12 O", "1.2.3", "1e3", "N 48", "٤٨"])
def test_nothing_is_made_of_what_is_no_number(text: str) -> None:
    assert interpret_decimal(text) == ""
