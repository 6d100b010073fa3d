"""A small pack that uses every kind of block, and ways to play it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from party_card.content.pack import Pack, read_pack
from party_card.engine.compiled import CompiledScene, compile_scene

FILES = {
    "seeds/sources.yaml": """\
references:
  - id: book
    type: book
    title: "A Winter: Notes"
    author: [{family: Author, given: Anna}]
    publisher: A House
    publisher-place: Riga
    issued: {date-parts: [[2017]]}
""",
    "seeds/book.index.yaml": """\
index: book
paragraphs:
  - {p: 1, section: opening, words: 10, fingerprint: "0000000000000000", notes: [1, 2]}
  - {p: 2, section: The Middle, words: 10, fingerprint: "0000000000000001", notes: [3]}
""",
    "seeds/affair.yaml": """\
dossier: affair
facts:
  paper: {text: A paper of seven pages went round., date: 1932-08~, grade: documented, cite: {source: book, p: 1, n: 1}}
  read: {text: Two men read it and said nothing., grade: reported, cite: {source: book, p: 1}, quote: not a word}
  denounced: {text: Two members denounced it., date: 1932-09-14, grade: documented, cite: {source: book, p: 2, n: 3}}
  gossip: {text: There was talk., grade: rumoured, cite: {source: book, p: 2}, note: The source calls it gossip.}
people:
  anna:
    name: Anna Ozola
    was: An archivist. [@paper]
    later: She kept the paper. [@read] Nobody asked for it. [@gossip]
    born: 1890
    died: 1954
    named: [Ozola, Anna]
terms:
  carbon-copy: A second sheet made while typing.
  dacha: {name: dacha, text: A house in the country., named: [dachas]}
figures:
  grain: {title: Grain, unit: million tons, points: {1913: over 9, 1932: 1.73}, grade: reported, cite: {source: book, p: 2, n: 3}}
""",
    "scenes/paper.yaml": """\
scene: paper
title: The Paper
span: 1932-08/1932-09
place: Moscow
role: {name: A clerk, kind: composite, text: You keep the register at the dacha.}
question: What does reading cost?
minutes: 5
content_notes: [persecution]
summary: A clerk finds a paper.
dossiers: [affair]
variables:
  read_it: false
  attention: {range: [0, 2], start: 0}
  keeper: {values: [me, friend, nobody], start: nobody}
start: desk
passages:
  desk:
    date: 1932-08-24~
    place: The dacha
    text: |
      *Seven pages*, a carbon copy. [@paper] Ozola coughs.

      The door is open.
    choices:
      - {id: read, text: Open it, did: You read it., set: {read_it: true, keeper: me}, add: {attention: 1}, goto: later}
      - {id: leave, text: Leave it, did: You left it., goto: later}
      - {id: stare, text: Wait, add: {attention: 1}, goto: desk}
      - {id: burn, text: Burn it, if: attention >= 2, locked: "Nobody looks yet", hypothesis: true, goto: later}
      - {id: hide, text: Hide it, if: read_it, goto: later, overlooks: "Two men had read it. [@read]"}
    record: Two men read it and said nothing. [@read]
    history: [leave]
  later:
    text:
      - text: It is evening.
      - {text: You know what it says., if: read_it}
      - {document: "To all\\nmembers", if: not read_it}
    choices:
      - {id: report, text: Report it, did: You reported it., goto: reported}
      - {id: back, text: Go back, if: not visited(later) or attention < 2, goto: desk}
      - {id: wait, text: Say nothing, goto: silent}
    record: Two members did. [@denounced]
    history: [report]
  reported:
    text: They write it down.
    ending: {id: reported, title: You handed it in}
  silent:
    text: Nobody asks.
    ending: {id: silent, title: You said nothing}
record:
  - text: |
      The paper went round. [@paper]

      Talk followed. [@gossip]
  - {text: You had read it., if: read_it}
  - {chart: grain}
  - unknown: Who they were is not told. [@denounced]
debrief:
  - {ask: Who could know what?, skill: sourcing, draws_on: the date of the paper, rubric: {basic: Says who., emergent: Says when., proficient: Says who and when.}}
""",
}


def sample_pack(**changed: str) -> Pack:
    """Returns the pack, with lines in front of the scene, as in sample_pack(reveal="reveal: each\\n")."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in FILES.items():
            path = root / name
            path.parent.mkdir(exist_ok=True)
            path.write_text("".join(changed.values()) + text if name.startswith("scenes") else text, encoding="utf-8")
        pack, diagnostics = read_pack(root)
    assert not diagnostics, diagnostics
    return pack


def sample_scene(**changed: str) -> CompiledScene:
    """Compiles the scene `paper` of the pack."""
    pack = sample_pack(**changed)
    return compile_scene(pack, pack.scenes["paper"])  # type: ignore[index]
