"""Lettering: no letter missing, no line too wide, superior figures are figures of the face."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from itertools import product

import pytest
from pygame import Surface

from party_card.frontends.window.screens.dialogs import base
from party_card.frontends.window.toolkit import icons
from party_card.frontends.window.toolkit.paragraph import StyledSpan, layout_paragraph, tokenize
from party_card.frontends.window.toolkit.shaping import _MOST, FontSpec, TextShaper
from party_card.frontends.window.toolkit.theme import STYLES, Family
from party_card.frontends.window.toolkit.widgets import panels
from party_card.frontends.window.views import episode_marker, text_blocks
from tests import ROOT

from .open_screens import NAMES, boxes, stage
from .open_screens import words as words_of
from .sample import PAGES, campaign

FAMILIES = ("serif", "condensed", "display", "mono", "legible")
AWKWARD = "Jānis Stens, Piłsudski, Thälmann, Orjonikidze, Мартемьян Рютин “ ” ‘ ’ — – … № § × · ← → ↑ ↓ 1932⁄33 ½ é ř ș"


def strings(value: object) -> list[str]:
    """Every string inside pages."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, (tuple, list)):
        return [s for one in value for s in strings(one)]
    if is_dataclass(value):
        return [s for f in fields(value) for s in strings(getattr(value, f.name))]
    return []


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("italic", [False, True])
def test_every_letter_is_in_the_chain(family: str, italic: bool) -> None:
    engine = TextShaper()
    type_ = FontSpec(family, 20.0, 400, italic)  # type: ignore[arg-type]  # the names are those of Family
    text = AWKWARD + "".join({c for s in strings(list(PAGES.values())) for c in s})
    assert engine.missing(text, type_) == ""


def test_every_letter_of_the_pack_is_in_the_chain() -> None:
    engine = TextShaper()
    root = ROOT
    files = [*root.glob("scenes/*.yaml"), *root.glob("seeds/*.yaml")]
    text = "".join({c for f in files for c in f.read_text(encoding="utf-8") if c not in "\n\t"})
    for family, weight, italic in product(FAMILIES, (400, 600), (False, True)):
        assert engine.missing(text, FontSpec(family, 20.0, weight, italic)) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
def test_every_word_that_is_shown_has_its_letters(name: str) -> None:
    shown = stage(name)
    for box in boxes(shown):
        for mark in words_of(box):
            assert shown.engine.missing(mark.text, mark.type) == "", mark.text


def test_what_is_measured_is_what_is_drawn() -> None:
    engine, type_ = TextShaper(), FontSpec("serif", 20.0)
    for text in ("AV", "office", "Рютин", "“Down"):
        drawn = engine.glyphs(text, type_, 0, 30, (0, 0, 0))
        right = max(x + surface.get_width() for surface, (x, _) in drawn)
        assert abs(right - engine.measure(text, type_)) < 4


@pytest.mark.parametrize("text", ["grey", "office AV To", "Рютин", "fjord Ťj"])
@pytest.mark.parametrize("italic", [False, True])
def test_a_word_is_one_picture_and_the_same_whenever_it_is_drawn(text: str, italic: bool) -> None:
    engine, type_ = TextShaper(), FontSpec("serif", 23.0, 400, italic)
    seen = []
    for _ in range(3):
        surface = Surface((300, 60))
        surface.fill((242, 232, 208))
        drawn = engine.run(text, type_, 20.37, 40, (26, 23, 20))
        surface.fblits(drawn)
        seen.append(surface.get_buffer().raw)
    assert len(set(seen)) == 1
    assert len(drawn) == 1
    assert len(seen[0].strip(seen[0][:4])) > 1000


def test_words_are_kept_within_bounds() -> None:
    engine, type_ = TextShaper(), FontSpec("display", 150.0)
    for n in range(600):
        for _ in range(2):
            engine.run(f"{n}{n}{n}", type_, 0, 200, (0, 0, 0))
    kept = [word[0] for word in engine._words.values() if word is not None]
    assert sum(surface.get_width() * surface.get_height() for surface in kept) <= _MOST


def test_superior_figures_are_smaller_and_higher_than_figures() -> None:
    engine = TextShaper()
    families: tuple[Family, ...] = ("serif", "legible", "mono")
    for family in families:
        plain, raised = FontSpec(family, 40.0), FontSpec(family, 40.0, raised=True)
        for figure in "0123456789":
            (small, (_, top)), (large, (_, foot)) = (
                engine.glyphs(figure, t, 0, 60, (0, 0, 0))[0] for t in (raised, plain)
            )
            assert small.get_height() < large.get_height() * 0.8, (family, figure)
            assert top + small.get_height() < foot + large.get_height(), (family, figure)


def test_a_word_too_long_is_broken_and_none_is_lost() -> None:
    engine, type_ = TextShaper(), FontSpec("serif", 40.0)
    text = "Rechtsschutzversicherungsgesellschaften des Ordschonikidse-Werks"
    spans = (StyledSpan(text, type_, "ink"),)
    setting = layout_paragraph(engine, spans, 160, 50)
    assert setting.extent <= 160
    assert setting.text.replace("-", "").replace(" ", "") == text.replace("-", "").replace(" ", "")


def test_a_mark_stays_with_its_word() -> None:
    engine, type_ = TextShaper(), FontSpec("serif", 20.0)
    spans = [StyledSpan("carbon gone grey.", type_, "ink"), StyledSpan("1", type_._replace(raised=True), "accent")]
    assert [s.text for s, _ in tokenize(spans, engine, 500)[-1].pieces] == ["grey.", "1"]


def test_styles_and_words_are_complete() -> None:
    assert {style.family for style in STYLES.values()} <= set(FAMILIES)
    assert set(icons.GRADE_WORDS) == set(icons.GRADE_MEANINGS)
    assert panels.BACK in [panels.BACK, base.ESC.command]
    assert set(text_blocks.SKILLS) == {"sourcing", "contextualisation", "corroboration", "close-reading"}
    assert [episode_marker.state(one) for one in campaign()[1:4]] == [
        "played: You signed, and slept badly",
        "begun, step 4",
        "open",
    ]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_sign_that_no_face_has_is_spelled_out_and_no_empty_box(family: str) -> None:
    engine, type_ = TextShaper(), FontSpec(family, 20.0)  # type: ignore[arg-type]
    for text, said in (
        ("🦊", "‹fox face›"),
        ("so 👍🏽!", "so ‹thumbs up sign›!"),
        ("红", "‹U+7EA2›"),
    ):
        assert engine.measure(text, type_) == pytest.approx(engine.measure(said, type_), rel=0.02)
        assert len(engine.glyphs(text, type_, 0, 30, (0, 0, 0))) == len(engine.glyphs(said, type_, 0, 30, (0, 0, 0)))
    assert engine.missing("a🦊", type_) == "🦊"
    assert engine.measure("a\u200d\ufe0f", type_) == pytest.approx(engine.measure("a", type_), abs=0.6)


def test_the_caret_goes_around_a_sign_that_is_spelled_out() -> None:
    engine, type_ = TextShaper(), FontSpec("serif", 20.0)
    edges = [engine.measure("Yes 🦊 no"[:n], type_) for n in range(9)]
    assert edges == sorted(edges)
    assert edges[5] - edges[4] > 60
