"""A small pack whose scene has a hook and context, and one whose scene has neither; all of it is invented."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import SceneId
from party_card.content.pack import Pack, read_pack
from tests.pack_files import write_texts

FERRY = SceneId("ferry")
HOOK = "You pull the ferry at Lenn and want the toll. Tonight a man without a pass asks to cross, and a guard is on the bank."
KEYS = f"""\
hook: {HOOK}
context:
  - {{heading: The guard, text: "He notes everyone who crosses. [@guard]"}}
  - {{heading: The river, text: "Some say it will freeze tonight. [@frost]"}}
"""
FILES = {
    "seeds/sources.yaml": "references:\n  - {id: log, type: book, title: The Ferry Log, issued: {date-parts: [[1911]]}}\n",
    "seeds/river.yaml": """\
dossier: river
facts:
  guard: {text: The guard notes everyone who crosses., grade: documented, cite: {source: log, page: 3}}
  frost: {text: It was said that the river would freeze., grade: rumoured, cite: {source: log, page: 4}}
people:
  guard: {name: The Guard, named: [guard], was: "A guard of the bank. [@guard]", later: not found}
""",
    "seeds/places.yaml": """\
places:
  lenn: {name: Lenn, lat: 55.8, lon: 37.6, cite: {source: log, page: 1}}
  harbour: {name: Harbour, lat: 59.9, lon: 30.3, cite: {source: log, page: 1}}
""",
    "scenes/ferry.yaml": f"""\
scene: ferry
title: The Last Ferry
span: 1908-03-27/1908-04-14
place: Lenn
at: lenn
places: [harbour]
role: {{name: A ferryman, kind: invented, text: Ferry and river were made up.}}
{KEYS}question: Who could know who crossed?
minutes: 4
content_notes: [a river at night]
summary: A ferryman decides whom to take across.
dossiers: [river]
passages:
  bank:
    text: The rope is wet.
    choices:
      - {{id: pull, text: Pull, goto: over}}
      - {{id: wait, text: Wait, goto: over}}
  over:
    text: It is morning.
    ending: {{id: over, title: Over}}
record:
  - unknown: Who it was.
debrief:
  - {{ask: How do we know?, skill: sourcing}}
""",
}


def read_ferry(folder: Path, *, has_keys: bool = True) -> Pack:
    """Writes and reads the pack; without the new keys, its scene has a role and a question only."""
    scene = FILES["scenes/ferry.yaml"]
    texts = FILES | {"scenes/ferry.yaml": scene if has_keys else scene.replace(KEYS, "")}
    pack, diagnostics = read_pack(write_texts(folder, texts))
    assert not diagnostics
    return pack
