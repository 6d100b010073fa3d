"""A small pack of two scenes that uses every kind of block, for the tests of storage, session and front ends."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import SceneId
from party_card.content.pack import Pack, read_pack
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.playthrough import Playthrough

LETTER = SceneId("letter")
RIVER = SceneId("river")

FILES = {
    "sources.yaml": """\
references:
  - id: chronicle
    type: book
    title: A Chronicle of the Office
    author: [{family: Writer, given: Anna}]
    publisher: Example Press
    publisher-place: Riga
    issued: {date-parts: [[2001]]}
""",
    "chronicle.index.yaml": """\
index: chronicle
paragraphs:
  - {p: 1, section: The office, words: 20, notes: [1, 2], fingerprint: 0011223344556677}
  - {p: 2, section: The office, words: 20, notes: [3], fingerprint: 8899aabbccddeeff}
""",
    "office.yaml": """\
dossier: office
title: The office
facts:
  desk:
    text: The clerk kept one letter for each day in his desk.
    date: 1931-03-02
    grade: documented
    quote: one letter for each day
    cite: {source: chronicle, p: 1, n: 1}
  gossip:
    text: People in the corridor said the clerk burned a letter.
    date: 1931-03-04
    grade: rumoured
    note: The source calls this the talk of the corridor.
    cite: {source: chronicle, p: 2, n: 3}
people:
  clerk: {name: Ivan Petrov, born: 1890, was: "A clerk. [@desk]", later: not found, named: [Petrov]}
terms:
  registry: The room where letters are numbered.
figures:
  letters:
    title: Letters received
    unit: letters a year
    points: {1929: about 60, 1930: 75, 1931: over 90}
    cite: {source: chronicle, p: 2, n: 3}
    note: The last figure is a lower bound.
""",
    "letter.yaml": """\
scene: letter
title: A Letter Without a Number
span: 1931-03-02/1931-03-04
place: The registry
role: {name: A clerk's assistant, kind: composite, text: You number the letters.}
question: What is a letter worth that nobody has numbered?
minutes: 5
content_notes: [an interrogation is mentioned]
summary: |
  An assistant finds a letter without a number and decides what to do with it.
dossiers: [office]
picture: letter
alt: A white envelope on a red ground.
variables:
  read_it: false
  looks: {range: [0, 2], start: 0, label: Looks you have drawn}
start: desk
passages:
  desk:
    date: 1931-03-02
    text:
      - text: |
          Petrov is out. The drawer of the *registry* desk is open, and one letter lies across the others. [@desk]
      - document: |
          To whom it concerns.

          Nobody is to number this.
    choices:
      - id: read
        text: Read it
        did: You read the letter.
        set: {read_it: true}
        add: {looks: 1}
        goto: corridor
      - id: close-drawer
        text: Close the drawer
        goto: corridor
      - id: look-up
        text: Look at it a second time
        if: read_it
        locked: You have not read it once
        goto: corridor
    record: "The clerk kept one letter for each day in his desk. [@desk]"
    history: [close-drawer]
  corridor:
    text: In the corridor somebody asks what kept you.
    choices:
      - id: wait
        text: Wait until he is gone
        did: You waited.
        hypothesis: true
        add: {looks: 1}
        goto: corridor
      - id: tell
        text: Tell him about the letter
        did: You told him.
        if: read_it
        locked: There is nothing to tell
        goto: told
      - id: shrug
        text: Shrug
        did: You shrugged.
        goto: silent
    record: "It was said that the clerk burned it. [@gossip]"
    history: [shrug]
  told:
    basis: invented
    text: He nods and writes something down.
    ending: {id: told, title: You told}
  silent:
    text: Nobody asks again.
    ending: {id: silent, title: You said nothing}
record:
  - text: "The clerk kept his letters. [@desk] The corridor talked. [@gossip]"
  - chart: letters
  - unknown: What became of the letter is not known.
debrief:
  - ask: Who would have gained from a number on this letter?
    skill: sourcing
    draws_on: the place of the registry
  - ask: Whose talk is the talk of a corridor?
    skill: corroboration
""",
    "river.yaml": """\
scene: river
title: By the River
passages:
  bank:
    text: You stand at the river.
    choices:
      - {id: cross, text: Cross it, goto: other-side}
  other-side:
    text: You are across.
    ending: {id: across, title: Across}
""",
}


def write_pack(folder: Path, **changed: str) -> Pack:
    """Writes the pack into a folder and reads it; `letter=` or `river=` replaces the text of a scene."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(changed.get(name.removesuffix(".yaml"), text), encoding="utf-8")
    pack, diagnostics = read_pack(folder)
    assert not diagnostics, diagnostics
    return pack


def letter(pack: Pack) -> CompiledScene:
    """Compiles the scene of the letter."""
    return compile_scene(pack, pack.scenes[LETTER])


def walk(pack: Pack, *steps: str) -> Playthrough:
    """Returns a playthrough of the letter after some steps."""
    playthrough, count = Playthrough.resume(letter(pack), steps)
    assert count == len(steps), f"{steps[count]} is not on offer after {steps[:count]}"
    return playthrough
