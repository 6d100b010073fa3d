"""Shaping and paragraphs: no character missing, no line too wide, superscripts are figures of the font."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from itertools import product

import pytest
from pygame import Surface

from party_card.frontends.window.screens.dialogs import base
from party_card.frontends.window.toolkit.fonts import FontSpec
from party_card.frontends.window.toolkit.paragraph import layout_paragraph, tokenize
from party_card.frontends.window.toolkit.shaping import _MAX_RUN_PIXELS, TextShaper
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.frontends.window.toolkit.theme import ROLE_STYLES, Family
from party_card.frontends.window.toolkit.widgets.dialog import CLOSE
from party_card.frontends.window.views import text_blocks
from tests import ROOT

from ..open_screens import NAMES, list_boxes, list_text_runs, open_screen
from ..sample import PAGES

FAMILIES = ("serif", "condensed", "display", "mono", "legible")
AWKWARD = "Jānis Stens, Piłsudski, Thälmann, Orjonikidze, Мартемьян Рютин “ ” ‘ ’ — – … № § × · ← → ↑ ↓ 1932⁄33 ½ é ř ș"


def list_strings(value: object) -> list[str]:
    """Returns every string inside a value made of tuples, lists and dataclasses."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, (tuple, list)):
        return [string for item in value for string in list_strings(item)]
    if is_dataclass(value):
        return [string for field in fields(value) for string in list_strings(getattr(value, field.name))]
    return []


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("italic", [False, True])
def test_every_letter_is_in_the_chain(family: str, italic: bool) -> None:
    shaper = TextShaper()
    font = FontSpec(family, 20.0, 400, italic)  # type: ignore[arg-type]  # the names are those of Family
    text = AWKWARD + "".join({c for s in list_strings(list(PAGES.values())) for c in s})
    assert shaper.find_missing_characters(text, font) == ""


def test_every_letter_of_the_pack_is_in_the_chain() -> None:
    shaper = TextShaper()
    files = [*ROOT.glob("scenes/*.yaml"), *ROOT.glob("seeds/*.yaml")]
    text = "".join({c for f in files for c in f.read_text(encoding="utf-8") if c not in "\n\t"})
    for family, weight, italic in product(FAMILIES, (400, 600), (False, True)):
        assert shaper.find_missing_characters(text, FontSpec(family, 20.0, weight, italic)) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
def test_every_word_that_is_shown_has_its_letters(name: str, install_fonts: Callable[..., None]) -> None:
    install_fonts()  # for the fox among the players
    navigator, shaper = open_screen(name), TextShaper()  # the navigator's may have shaped the fox without these fonts
    for box in list_boxes(navigator):
        for mark in list_text_runs(box):
            assert shaper.find_missing_characters(mark.text, mark.font) == "", mark.text


def test_what_is_measured_is_what_is_drawn() -> None:
    shaper, font = TextShaper(), FontSpec("serif", 20.0)
    for text in ("AV", "office", "Рютин", "“Down"):
        images = shaper.draw_glyphs(text, font, 0, 30, (0, 0, 0))
        right = max(x + surface.get_width() for surface, (x, _) in images)
        assert abs(right - shaper.measure(text, font)) < 4


@pytest.mark.parametrize("text", ["grey", "office AV To", "Рютин", "fjord Ťj"])
@pytest.mark.parametrize("italic", [False, True])
def test_a_word_is_one_picture_and_the_same_whenever_it_is_drawn(text: str, italic: bool) -> None:
    shaper, font = TextShaper(), FontSpec("serif", 23.0, 400, italic)
    pictures = []
    for _ in range(3):
        surface = Surface((300, 60))
        surface.fill((242, 232, 208))
        images = shaper.draw_run(text, font, 20.37, 40, (26, 23, 20))
        surface.fblits(images)
        pictures.append(surface.get_buffer().raw)
    assert len(set(pictures)) == 1
    assert len(images) == 1
    assert len(pictures[0].strip(pictures[0][:4])) > 1000


