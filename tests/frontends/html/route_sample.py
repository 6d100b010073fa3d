"""A scene whose ways part and meet: three endings, one of them only with what an earlier scene left."""

from __future__ import annotations

from functools import cache

from party_card.engine.compiled import CompiledScene
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.shared.scene_data import Json
from tests.frontends.html.chromium import json_roundtrip
from tests.modelcheck.scenes import compile_scene_text

FERRY = """\
scene: ferry
title: The Ferry
span: 1931-04
place: The river
variables:
  rope: {carried: saw-the-rope, label: You saw the rope}
passages:
  bank:
    date: 1931-04-02
    text: Mist on the water.
    choices:
      - {id: call, text: Call out, did: You called across the water., goto: boat}
      - {id: wade, text: Wade in, goto: ford}
  boat:
    text: A boat comes.
    choices:
      - {id: sit, text: Sit down, goto: landing}
      - {id: cut, text: Cut the old rope, if: rope, goto: adrift}
  ford:
    text: The water is cold.
    choices:
      - {id: push, text: Push on, goto: landing}
  landing:
    date: 1931-04-03
    text: All ways end at the landing.
    choices:
      - {id: knock, text: Knock, goto: house}
      - {id: sleep, text: Sleep outside, goto: meadow}
  house: {text: They open., ending: {id: guest, title: You were a guest, cost: You owe them a night.}}
  meadow: {text: Grass., ending: {id: alone, title: You slept alone}}
  adrift: {text: The boat turns., ending: {id: lost, title: You drifted away}}
record:
  - {unknown: Who kept the ferry.}
"""


@cache
def compile_ferry() -> CompiledScene:
    """Returns the scene."""
    return compile_scene_text(FERRY)


@cache
def encode_ferry() -> Json:
    """Returns the data of a page with the scene."""
    data: Json = json_roundtrip(encode_scenes([compile_ferry()]))
    return data
