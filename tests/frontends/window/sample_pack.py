"""Real sessions for the tests of the window: two small packs, and saved progress that is copied for each test.

`forbidden-paper` leads through every kind of page with the choices of `sample.PAGES`; the others have one decision.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from itertools import count
from pathlib import Path
from typing import Literal

from party_card.app.scene_summary import SceneSummary
from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.content.pack import Pack, read_pack
from party_card.storage.settings import Settings
from tests import ROOT

PAPER, TONGUES, NOTES = SceneId("forbidden-paper"), SceneId("loose-tongues"), SceneId("two-notes")
PLAYER = "red heron"
FOX, HAWK, LONG_NAME = "blue fox", "🦊 红 Sokół", "Rechtsschutzversicherung"
CAMPAIGN = (
    ("forbidden-paper", "A Paper You Were Not Meant to Read", "1932-08-21/1932-10", "21 August – October 1932"),
    ("down-with-stalin", "“Down with Stalin”?", "1932-09/1932-10-02", "September – 2 October 1932"),
    ("the-number", "The Number", "1932-09-10/1932-10-20", "10 September – 20 October 1932"),
    ("ten-cattle", "Ten Cattle, a Hundred Sheep", "1932-09-17/1932-11", "17 September – November 1932"),
    (
        "the-plenum-to-order",
        "What Was Ordered for the Plenum",
        "1932-09-28/1932-10-02",
        "28 September – 2 October 1932",
    ),
    ("what-the-newspaper-will-say", "What the Newspaper Will Say", "1932-11-09/1932-11-18", "9 – 18 November 1932"),
    ("breathing-space", "A Breathing Space", "1932-11-10/1932-12-12", "10 November – 12 December 1932"),
    ("loose-tongues", "Loose Tongues", "1932-11-07/1932-12-07", "7 November – 7 December 1932"),
    ("two-notes", "Two Notes", "1932-12", "December 1932"),
    ("papers", "Papers", "1932-12-27/1933-01-22", "27 December 1932 – 22 January 1933"),
    ("the-plenum-applauds", "The Plenum Applauds", "1933-01-07/1933-01-12", "7 – 12 January 1933"),
    ("rear-door", "The Rear Door", "1932-11/1933-01-31", "November 1932 – 31 January 1933"),
    ("let-them-eat-it", "Let Them Eat It", "1933-01-22/1933-01-31", "22 – 31 January 1933"),
)
"""The scenes of the longer campaign: id, title, dates, and the dates in words."""
_SOURCES = """\
references:
  - id: kotkin-2017
    type: book
    author: [{family: Kotkin, given: Stephen}]
    title: "Stalin: Waiting for Hitler, 1929–1941"
    publisher: Penguin Press
    publisher-place: New York
    issued: {date-parts: [[2017]]}
"""
_INDEX = """\
index: kotkin-2017
paragraphs:
  - {p: 1, section: opening of the excerpt, words: 20, notes: [278, 279], fingerprint: 0011223344556677}
  - {p: 2, section: The Four Horsemen, words: 20, notes: [301, 304], fingerprint: 8899aabbccddeeff}
"""
_DOSSIER = """\
dossier: affair
title: The affair
facts:
  copies:
    text: A seven-page appeal went from hand to hand in typed copies in August 1932.
    date: 1932-08
    grade: documented
    cite: {source: kotkin-2017, p: 1, n: 278}
  gravedigger:
    text: The appeal called Stalin the gravedigger of the revolution.
    date: 1932-08
    grade: documented
    quote: the gravedigger of the revolution in Russia
    cite: {source: kotkin-2017, p: 1, n: 279}
  offer:
    text: Gossip had Stalin offering to resign and being refused.
    grade: rumoured
    note: The source passes this on as gossip.
    cite: {source: kotkin-2017, p: 2, n: 304}
