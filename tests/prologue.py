"""The pack of the ferry as a campaign with a prologue, of whose choice its first scene knows; all of it is invented."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import SceneId
from party_card.content.pack import Pack, read_pack
from tests.briefing import FILES
from tests.pack_files import write_texts

FERRY, MILL = SceneId("ferry"), SceneId("mill")
PROLOGUE = """\
prologue: the-rope
title: Before the river
dossiers: [river]
beats:
  - picture: knot
    alt: A knot.
    text: "The guard notes everyone. [@guard]"
  - text: "It may freeze. [@frost]"
    question: Whose is the rope?
    choices:
      - {id: mine, text: Say that it is yours, leaves: rope-claimed}
      - {id: his, text: Say that it is his}
  - text: "The guard writes on. [@guard]"
"""
CAMPAIGN = "campaign: year\ntitle: A Year\nprologue: the-rope\ndossiers: [river]\nscenes: [ferry, mill]\n"
KNOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="#a50d24"/></svg>'
TEXTS = FILES | {
    "scenes/prologue.yaml": PROLOGUE,
    "scenes/campaign.yaml": CAMPAIGN,
    "scenes/ferry.yaml": FILES["scenes/ferry.yaml"]
    .replace("passages:", "variables:\n  claimed: {carried: rope-claimed}\npassages:")
    .replace("text: The rope is wet.", "text: [{text: The rope is wet.}, {text: You call it yours., if: claimed}]"),
    "scenes/mill.yaml": """\
scene: mill
title: The Mill
passages:
  wheel:
    text: The wheel stands.
    choices: [{id: turn, text: Turn it, goto: end}, {id: go, text: Go, goto: end}]
  end: {text: It is dark., ending: {id: dark, title: Dark}}
""",
    "assets/pictures/knot.svg": KNOT,
    "assets/pictures/title.svg": KNOT,
}


def read_year(folder: Path, **texts: str) -> Pack:
    """Writes and reads the pack, in which nothing is wrong."""
    pack, diagnostics = read_pack(write_texts(folder, TEXTS | texts))
    assert not diagnostics
    return pack
