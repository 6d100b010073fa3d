"""The languages that the system names, from its variables of the locale or from Windows."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace

import pytest

from party_card.platform.system_language import LOCALE_VARIABLES, PREFERENCE_VARIABLE, list_system_languages


@pytest.fixture(autouse=True)
def no_locale(monkeypatch: pytest.MonkeyPatch, english: None) -> None:  # noqa: ARG001 - which sets one
    for name in (*LOCALE_VARIABLES, PREFERENCE_VARIABLE):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("variables", "languages"),
    [
        ({}, ()),
        ({"LANG": "de_AT.UTF-8"}, ("de_AT.UTF-8",)),
        ({"LANG": "de_AT.UTF-8", "LC_MESSAGES": "uk_UA.UTF-8"}, ("uk_UA.UTF-8",)),
        ({"LANG": "de_AT.UTF-8", "LC_MESSAGES": "uk_UA.UTF-8", "LC_ALL": "es"}, ("es",)),
        ({"LANG": "de_AT.UTF-8", "LC_ALL": ""}, ("de_AT.UTF-8",)),
        ({"LANG": "de_AT.UTF-8", "LANGUAGE": "uk:de"}, ("uk", "de", "de_AT.UTF-8")),
        ({"LANG": "C.UTF-8", "LANGUAGE": "uk:de"}, ("C.UTF-8",)),
        ({"LANGUAGE": "uk"}, ()),
    ],
)
def test_the_first_variable_that_is_set_decides(
    variables: dict[str, str], languages: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert list_system_languages("linux") == languages


@pytest.mark.parametrize(("code", "languages"), [(0x0407, ("de_DE",)), (0x0422, ("uk_UA",)), (0xFFFF, ())])
def test_windows_is_asked_for_the_language_of_its_menus(
    code: int, languages: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: code)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert list_system_languages("win32") == languages
    monkeypatch.setenv("LANG", "es_ES")
    assert list_system_languages("win32") == ("es_ES",), "a variable that is set is a wish of its own"


def test_nothing_is_asked_where_windows_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(), raising=False)
    assert list_system_languages("win32") == ()