people:
  ryutin:
    name: Martemyan Ryutin
    was: An editor at the army newspaper. [@desk]
    later: He was put to death. [@gravedigger]
    born: 1890
    died: 1937
    named: [Ryutin]
terms:
  ogpu: The secret police of the USSR in these years.
figures:
  grain:
    title: Grain sent abroad
    unit: million tons
    points: {1930: 4.76, 1931: about 5, 1932: under 2}
    cite: {source: kotkin-2017, p: 2, n: 301}
"""
_PLACES = """\
source: kotkin-2017
places:
  moscow: {name: Moscow, lat: 55.8, lon: 37.6, cite: {p: 1}}
  berlin: {name: Berlin, lat: 52.5, lon: 13.4, cite: {p: 1}}
  tokyo: {name: Tokyo, lat: 35.7, lon: 139.7, cite: {p: 2}}
"""
_AT = {"breathing-space": "at: moscow\nplaces: [tokyo]\n", "rear-door": "at: berlin\nplaces: [moscow]\n"}
"""Where the scenes of the longer campaign are set; the others are in Moscow."""
_PAPER = """\
scene: forbidden-paper
title: A Paper You Were Not Meant to Read
span: 1932-08-21/1932-10-08
place: Moscow and a dacha outside it
role: {name: A secretary at the dacha, kind: composite, text: You keep other people's papers in order.}
question: What did it cost to have read something?
minutes: 12
content_notes: [political persecution, denunciation, the threat of execution]
summary: |
  A typed appeal against Stalin went from hand to hand. Two readers denounced it.
dossiers: [affair]
picture: forbidden-paper
alt: Typed sheets fly out of a typewriter
reveal: end
variables:
  alone: false
start: envelope
passages:
  envelope:
    date: 1932-08-25~
    text: |
      The papers on the desk are yours to keep in order. Seven pages, typed, the carbon gone grey. [@copies]

      It calls the general secretary a *gravedigger*. [@gravedigger]
    choices:
      - {id: back, text: "Put it back exactly as it lay, and say nothing to anyone.", did: You put the pages back as they lay., goto: reading}
      - {id: ask, text: Carry it out to the veranda and ask whose it is., hypothesis: true, goto: reading}
      - {id: report, text: Take it tonight to the building where such papers are wanted., set: {alone: true}, goto: reading}
      - {id: copy, text: Copy a page for your brother., if: alone, locked: Not with the maid in the doorway., goto: reading}
    record: "A seven-page appeal went from hand to hand. [@copies]"
    history: [back]
  reading:
    date: 1932-09-14
    text: |
      He had read it twice already, and Ryutin had not.

      Then the wind got up, and the papers with it.
    choices:
      - {id: keep, text: "Put it back exactly as it lay, and say nothing to anyone.", goto: last}
      - {id: show, text: Carry it out to the veranda and ask whose it is., goto: last}
      - {id: hand-in, text: Take it tonight to the building where such papers are wanted., goto: told}
    record: "Gossip had Stalin offering to resign. [@offer]"
    history: [show]
  last:
    date: 1932-10-08
    text: You put the pages back. In the morning the desk is as you left it.
    ending: {id: silent, title: You said nothing}
  told:
    date: 1932-10-08
    text: He nods and writes something down.
    ending: {id: told, title: You told}
record:
  - text: "The appeal went from hand to hand. [@copies] The OGPU wanted it. [@gravedigger]"
  - chart: grain
  - unknown: The source does not name the two who wrote.
debrief:
  - {ask: Who could have known what?, skill: sourcing, draws_on: Notes 2 and 3.}
  - {ask: Why was keeping silent punished as well as writing?, skill: contextualisation}
  - {ask: Which claim would you drop?, skill: corroboration}
"""
_SHORT_SCENE = """\
scene: {id}
title: "{title}"
span: {span}
place: Moscow
role: {{name: A clerk, kind: invented, text: You keep the records.}}
question: {question}
minutes: 12
content_notes: [political persecution, famine (mentioned)]
summary: A clerk hears something and decides whether to repeat it.
dossiers: [affair]
picture: forbidden-paper
alt: ""
passages:
  hear:
    text: Somebody speaks of an offer that was refused. [@offer]
    choices:
      - {{id: wait, text: Wait, goto: wait-here}}
      - {{id: leave, text: Leave, goto: left}}
  wait-here:
    text: He speaks on.
    choices:
      - {{id: listen, text: Listen, goto: listen-on}}
      - {{id: go, text: Go, goto: left}}
  listen-on:
    text: He has done.
    choices:
      - {{id: think, text: Think it over, goto: choose-side}}
      - {{id: rise, text: Rise, goto: left}}
  choose-side:
    text: Now he asks you.
    choices:
      - {{id: sign, text: Sign, goto: signed}}
      - {{id: refuse, text: Refuse, goto: left}}
  signed:
    text: You sign.
    ending: {{id: signed, title: "{ending}"}}
  left:
    text: You go home.
    ending: {{id: left, title: You went home}}
record:
  - text: "Gossip had an offer refused. [@offer]"
debrief:
  - {{ask: Whose talk is the talk of a corridor?, skill: corroboration}}
"""
_CAMPAIGN_END = """\
ending:
  - link: stated
    text: The appeal went from hand to hand, and was denounced. [@copies]
  - link: sequence
    text: Then there was gossip of an offer. [@offer]
"""

SHORT_SCENES = (
    (TONGUES, "Loose Tongues", "1932-11-27", "Who was listening?", "You told your sister"),
    (NOTES, "Two Notes", "1932-12", "Which note is true?", "You kept one"),
)
PackName = Literal["three scenes", "thirteen scenes", "no campaign"]
Position = Literal["unopened", "briefing", "passage", "long", "ending", "record", "debrief", "finished"]
STEPS: Mapping[Position, tuple[str, ...]] = {
    "unopened": (),
    "briefing": (),
    "passage": ("begin",),
    "long": ("begin", "back"),
    "ending": ("begin", "back", "keep"),
    "record": ("begin", "back", "keep", "reveal"),
    "debrief": ("begin", "back", "keep", "reveal", "close"),
    "finished": ("begin", "back", "keep", "reveal", "close", "close"),
}
"""The choices that lead to each kind of page of `forbidden-paper`."""
SIGN = ("begin", "wait", "listen", "think", "sign", "reveal", "close", "close")
"""The choices that lead through any other scene to its first ending."""


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="party-card-window-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


_numbers = count()


def new_folder() -> Path:
    """Returns a new path, which does not exist yet and is deleted at the end of the tests."""
    return _folder() / f"{next(_numbers)}"


@cache
def load_pack(name: PackName = "three scenes") -> Pack:
    """Writes one of the packs and reads it."""
    if name == "thirteen scenes":
        scenes = {
            scene: _SHORT_SCENE.format(
                id=scene, title=title, span=span, question="What did it cost to have read something?",
                ending="You signed, and slept badly",
            ) + _AT.get(scene, "at: moscow\n")
            for scene, title, span, _ in CAMPAIGN
        }  # fmt: skip
    else:
        scenes = {"forbidden-paper": _PAPER}
        for scene, title, span, question, ending in SHORT_SCENES:
            text = _SHORT_SCENE.format(id=scene, title=title, span=span, question=question, ending=ending)
            scenes[scene] = text
    return write_pack(scenes, has_campaign=name != "no campaign")


def write_pack(scenes: Mapping[str, str], *, has_campaign: bool = True) -> Pack:
    """Writes a pack with these scenes in this order, and reads it."""
    folder = new_folder()
    files = {"seeds/sources.yaml": _SOURCES, "seeds/kotkin-2017.index.yaml": _INDEX, "seeds/affair.yaml": _DOSSIER}
    files["seeds/places.yaml"] = _PLACES
    files |= {f"scenes/{scene}.yaml": text for scene, text in scenes.items()}
    if has_campaign:
        stations = "".join(f'  - {{scene: {scene}, fact: "The appeal was typed. [@copies]"}}\n' for scene in scenes)
        head = "campaign: the-winter\ntitle: The Winter of 1932–33\ndossiers: [affair]\nscenes:\n"
        files["scenes/campaign.yaml"] = f"{head}{stations}{_CAMPAIGN_END}"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    pictures = folder / "assets" / "pictures"
    pictures.mkdir(parents=True)
    for name in ("title", "forbidden-paper"):
        shutil.copy(ROOT / "assets" / "pictures" / f"{name}.svg", pictures)
    pack, diagnostics = read_pack(folder)
    assert not diagnostics, diagnostics
    return pack


def play(session: Session, scene: SceneId, *steps: str) -> None:
    """Opens a scene from its beginning and takes these choices."""
    session.restart(scene)
    for step in steps:
        session.choose(step)


@cache
def _saved_progress(name: PackName, position: Position) -> Path:
    """Plays to a position and returns the folder in which that was saved."""
    folder = new_folder()
    session = Session(load_pack(name), folder=folder)
    if name == "thirteen scenes":
        session.switch_player(PLAYER)
        for index in (0, 1, 7):
            play(session, SceneId(CAMPAIGN[index][0]), *SIGN)
        play(session, SceneId(CAMPAIGN[2][0]), *SIGN[:4])
    else:
        session.switch_player(FOX)
        session.switch_player(LONG_NAME)
        play(session, NOTES, "begin")
        session.switch_player(HAWK)
        paper_to_told = ("begin", "back", "hand-in", "reveal", "close", "close")
        for scene, steps in (
            (TONGUES, SIGN), (TONGUES, ("begin", "leave", *SIGN[-3:])), (NOTES, SIGN),
            (PAPER, paper_to_told), (PAPER, STEPS["finished"]),
        ):  # fmt: skip
            play(session, scene, *steps)
        session.switch_player(PLAYER)
        play(session, NOTES, *SIGN)
        if position not in ("unopened", "briefing"):
            play(session, PAPER, *STEPS[position])
    session.close()
    return folder


def open_session(
    position: Position = "briefing",
    settings: Settings | None = None,
    *,
    pack: PackName = "three scenes",
    folder: Path | None = None,
    is_saved: bool = True,
) -> Session:
    """Opens a session with separate progress, saved in a new `folder`, at a page of `forbidden-paper`.

    Without `is_saved` the folder is a file, so that nothing can be saved.
    """
    folder = folder or new_folder()
    if is_saved:
        shutil.copytree(_saved_progress(pack, position), folder)
    else:
        folder.touch()
    session = Session(load_pack(pack), folder=folder)
    if settings is not None:
        session.update_settings(**asdict(settings))
    if position != "unopened":
        session.open(PAPER)
        for step in () if is_saved else STEPS[position]:
            session.choose(step)
    return session


def break_storage(folder: Path) -> None:
    """Replaces the folder of a session by a file, so that nothing can be saved from here on."""
    shutil.rmtree(folder)
    folder.touch()


@cache
def list_campaign_scenes() -> tuple[SceneSummary, ...]:
    """Returns the thirteen scenes: the first two and the eighth played, the third begun."""
    return open_session("unopened", pack="thirteen scenes").list_scenes()


def open_scenes(*scenes: SceneSummary) -> Session:
    """Opens a session, without progress, over scenes with these ids, titles, dates and questions."""
    texts = {
        str(scene.scene): _SHORT_SCENE.format(
            id=scene.scene, title=scene.title, span=scene.span or '""', question=scene.question, ending="So"
        )
        for scene in scenes
    }
    return Session(write_pack(texts), folder=new_folder())
