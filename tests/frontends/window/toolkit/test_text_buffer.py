"""Editing a text: caret, selection, words, undo and the limit of its length."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from party_card.frontends.window.toolkit.widgets.text_buffer import TextBuffer


def make_buffer(text: str = "", caret: int | None = None) -> TextBuffer:
    buffer = TextBuffer(text, max_length=50, multiline=True)
    if caret is not None:
        buffer.move_to(caret)
    return buffer


def test_typing_goes_in_at_the_caret_and_in_place_of_what_is_selected() -> None:
    buffer = make_buffer("ac", 1)
    buffer.insert("b")
    assert (buffer.text, buffer.caret) == ("abc", 2)
    buffer.select_all()
    buffer.insert("x")
    assert (buffer.text, buffer.caret, buffer.selected_text) == ("x", 1, "")


def test_deleting_by_letters_by_words_and_what_is_selected() -> None:
    buffer = make_buffer("one, two three")
    buffer.delete(backwards=True, by_word=True)
    assert buffer.text == "one, two "
    buffer.delete(backwards=True)
    buffer.move_to(0)
    buffer.delete(backwards=False, by_word=True)
    assert buffer.text == ", two"
    buffer.move(backwards=False, select=True)
    buffer.delete(backwards=True)
    assert buffer.text == " two"


def test_the_caret_goes_by_words() -> None:
    buffer = make_buffer("alpha beta\ngamma")
    stops = []
    for _ in range(3):
        buffer.move(backwards=True, by_word=True)
        stops.append(buffer.caret)
    assert stops == [11, 6, 0]
    buffer.move(backwards=False, by_word=True)
    assert buffer.caret == 5


def test_a_selection_collapses_to_its_side() -> None:
    buffer = make_buffer("abcd")
    buffer.move(backwards=True, select=True)
    buffer.move(backwards=True, select=True)
    assert buffer.selected_text == "cd"
    buffer.move(backwards=True)
    assert (buffer.caret, buffer.selected_text) == (2, "")


def test_a_letter_and_its_marks_are_one_step() -> None:
    for letter in ("e\u0301", "\U0001f469\u200d\U0001f680"):
        buffer = make_buffer(f"a{letter}")
        buffer.move(backwards=True)
        assert buffer.caret == 1
        buffer.move(backwards=False)
        buffer.delete(backwards=True)
        assert buffer.text == "a"


def test_nothing_is_lost_before_undo() -> None:
    buffer = make_buffer()
    buffer.insert("an answer")
    buffer.select_all()
    buffer.insert("q")
    buffer.undo()
    assert buffer.text == "an answer"
    buffer.undo()
    buffer.undo()
    assert buffer.text == ""


def test_what_cannot_be_seen_does_not_get_in_and_one_line_stays_one() -> None:
    assert make_buffer("a\x00b\x1b[2J\u202ec\td\r\ne").text == "ab[2Jc d\ne"
    assert TextBuffer("a\nb", max_length=9, multiline=False).text == "a b"


def test_what_is_longer_than_its_limit_already_is_not_cut() -> None:
    buffer = TextBuffer("seven letters more", max_length=5, multiline=True)
    buffer.insert("!")
    assert buffer.text == "seven letters more", "there is no room for another"
    buffer.delete(backwards=True)
    assert buffer.text == "seven letters mor"


@given(
    st.lists(
        st.tuples(st.sampled_from(["insert", "back", "word", "left", "right", "all", "undo"]), st.text(max_size=30)),
        max_size=30,
    )
)
@settings(deadline=None, max_examples=150)
def test_whatever_is_done_it_keeps_its_limit_and_its_caret(steps: list[tuple[str, str]]) -> None:
    buffer = make_buffer()
    for operation, text in steps:
        match operation:
            case "insert":
                buffer.insert(text)
            case "back" | "word":
                buffer.delete(backwards=True, by_word=operation == "word")
            case "left" | "right":
                buffer.move(backwards=operation == "left", select=bool(text))
            case "all":
                buffer.select_all()
            case _:
                buffer.undo()
        assert len(buffer.text) <= buffer.max_length
        assert 0 <= buffer.caret <= len(buffer.text) and 0 <= buffer.anchor <= len(buffer.text)
