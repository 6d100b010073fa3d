"""A pack of a scene with what came after: estimates, views, two sources side by side, the end of the main source."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import SceneId
from party_card.content.pack import Pack, read_pack
from party_card.diagnostics.diagnostic import Severity
from party_card.engine.compiled import compile_scene
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
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
    interest: The signalman wants it to be seen that he was awake.
    seen: whole
    ends: "The night book ends on 30 November 1932; what came after is from other works."
  - id: evening-paper
    type: article-newspaper
    title: The bell at the river
    container-title: Lennbridge Evening Paper
    issued: 1932-12-16
    kind: newspaper
    audience: readers of the town
    interest: The paper wants the bell to be kept.
    seen: part
  - id: town-history
    type: book
    title: A History of Lennbridge
    author: [{family: Harding, given: E.}, {family: Lund, given: Karin}]
    issued: 1987
    kind: scholarship
    seen: part
  - id: flood-study
    type: article-journal
    title: The flood counted again
    container-title: Rivers
    author: [{family: Moss, given: T.}]
    issued: 2015
    kind: scholarship
    seen: part
"""
DOSSIER = """\
dossier: flood
title: The flood
source: night-book
facts:
  bell-rung:
    text: The bell was rung on 14 November.
    grade: contested
    date: 1932-11-14
    cite:
      - {page: 4, value: 1932-11-14}
      - {source: evening-paper, column: 2, stance: differs, value: 1932-12-14, says: The paper has it a month later.}
    conclusion: They agree on the day of the month. The night book was written while the bell rang.
  lamps-out: {text: The street lamps were out., grade: documented, cite: {page: 5}, people: [orrin, finch, lund]}
  orrin-niece: {text: Orrin was the signalman's niece., grade: documented, cite: {page: 1}}
  finch-clerk: {text: Finch was a clerk at the mill., grade: reported, cite: {source: town-history, page: "130"}}
  river-high: {text: The river stood at eleven feet., grade: documented, cite: {page: 6}}
  homeless-valley:
    text: The flood took the homes of between 5.5 and 6.5 thousand people of the valley.
    grade: documented
    cite: {source: town-history, page: "90"}
  homeless-old:
    text: Older estimates have 5.7 to 8.7 thousand.
    grade: reported
    cite: {source: town-history, page: "91"}
  homeless-town:
    text: In the town itself about 2.6 thousand people lost their homes.
    grade: documented
    cite: {source: flood-study, page: "12"}
  homeless-town-high:
    text: In the town itself at least 3.9 thousand people lost their homes.
    grade: documented
    cite: {source: town-history, page: "92"}
  dam-cause:
    text: The authors hold that the dam was badly built.
    grade: judgement
    cite: {source: town-history, page: "95"}
  rain-cause:
    text: The author holds that no dam would have held the rain.
    grade: judgement
    cite: {source: flood-study, page: "14"}
  dam-rebuilt:
    text: The dam was built anew, and higher.
    grade: documented
    date: 1936-05
    cite: {source: town-history, page: "99"}
figures:
  homeless:
    title: How many lost their homes
    unit: thousand people
    note: Each source counts its own streets.
    estimates:
      - {label: The valley, number: 5.5-6.5, fact: homeless-valley}
      - {label: The valley, number: 5.7-8.7, fact: homeless-old, by: older estimates}
      - {label: The town, number: about 2.6, fact: homeless-town}
      - {label: The town, number: over 3.9, fact: homeless-town-high}
"""
PEOPLE = """\
people:
  orrin:
    name: Lea Orrin
    named: [Lea Orrin, Orrin]
    was: The signalman's niece. [@orrin-niece]
    later: She kept the night book until 1951. [@orrin-later]
  finch:
    name: Ada Finch
    named: [Ada Finch, Finch]
    was: A clerk at the mill. [@finch-clerk]
    later: not found
  lund:
    name: Jon Lund
    was: The ferryman. [@finch-clerk]
    later: He drowned in the flood of 1940. [@orrin-later]
"""
LATER = """\
dossier: later
facts:
  orrin-later:
    text: Orrin kept the night book until 1951.
    grade: documented
    cite: {source: town-history, page: "120"}
"""
SCENE = """\
scene: flood
title: The flood
span: 1932-11-14
dossiers: [flood]
role: {name: a signalman, kind: invented}
variables:
  waited: false
passages:
  one:
    text: "The bell rings.[@bell-rung] The river is high.[@river-high]"
    choices:
      - {id: wait, text: Wait for the lamp., set: {waited: true}, goto: lamp}
      - {id: go, text: Go down to the river., goto: two}
    record: "The lamps were out.[@lamps-out]"
  lamp:
    text: Finch brings the lamp, and Orrin reads the gauge.
    choices: [{id: light, text: Light it., goto: two}]
  two:
    text: It is dark. Orrin writes in her book.
    ending: {id: done, title: Done}
record:
  - text: "The lamps were out.[@lamps-out] The river was high.[@river-high]"
  - compare: bell-rung
aftermath:
  - chart: homeless
  - heading: Was the dam to blame? Historians disagree
  - {label: Harding and Lund, text: "The dam was badly built.[@dam-cause]"}
  - {label: Moss, text: "No dam would have held such rain.[@rain-cause]"}
  - heading: The dam
  - text: "It was built anew, and higher.[@dam-rebuilt]"
  - {unknown: Who drew it is not known., if: waited}
debrief:
  - ask: Which source was nearer?
    skill: corroboration
"""


FILES = {
    "seeds/sources": SOURCES, "seeds/flood": DOSSIER, "seeds/later": LATER, "seeds/people": PEOPLE, "scenes/flood": SCENE,
}  # fmt: skip


def write_pack(folder: Path) -> Path:
    """Writes the pack to a folder. Returns the folder."""
    return write_texts(folder, {f"{name}.yaml": text for name, text in FILES.items()})


def read_aftermath(folder: Path) -> Pack:
    """Writes the pack to a folder and reads it; nothing in it is wrong."""
    pack, diagnostics = read_pack(write_pack(folder))
    assert not [*diagnostics, *(found for found in check_pack(pack) if found.severity is not Severity.INFO)]
    return pack


def play_flood(folder: Path, kind: str = "record", choice: str = "wait") -> Playthrough:
    """Plays the scene by one choice up to a page of this kind."""
    pack = read_aftermath(folder)
    playthrough = Playthrough(compile_scene(pack, pack.scenes[SceneId("flood")]))
    while (page := build_page(playthrough)).kind != kind:
        offers = [offer.id for offer in page.offers]
        playthrough.choose(choice if choice in offers else offers[0])
    return playthrough
