"""Tests of identifiers: slugs, and names that cannot be file names."""

from __future__ import annotations

import pytest

from party_card.content.identifiers import IDENTIFIER, explain_invalid_id, slugify, suggest_file_id


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("The Rear Door", "the-rear-door"),
        ("  Ärger -- im Büro! ", "arger-im-buro"),
        ("already-a_slug", "already-a-slug"),
        ("Ленин", "lenin"),
        ("東京", ""),
    ],
)
def test_a_slug_is_the_words_of_a_text_in_ascii(text: str, slug: str) -> None:
    assert slugify(text) == slug
    assert not slug or IDENTIFIER.match(slug)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("one two three", "one_two"),
        ("one two", "one_two"),
        ("seventeenth", "seventee"),
    ],
)
def test_a_long_slug_ends_with_the_last_word_that_fits(text: str, slug: str) -> None:
    assert slugify(text, "_", max_length=8) == slug


@pytest.mark.parametrize(("text", "name"), [("Große Straße", "grosse-strasse"), ("NUL", ""), ("Nulpe", "nulpe")])
def test_a_file_id_is_no_name_that_windows_reserves(text: str, name: str) -> None:
    assert suggest_file_id(text) == name


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("rear-door", ""),
        ("Rear Door", "`Rear Door` cannot be a name: small letters and digits, joined by hyphens; write `rear-door`"),
        ("?", "`?` cannot be a name: small letters and digits, joined by hyphens; write one such as `first`"),
        ("con", "`con` cannot be a name: Windows keeps it for itself; write one such as `first`"),
    ],
)
def test_an_invalid_id_is_explained_with_a_suggestion(name: str, message: str) -> None:
    assert explain_invalid_id(name, "first") == message
