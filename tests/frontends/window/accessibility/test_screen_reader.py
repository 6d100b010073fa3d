"""A real window on a real accessibility bus: its tree for screen readers, and a scene played through the bus alone."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import ROOT
from tests.frontends.orca import open_accessible_display

pytestmark = pytest.mark.access
SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's `gi` belongs to Debian's Python."""

GAME = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from party_card.content.pack import read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.frontends.window.app import run
from party_card.app.session import Session

class ReportingSession(Session):
    def choose(self, offer_id):
        page = super().choose(offer_id)
        print("chosen", page.kind, flush=True)
        return page

session = ReportingSession(read_pack(find_builtin_pack())[0], folder=Path({folder!r}))
session.leave_prologue()
run(session)
print("left", flush=True)
"""

DEBRIEF = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from party_card.content.pack import read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.frontends.window.app import run
from party_card.app.session import Session

session = Session(read_pack(find_builtin_pack())[0], folder=Path({folder!r}))
session.open("forbidden-paper")
while session.page().kind != "debrief":
    session.choose(next(offer.id for offer in session.page().offers if offer.is_open))
run(session, "forbidden-paper")
print(session.answers()[0], flush=True)
print(session.page().kind, flush=True)
"""

TURNS = ("See what really happened", "See what remains of you on paper", "To the questions", "Finish")
STRESS = """
import sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
from party_card.content.pack import read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.frontends.window import app
from party_card.frontends.window.accessibility import accesskit_bridge
from party_card.frontends.window.accessibility.accesskit_bridge import AccessKitBridge, TreeConverter
from party_card.frontends.window.input.events import Tab
from party_card.app.session import Session

class CountingBridge(AccessKitBridge):
    end = time.monotonic() + {seconds}
    def update(self, navigator, window):
        navigator.dispatch(Tab())  # every frame is another
        super().update(navigator, window)
        told_enough = CountingConverter.update_count > 5
        navigator.is_closed = navigator.is_closed or told_enough or time.monotonic() > self.end

class CountingConverter(TreeConverter):
    update_count = 0

    def convert(self, *args):
        CountingConverter.update_count += 1
        return super().convert(*args)

accesskit_bridge.TreeConverter = CountingConverter
app.AccessKitBridge = CountingBridge
session = Session(read_pack(find_builtin_pack())[0], folder=Path({folder!r}))
session.update_settings(motion="reduced")  # while the focus glides nothing is told
app.run(session)
print(CountingConverter.update_count)
"""

PROBE = r"""
import gi, json, sys, threading, time
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib
Atspi.init()
HEARD = []

def window():
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(i)
        for k in range(app.get_child_count() if app else 0):
            frame = app.get_child_at_index(k)
            if frame and frame.get_name() == "Party Card":
                return frame
    return None

def walk(at, out):
    states = at.get_state_set()
    actions = at.get_action_iface()
    box = at.get_component_iface()
    extents = box.get_extents(Atspi.CoordType.WINDOW) if box else None
    out.append({
        "at": at, "role": at.get_role_name(), "name": at.get_name() or "", "about": at.get_description() or "",
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "acts": [Atspi.Action.get_action_name(actions, k) for k in range(Atspi.Action.get_n_actions(actions))] if actions else [],
        "text": Atspi.Text.get_text(at.get_text_iface(), 0, -1) if at.get_text_iface() else "",
        "caret": Atspi.Text.get_caret_offset(at.get_text_iface()) if at.get_text_iface() else -1,
        "box": [extents.x, extents.y, extents.width, extents.height] if extents else None,
    })
    for i in range(at.get_child_count()):
        child = at.get_child_at_index(i)
        if child is not None:
            walk(child, out)
    return out

def told():
    for _ in range(20):  # what is read while it changes is read again
        try:
            frame = window()
            if frame is not None:
                frame.clear_cache()
                return walk(frame, [])
        except GLib.Error:
            pass
        pump(0.05)
    return []

def pump(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        while GLib.MainContext.default().iteration(False):
            pass
        time.sleep(0.01)

def hear(event):
    text = event.any_data if event.type.endswith("description") else event.detail1 and event.source.get_description()
    if text:
        HEARD.append(text)

listener = Atspi.EventListener.new(hear)
listener.register("object:state-changed:focused")
listener.register("object:property-change:accessible-description")

def plain(nodes):
    return [{k: v for k, v in node.items() if k != "at"} for node in nodes]

for line in sys.stdin:
    what, _, rest = line.strip().partition(" ")
    answer = None
    if what == "tree":
        answer = plain(told())
    elif what in ("click", "focus"):
        wanted = json.loads(rest)
        found = [n for n in told() if n["role"] in wanted["roles"] and n["name"].startswith(wanted["name"])]
        if found:
            at = found[0]["at"]
            answer = bool(Atspi.Action.do_action(at.get_action_iface(), 0) if what == "click" else at.get_component_iface().grab_focus())
    elif what == "heard":
        pump(0.3)
        answer, HEARD[:] = list(HEARD), []
    print(json.dumps(answer), flush=True)
    pump(0.02)
"""


