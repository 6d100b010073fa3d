"""The text that says the same as a map of places: in the terminal and in transcripts."""

from __future__ import annotations

import html
import io
import json
import re
from pathlib import Path

import pytest

from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.engine.compiled import compile_scene
from party_card.engine.page_builder import build_page
from party_card.engine.phases import BEGIN, REVEAL
from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.transcript.html import to_html
from party_card.frontends.shared.transcript.json import to_json_data
from party_card.frontends.shared.transcript.markdown import to_markdown
from party_card.frontends.terminal.page import print_page
from party_card.frontends.terminal.writer import TerminalWriter
from tests.places import read_places_pack

BRIEFING = (
    "You are in Reykjavik. From here it is 1,700 km east to Kristiania (today Oslo, Norway) and "
    "12,400 km south-east to Batavia (today Jakarta, Indonesia). "
    "The sources used here do not say where the wreck of the Ada lay."
)
RECORD = "You were in Reykjavik. From there it is 11,600 km south-west to Valparaíso, "


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return read_places_pack(tmp_path)


def play(pack: Pack, *triggers: str) -> Playthrough:
    playthrough = Playthrough(compile_scene(pack, pack.scenes[SceneId("herring")]))
    for trigger in triggers:
        playthrough.choose(trigger)
    return playthrough


def print_to_text(playthrough: Playthrough) -> str:
    output = io.StringIO()
    print_page(build_page(playthrough), TerminalWriter(output), introduces_scene=False)
    return " ".join(output.getvalue().split())


def test_the_terminal_says_where_one_is_and_how_the_other_places_lie(pack: Pack) -> None:
    assert f"Where you are. {BRIEFING}" in print_to_text(play(pack))


def test_the_terminal_says_where_a_passage_is_if_that_is_elsewhere(pack: Pack) -> None:
    assert "Where you are. You are in the Lofoten islands." in print_to_text(play(pack, BEGIN, "sail"))
    assert "Where you are" not in print_to_text(play(pack, BEGIN, "stay"))


def test_the_terminal_says_where_the_record_happened(pack: Pack) -> None:
    assert f"Where it happened. {RECORD}" in print_to_text(play(pack, BEGIN, "stay", REVEAL))


def test_each_transcript_has_the_places_of_each_page(pack: Pack) -> None:
    playthrough = play(pack, BEGIN, "stay", REVEAL)
    page_text = html.unescape(re.sub(r"<[^>]+>", "", to_html(playthrough)))
    data = json.loads(json.dumps(to_json_data(playthrough)))
    texts = (to_markdown(playthrough), page_text, " ".join(text for page in data["pages"] for text in page["places"]))
    for text in texts:
        assert BRIEFING in text
        assert RECORD in text
    assert "**Where it happened:** You were in Reykjavik." in texts[0]
    assert [bool(page["places"]) for page in data["pages"]] == [True, True, False, True]
