"""Paragraphs and text fields in other scripts: order, lines, caret, selection, and what is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from party_card.frontends.window.input.events import EditCommand, TextInput
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.fonts import FontSpec
from party_card.frontends.window.toolkit.graphemes import split_graphemes
from party_card.frontends.window.toolkit.paragraph import ParagraphLayout, layout_paragraph
from party_card.frontends.window.toolkit.primitives import FillRect, TextRun
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.frontends.window.toolkit.widgets.text_buffer import TextBuffer
from party_card.frontends.window.toolkit.widgets.text_field import TextField
from party_card.frontends.window.toolkit.widgets.text_wrap import wrap_text

InstallFonts = Callable[..., None]
FONT = FontSpec("serif", 20.0)


def layout(*texts: str, width: float = 400, link: Command | None = None) -> ParagraphLayout:
    spans = tuple(StyledSpan(text, FONT, "ink", link if n else None) for n, text in enumerate(texts))
    return layout_paragraph(TextShaper(), spans, width, 30)


def read_visually(paragraph: ParagraphLayout) -> list[str]:
    """Returns the runs of a paragraph, line by line and from left to right."""
    return [mark.text for mark in sorted(paragraph.marks, key=lambda mark: (mark.y, mark.x))]


def open_field(text: str, width: int = 300) -> TextField:
    field = TextField("essay", "Essay", text, min_lines=3)
    field.layout(TextStyle(TextShaper(), 640, 480, 1.0), width)
    return field


def test_words_of_a_sentence_from_right_to_left_stand_in_that_order_and_end_at_the_right_edge(
    install_fonts: InstallFonts,
) -> None:
    install_fonts()
    paragraph = layout("הם כתבו Pravda בשנת 1932")
    assert read_visually(paragraph) == ["1932", "בשנת", "Pravda", "כתבו", "הם"]
    first = paragraph.marks[0]
    assert first.text == "הם"
    assert first.x + TextShaper().measure(first.text, first.font) == pytest.approx(400, abs=1)
    assert paragraph.text == "הם כתבו Pravda בשנת 1932", "screen readers read in logical order"


def test_two_hebrew_words_within_an_english_sentence_are_ordered_and_full_stops_stay_outside(
    install_fonts: InstallFonts,
) -> None:
    install_fonts()
    assert read_visually(layout("They said שלום עולם.")) == ["They", "said", "עולם", "שלום", "."]


def test_a_link_of_several_words_from_right_to_left_is_where_its_words_are(install_fonts: InstallFonts) -> None:
    install_fonts()
    paragraph = layout("כתב ", "אבג דהו", link=Command("entry", "a"))
    (target,) = paragraph.targets
    left = min(rect.left for rect in target.rects)
    right = max(rect.right for rect in target.rects)
    places = [mark.x for mark in paragraph.marks if mark.text in ("אבג", "דהו")]
    assert left <= min(places) and max(places) < right
    assert right < next(mark.x for mark in paragraph.marks if mark.text == "כתב")
    assert target.name == "אבג דהו"


def test_each_line_of_a_long_text_from_right_to_left_fits_and_none_of_it_is_lost(install_fonts: InstallFonts) -> None:
    install_fonts()
    text = "הם כתבו את Pravda בשנת 1932 ואז " * 6
    paragraph = layout(text, width=200)
    shaper = TextShaper()
    assert len(paragraph.lines) > 3
    assert " ".join(paragraph.lines) == text.strip()
    for mark in paragraph.marks:
        assert mark.x >= -0.5 and mark.x + shaper.measure(mark.text, mark.font) <= 200.5


def test_chinese_is_broken_between_letters_without_hyphens_or_spaces(install_fonts: InstallFonts) -> None:
    install_fonts()
    text = "我是学生，你是中国人。世界的答案不在「红」人。" * 3
    paragraph = layout(text, width=200)
    assert len(paragraph.lines) >= 4
    assert "".join(paragraph.lines) == text == paragraph.text
    assert not any(line[0] in "，。」" or line[-1] == "「" for line in paragraph.lines)
    assert len(paragraph.marks) == len(paragraph.lines), "a line is one run, whose letters know their neighbours"


def test_a_syllable_is_never_broken_however_narrow_the_column(install_fonts: InstallFonts) -> None:
    install_fonts()
    assert {"कि"} == {mark.text for mark in layout("कि" * 9, width=20).marks}


# ------------------------------------------------------------------------------------------------- text fields


def test_the_left_arrow_goes_on_in_a_text_from_right_to_left(install_fonts: InstallFonts) -> None:
    install_fonts()
    field = open_field("שלום\nabc")
    field.buffer.move_to(0)
    field.handle(EditCommand("left"))
    assert field.buffer.caret == 1
    field.handle(EditCommand("right"))
    assert field.buffer.caret == 0
    field.buffer.move_to(5)
    field.handle(EditCommand("right"))
    assert field.buffer.caret == 6, "the other line is English"


def test_the_caret_of_hebrew_begins_at_the_right_edge_and_a_click_finds_its_letter(
    install_fonts: InstallFonts,
) -> None:
    install_fonts()
    field = open_field("שלום")
    style = TextStyle(TextShaper(), 640, 480, 1.0)
    places = []
    for index in range(5):
        field.buffer.move_to(index)
        field.layout(style, 300)
        places.append(field.caret_rect.x)
    assert places == sorted(places, reverse=True)
    assert places[0] == pytest.approx(300 - style.px(12), abs=1)
    for index, x in enumerate(places):
        field.place_caret(x, 20)
        assert field.buffer.caret == index


def test_a_selection_across_both_directions_marks_its_letters_only(install_fonts: InstallFonts) -> None:
    install_fonts()
    style, field = TextStyle(TextShaper(), 640, 480, 1.0), open_field("ab שלום")
    field.buffer.move_to(1)
    field.buffer.move_to(5, select=True)
    box = field.layout(style, 300)
    rects = [mark.rect for mark in box.active_marks if isinstance(mark, FillRect) and mark.colour == "sand"]
    carets = style.shaper.locate_carets("ab שלום", style.font("prose")._replace(direction="ltr"))
    letters = sum(abs(after - before) for before, after in list(zip(carets.before, carets.after, strict=False))[1:5])
    assert len(rects) == 2, "the Hebrew letters that are not selected are between"
    assert sum(rect.w for rect in rects) == pytest.approx(letters, abs=2)


@pytest.mark.parametrize(
    "letter", ["👩\u200d🚀", "हि", "🇫🇷", "👍🏽", "한", "e\u0301\u0323", "❤\ufe0f", "\u1112\u1161\u11ab"]
)
def test_backspace_and_arrows_take_a_letter_as_a_whole(letter: str) -> None:
    buffer = TextBuffer(f"a{letter}b", max_length=50, multiline=True)
    buffer.move(backwards=True)
    buffer.move(backwards=True)
    assert buffer.caret == 1
    buffer.move(backwards=False)
    buffer.delete(backwards=True)
    assert buffer.text == "ab"


def test_a_text_that_is_too_long_is_cut_between_letters() -> None:
    buffer = TextBuffer("", max_length=4, multiline=False)
    buffer.insert("ab👩\u200d🚀")
    assert buffer.text == "ab"


def test_words_of_hindi_are_whole_words() -> None:
    buffer = TextBuffer("हिन्दी में, ok", max_length=50, multiline=False)
    buffer.move(backwards=True, by_word=True)
    buffer.move(backwards=True, by_word=True)
    buffer.move(backwards=True, by_word=True)
    assert buffer.text[buffer.caret :] == "में, ok"


@pytest.mark.parametrize(
    "text",
    ["می\u200cخواهم", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "\U0001fae8", "今日\u3000は"],
)
def test_joiners_flags_new_emoji_and_wide_spaces_are_kept(text: str) -> None:
    buffer = TextBuffer("", max_length=50, multiline=False)
    buffer.insert(text)
    assert buffer.text == text


@given(st.text(alphabet="ab שלם ثم 12 答。हि\u200d👩🚀\u0301(),\n", max_size=60), st.integers(40, 300))
@example("1\u0301\u0301\u093f", 40)
def test_every_index_of_any_text_is_in_one_line_and_no_line_is_too_wide(text: str, width: int) -> None:
    style = TextStyle(TextShaper(), 640, 480, 1.0)
    lines = wrap_text(style, text, "prose", width, 30)
    shown = "".join(text[line.start : line.end] for line in lines)
    assert shown == text.replace("\n", "")
    for line in lines:
        line_text = text[line.start : line.end].rstrip(" ")
        has_few_letters = len(split_graphemes(line_text)) < 4
        assert has_few_letters or style.shaper.measure(line_text, style.font("prose")) <= width + 1


def test_typing_in_any_script_shows_every_letter(install_fonts: InstallFonts) -> None:
    install_fonts()
    field = open_field("")
    for letter in "שלום 答案 हि قلم":
        field.handle(TextInput(letter))
    box = field.layout(TextStyle(TextShaper(), 640, 480, 1.0), 300)
    assert "".join(mark.text for mark in box.marks if isinstance(mark, TextRun)) == "שלום 答案 हि قلم"
