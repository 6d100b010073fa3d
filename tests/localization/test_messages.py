"""Messages in the language of the interface: English is the code itself, others come from catalogues."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from party_card.localization import (
    current_language,
    gettext,
    languages,
    list_items,
    ngettext,
    npgettext,
    pgettext,
    set_language,
    use_language,
)
from party_card.localization.messages import _load_shipped


@pytest.fixture
def ukrainian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    catalogue = Catalog(locale="uk")
    catalogue.add("Go on", "Далі")
    catalogue.add(("{count} paper", "{count} papers"), ("{count} папір", "{count} папери", "{count} паперів"))
    catalogue.add("Open", "Відкрити", context="button")
    catalogue.add(
        ("{count} file", "{count} files"), ("{count} справа", "{count} справи", "{count} справ"), context="archive"
    )
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    path = tmp_path / "uk" / "LC_MESSAGES" / "party_card.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(buffer.getvalue())
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    _load_shipped.cache_clear()
    yield
    _load_shipped.cache_clear()


def test_messages_are_those_of_the_code_in_english() -> None:
    assert gettext("Go on") == "Go on"
    assert [ngettext("{count} paper", "{count} papers", count) for count in (0, 1, 2)] == [
        "{count} papers", "{count} paper", "{count} papers",
    ]  # fmt: skip
    assert pgettext("button", "Open") == "Open"
    assert npgettext("archive", "{count} file", "{count} files", 1) == "{count} file"


@pytest.mark.usefixtures("ukrainian")
def test_messages_come_from_the_catalogue_of_the_language() -> None:
    with use_language("uk"):
        assert gettext("Go on") == "Далі"
        assert [ngettext("{count} paper", "{count} papers", count).format(count=count) for count in (1, 3, 5, 21)] == [
            "1 папір", "3 папери", "5 паперів", "21 папір",
        ]  # fmt: skip
        assert pgettext("button", "Open") == "Відкрити"
        assert npgettext("archive", "{count} file", "{count} files", 2).format(count=2) == "2 справи"
    assert gettext("Go on") == "Go on"


@pytest.mark.usefixtures("ukrainian")
def test_what_is_not_translated_is_shown_in_english() -> None:
    with use_language("uk"):
        assert gettext("Begin") == "Begin"
        assert pgettext("state", "Open") == "Open"
        assert gettext("") == ""
        assert ngettext("{count} day", "{count} days", 2) == "{count} days"


@pytest.mark.usefixtures("ukrainian")
def test_a_region_without_a_catalogue_has_that_of_its_language() -> None:
    with use_language("uk-UA"):
        assert gettext("Go on") == "Далі"
    with use_language("xx"):
        assert gettext("Go on") == "Go on"


@pytest.mark.usefixtures("ukrainian")
def test_the_language_of_the_process_is_that_of_all_threads_and_one_in_use_that_of_one() -> None:
    set_language("uk")
    try:
        with use_language("en"), ThreadPoolExecutor(1) as executor:
            assert gettext("Go on") == "Go on"
            assert executor.submit(gettext, "Go on").result() == "Далі"
        assert current_language() == "uk"
    finally:
        set_language("en")


@pytest.mark.parametrize(
    ("items", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_items_are_listed_as_in_a_sentence(items: list[str], sentence: str) -> None:
    assert list_items(items) == sentence


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        (("de_AT.UTF-8",), "de"),
        (("uk",), "uk"),
        (("sr_RS@latin", "es-MX"), "es"),
        (("C", "de"), "en"),
        (("C.UTF-8",), "en"),
        (("POSIX",), "en"),
        (("xx",), "en"),
        ((), "en"),
        (("", "de"), "de"),
        (("en-XA",), "en-XA"),
    ],
)
def test_the_first_language_that_is_spoken_is_chosen(wishes: tuple[str, ...], language: str) -> None:
    assert languages.choose_language(wishes) == language
