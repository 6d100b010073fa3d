"""A pack with places, for the tests of everything that reads or shows them."""

from __future__ import annotations

from pathlib import Path

from party_card.content.pack import Pack, read_pack
from party_card.rules import check_pack
from tests.pack_files import write_texts

SOURCES = """\
references:
  - {id: atlas, type: book, title: An Atlas of the Straits, issued: 1931}
  - {id: pilot, type: book, title: The Pilot's Book, issued: 1930}
"""
PLACES = """\
source: atlas
places:
  reykjavik: {name: Reykjavik, now: "Reykjavik, Iceland", lat: 64.1355, lon: -21.8954, cite: {page: 3}}
  kristiania: {name: Kristiania, now: "Oslo, Norway", lat: 59.9127, lon: 10.7461, cite: {page: 4}}
  lofoten: {name: the Lofoten islands, lat: 68.2, lon: 14, approximate: true}
  batavia: {name: Batavia, now: "Jakarta, Indonesia", lat: -6.2146, lon: 106.8451, cite: {source: pilot, page: 77}}
  wreck: {name: the wreck of the Ada, unknown: true}
  valparaiso: {name: Valparaíso, lat: -33.036, lon: -71.6296, cite: [{page: 8}, {source: pilot, page: 9}]}
"""
DOSSIER = """\
dossier: herring
source: pilot
facts:
  price-fell:
    text: The price of herring fell in November.
    grade: documented
    cite: {page: 12}
    places: [valparaiso, kristiania]
documents:
  wire:
    title: A wire
    cite: {page: 13}
    language: en
    original: Buy nothing.
    maker: A merchant.
    audience: His agent.
    purpose: To save money.
    places: [batavia]
"""
PEOPLE = """\
people:
  agent:
    name: Ada Finch
    was: An agent. [@price-fell]
    later: not found
    places: [batavia]
"""
SCENE = """\
scene: herring
title: The Price of Herring
span: 1932-11
place: A warehouse at the harbour
at: reykjavik
places: [kristiania, batavia, wreck]
dossiers: [herring]
role: {name: a clerk, kind: invented}
passages:
  one:
    text: A wire lies on the desk.
    places: [batavia, kristiania, wreck]
    choices:
      - {id: sail, text: Sail north, goto: two}
      - {id: stay, text: Stay at the desk, goto: three}
  two:
    text: You see the islands.
    at: lofoten
    ending: {id: gone, title: You sailed}
  three:
    text: You wait.
    at: reykjavik
    ending: {id: waited, title: You waited}
record:
  - text: "The price fell. [@price-fell] [@wire]"
"""
OTHER_SCENE = """\
scene: customs
title: The Customs House
span: 1932-12
at: kristiania
dossiers: [herring]
role: {name: a clerk, kind: invented}
passages:
  one:
    text: You wait.
    ending: {id: waited, title: You waited}
"""
FILES = {
    "seeds/sources.yaml": SOURCES,
    "seeds/places.yaml": PLACES,
    "seeds/herring.yaml": DOSSIER,
    "seeds/people.yaml": PEOPLE,
    "scenes/herring.yaml": SCENE,
    "scenes/customs.yaml": OTHER_SCENE,
}


def write_files(folder: Path, **changes: str) -> Path:
    """Writes the pack into a folder; `changes` are texts of its files by their stems. Returns the folder."""
    return write_texts(folder, {name: changes.get(Path(name).stem, text) for name, text in FILES.items()})


def read_places_pack(folder: Path, **changes: str) -> Pack:
    """Writes and reads the pack, perhaps with other texts of its files; it has no mistakes."""
    pack, diagnostics = read_pack(write_files(folder, **changes))
    problems = [item for item in (*diagnostics, *check_pack(pack)) if item.is_obstacle]
    assert problems == []
    return pack
