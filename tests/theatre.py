"""A campaign of two scenes in a theatre, with people and words that no page, one page or several pages name."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import SceneId
from party_card.content.pack import Pack, read_pack
from tests.pack_files import write_texts

REHEARSAL, PREMIERE = SceneId("rehearsal"), SceneId("premiere")
FILES = {
    "seeds/sources.yaml": "references:\n  - {id: memoir, type: book, title: A Memoir, issued: {date-parts: [[1951]]}}\n",
    "seeds/stage.yaml": """\
dossier: stage
facts:
  posters: {text: Posters were put up in the town., date: 1930-04, grade: documented, cite: {source: memoir, p: 1}}
  fled: {text: The director left the country., date: 1934, grade: documented, cite: {source: memoir, p: 9}}
people:
  director:
    name: Łucja Żeleńska
    was: Director of the play. [@posters]
    later: She left the country. [@fled]
    born: 1889
    died: 1951
    named: [Żeleńska]
  prompter: {name: Oda af Ekeby, was: "The prompter. [@posters]", later: not found, named: [Oda af Ekeby, Ekeby]}
  violinist: {name: Tan Mei-lin, was: She played the violin., named: [Tan Mei-lin, Tan]}
terms:
  prompt-box: A hole in the stage from which somebody whispers forgotten words.
  wings: {name: wings, text: The sides of a stage that no spectator sees., named: [wings]}
""",
    "seeds/house.yaml": """\
dossier: house
people:
  cashier: {name: René Abel, was: He sold the tickets., later: He opened a shop., named: [Abel]}
terms:
  dress-circle: The first balcony of a theatre, where people once wore evening dress.
  wings: The two buildings beside the main one.
""",
    "seeds/unused.yaml": "dossier: unused\nterms:\n  trapdoor: A door in the floor.\n",
    "scenes/campaign.yaml": """\
campaign: season
title: The Season
dossiers: [stage, house]
scenes:
  - rehearsal
  - scene: premiere
    fact: "Ekeby put up posters. [@posters]"
""",
    "scenes/rehearsal.yaml": """\
scene: rehearsal
title: The Rehearsal
span: 1930-04-02
dossiers: [stage]
passages:
  stage:
    text: Żeleńska calls you on the stage.
    choices:
      - {id: stay, text: Stay in the wings, goto: wings}
      - {id: go, text: Go home, goto: home}
    record: "Tan was ill that day. [@posters]"
  wings:
    text: You wait in the wings until it is over.
    ending: {id: waited, title: You waited}
  home:
    text: You are at home.
    ending: {id: left, title: You went home}
record:
  - text: "Tan played on the next day. [@posters] Żeleńska bowed. [@posters]"
""",
    "scenes/premiere.yaml": """\
scene: premiere
title: The Premiere
span: 1930-05-01
dossiers: [house]
passages:
  foyer:
    text: Abel sells the last ticket.
    choices: [{id: enter, text: Go in, goto: seat}]
  seat:
    text: You sit in the dress circle.
    ending: {id: seated, title: You saw the play}
""",
}


def write_theatre(folder: Path) -> Pack:
    """Writes the pack into a folder and reads it."""
    pack, diagnostics = read_pack(write_texts(folder, FILES))
    assert not diagnostics, diagnostics
    return pack
