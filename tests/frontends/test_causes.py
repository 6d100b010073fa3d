"""What led to an ending is told by every front end, with the same words."""

from __future__ import annotations

import io
import json
from pathlib import Path
from unittest.mock import patch

import pytest

from party_card.engine.ending_reach import CAUSES_HEADING
from party_card.engine.page_builder import build_page
from party_card.frontends.html.verify.fixture import SceneUnderTest
from party_card.frontends.html.verify.mismatch import MismatchError
from party_card.frontends.html.verify.playthroughs import compare_playthroughs
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.shared.transcript.html import to_html
from party_card.frontends.shared.transcript.json import to_json_data
from party_card.frontends.shared.transcript.markdown import to_markdown
from party_card.frontends.terminal.page import print_page
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.modelcheck.explore import explore_scene
from party_card.storage.settings import Settings
from tests.consequence import LAYERED, SCENE, compile_ferry, play_ferry
from tests.frontends.html.test_verify import encode
from tests.frontends.shared.transcript.test_transcript_html import Reader
from tests.frontends.window.open_screens import SHAPER, read_text
from tests.frontends.window.sample_pack import open_session

DRY = ("open-it", "greet", "tell")
CAUSES = (
    "You opened the crate.",
    "You told him of the crate.",
)


@pytest.mark.parametrize("scene", [SCENE, LAYERED], ids=["one page", "layers"])
@pytest.mark.parametrize("steps", [DRY, (*DRY, "reveal")], ids=["ending", "record"])
def test_the_terminal_lists_them(tmp_path: Path, scene: str, steps: tuple[str, ...]) -> None:
    output = io.StringIO()
    page = build_page(play_ferry(tmp_path, *steps, scene=scene))
    print_page(page, TerminalWriter(output), introduces_scene=False)
    text = " ".join(output.getvalue().split())
    assert f"{CAUSES_HEADING}: - {CAUSES[0]} - {CAUSES[1]}" in text


@pytest.mark.parametrize("scene", [SCENE, LAYERED], ids=["one page", "layers"])
@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((640, 480), 200)])
def test_the_window_lists_them_with_the_ending_and_in_the_record(
    tmp_path: Path, scene: str, size: tuple[int, int], text_size: int
) -> None:
    playthrough = play_ferry(tmp_path, *DRY, scene=scene)
    session = open_session("record", Settings(text_size))
    for step in ("reveal", ""):
        with patch("party_card.frontends.window.shell.navigator.TextShaper", lambda: SHAPER):
            navigator = Navigator(session, size, screen=PageScreen(session, build_page(playthrough)))
        text = read_text(navigator)
        assert CAUSES_HEADING.casefold() in text.casefold()
        assert all(cause in text for cause in CAUSES)
        if step:
            playthrough.choose(step)


def test_a_transcript_tells_them_once_with_the_ending(tmp_path: Path) -> None:
    playthrough = play_ferry(tmp_path, *DRY)
    for step in ("reveal", ""):
        for text in (to_markdown(playthrough), Reader(to_html(playthrough)).text):
            assert text.count(CAUSES_HEADING) == 1
            before, after = text.split(CAUSES_HEADING)
            assert all(cause in after for cause in CAUSES)
            if not step:
                assert "You came over dry" in before
        if step:
            playthrough.choose(step)
    data = to_json_data(playthrough)
    assert json.loads(json.dumps(data))["pages"][-1]["causes"] == list(CAUSES)


@pytest.mark.parametrize("broken", ["", "effects", "text"])
def test_the_exported_page_finds_the_same_and_an_error_in_its_data_is_caught(tmp_path: Path, broken: str) -> None:
    compiled = compile_ferry(tmp_path)
    data = encode(compiled)
    match broken:
        case "effects":
            quay = data["scenes"][0]["passages"][0][3]
            quay[0][5] = quay[1][5]  # the choice that opens the crate remembers something else
        case "text":
            data = json.loads(json.dumps(data).replace("You opened the crate.", "You ate the crate."))
    case = SceneUnderTest(ReferencePlayer(data), 0, explore_scene(compiled))
    if broken:
        with pytest.raises(MismatchError):
            compare_playthroughs(case)
    else:
        compare_playthroughs(case)
