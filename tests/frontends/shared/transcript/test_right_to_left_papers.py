"""Transcripts and papers of Arabic and Hebrew scenes: their language and direction, and English words within them."""

from __future__ import annotations

import pytest

from party_card.content.models import SceneId
from party_card.engine.compiled import compile_scene
from party_card.engine.playthrough import Playthrough
from party_card.frontends.print.guide import write_guide
from party_card.frontends.print.worksheet import write_worksheet
from party_card.frontends.shared.html import element, join_with_dots
from party_card.frontends.shared.transcript.html import to_html
from party_card.localization import use_language
from party_card.publishing.lesson import build_lesson
from party_card.services.load import load_pack
from tests import ROOT

LANGUAGES = ("ar", "he")
PACK = ROOT / "tests" / "weather_pack"
ISOLATED_DATE = "<bdi>12 May 2026</bdi> · <bdi>"


def write_transcript(language: str) -> str:
    pack = load_pack(PACK)
    compiled = compile_scene(pack, pack.scenes[SceneId(f"weather-{language}")])
    playthrough, _ = Playthrough.resume(compiled, ("begin", "write-34"))
    return to_html(playthrough)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_transcript_in_an_english_interface_has_language_and_direction_of_its_scene(language: str) -> None:
    assert f'<html lang="{language}" dir="rtl">' in write_transcript(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_date_place_and_role_keep_their_order(language: str) -> None:
    transcript = write_transcript(language)
    lesson = build_lesson(load_pack(PACK), SceneId(f"weather-{language}"))
    with use_language(language):
        papers = (write_guide(lesson), write_worksheet(lesson))
    assert all(ISOLATED_DATE in document for document in (transcript, *papers))


def test_texts_from_left_to_right_are_joined_without_markup() -> None:
    assert join_with_dots(("12 May 2026", "", "<Baku>")) == "12 May 2026 · &lt;Baku&gt;"


def test_the_space_after_a_label_is_between_the_label_and_its_text() -> None:
    assert element("p", element("b", "Ending: "), "מטר") == "<p><b>Ending:</b> מטר</p>"
