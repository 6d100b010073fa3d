"""What an ending costs is shown with it by every front end, and with the endings found before."""

from __future__ import annotations

import io
import json
from pathlib import Path
from unittest.mock import patch

import pytest

from party_card.app.routes import find_routes
from party_card.engine.compiled import compile_scene
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.positions import compare_scene
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.print.guide import write_guide
from party_card.frontends.shared.transcript.html import to_html
from party_card.frontends.shared.transcript.json import to_json_data
from party_card.frontends.shared.transcript.markdown import to_markdown
from party_card.frontends.shared.transcript.transcript_data import MARKDOWN_HEADING
from party_card.frontends.terminal.page import print_page
from party_card.frontends.terminal.route import print_routes
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.frontends.window.screens.dialogs.route import RouteDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.modelcheck.explore import explore_scene
from party_card.storage.settings import Settings
from tests.consequence import FERRY, compile_ferry, play_ferry, read_ferry
from tests.frontends.gamebook.reader import write_book
from tests.frontends.print.papers import proved
from tests.frontends.shared.transcript.test_transcript_html import Reader
from tests.frontends.window.open_screens import SHAPER
from tests.frontends.window.sample_pack import open_session

DRY = ("open-it", "greet", "tell")
DRY_COST = "You keep the crate’s secret no longer. The ferryman owes you one."
WET_COST = "You lose your coat and your passage."


def read_window(navigator: Navigator) -> str:
    boxes = navigator.view.layout.boxes
    words = " ".join(mark.text for box in boxes for mark in box.marks if isinstance(mark, TextRun))
    return " ".join(words.replace("\u00a0", " ").split())


def test_the_page_of_an_ending_and_those_after_it_have_its_cost(tmp_path: Path) -> None:
    playthrough = play_ferry(tmp_path, *DRY[:2])
    assert build_page(playthrough).cost == ""
    for step in ("tell", "reveal", "close"):
        playthrough.choose(step)
        assert build_page(playthrough).cost == DRY_COST


def test_an_ending_of_several_passages_has_the_cost_that_one_of_them_gives(tmp_path: Path) -> None:
    scene = """\
scene: ferry
title: The Ferry
passages:
  quay:
    text: You wait.
    choices: [{id: go, text: Go, goto: left}, {id: run, text: Run, goto: ran}, {id: stay, text: Stay, goto: stayed}]
  left: {text: You are gone., ending: {id: gone, title: Gone}}
  ran: {text: You are out of breath., ending: {id: gone, title: Gone, cost: You lose your place in the queue.}}
  stayed: {text: It is evening., ending: {id: late, title: Late}}
"""
    costs = [build_page(play_ferry(tmp_path / choice, choice, scene=scene)).cost for choice in ("go", "run", "stay")]
    assert costs == ["You lose your place in the queue.", "You lose your place in the queue.", ""]


def test_the_terminal_tells_it_with_the_ending_and_with_those_found(tmp_path: Path) -> None:
    playthrough, output = play_ferry(tmp_path, *DRY), io.StringIO()
    print_page(build_page(playthrough), TerminalWriter(output), introduces_scene=False)
    assert f"Ending: You came over dry\n{DRY_COST}\n" in output.getvalue()
    output = io.StringIO()
    found = play_ferry(tmp_path / "other", "leave-it", "greet", "wait")
    print_routes(playthrough.compiled.scene, find_routes(playthrough, [found]), TerminalWriter(output))
    assert f"Ending 1: You came over dry. This time. {DRY_COST}" in " ".join(output.getvalue().split())
    assert f"Ending 2: You swam. {WET_COST}" in output.getvalue()
    assert "Ending 3: Not found yet." in output.getvalue()


@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((640, 480), 200)])
def test_the_window_shows_it_on_each_page_from_the_ending_on(
    tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    playthrough = play_ferry(tmp_path, *DRY)
    session = open_session("record", Settings(text_size))
    for step in ("reveal", "close", ""):
        with patch("party_card.frontends.window.shell.navigator.TextShaper", lambda: SHAPER):
            navigator = Navigator(session, size, screen=PageScreen(session, build_page(playthrough)))
        assert DRY_COST in read_window(navigator), playthrough.state
        if step:
            playthrough.choose(step)


@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((640, 480), 200)])
def test_cards_of_endings_have_the_cost_of_those_found_and_of_no_other(
    tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    playthrough = play_ferry(tmp_path, *DRY)
    routes = find_routes(playthrough, [play_ferry(tmp_path / "other", "leave-it", "greet", "wait")])
    session = open_session("record", Settings(text_size))
    with patch("party_card.frontends.window.shell.navigator.TextShaper", lambda: SHAPER):
        navigator = Navigator(session, size, screen=RouteDialog(playthrough.compiled.scene, routes))
    text = read_window(navigator)
    assert DRY_COST in text
    assert WET_COST in text
    assert "You keep your coat." not in text


def test_transcripts_have_it(tmp_path: Path) -> None:
    playthrough = play_ferry(tmp_path, *DRY)
    assert f"**Ending: You came over dry**\n\n{DRY_COST}\n" in to_markdown(playthrough)
    assert DRY_COST in Reader(to_html(playthrough)).text
    data = to_json_data(playthrough)
    assert data["ending"] == {"id": "dry", "title": "You came over dry", "cost": DRY_COST}
    json.dumps(data)


def test_papers_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    pack = read_ferry(tmp_path)
    assert DRY_COST in Reader(write_guide(proved(pack, FERRY))).text
    assert DRY_COST in Reader(write_book(compile_scene(pack, pack.scenes[FERRY]))).text


def test_the_exported_page_has_it_and_agrees_with_the_engine(tmp_path: Path) -> None:
    compiled = compile_ferry(tmp_path)
    data = json.loads(json.dumps(encode_scenes([compiled])))
    assert [row[5][:3] for row in data["scenes"][0]["passages"] if row[5]] == [
        ["dry", "You came over dry", DRY_COST],
        ["wet", "You swam", WET_COST],
        ["home", "You stayed", "You keep your coat. You will never know what was in the crate."],
    ]
    assert compare_scene(ReferencePlayer(data), 0, explore_scene(compiled)) > 0


def test_an_ending_without_a_cost_has_no_line_for_it(tmp_path: Path) -> None:
    scene = "scene: ferry\ntitle: The Ferry\npassages: {quay: {text: It rains., ending: {id: wet, title: You swam}}}\n"
    compiled = compile_ferry(tmp_path, scene)
    assert encode_scenes([compiled])["scenes"][0]["passages"][0][5][:3] == ["wet", "You swam", ""]
    playthrough = Playthrough(compiled)
    playthrough.choose("begin")
    assert to_markdown(playthrough).partition(f"\n## {MARKDOWN_HEADING}")[0].endswith("**Ending: You swam**\n")
