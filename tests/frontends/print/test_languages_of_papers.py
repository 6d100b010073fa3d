"""Papers in other languages: every text is looked up, none is glued, and language and direction are those of the scene."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.frontends.gamebook.book import write_gamebook
from party_card.frontends.html.bundle import encode_bundle
from party_card.frontends.print.guide import write_guide
from party_card.frontends.print.plan import write_plan
from party_card.frontends.print.worksheet import write_worksheet
from party_card.frontends.shared.html import Html, format_html
from party_card.localization import use_language
from party_card.localization.languages import ACCENTED, MIRRORED
from party_card.publishing.lesson import build_lesson
from tests.frontends.html.disguised import disguise_scene
from tests.frontends.shown_texts import find_faults
from tests.shipped import load_shipped_pack
from tests.translation.sample import SCENE, load_example

CITATIONS = ("sources", "voices")
"""Classes of parts in which sources are cited, which are cited in English everywhere."""
NAMES_OF_VALUES = ("sheet",)
"""The class of a gamebook's sheet, which has the names of values as authors write them."""


@cache
def papers(language: str) -> Mapping[str, str]:
    return write_papers(disguise_scene(load_example(), SCENE), SCENE, language)


def write_papers(pack: Pack, scene: SceneId, language: str) -> Mapping[str, str]:
    with use_language(language):
        lesson = build_lesson(pack, scene)
        compiled = lesson.proof.compiled
        data = encode_bundle(pack, [compiled], language=language).data
        return {
            "guide": write_guide(lesson),
            "worksheet": write_worksheet(lesson, "letter"),
            "gamebook": write_gamebook(data, compiled.system).decode(),
            "plan": write_plan(pack, [lesson], {scene: ()}),
        }


@pytest.mark.parametrize("name", ["guide", "worksheet", "gamebook", "plan"])
def test_every_text_of_a_paper_is_looked_up_and_none_is_glued(name: str) -> None:
    assert find_faults(papers(ACCENTED)[name], (*CITATIONS, *NAMES_OF_VALUES), ("Party Card", "high-water")) == []


@pytest.mark.release
def test_every_text_about_a_large_scene_is_looked_up_and_none_is_glued() -> None:
    scene = SceneId("rear-door")
    written = write_papers(disguise_scene(load_shipped_pack(), scene), scene, ACCENTED)
    names = ("Party Card", "rear-door", "‘Down with Stalin’?")
    for name in ("guide", "worksheet", "gamebook"):
        assert find_faults(written[name], (*CITATIONS, *NAMES_OF_VALUES), names) == [], name


@pytest.mark.parametrize("name", ["guide", "worksheet", "gamebook", "plan"])
def test_a_paper_names_its_language_and_its_direction(name: str) -> None:
    assert '<html lang="en-XA">' in papers(ACCENTED)[name]
    assert '<html lang="ar-XB" dir="rtl">' in papers(MIRRORED)[name]


def test_from_right_to_left_the_corners_of_the_footer_change_places_and_arrows_turn() -> None:
    guide = papers(MIRRORED)["guide"]
    assert guide.rindex("@bottom-left { content: counter(page)") > guide.index("@bottom-right { content: counter(page)")
    assert "→" not in guide
    assert "←" in guide
    assert "←" not in papers(ACCENTED)["guide"]


def test_a_message_with_markup_in_its_fields_is_escaped_itself() -> None:
    text = format_html("<b> & {bold}x{end} {title}", bold=Html("<b>"), end=Html("</b>"), title="<i>")
    assert text == "&lt;b&gt; &amp; <b>x</b> &lt;i&gt;"
