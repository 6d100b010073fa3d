"""Lines in the data of a page: a plain one stands where it is read, one with notes, styles or names is in a table."""

from __future__ import annotations

from pathlib import Path

from party_card.engine.compiled import compile_scene
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.shared.scene_data import list_runs
from tests.theatre import REHEARSAL, write_theatre


def test_a_plain_line_is_in_its_row_and_others_are_in_the_table(tmp_path: Path) -> None:
    pack = write_theatre(tmp_path)
    data = encode_scenes([compile_scene(pack, pack.scenes[REHEARSAL])])
    stage, wings, home = data["scenes"][0]["passages"]
    assert home[2][0][2] == "You are at home."
    assert [choice[1] for choice in stage[3]] == ["Stay in the wings", "Go home"], "offers are not searched for names"
    line = wings[2][0][2]
    assert list_runs(data, line) == data["lines"][line] == ["You wait in the wings until it is over."]
    assert data["met"][line], "it names the wings"
    assert list_runs(data, stage[6][1]) == ["Tan was ill that day.", 0]
