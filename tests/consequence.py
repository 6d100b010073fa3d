"""A pack of one scene with endings that cost something, decisions that led to them, and a record in layers."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import SceneId
from party_card.content.pack import Pack, read_pack
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.playthrough import Playthrough
from tests.pack_files import write_texts

FERRY = SceneId("ferry")
SOURCES = """\
references:
  - id: ferry-book
    type: manuscript
    title: The book of the ferry
    author: [{family: Tamm, given: Liis}]
    issued: 1911
    kind: document
    seen: whole
"""
DOSSIER = """\
dossier: ferry-facts
title: The ferry
source: ferry-book
facts:
  crate-opened: {text: The crate was opened on the quay., date: 1911-05-02, grade: documented, cite: {page: 3}}
  rope-cut: {text: The rope was cut at night., grade: reported, cite: {page: 4}}
  nobody-asked: {text: Nobody asked the ferryman., grade: documented, cite: {page: 5}}
figures:
  crossings:
    title: Crossings of the ferry
    unit: crossings a day
    points: {1909: 12, 1910: 15, 1911: 4}
    cite: {page: 9}
"""
SCENE = """\
scene: ferry
title: The Ferry
dossiers: [ferry-facts]
passages:
  quay:
    text: A crate stands on the quay.
    choices:
      - {id: open-it, text: Open the crate, did: You opened the crate., goto: board}
      - {id: leave-it, text: Leave it, did: You left the crate alone., goto: board}
      - {id: go-home, text: Go home, did: You went home., goto: home}
    record: "The crate was opened on the quay. [@crate-opened]"
    history: [open-it]
  board:
    text: The ferryman looks at you.
    choices:
      - {id: greet, text: Greet him, did: You greeted the ferryman., goto: river}
      - {id: look-away, text: Look away, goto: river}
  river:
    text: In the middle of the river the rope creaks.
    choices:
      - {id: tell, text: Tell him of the crate, did: You told him of the crate., if: quay == open-it, goto: warned}
      - {id: wait, text: Wait, did: You waited., goto: drift}
  warned:
    text: He ties a second rope.
    ending: {id: dry, title: You came over dry, cost: "*You* keep the crate's secret no longer. The ferryman owes you one."}
  drift:
    text: The rope breaks.
    ending: {id: wet, title: You swam, cost: You lose your coat and your passage.}
  home:
    text: It rains.
    ending: {id: home, title: You stayed, cost: You keep your coat. You will never know what was in the crate.}
record:
  - text: "The rope was cut at night. [@rope-cut]"
"""
LAYERED = (
    SCENE.split("record:\n  - text", maxsplit=1)[0]
    + """\
essentials:
  - {text: "The crate was opened on the quay. [@crate-opened]"}
  - {text: "Nobody asked the ferryman. [@nobody-asked]"}
  - {chart: crossings}
record:
  - text: "The ferry went four times on that day. [@nobody-asked]"
  - heading: The rope
  - text: "The rope was cut at night. [@rope-cut]"
  - {if: chose(open-it), text: "The crate stood open until evening. [@crate-opened]"}
  - heading: What is not known
  - unknown: Who cut it.
aftermath:
  - heading: The ferry
  - text: "Nobody asked for a new one. [@nobody-asked]"
debrief:
  - {ask: Who could have cut the rope?, skill: sourcing}
"""
)
"""The same scene with its record in layers."""


def read_ferry(folder: Path, scene: str = SCENE) -> Pack:
    """Writes the pack, with this text of its scene, and reads it; it has no errors."""
    files = {"seeds/sources.yaml": SOURCES, "seeds/ferry-facts.yaml": DOSSIER, "scenes/ferry.yaml": scene}
    write_texts(folder, files)
    pack, diagnostics = read_pack(folder)
    assert [diagnostic.message for diagnostic in diagnostics] == []
    return pack


def compile_ferry(folder: Path, scene: str = SCENE) -> CompiledScene:
    """Returns the compiled scene of the pack."""
    pack = read_ferry(folder, scene)
    return compile_scene(pack, pack.scenes[FERRY])


def play_ferry(folder: Path, *choices: str, scene: str = SCENE) -> Playthrough:
    """Returns a playthrough of these choices, with the steps before and after them."""
    playthrough, _ = Playthrough.resume(compile_ferry(folder, scene), ("begin", *choices))
    assert len(playthrough.steps) == 1 + len(choices)
    return playthrough
