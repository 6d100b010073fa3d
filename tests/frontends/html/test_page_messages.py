"""The messages of the player: those that its modules ask for, in the language of a page, and none in English."""

from __future__ import annotations

import gettext
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo

from party_card.frontends.html import page_messages
from party_card.frontends.html.document import build_page
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.page_messages import (
    COUNTS,
    choose_form,
    collect_messages,
    find_form_counts,
    get_letters,
    list_plural_forms,
    strip_calls,
)
from party_card.frontends.html.player_parts import find_parts
from party_card.localization import ngettext, use_language
from party_card.localization.languages import ACCENTED, MIRRORED
from tests.benchmarks.thirty_passages import generate_thirty_passages
from tests.frontends.html.chromium import PLAYER_SOURCES
from tests.interface_catalogues import KEYWORDS
from tests.modelcheck.scenes import compile_scene_text

UKRAINIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"
PART_OF_MODULE = {
    module: part
    for parts in json.loads((PLAYER_SOURCES / "parts.json").read_text(encoding="utf-8")).values()
    for part, modules in parts.items()
    for module in modules
}


def extract_messages() -> dict[str, set[tuple[str, ...]]]:
    """Returns the messages of each part, as Babel finds them in its modules."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for path in PLAYER_SOURCES.glob("*.js"):
        for _, message, _, context in extract_from_file("javascript", path, keywords=KEYWORDS):
            texts = message if isinstance(message, tuple) else (message,)
            row = (context, *texts) if context else texts
            found.setdefault(PART_OF_MODULE.get(path.name, "core"), set()).add(row)
    return found


@pytest.fixture
def ukrainian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> gettext.GNUTranslations:
    """Makes Ukrainian a language with two messages."""
    catalogue = Catalog(locale="uk")
    catalogue.header_comment = ""
    catalogue.add("Close", "Закрити")
    catalogue.add(
        ("about {count} minute", "about {count} minutes"), ("{count} хвилина", "{count} хвилини", "{count} хвилин")
    )
    path = tmp_path / "uk.mo"
    with path.open("wb") as file:
        write_mo(file, catalogue)
    with path.open("rb") as file:
        translations = gettext.GNUTranslations(file)
    monkeypatch.setattr(page_messages, "load_messages", lambda _: translations)
    return translations


def test_the_build_lists_the_messages_that_babel_finds() -> None:
    listed = json.loads((PLAYER_SOURCES.parent / "player.messages.json").read_text(encoding="utf-8"))
    assert {part: {tuple(texts) for _, *texts in rows} for part, rows in listed.items()} == extract_messages()


def test_no_message_is_looked_up_with_and_without_a_count() -> None:
    rows = {
        tuple(row)
        for rows in json.loads((PLAYER_SOURCES.parent / "player.messages.json").read_text(encoding="utf-8")).values()
        for row in rows
    }
    keys = Counter(texts[0] for function, *texts in rows if function != "pgettext")
    assert [key for key, count in keys.items() if count > 1] == []


def test_a_page_in_english_has_no_messages_and_looks_none_up() -> None:
    data = encode_scenes([compile_scene_text(generate_thirty_passages())])
    page = build_page(data)
    assert '"messages"' not in page
    assert '"plurals"' not in page
    assert not re.search(r'gettext\("', page)
    assert "Skip to the text" in page


def test_a_page_in_another_language_has_the_messages_of_its_parts_alone() -> None:
    data = encode_scenes([compile_scene_text(generate_thirty_passages())], language=ACCENTED)
    page = build_page(data)
    assert '<html lang="en-XA">' in page
    assert 'gettext("Skip to the text")' in page
    assert "[Šķîîṕ ťóó ťĥèè ťèèẋť]" in page
    assert "Þ" not in page  # nothing of the archive, which this page has not
    messages = collect_messages(ACCENTED, find_parts(data))["messages"]
    assert "Whole glossary" not in messages
    assert "Whole glossary" in collect_messages(ACCENTED, find_parts(data) | {"people"})["messages"]


def test_a_page_from_right_to_left_says_so() -> None:
    page = build_page(encode_scenes([compile_scene_text(generate_thirty_passages())], language=MIRRORED))
    assert '<html lang="ar-XB" dir="rtl">' in page


def test_a_count_has_the_form_that_gettext_chooses(ukrainian: gettext.GNUTranslations) -> None:
    forms = list_plural_forms("uk")
    message = collect_messages("uk", {"core"})["messages"]["about {count} minute"]
    for count in (*range(COUNTS), 1001, 4_122, 10_011):
        assert message[choose_form({"plurals": forms}, count)] == ukrainian.ngettext(
            "about {count} minute", "about {count} minutes", count
        )
    assert [forms[count] for count in find_form_counts("uk")] == ["0", "1", "2"]


@pytest.mark.usefixtures("ukrainian")
def test_what_is_not_translated_is_in_english_in_every_form() -> None:
    messages = collect_messages("uk", {"core"})["messages"]
    assert messages["Close"] == "Закрити"
    assert "Settings" not in messages
    plural = messages["Undid one choice."]
    assert [plural[0], *plural[1:]] == ["Undid one choice.", *["Undid {count} choices."] * (len(plural) - 1)]


def test_plural_forms_are_as_in_english_where_nothing_else_is_known() -> None:
    assert list_plural_forms("en") == list_plural_forms(ACCENTED) == ""
    with use_language(ACCENTED):
        assert ngettext("a", "b", 1) != ngettext("a", "b", 2)


def test_a_form_of_millions_alone_is_not_on_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    spanish = gettext.NullTranslations()
    monkeypatch.setattr(page_messages, "load_messages", lambda _: spanish)
    by_millions = gettext.c2py("n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2")
    monkeypatch.setattr(spanish, "plural", by_millions, raising=False)
    forms = list_plural_forms("es")
    assert forms == ""
    assert [choose_form({"plurals": forms}, count) for count in (1, 0, 2, 21)] == [0, 1, 1, 1]
    assert find_form_counts("es") == [1, 0]


def test_calls_are_stripped_only_of_plain_texts() -> None:
    assert (
        strip_calls('x(gettext("a \\"b\\""))+pgettext("c","d")+e.gettext("f")')
        == 'x("a \\"b\\"")+pgettext("c","d")+e.gettext("f")'
    )
    assert strip_calls("gettext(a?b:c)") == "gettext(a?b:c)"


def test_letters_are_those_of_the_language() -> None:
    assert get_letters("de-AT") == ""
    assert get_letters("uk") == "[\\p{Script=Cyrillic}]"
    assert get_letters("ja") == "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]"
