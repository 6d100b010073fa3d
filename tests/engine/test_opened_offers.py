"""An offer that something carried from an earlier scene opens says so, in engine, window, terminal, page and transcript."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.models import CastMember, SceneId
from party_card.content.pack import Pack, read_pack
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.page_builder import build_page
from party_card.engine.phases import BEGIN
from party_card.engine.playthrough import Playthrough
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.positions import compare_scene
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.shared.transcript import html, markdown
from party_card.frontends.terminal.page import print_offers
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.choice_button import layout_choice_button
from party_card.modelcheck import explore_scene
from party_card.storage.settings import Settings

MARKET = """\
scene: market
title: The Market
passages:
  stall: {text: A stall., choices: [{id: buy, text: Buy a lamp, goto: home}, {id: look, text: Look, goto: home}]}
  home: {text: It is late., ending: {id: home, title: Home}}
leaves:
  - {id: bought-a-lamp, kind: witnessed, text: "You bought a *lamp*.", if: chose(buy)}
  - {id: saw-the-stall, kind: witnessed, text: You saw the stall.}
"""
CELLAR = """\
scene: cellar
title: The Cellar
variables:
  lamp: {carried: bought-a-lamp}
  stall: {carried: saw-the-stall}
  hat: {carried: took-a-hat}
  brave: false
passages:
  stairs:
    text: It is dark below.
    choices:
      - {id: breathe, text: Breathe, set: {brave: true}, goto: stairs}
      - {id: light, text: Go down with the lamp, if: lamp, locked: You have no lamp., goto: end}
      - {id: dare, text: Go down, if: lamp or brave, goto: end}
      - {id: either, text: Call, if: lamp or stall, goto: end}
      - {id: both, text: Sing, if: lamp and stall, goto: end}
      - {id: stay, text: Stay here, if: not stall, goto: end}
      - {id: hide, text: Hide your face, if: hat, goto: end}
      - {id: go, text: Go away, goto: end}
  end: {text: That was it., ending: {id: end, title: End}}
"""
CAMPAIGN = "campaign: c\ntitle: C\nscenes: [market, cellar]\nprologue: hats\n"
PROLOGUE = """\
prologue: hats
title: Hats
beats:
  - text: It is cold.
    question: What do you take?
    choices:
      - {id: hat, text: Take a hat, leaves: took-a-hat}
      - {id: none, text: Take nothing}
"""
LAMP = "Because of what you did in “The Market”: You bought a lamp."
STALL = "Because of what you did in “The Market”: You saw the stall."


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    (tmp_path / "pack").mkdir()
    for name, text in (("market", MARKET), ("cellar", CELLAR), ("campaign", CAMPAIGN), ("prologue", PROLOGUE)):
        (tmp_path / "pack" / f"{name}.yaml").write_text(text)
    pack, diagnostics = read_pack(tmp_path / "pack")
    assert not diagnostics
    return pack


@pytest.fixture
def cellar(pack: Pack) -> CompiledScene:
    return compile_scene(pack, pack.scenes[SceneId("cellar")])


def begin(cellar: CompiledScene, *traces: str, steps: tuple[str, ...] = ()) -> Playthrough:
    playthrough = Playthrough(cellar, traces)
    for step in (BEGIN, *steps):
        playthrough.choose(step)
    return playthrough


def read_reasons(playthrough: Playthrough) -> dict[str, str]:
    offers = build_page(playthrough).offers
    return {offer.id: "".join(run.text for run in offer.reason) for offer in offers if offer.is_open and offer.reason}


def test_only_what_would_be_closed_without_a_trace_is_explained(cellar: CompiledScene) -> None:
    assert read_reasons(begin(cellar)) == {}
    assert read_reasons(begin(cellar, "bought-a-lamp")) == dict.fromkeys(("light", "dare", "either"), LAMP)
    assert read_reasons(begin(cellar, "saw-the-stall")) == {"either": STALL}
    assert "dare" not in read_reasons(begin(cellar, "bought-a-lamp", steps=("breathe",)))


def test_several_traces_are_named_if_each_is_needed_or_each_would_be_enough(cellar: CompiledScene) -> None:
    reasons = read_reasons(begin(cellar, "bought-a-lamp", "saw-the-stall"))
    assert reasons["both"] == reasons["either"] == f"{LAMP} {STALL}"


def test_the_role_is_named_if_the_campaign_names_it_and_the_prologue_if_it_left_the_trace(pack: Pack) -> None:
    assert read_reasons(begin(compile_scene(pack, pack.scenes[SceneId("cellar")]), "took-a-hat")) == {
        "hide": "Because of what you chose in the prologue: Take a hat."
    }
    assert pack.campaign is not None
    cast = (CastMember(scene=SceneId("market"), name="Berta Finch"),)
    pack = replace(pack, campaign=replace(pack.campaign, cast=cast))
    cellar = compile_scene(pack, pack.scenes[SceneId("cellar")])
    assert read_reasons(begin(cellar, "saw-the-stall")) == {
        "either": "Because of what you did as Berta Finch: You saw the stall."
    }


def test_a_closed_offer_keeps_its_own_reason(cellar: CompiledScene) -> None:
    (light,) = (offer for offer in build_page(begin(cellar)).offers if offer.id == "light")
    assert "".join(run.text for run in light.reason) == "You have no lamp."


def test_the_page_in_the_browser_says_the_same_at_every_position(cellar: CompiledScene) -> None:
    data = json.loads(json.dumps(encode_scenes([cellar])))
    compare_scene(ReferencePlayer(data), 0, explore_scene(cellar))
    opened = data["scenes"][0]["passages"][0][3][1]
    data["scenes"][0]["passages"][0][3][1] = opened[:8]
    with pytest.raises(Exception, match=r"offers|light|reason"):
        compare_scene(ReferencePlayer(data), 0, explore_scene(cellar))


def test_it_stands_below_the_offer_in_the_terminal_and_on_the_button_in_the_window(cellar: CompiledScene) -> None:
    page = build_page(begin(cellar, "bought-a-lamp"))
    output = io.StringIO()
    print_offers(page, TerminalWriter(output))
    assert f"  2. Go down with the lamp\n     {LAMP}\n" in output.getvalue()
    style = TextStyle.from_settings(TextShaper(), (640, 480), 1.0, Settings())
    opened, plain = (next(offer for offer in page.offers if offer.id == name) for name in ("light", "go"))
    button = layout_choice_button(style, opened, 2, 400)
    assert button.name == f"Go down with the lamp {LAMP}"
    assert button.h > layout_choice_button(style, plain, 2, 400).h


def test_the_transcript_says_it_of_what_was_chosen(pack: Pack, tmp_path: Path) -> None:
    session = Session(pack, folder=tmp_path / "kept")
    for scene, steps in (("market", ("buy", "reveal", "close")), ("cellar", ("light",))):
        session.open(SceneId(scene))
        for step in (BEGIN, *steps):
            page = session.choose(step)
    assert page.passage == "end"
    texts = [write(session.playthrough) for write in (markdown.to_markdown, html.to_html)]
    session.close()
    for text in texts:
        assert LAMP in text
