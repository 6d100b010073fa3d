"""Nicknames are of letters and digits of one alphabet, and none looks like another."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.app.nickname_forms import find_appearance, fold_nickname
from party_card.classroom.errors import NicknameError
from party_card.classroom.nicknames import MAX_LENGTH, MIN_LENGTH, read_nickname


@pytest.mark.parametrize(
    ("typed", "nickname"),
    [
        ("heron", "heron"),
        ("  red   wedge ", "red wedge"),
        ("anna\u0301", "anná"),
        ("Łukasz 2", "Łukasz 2"),
        ("O’Neil", "O’Neil"),
        ("李小龙", "李小龙"),
        ("ひらカナ漢", "ひらカナ漢"),
        ("Дубина", "Дубина"),
        ("हिन्दी", "हिन्दी"),
        ("ｈｅｒｏｎ", "heron"),
    ],
)
def test_it_is_read_in_its_normal_form(typed: str, nickname: str) -> None:
    assert read_nickname(typed) == nickname


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "a",
        "a" * 21,
        "a" * 500,
        "<img src=x onerror=alert(1)>",
        "x\u202eevil",
        "z\u200bz",
        "\ud800\ud800",
        "аnna",  # the first letter is Cyrillic
        "😀😀",
        "' OR 1=1--",
        "{{7*7}}",
        "a--b",
        "-ab",
        "ab-",
        "Z\u0353\u0353\u0353\u0353algo",
        "\u0301a",
        "ab\x00",
    ],
)
def test_what_is_no_nickname_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(NicknameError, match=r"^A nickname has .*\.$"):
        read_nickname(typed)


@given(st.text(max_size=100))
def test_any_text_is_a_safe_nickname_or_is_refused(typed: str) -> None:
    try:
        nickname = read_nickname(typed)
    except NicknameError:
        return
    assert MIN_LENGTH <= len(nickname) <= MAX_LENGTH
    assert read_nickname(nickname) == nickname
    assert not any(unicodedata.category(letter)[0] in "CSZ" for letter in nickname.replace(" ", ""))
    assert not set(nickname) & set('<>&"/\\{}`$=;:')
    assert find_appearance(nickname)


@pytest.mark.parametrize(
    ("one", "other"),
    [("heron", "Heron"), ("heron", "her on"), ("сосо", "coco"), ("anna", "ánna"), ("bob1", "bobl"), ("zoe0", "zoeo")],
)
def test_nicknames_that_look_alike_are_found(one: str, other: str) -> None:
    assert find_appearance(one) == find_appearance(other)


def test_only_capitals_make_no_other_student() -> None:
    assert fold_nickname("Heron") == fold_nickname("heron")
    assert fold_nickname("heron") != fold_nickname("herons")
    assert find_appearance("heron") != find_appearance("herons")
