"""A pack of which the facts have several sources, for the tests of everything that shows them."""

from __future__ import annotations

from pathlib import Path

from party_card.content.pack import Pack, read_pack
from party_card.rules import check_pack
from tests.pack_files import write_texts

SOURCES = """\
references:
  - id: night-book
    type: manuscript
    title: The night book of the signal box
    author: [{family: Orrin, given: Lea}]
    issued: 1932-11-14
    kind: document
    audience: the next signalman
    seen: whole
  - id: evening-paper
    type: article-newspaper
    title: The bell at the river
    container-title: Lennbridge Evening Paper
    issued: 1932-11-16
    kind: newspaper
    audience: readers of the town
    interest: The paper wants the bell to be kept.
    seen: part
  - id: town-history
    type: book
    title: A History of Lennbridge
    author: [{family: Harding, given: E.}]
    issued: 1987
    kind: scholarship
    seen: part
"""
DOSSIER = """\
dossier: bell
title: The bell
source: night-book
facts:
  bell-at-nine:
    text: The bell was rung at nine.
    grade: contested
    date: 1932-11-14
    cite:
      - {page: 4, value: nine o'clock}
      - source: evening-paper
        column: 2
        stance: differs
        value: half past nine
        says: The paper has it half an hour later, from somebody who was at home.
      - {source: town-history, page: 88-89, stance: adds, says: A second bell answered from the mill.}
    conclusion: They agree on the evening. The night book was written while the bell rang.
  river-high:
    text: The river stood at eleven feet.
    grade: corroborated
    date: 1932-11-14
    cite:
      - {page: 4}
      - {source: town-history, page: 90, stance: agrees}
  lamps-out:
    text: The street lamps were out.
    grade: documented
    cite: {page: 5}
  mill-dark:
    text: The mill was dark.
    grade: documented
    cite: {source: town-history, page: 91}
"""
SCENE = """\
scene: bell
title: The bell
span: 1932-11-14
dossiers: [bell]
role: {name: a signalman, kind: invented}
passages:
  one:
    text: "The bell rings.[@bell-at-nine] The river is high.[@river-high] It is dark.[@lamps-out]"
    choices:
      - {id: wait, text: Wait for the lamp., goto: two}
      - {id: go, text: Go down to the river., goto: two}
  two:
    text: It is dark.
    ending: {id: done, title: Done}
record:
  - text: "The lamps were out.[@lamps-out] The bell was rung.[@bell-at-nine] The river was high.[@river-high] And dark.[@mill-dark]"
debrief:
  - ask: Which source was nearer?
    skill: corroboration
"""


def write_pack(folder: Path) -> Path:
    """Writes the pack to a folder. Returns the folder."""
    return write_texts(folder, {"seeds/sources.yaml": SOURCES, "seeds/bell.yaml": DOSSIER, "scenes/bell.yaml": SCENE})


def read_two_sources(folder: Path) -> Pack:
    """Writes the pack to a folder and reads it; nothing in it is wrong."""
    pack, diagnostics = read_pack(write_pack(folder))
    assert not [*diagnostics, *(found for found in check_pack(pack) if found.severity.value != "info")]
    return pack
