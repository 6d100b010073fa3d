"""A campaign with an archive: two scenes with a file, one without."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import SceneId
from party_card.content.pack import Pack, read_pack

FERRY, KILN, SIGNAL = SceneId("ferry"), SceneId("kiln"), SceneId("signal")
FILES = {
    "seeds/sources.yaml": "references:\n  - {id: diary, type: book, title: A Diary, issued: {date-parts: [[1950]]}}\n",
    "seeds/river.yaml": """\
dossier: river
facts:
  tolls: {text: The tolls were counted twice., date: 1931-03, grade: documented, cite: {source: diary, p: 1}}
people:
  counter: {name: A. Counter, was: "Counter of tolls. [@tolls]", later: "He counted on. [@tolls]", named: [Counter]}
""",
    "scenes/campaign.yaml": """\
campaign: the-river
title: The River
dossiers: [river]
scenes: [ferry, kiln, signal]
archive:
  title: The cellar of the office
  text: |
    Counter kept all of it. [@tolls]

    Open a file as a *stranger* would.
  conclusions:
    - {can: "Who took a toll, and that it was counted twice. [@tolls]"}
    - {cannot: Why somebody looked away.}
    - {can: That a leaf is missing.}
  question: {ask: Which paper do you miss most?, skill: sourcing, draws_on: One that somebody had a reason to write.}
ending:
  - {link: sequence, text: "The tolls were counted twice. [@tolls]"}
""",
    "scenes/ferry.yaml": """\
scene: ferry
title: The Ferry
span: 1931-03-02/1931-03-20
place: The landing
dossiers: [river]
passages:
  landing:
    date: 1931-03-02
    text: A man has no coin.
    choices:
      - {id: let-pass, text: Let him pass, did: You let him pass.}
      - {id: ask, text: Ask for the toll, did: You asked for the toll.}
  book:
    date: 1931-03-09
    text: The book of tolls lies open.
    choices:
      - {id: enter, text: Enter him, did: You entered him.}
      - {id: tear, text: Tear the leaf out, did: You tore the leaf out.}
  night:
    date: 1931-03-15
    text: Your brother asks.
    choices:
      - {id: tell, text: Tell him, did: You told him.}
      - {id: hush, text: Say nothing, did: You said nothing.}
  office:
    date: 1931-03-20
    text: They have a question.
    choices:
      - {id: answer, text: Answer, did: You answered., goto: thanked}
      - {id: refuse, text: Refuse, did: You refused., goto: noted}
  thanked: {text: They thank you., ending: {id: thanked, title: They thanked you}}
  noted: {text: They note it., ending: {id: noted, title: They noted it}}
file:
  name: Reed, T.
  office: "Office of tolls [@tolls]"
  card:
    - {stamp: marked, if: ending == noted}
    - {stamp: kept}
  papers:
    - id: leaf
      kind: register
      title: Book of tolls, leaf 9
      if: book == enter
      text: One man, no coin.
      kept: In the cellar.
      gap: After leaf 8 comes leaf 10.
      shows: [book]
    - {id: whisper, kind: note, title: A slip, if: landing == let-pass, text: He let one pass., shows: [landing]}
    - {id: minute, kind: minutes, title: A minute, text: Asked about the leaf., shows: [office]}
    - {id: copy, kind: sheet, title: A copy of the minute, if: office == answer, text: The same., shows: [office]}
  unrecorded: {night: your brother}
""",
    "scenes/kiln.yaml": """\
scene: kiln
title: The Kiln
span: 1931-04
passages:
  fire:
    text: It burns.
    choices: [{id: wait, text: Wait, goto: end}, {id: go, text: Go, goto: end}]
  end: {text: It is out., ending: {id: out, title: It went out}}
""",
    "scenes/signal.yaml": """\
scene: signal
title: The Signal
span: 1931-05
passages:
  lamp:
    text: A lamp is swung.
    choices:
      - {id: wave, text: Wave, did: You waved., goto: end}
      - {id: turn, text: Turn away, did: You turned away., goto: end}
  end: {text: It is dark., ending: {id: dark, title: It grew dark}}
file:
  name: Moss, L.
  card: [{stamp: never-had-one}]
  unrecorded: {lamp: ""}
""",
}


def write_archive_campaign(folder: Path, **changed: str) -> Pack:
    """Writes the pack into a folder and reads it; `ferry=` replaces the text of a file."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed.get(path.stem, text), encoding="utf-8")
    pack, diagnostics = read_pack(folder)
    assert not diagnostics, diagnostics
    return pack
