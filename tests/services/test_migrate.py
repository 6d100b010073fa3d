"""Files are rewritten in the light form and in full without changing what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.file_reader import read_model
from party_card.content.models import PassageId, Scene
from party_card.diagnostics.source import SourceFile
from party_card.services.errors import UsageError
from party_card.services.migrate import list_implied_targets, migrate_files, migrate_text
from tests import ROOT
from tests.modelcheck.scenes import scene_texts
from tests.random_examples import random_examples

FULL = """\
scene: ferry
title: Ferry
span: 1932-03
place: Riga
passages:
  quay:
    basis: invented
    date: "1932-03-02"  # a Wednesday
    place: The quay
    text: A bell.
    choices:
      - id: wait  # not long
        text: Wait
        goto: shed
      - {id: run, text: Run, goto: deck}
    history: []
  shed:
    basis: invented
    date: "1932-03-02"
    place: The quay  # still
    text: Ropes.
    choices:
      - {id: sit, goto: deck, text: Sit}
      - goto: deck
        id: stand
        text: Stand
    history: [sit]
  deck: {basis: documented, place: The quay, text: Wind., ending: {id: off, title: Off}}
"""
LIGHT = """\
scene: ferry
title: Ferry
span: 1932-03
place: Riga
passages:
  quay:
    basis: invented
    date: "1932-03-02"  # a Wednesday
    place: The quay
    text: A bell.
    choices:
      - id: wait  # not long
        text: Wait
      - {id: run, text: Run, goto: deck}
  shed:
    place: The quay  # still
    text: Ropes.
    choices:
      - {id: sit, text: Sit}
      - goto: deck
        id: stand
        text: Stand
    history: [sit]
  deck: {basis: documented, text: Wind., ending: {id: off, title: Off}}
"""


def read(text: str) -> Scene:
    scene, diagnostics = read_model(SourceFile("scenes/a.yaml", text.replace("\r\n", "\n")))
    assert not diagnostics
    assert isinstance(scene, Scene)
    return scene


def test_what_need_not_be_said_is_left_out_and_comments_stay() -> None:
    assert migrate_text(FULL) == LIGHT
    assert migrate_text(LIGHT) == LIGHT
    assert read(LIGHT) == read(FULL)


def test_line_ends_stay_as_they_are() -> None:
    assert migrate_text(FULL.replace("\n", "\r\n")) == LIGHT.replace("\n", "\r\n")


def test_in_full_a_file_can_be_put_in_another_order_and_leads_where_it_led() -> None:
    text = migrate_text(LIGHT, is_full=True)
    assert read(text) == read(LIGHT)
    assert list(list_implied_targets(read(text))) == []
    head, quay, shed, deck = (
        text[start:end]
        for start, end in zip(
            (0, *(text.index(f"  {name}:") for name in ("quay", "shed", "deck"))),
            (*(text.index(f"  {name}:") for name in ("quay", "shed", "deck")), len(text)),
            strict=True,
        )
    )
    moved = read(head.replace("title: Ferry", "title: Ferry\nstart: quay") + shed + deck + quay)
    assert moved.passages == read(LIGHT).passages


def test_a_file_of_version_0_1_keeps_the_places_that_it_did_not_write() -> None:
    old = FULL.replace('    basis: invented\n    date: "1932-03-02"\n    place: The quay  # still\n', "")
    shed = read(migrate_text(old, is_old=True)).passages[PassageId("shed")]
    assert (shed.basis, shed.date, shed.place) == ("composite", "1932-03", "Riga")
    assert read(migrate_text(old)).passages[PassageId("shed")].place == "The quay"
    with pytest.raises(UsageError, match="had no `place`, and the scene has none"):
        migrate_text(old.replace("place: Riga\n", ""), is_old=True)


def test_a_file_with_mistakes_is_refused_and_one_that_is_no_scene_left_alone() -> None:
    with pytest.raises(UsageError, match=r"a\.yaml has mistakes, the first in line 2"):
        migrate_text("scene: a\ntitel: A\npassages: {one: {text: T., ending: {id: e, title: E}}}\n", "a.yaml")
    dossier = "dossier: d\nfacts: {}\n"
    assert migrate_text(dossier) == dossier


def test_the_shipped_scenes_say_the_same_in_both_forms(tmp_path: Path) -> None:
    paths = [*sorted((ROOT / "scenes").glob("*.yaml")), *(ROOT / "scenes" / "examples").glob("*/scenes/*.yaml")]
    for path in paths:
        text = path.read_text(encoding="utf-8")
        light, full = migrate_text(text), migrate_text(text, is_full=True)
        assert migrate_text(full) == migrate_text(light) == light
        assert len(light) <= len(full)
    copy = tmp_path / "copy.yaml"
    copy.write_text(full, encoding="utf-8")
    assert [file.new_text for file in migrate_files([copy])] == [light]


@random_examples(scene_texts(), everyday=20, long=1_000)
def test_any_scene_says_the_same_in_full(text: str) -> None:
    assert read(migrate_text(text, is_full=True)) == read(text)