@pytest.fixture
def bus() -> Iterator[dict[str, str]]:
    """A screen, a window manager and an accessibility bus of our own."""
    with open_accessible_display() as env:
        yield env


class Reader:
    """A substitute for a screen reader, which uses only the bus."""

    def __init__(self, env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [SYSTEM_PYTHON, "-c", PROBE], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, question: str) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def tree(self) -> list[dict[str, Any]]:
        nodes: list[dict[str, Any]] = self.ask("tree")
        return nodes

    def names(self, *roles: str) -> list[str]:
        return [n["name"] for n in self.tree() if n["role"] in roles]

    def buttons(self) -> list[str]:
        return self.names("push button", "button")

    def do(self, verb: str, name: str, *roles: str) -> None:
        roles = roles or ("push button", "button")
        self.until(lambda: any(n["name"].startswith(name) and n["role"] in roles for n in self.tree()), name)
        assert self.ask(f"{verb} {json.dumps({'roles': roles, 'name': name})}"), name

    def until(self, holds: Any, description: str = "") -> None:
        end = time.monotonic() + 15
        while time.monotonic() < end:
            if holds():
                return
            time.sleep(0.05)
        raise AssertionError(f"{description}: {[(n['role'], n['name'][:60]) for n in self.tree()]}")

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def reader(bus: dict[str, str]) -> Iterator[Reader]:
    screen_reader = Reader(bus)
    yield screen_reader
    screen_reader.close()


