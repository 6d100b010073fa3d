"""Letters of other scripts: from which font they come, in which order they stand, and where the caret is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import find_system_fonts_filename
import pygame
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from party_card.frontends.window.toolkit import bidi, faces, graphemes
from party_card.frontends.window.toolkit.fonts import FontFinder, FontSpec
from party_card.frontends.window.toolkit.paragraph import tokenize
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.frontends.window.toolkit.theme import Family

from ..conftest import list_installed_fonts
from ..sample_fonts import HEBREW, build_script_font

FONT = FontSpec("serif", 20.0)
ORANGE = (255, 128, 0)
InstallFonts = Callable[..., None]


def list_glyphs(text: str, font: FontSpec = FONT) -> list[tuple[str, float]]:
    """Returns the glyphs of a text from left to right: the name of each, or `box`, and its place."""
    shaper = TextShaper()
    glyphs = sorted(shaper._shape_cached(text, font)[1], key=lambda glyph: glyph.x)
    return [
        (glyph.face.font.glyph_to_string(glyph.glyph_id) if glyph.face else f"box {glyph.glyph_id:04X}", glyph.x)
        for glyph in glyphs
    ]


def list_names(text: str, font: FontSpec = FONT) -> list[str]:
    return [name for name, _ in list_glyphs(text, font)]


@pytest.mark.parametrize("text", ["תשובה", "答案", "हिन्दी", "한국어", "カタ", "قلم"])
def test_letters_that_the_window_lacks_come_from_an_installed_font(text: str, install_fonts: InstallFonts) -> None:
    assert TextShaper().find_missing_characters(text, FONT) == text
    install_fonts()
    assert TextShaper().find_missing_characters(text, FONT) == ""
    assert not any(name.startswith("box") for name in list_names(text))


@pytest.mark.parametrize("text", ["ת", "答案", "हि", "قلم"])
def test_a_letter_that_no_font_has_is_a_box_and_none_is_lost(text: str) -> None:
    assert sorted(list_names(text)) == sorted(f"box {ord(letter):04X}" for letter in text)
    shaper = TextShaper()
    images = shaper.draw_glyphs(text, FONT, 0, 40, (0, 0, 0))
    assert len(images) == len(text)
    assert sum(surface.get_width() for surface, _ in images) < shaper.measure(text, FONT)


def test_boxes_of_different_letters_look_different() -> None:
    shaper, font = TextShaper(), FONT._replace(size=40.0)
    pictures = [shaper.draw_glyphs(letter, font, 0, 40, (0, 0, 0))[0][0] for letter in ("答", "案", "\U0002a6b2")]
    assert len({pygame.image.tobytes(picture, "RGBA") for picture in pictures}) == 3


def test_a_bracket_that_begins_a_line_is_from_the_font_of_its_letters(
    tmp_path: Path, install_fonts: InstallFonts
) -> None:
    other = build_script_font(tmp_path / "a.ttf", "「", "Other")
    install_fonts([other, build_script_font(tmp_path / "japanese-text.ttf", "「の気", "Letters")])
    for text in ("「", "「気"):
        face = TextShaper()._shape_cached(text, FONT)[1][0].face
        assert face is not None
        assert faces.read_family(face) == "Letters"


def test_thai_without_spaces_stays_in_its_column_and_no_vowel_is_parted_from_its_consonant() -> None:
    text, width = "ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอน", 120
    shaper = TextShaper()
    parts = [
        span.text for word in tokenize([StyledSpan(text, FONT, "ink")], shaper, width) for span, _ in word.fragments
    ]
    assert "".join(parts) == text
    assert len(parts) > 1
    assert all(shaper.measure(part, FONT) <= width for part in parts)
    starts = {sum(map(len, parts[:number])) for number in range(len(parts))}
    assert starts <= set(graphemes.list_boundaries(text))
    assert not any(part.endswith(("เ", "แ", "ไ")) for part in parts)


def test_hebrew_within_an_english_sentence_goes_from_right_to_left(install_fonts: InstallFonts) -> None:
    install_fonts()
    assert list_names("a שלם b")[2:5] == ["u05DD", "u05DC", "u05E9"]
    assert list_names("a שלם b")[0] == list_names("a")[0]


def test_numbers_within_arabic_keep_their_order_and_arabic_letters_join(install_fonts: InstallFonts) -> None:
    install_fonts()
    names = list_names("في 1917 ثم")
    one, nine, seven = (list_names(digit)[0] for digit in "197")
    assert [name for name in names if name in (one, nine, seven)] == [one, nine, one, seven]
    assert names[:2] == ["u0645.fina", "u062B.init"]
    assert names[-2:] == ["u064A.fina", "u0641.init"]


def test_brackets_of_a_text_from_right_to_left_are_mirrored(install_fonts: InstallFonts) -> None:
    install_fonts()
    opening, closing = list_names("(")[0], list_names(")")[0]
    assert [name for name in list_names("אב (גד)") if name in (opening, closing)] == [opening, closing]


def test_an_emoji_that_no_font_has_in_colour_is_drawn_in_black_if_the_window_can(install_fonts: InstallFonts) -> None:
    install_fonts()
    assert list_names("↔\ufe0f")[0] == "uni2194"


@pytest.mark.parametrize("text", ["👩\u200d🚀", "🦊"])
def test_an_emoji_of_several_characters_is_one_glyph_in_colour(text: str, install_fonts: InstallFonts) -> None:
    install_fonts()
    shaper, font = TextShaper(), FONT._replace(size=40.0)
    ((surface, _),) = shaper.draw_glyphs(text, font, 0, 40, (0, 0, 0))
    centre = surface.get_at((surface.get_width() // 2, surface.get_height() // 2))
    assert all(abs(value - expected) < 3 for value, expected in zip(centre, ORANGE, strict=False)), centre


def test_the_caret_goes_backwards_through_hebrew_and_never_into_a_syllable(install_fonts: InstallFonts) -> None:
    install_fonts()
    shaper = TextShaper()
    carets = shaper.locate_carets("שלום", FONT).before
    assert carets[0] == pytest.approx(shaper.measure("שלום", FONT))
    assert list(carets) == sorted(carets, reverse=True)
    assert carets[-1] == 0
    carets = shaper.locate_carets("हिन", FONT).before
    assert carets[0] == carets[1] == 0 < carets[2] < carets[3]


def test_the_caret_of_european_text_is_where_its_letters_begin() -> None:
    shaper = TextShaper()
    carets = shaper.locate_carets("Grey, AV.", FONT).before
    assert list(carets) == sorted(carets)
    assert carets[-1] == shaper.measure("Grey, AV.", FONT)


def test_no_font_of_the_system_is_looked_for_before_a_text_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "list_system_font_files", lambda: pytest.fail("the system was asked"))
    faces.open_system_faces.cache_clear()
    shaper = TextShaper()
    for text in ("Jānis Piłsudski", "Мартемьян Рютин", "№ 5 – “½” → †", "Αθήνα"):
        shaper.measure(text, FONT)
        shaper.locate_carets(text, FONT)
    with pytest.raises(pytest.fail.Exception):
        shaper.measure("答", FONT)
    faces.open_system_faces.cache_clear()


def test_a_damaged_font_is_passed_over(tmp_path: Path, script_fonts: list[Path], install_fonts: InstallFonts) -> None:
    damaged, empty = tmp_path / "damaged.ttf", tmp_path / "empty.ttf"
    damaged.write_bytes(script_fonts[0].read_bytes()[:300])
    empty.write_bytes(b"")
    install_fonts([damaged, empty, tmp_path / "absent.ttf", *script_fonts])
    assert TextShaper().find_missing_characters("שלום 答案", FONT) == ""


@pytest.mark.parametrize("family", ["serif", "condensed", "display", "mono", "legible"])
def test_the_letters_of_kazakh_and_ukrainian_need_no_font_of_the_system(family: Family) -> None:
    assert TextShaper().find_missing_characters("әғқңөұүһіїєґӘҒҚҢӨҰҮҺІЇЄҐ", FontSpec(family, 20.0)) == ""


def test_letters_that_the_display_family_lacks_have_no_serifs() -> None:
    font = FontSpec("display", 40.0)
    finder = FontFinder()
    assert finder.find_face("Қ", font, None) is finder.find_face("Қ", font._replace(family="condensed"), None)


def build_bold_font(path: Path, letters: str) -> Path:
    """Writes a font that says it is bold."""
    font = TTFont(build_script_font(path, letters))
    font["OS/2"].usWeightClass = 700
    font.save(path)
    return path


def test_fonts_in_the_data_folder_are_used_before_those_of_the_system(home: Path, install_fonts: InstallFonts) -> None:
    (home / "fonts" / "hebrew").mkdir(parents=True)
    added = build_script_font(home / "fonts" / "hebrew" / "Handwritten Serif Condensed.ttf", HEBREW)
    (home / "fonts" / "damaged.ttf").write_bytes(b"\0\1\0\0")
    install_fonts()
    face = faces.find_system_face("ש")
    assert face is not None
    assert face.key[0] == str(added)
    assert TextShaper().find_missing_characters("答", FONT) == ""


def test_a_huge_file_is_no_font(home: Path, install_fonts: InstallFonts, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "fonts").mkdir(parents=True)
    build_script_font(home / "fonts" / "Mine.ttf", HEBREW)
    monkeypatch.setattr(faces, "MAX_FONT_BYTES", 100)
    install_fonts([])
    assert TextShaper().find_missing_characters("ש", FONT) == "ש"


def test_bold_is_a_bold_file_of_the_family_if_there_is_one(tmp_path: Path, install_fonts: InstallFonts) -> None:
    regular = build_script_font(tmp_path / "Regular.ttf", HEBREW)
    bold = build_bold_font(tmp_path / "Bold.ttf", HEBREW)
    install_fonts([bold, regular])
    found = [faces.find_system_face("ש", is_bold) for is_bold in (False, True)]
    assert [face.key for face in found if face] == [(str(regular), 0), (str(bold), 0)]


def test_only_scripts_of_few_strokes_are_made_bold(install_fonts: InstallFonts) -> None:
    install_fonts()
    assert faces.find_system_face("答", is_bold=True) is faces.find_system_face("答")
    assert faces.find_system_face("ש", is_bold=True) is not faces.find_system_face("ש")


@given(st.text(alphabet="ab שלם ثم 12 答。हि\u200d👩🚀\u0301(),", max_size=30))
def test_each_letter_of_any_text_is_in_one_visual_run_and_the_caret_stays_inside(text: str) -> None:
    runs = bidi.list_visual_runs(text)
    assert sorted(index for run in runs for index in range(run.start, run.end)) == list(range(len(text)))
    shaper = TextShaper()
    width = shaper.measure(text, FONT)
    carets = shaper.locate_carets(text, FONT).before
    assert len(carets) == len(text) + 1
    assert all(-0.01 <= caret <= width + 0.01 for caret in carets)
    assert graphemes.list_boundaries(text)[-1] == len(text)
    assert all(start < end for start, end in pairwise(graphemes.list_boundaries(text))) or not text


def test_lines_of_chinese_and_japanese_break_between_letters_but_not_before_a_full_stop() -> None:
    assert graphemes.split_unspaced("你好，世界。") == ["你", "好，", "世", "界。"]
    assert graphemes.split_unspaced("「改行」ですって") == ["「改", "行」", "で", "すっ", "て"]
    assert graphemes.split_unspaced("well-known") == ["well-known"]
    assert graphemes.split_unspaced("👩\u200d🚀🦊") == ["👩\u200d🚀", "🦊"]


@pytest.mark.window
@pytest.mark.parametrize("text", ["שלום", "العمال", "红旗", "ひらがな", "한국어", "हिन्दी", "🦊", "👍🏽"])
def test_the_fonts_of_the_system_are_found(text: str, install_fonts: InstallFonts) -> None:
    install_fonts(list_installed_fonts())
    assert TextShaper().find_missing_characters(text, FONT) == ""


def test_a_system_that_tells_no_fonts_leaves_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise find_system_fonts_filename.FontConfigNotFound

    monkeypatch.setattr(find_system_fonts_filename, "get_system_fonts_filename", fail)
    assert list_installed_fonts() == []
