"""A pack of two scenes without a mistake, and the slips that a teacher makes in it, one at a time."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.render.full import render_concise
from party_card.services.autofix import autofix_files
from tests.rules.checking import check_files

SCENE = """\
scene: lamp-room
title: The Lamp Room
span: 1871-11-02/1871-11-04
place: A lighthouse
role: {name: A keeper's helper, kind: invented, text: You trim the wicks and write the log.}
question: Who is asked when a light goes out?
minutes: 10
content_notes: [drowning]
summary: A ship is lost in the night.
dossiers: [harbour]
variables:
  oil: {values: [full, half, empty], start: full}
  told_keeper: false
  walks: {range: [0, 3], start: 0, label: How often you went down}
start: stairs
passages:
  stairs:
    date: 1871-11-02
    text: |
      The stairs are wet. [@storm]

      The keeper asks what you saw. He has not slept since Tuesday.
    choices:
      - id: say-dark
        text: Say that it was dark
        did: You said that it was dark
        set: {oil: half}
        goto: lamp
      - id: say-ship
        text: Say that there was a ship
        hypothesis: true
        set: {told_keeper: true}
        goto: lamp
    record: "The keeper wrote that the night was dark. [@log-entry]"
    history: [say-dark]
  lamp:
    text:
      - text: The lamp smokes.
      - {text: He knows of the ship., if: told_keeper}
    choices:
      - {id: wait-here, text: Wait for the morning, if: walks < 2, goto: shore}
      - {id: fetch-oil, text: Fetch more oil, set: {oil: full}, goto: tower}
      - id: go-down
        text: Go down to the boats
        if: oil == half and not told_keeper
        locked: You cannot leave him now
        set: {walks: 1}
        goto: shore
  shore:
    text: Nobody comes ashore before noon.
    ending: {id: waited, title: You waited}
  tower:
    text: The light burns till the morning.
    ending: {id: lit, title: You kept the light}
record:
  - text: "Eleven people drowned in that night. [@drowned]"
  - chart: wrecks
  - unknown: Whether anybody saw the ship.
debrief:
  - {ask: Who wrote the log?, skill: sourcing}
leaves:
  - {id: told-of-ship, kind: said, text: You spoke of a ship., if: told_keeper}
never: ["walks > 2 and oil == empty"]
tests:
  - name: waiting
    play: [say-dark, wait-here]
    expect: {ending: waited, variables: {oil: half}, left: []}
  - {name: a ship, play: [say-ship, fetch-oil], expect: {passage: tower, left: [told-of-ship]}}
"""
LATER_SCENE = """\
scene: inquest
title: The Inquest
span: 1871-11-20
dossiers: [harbour]
content_notes: [death]
summary: An inquest is held.
variables:
  knows_ship: {carried: told-of-ship, label: You spoke of a ship}
passages:
  hall:
    text:
      - text: The coroner reads the log. [@log-entry]
      - {text: He looks at you., if: knows_ship}
    ending: {id: heard, title: You were heard}
debrief:
  - {ask: What does a log leave out?, skill: sourcing}
tests:
  - {name: known, play: [], carried: [told-of-ship], expect: {ending: heard}}
"""
CAMPAIGN = """\
campaign: the-coast
title: A winter on the coast
dossiers: [harbour]
scenes:
  - scene: lamp-room
    fact: "A storm came. [@storm]"
  - scene: inquest
    fact: "Eleven people drowned. [@drowned]"
"""
DOSSIER = """\
dossier: harbour
title: The harbour
facts:
  storm:
    text: A storm came up in the night of 2 November.
    date: 1871-11-02
    grade: documented
    cite: {source: station-log, p: 1}
  log-entry:
    text: The keeper wrote that the night was dark.
    date: 1871-11-02
    grade: reported
    people: [keeper]
    cite: {source: station-log, p: 2}
  drowned:
    text: Eleven people drowned.
    date: 1871-11-02
    grade: documented
    cite: {source: station-log, p: 3}
people:
  keeper: {name: The keeper, was: "Who kept the light. [@log-entry]", later: not found}
terms:
  log: The book in which a keeper writes every watch.
figures:
  wrecks: {title: Wrecks, unit: ships, points: {1870: 4, 1871: 9}, cite: {source: station-log, p: 4}}
"""
SOURCES = """\
references:
  - id: station-log
    type: book
    title: The log of the station
    author: [{family: Keeper, given: A.}]
    issued: {date-parts: [[1871]]}
"""
PACK = {
    "scenes/lamp-room.yaml": SCENE,
    "scenes/inquest.yaml": LATER_SCENE,
    "scenes/campaign.yaml": CAMPAIGN,
    "seeds/harbour.yaml": DOSSIER,
    "seeds/sources.yaml": SOURCES,
}


class Slip(NamedTuple):
    """A slip: `right` is written as `wrong`; `message` is what is reported, on one line, with its place.

    `followed` is what stands there after the advice is followed, if not `right`. With `is_fixed`, `check --fix` does it.
    """

    name: str
    right: str
    wrong: str
    message: str
    followed: str | None = None
    is_fixed: bool = False

    @property
    def file(self) -> str:
        """The first file in which the text stands that is written wrongly."""
        return next(name for name, text in PACK.items() if self.right in text)

    def write(self, replacement: str) -> dict[str, bytes]:
        """Returns the pack with `replacement` for what is right."""
        text = PACK[self.file].replace(self.right, replacement, 1)
        return {name: text.encode() for name, text in (PACK | {self.file: text}).items()}


def check(folder: Path, files: dict[str, bytes]) -> list[Diagnostic]:
    """Returns errors and warnings of a pack of these files."""
    return check_files(folder, files)


def describe(diagnostics: list[Diagnostic]) -> str:
    """Returns each diagnostic on a line: place, code, message and first help."""
    return render_concise(diagnostics).rstrip("\n")


def fix(folder: Path, slip: Slip) -> str:
    """Returns the text of the slip's file after `check --fix`."""
    check(folder, slip.write(slip.wrong))
    for fixed in autofix_files(folder, [folder / slip.file]):
        fixed.write()
    return (folder / slip.file).read_text(encoding="utf-8")