@pytest.fixture
def game(bus: dict[str, str], reader: Reader, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    code = GAME.format(root=str(ROOT), folder=str(tmp_path / "walks"))
    process = subprocess.Popen([sys.executable, "-c", code], env=bus, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    reader.until(lambda: "Episodes" in reader.buttons(), "the title")
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def test_a_scene_is_played_from_title_to_end_through_the_bus_alone(game: subprocess.Popen[str], reader: Reader) -> None:
    reader.do("click", "Episodes")
    reader.do("click", "1. A Paper You Were Not Meant to Read")
    reader.until(lambda: "Episodes" not in reader.names("document frame"), "the scene")
    reader.do("click", "Begin")
    reader.until(lambda: any(name.startswith("1. ") for name in reader.buttons()), "the first passage")

    # The first passage: its words, its place on the screen, its notes.
    nodes = reader.tree()
    assert [n["name"] for n in nodes if n["role"] == "document frame"] == ["A Paper You Were Not Meant to Read"]
    assert any("buttoned under his jacket" in n["name"] for n in nodes)
    first = next(n for n in nodes if n["name"].startswith("1. "))
    assert first["acts"]
    assert first["box"][2] > 200
    heard = "\n".join(reader.ask("heard"))
    assert heard.count("buttoned under his jacket") == 1, heard
    reader.do("focus", "Note 1", "link")
    reader.until(lambda: [n["name"] for n in reader.tree() if n["focused"]] == ["Note 1"], "the focus on a note")
    reader.do("click", "Note 1", "link")
    reader.until(lambda: any(n["role"] == "dialog" for n in reader.tree()), "a dialog")
    assert not any(name.startswith("1. ") for name in reader.buttons())
    reader.do("click", "Close")
    reader.until(lambda: any(name.startswith("1. ") for name in reader.buttons()), "the passage again")
    assert "buttoned under his jacket" not in "\n".join(reader.ask("heard")), "read twice"

    titles, texts = [], []
    for _ in range(60):
        buttons = reader.buttons()
        if "Episodes" in buttons:
            break
        does = next((b for b in buttons if b.startswith(("1. ", "Read on: ")) or b in TURNS), "")
        assert does, buttons
        initial = reader.tree()
        titles += [n["name"] for n in initial if n["role"] in ("document frame", "form")]
        reader.do("click", does)
        reader.until(lambda initial=initial: reader.tree() != initial, does)
        texts += reader.ask("heard")
    assert "Finished" in reader.names("heading")
    assert list(dict.fromkeys(titles))[1:] == ["The record", "What remains of you on paper", "Questions to think over"]
    assert len(texts) >= len(titles), "every page is announced"
    assert len(set(texts)) == len(texts), "nothing is read twice"
    reader.do("click", "Title page")
    reader.do("click", "Quit")
    output, _ = game.communicate(timeout=15)
    kinds = [line.removeprefix("chosen ") for line in output.split("\n") if line.startswith("chosen ")]
    assert kinds[0] == "passage"
    assert kinds[-4:] == ["record", "file", "debrief", "finished"]
    assert output.endswith("left\n")
    assert game.returncode == 0


def test_a_question_is_answered_by_whoever_hears_the_field_and_types(
    bus: dict[str, str], reader: Reader, tmp_path: Path
) -> None:
    code = DEBRIEF.format(root=str(ROOT), folder=str(tmp_path / "walks"))
    game = subprocess.Popen([sys.executable, "-c", code], env=bus, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        field = "Your answer to question 1"
        reader.do("focus", field, "entry", "text")

        def entry() -> dict[str, Any]:
            return next(n for n in reader.tree() if n["name"] == field)

        reader.until(lambda: entry()["focused"], "the focus in the field")
        typing = ["xdotool", "type", "--delay", "30", "Nobody, as note 2 says: 1 b?"]
        subprocess.run(typing, env=bus, check=True, timeout=30)
        reader.until(lambda: entry()["text"] == "Nobody, as note 2 says: 1 b?", "what was typed")
        assert entry()["caret"] == len(entry()["text"])
        subprocess.run(["xdotool", "key", "Home", "Right"], env=bus, check=True, timeout=30)
        reader.until(lambda: entry()["caret"] == 1, "the caret after the first letter")
        reader.do("click", "What a good answer draws on", "link")
        reader.do("click", "Finish")
        reader.until(lambda: "Finished" in reader.names("heading"), "the end")
        subprocess.run(["xdotool", "key", "ctrl+q"], env=bus, check=True, timeout=30)
        output, _ = game.communicate(timeout=15)
        assert output == "Nobody, as note 2 says: 1 b?\nfinished\n"
    finally:
        if game.poll() is None:
            game.kill()
        game.communicate()


def test_starting_again_and_again_under_a_screen_reader_never_hangs(bus: dict[str, str], tmp_path: Path) -> None:
    """AccessKit 0.7 hangs for good if it is called while it starts: 12 of 12 times without our waiting."""
    for n in range(12):
        code = STRESS.format(root=str(ROOT), folder=str(tmp_path / str(n)), seconds=40)
        process = subprocess.run(
            [sys.executable, "-c", code], env=bus, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60
        )
        assert int(process.stdout) > 5, process.stdout


def test_switched_off_it_is_not_there(bus: dict[str, str], tmp_path: Path) -> None:
    code = STRESS.format(root=str(ROOT), folder=str(tmp_path), seconds=2)
    off = {**bus, "PARTY_CARD_ACCESS": "0"}
    process = subprocess.run(
        [sys.executable, "-c", code], env=off, cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert process.stdout == "0\n"
