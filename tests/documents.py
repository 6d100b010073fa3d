"""A pack of which dossiers hold documents of every form, for the tests of everything that shows them."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import SceneId
from party_card.content.pack import Pack, read_pack
from party_card.engine.compiled import compile_scene
from party_card.engine.page import Page
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.rules import check_pack
from tests.pack_files import write_texts

SOURCES = """\
references:
  - {id: office-papers, type: manuscript, title: Papers of the ferry office, issued: 1932-11-14, language: de}
  - {id: gazette, type: article-newspaper, title: The ferry, container-title: Lennbridge Gazette, issued: 1932-11-16}
"""
DOSSIER = """\
dossier: ferry
title: The ferry
source: office-papers
facts:
  river-high:
    text: The river stood at eleven feet.
    grade: documented
    date: 1932-11-14
    cite: {page: 4}
documents:
  telegram:
    title: Telegram to the ferry
    form: telegram
    author: The office
    date: 1932-11-14
    kept: Town archive, box 4
    language: de
    original: |
      Fähre bleibt bis auf weiteres am Nordufer. <Kein> Übersetzen nach sechs Uhr.

      Das Amt
    translation: |
      The ferry stays at the northern bank until further notice. <No> crossing after six o'clock.

      The office
    translator: translated for these tests
    maker: The head of the office.
    audience: The keeper of the ferry, who had asked.
    purpose: To be safe from blame if the ferry sinks.
    cite: [{section: whole text}, {source: gazette, column: 2}]
    note: The hour is written by another hand.
  notice:
    title: Notice at the landing
    kept: Not kept
    language: en
    original: No crossing after six.
    maker: The keeper.
    audience: Everybody at the landing.
    purpose: To send people home.
    cite: {section: notice}
  report:
    title: Report of a crossing
    form: newspaper
    author: Lennbridge Gazette
    date: 1932-11-16
    kept: Lennbridge Gazette, page 2
    language: ru
    original: Последняя лодка пришла в девять, и никого в ней не было.
    translation: The last boat came over at nine, with nobody in it.
    translator: translated for these tests
    maker: A reporter.
    audience: Readers of the town.
    purpose: To tell the news.
    cite: {source: gazette, column: 2}
  letter:
    title: Letter of the keeper
    form: handwriting
    kept: With his family
    description: The keeper writes that he heard the bell and did not go.
    maker: The keeper, an old man.
    audience: His sister.
    purpose: Not known; it was found among other papers.
    cite: {page: 9}
  passengers:
    title: Passengers of the ferry
    form: table
    date: 1932
    kept: Town archive, box 5
    columns: [month, passengers, "fares, in marks"]
    rows: [[October, "1,410", 70.50], [November, 395, none]]
    maker: The keeper counted.
    audience: The office.
    purpose: To be paid.
    cite: {page: 12}
"""
SCENE = """\
scene: ferry
title: The ferry
span: 1932-11-14/1932-12
dossiers: [ferry]
role: {name: a ferryman, kind: invented}
passages:
  one:
    text: "A telegram has come.[@telegram] The river is high.[@river-high] A notice hangs there.[@notice]"
    choices:
      - {id: wait, text: Wait for the lamp., goto: two}
      - {id: go, text: Go down to the river., goto: two}
  two:
    text: It is dark.
    ending: {id: done, title: Done}
record:
  - text: "The ferry stayed.[@telegram] It was in the newspaper.[@report] He wrote.[@letter] Few came.[@passengers]"
debrief:
  - ask: For whom was the telegram written?
    skill: sourcing
"""


def write_pack(folder: Path) -> Path:
    """Writes the pack to a folder. Returns the folder."""
    return write_texts(folder, {"seeds/sources.yaml": SOURCES, "seeds/ferry.yaml": DOSSIER, "scenes/ferry.yaml": SCENE})


def read_documents(folder: Path) -> Pack:
    """Writes the pack to a folder and reads it; nothing in it is wrong."""
    pack, diagnostics = read_pack(write_pack(folder))
    assert not [*diagnostics, *(found for found in check_pack(pack) if found.severity.value != "info")]
    return pack


def open_page(folder: Path, kind: str) -> Page:
    """Plays the scene of the pack to the first page of a kind."""
    pack = read_documents(folder)
    playthrough = Playthrough(compile_scene(pack, pack.scenes[SceneId("ferry")]))
    while (page := build_page(playthrough)).kind != kind:
        playthrough.choose(page.offers[0].id)
    return page
