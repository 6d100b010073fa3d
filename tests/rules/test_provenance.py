"""What the rules say of the way of a thing: of scenes, decisions, traces and days that are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.pack import read_pack
from party_card.diagnostics.diagnostic import Severity
from party_card.rules import check_pack
from tests.app.provenance_campaign import CAMPAIGN, write_provenance_campaign

WRONG = {
    "a scene": ("scene: kiln", "scene: klin", "this pack has no scene `klin`"),
    "a trace": ("left(told-the-brother)", "left(told-the-bother)", "no scene leaves `told-the-bother`"),
    "a passage": ("lamp == wave", "lantern == wave", "this scene has no variable `lantern`"),
    "a choice": ("lamp == wave", "lamp == waive", "the passage `lamp` has no choice `waive`"),
    "an ending": ("ending == noted", "ending == notted", "`ending` has no value `notted`"),
    "a function": ("left(tore-the-leaf)", "took(tore-the-leaf)", "`took(tore-the-leaf)` has no meaning in a condition"),
    "a date": ("date: 1931-03-09", "date: 9 March", "cannot be read"),
    "a day before": ("date: 1931-03-20", "date: 1931-03-03", "3 March 1931 comes before the day of the entry above"),
    "a day outside": ("date: 1931-04", "date: 1931-04/1931-05", "April – May 1931 is not within the days of `kiln`"),
    "a citation": ("never wrote that down. [@tolls]", "never wrote that down. [@toll]", "`toll`"),
    "an empty text": ("text: It was melted down.", 'text: ""', "this text is empty"),
    "an empty office": ("office: The yard", 'office: ""', "this text is empty"),
    "a kind": ("kind: break", "kind: broken", "broken"),
    "a picture": (
        "title: A bell without a clapper",
        "title: A bell\n    picture: bell\n    alt: A bell.",
        "picture `bell`",
    ),
    "a condition that always holds": ("lamp == wave", "lamp == wave or lamp != wave", "always true"),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_in_the_way_of_a_thing_is_reported_once_and_where_it_stands(tmp_path: Path, mistake: str) -> None:
    text, wrong, message = WRONG[mistake]
    assert CAMPAIGN.count(text) == 1
    changed = CAMPAIGN.replace(text, wrong)
    path = tmp_path / "scenes/campaign.yaml"
    write_provenance_campaign(tmp_path)
    path.write_text(changed, encoding="utf-8")
    pack, found = read_pack(tmp_path)
    diagnostics = [item for item in (*found, *check_pack(pack)) if item.severity is not Severity.INFO]
    assert [message in item.message for item in diagnostics] == [True], [item.message for item in diagnostics]
    line = changed.index(wrong) + wrong.rfind("\n") + 1
    assert diagnostics[0].primary.span.line in (changed[:line].count("\n") + 1, changed[:line].count("\n"))


def test_a_scene_outside_the_campaign_is_never_reached(tmp_path: Path) -> None:
    pack = write_provenance_campaign(tmp_path, campaign=CAMPAIGN.replace("[ferry, kiln, signal]", "[ferry, signal]"))
    messages = [item.message for item in check_pack(pack) if item.code == "provenance-order"]
    assert messages == ["`kiln` is not part of the campaign, so this entry is never shown"]


def test_the_help_for_a_trace_names_the_one_that_is_meant(tmp_path: Path) -> None:
    pack = write_provenance_campaign(tmp_path, campaign=CAMPAIGN.replace("left(tore-the-leaf)", "left(tore-a-leaf)"))
    (diagnostic,) = [item for item in check_pack(pack) if item.severity is not Severity.INFO]
    assert diagnostic.code == "unknown-trace"
    assert diagnostic.helps[0].message == "did you mean `tore-the-leaf`?"


def test_a_scene_cannot_ask_for_what_others_have_left(tmp_path: Path) -> None:
    ferry = write_provenance_campaign(tmp_path).scenes
    text = (tmp_path / "scenes/kiln.yaml").read_text(encoding="utf-8")
    (tmp_path / "scenes/kiln.yaml").write_text(
        text.replace("{id: go, text: Go, goto: end}", "{id: go, text: Go, goto: end, if: left(tore-the-leaf)}"), "utf-8"
    )
    assert ferry
    pack, _ = read_pack(tmp_path)
    assert [item.message for item in check_pack(pack) if item.severity is Severity.ERROR] == [
        "`left(tore-the-leaf)` has no meaning in a condition"
    ]
