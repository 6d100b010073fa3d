"""The catalogues of the interface belong to the code: nothing is missing, and every field stands in its translation."""

from __future__ import annotations

import re
from collections import Counter
from string import Formatter

import pytest
from babel.messages.catalog import Message

from party_card.localization.languages import ENGLISH, OWN_NAMES
from tests.interface_catalogues import (
    DIAGNOSTICS_TEMPLATE,
    TEMPLATE,
    compile_catalogue,
    extract,
    extract_diagnostics,
    is_translated,
    list_languages,
    po_path,
    read_catalogue,
    render,
)


def test_the_template_has_the_messages_of_the_code() -> None:
    assert TEMPLATE.read_bytes() == render(extract()), "run `python -m tests.interface_catalogues`"


def test_the_catalogue_of_diagnostics_has_what_the_rules_say() -> None:
    assert DIAGNOSTICS_TEMPLATE.read_bytes() == render(extract_diagnostics()), (
        "run `python -m tests.interface_catalogues`"
    )


@pytest.mark.parametrize("language", list_languages())
def test_a_catalogue_is_up_to_date_and_compiled(language: str) -> None:
    catalogue = read_catalogue(language)
    assert {(message.context, message.id) for message in catalogue} == {
        (message.context, message.id) for message in extract()
    }
    assert po_path(language).with_suffix(".mo").read_bytes() == compile_catalogue(catalogue)


@pytest.mark.parametrize("language", list_languages())
def test_everything_is_translated(language: str) -> None:
    missing = [
        message.id
        for message in read_catalogue(language)
        if message.id and (message.fuzzy or not is_translated(message.string))
    ]
    assert missing == []


@pytest.mark.parametrize("language", list_languages())
def test_every_translation_has_the_fields_of_its_message(language: str) -> None:
    assert [fault for message in read_catalogue(language) if message.id for fault in find_wrong_fields(message)] == []


def test_the_languages_with_a_catalogue_can_be_chosen() -> None:
    assert {ENGLISH, *list_languages()} == set(OWN_NAMES)


@pytest.mark.parametrize(
    ("message", "faults"),
    [
        (Message("Page {number}", "Seite {number}"), []),
        (Message("Page {number}", "Seite {nummer}"), ["Seite {nummer}"]),
        (Message("Page {number}", "Seite"), ["Seite"]),
        (Message("Page {number}", "Seite {number"), ["Seite {number"]),
        (Message(("One page", "{count} pages"), ("Eine Seite", "{count} Seiten")), []),
        (Message(("One page", "{count} pages"), ("Eine Seite", "Seiten")), ["Seiten"]),
    ],
)
def test_a_field_that_is_missing_or_new_is_found(message: Message, faults: list[str]) -> None:
    assert find_wrong_fields(message) == faults


def find_wrong_fields(message: Message) -> list[str]:
    """Returns the forms of a translation whose fields are not those of the message; one form may leave the count out."""
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    wanted = count_fields(ids[-1])
    allowed = [wanted, count_fields(ids[0])] if len(ids) > 1 else [wanted]
    last = len(strings) - 1
    return [
        text
        for index, text in enumerate(strings)
        if text and count_fields(text) not in (allowed if index < last or last == 0 else [wanted])
    ]


def count_fields(text: str) -> Counter[str] | None:
    """Returns the fields of a text with how often each stands there; None if it cannot be formatted."""
    try:
        return Counter(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        return None


def test_a_language_is_written_in_its_own_letters() -> None:
    texts = [_read_forms(message.string) for message in read_catalogue("uk") if message.id]
    words = [re.sub(r"\{[^{}]*\}|`[^`]*`|[A-Z]\w*(?:\+[A-Z]\w*)*", "", text) for text in texts]
    assert [text for text in words if re.search(r"[a-z]{2}", text) and not re.search(r"[\u0400-\u04ff]", text)] == []


def _read_forms(string: str | tuple[str, ...] | list[str] | None) -> str:
    return string if isinstance(string, str) else " ".join(string or ())