def test_words_are_kept_within_bounds() -> None:
    shaper, font = TextShaper(), FontSpec("display", 150.0)
    for n in range(600):
        for _ in range(2):
            shaper.draw_run(f"{n}{n}{n}", font, 0, 200, (0, 0, 0))
    kept = [n for n in range(600) if shaper._run_images.get((f"{n}{n}{n}", font, 0, (0, 0, 0)))]
    images = [image for n in kept for image, _ in shaper.draw_run(f"{n}{n}{n}", font, 0, 200, (0, 0, 0))]
    assert 10 < len(kept) < 600
    assert sum(image.get_width() * image.get_height() for image in images) <= _MAX_RUN_PIXELS


def test_superior_figures_are_smaller_and_higher_than_figures() -> None:
    shaper = TextShaper()
    families: tuple[Family, ...] = ("serif", "legible", "mono")
    for family in families:
        plain_font, superscript = FontSpec(family, 40.0), FontSpec(family, 40.0, superscript=True)
        for figure in "0123456789":
            (small_figure, (_, small_y)), (large, (_, large_y)) = (
                shaper.draw_glyphs(figure, font, 0, 60, (0, 0, 0))[0] for font in (superscript, plain_font)
            )
            assert small_figure.get_height() < large.get_height() * 0.8, (family, figure)
            assert small_y + small_figure.get_height() < large_y + large.get_height(), (family, figure)


def test_a_word_too_long_is_broken_and_none_is_lost() -> None:
    shaper, font = TextShaper(), FontSpec("serif", 40.0)
    text = "Rechtsschutzversicherungsgesellschaften des Ordschonikidse-Werks"
    spans = (StyledSpan(text, font, "ink"),)
    paragraph = layout_paragraph(shaper, spans, 160, 50)
    assert paragraph.extent <= 160
    assert paragraph.text.replace("-", "").replace(" ", "") == text.replace("-", "").replace(" ", "")


def test_a_mark_stays_with_its_word() -> None:
    shaper, font = TextShaper(), FontSpec("serif", 20.0)
    spans = [StyledSpan("carbon gone grey.", font, "ink"), StyledSpan("1", font._replace(superscript=True), "accent")]
    assert [s.text for s, _ in tokenize(spans, shaper, 500)[-1].fragments] == ["grey.", "1"]


def test_the_families_of_the_styles_and_the_skills_of_questions_are_complete() -> None:
    assert {style.family for style in ROLE_STYLES.values()} <= set(FAMILIES)
    assert base.CLOSE_HINT.command == CLOSE
    assert set(text_blocks.SKILL_LABELS) == {"sourcing", "contextualisation", "corroboration", "close-reading"}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_sign_that_no_face_has_is_spelled_out_and_no_empty_box(family: str) -> None:
    shaper, font = TextShaper(), FontSpec(family, 20.0)  # type: ignore[arg-type]
    for text, spelled in (
        ("🦊", "‹fox face›"),
        ("so 👍🏽!", "so ‹thumbs up sign›!"),
    ):
        assert shaper.measure(text, font) == pytest.approx(shaper.measure(spelled, font), rel=0.02)
        assert len(shaper.draw_glyphs(text, font, 0, 30, (0, 0, 0))) == len(
            shaper.draw_glyphs(spelled, font, 0, 30, (0, 0, 0))
        )
    assert shaper.find_missing_characters("a🦊", font) == "🦊"
    assert shaper.measure("a\u200d", font) == pytest.approx(shaper.measure("a", font), abs=0.6)


def test_the_caret_goes_around_a_sign_that_is_spelled_out() -> None:
    shaper, font = TextShaper(), FontSpec("serif", 20.0)
    edges = [shaper.measure("Yes 🦊 no"[:n], font) for n in range(9)]
    assert edges == sorted(edges)
    assert edges[5] - edges[4] > 60
