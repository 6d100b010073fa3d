"""Catalogues that the user has written: read like others, harmless whatever they have, and spoken."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from party_card.localization import gettext, ngettext, npgettext, pgettext, use_language
from party_card.localization.languages import choose_language, list_own_names
from party_card.localization.messages import load_messages
from party_card.localization.numbers import format_number
from party_card.localization.po_file import MAX_MESSAGES, PoSyntaxError, parse_po
from party_card.localization.translated_messages import read_messages
from party_card.localization.user_catalogues import FILE_NAME, MAX_CATALOGUE_BYTES, set_user_folder
from tests.interface_catalogues import list_languages, po_path

POLISH = "nplurals=3; plural=n == 1 ? 0 : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2;"
HEADER = f'msgid ""\nmsgstr ""\n"Plural-Forms: {POLISH}\\n"\n\n'
PAGE = "Page {number} of {count}"
SMALLEST = "smallest number with a sign between thousands"
Speak = Callable[..., None]


@pytest.fixture
def speak(tmp_path: Path) -> Speak:
    """Writes a catalogue of the user, after a header with three forms of the plural."""

    def write(text: str, code: str = "pl", header: str = HEADER) -> None:
        path = tmp_path / "languages" / code / FILE_NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(header + text, encoding="utf-8")
        set_user_folder(lambda: tmp_path / "languages")

    return write


def make_message(text: str, translation: str, context: str = "") -> str:
    escaped = translation.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return (f'msgctxt "{context}"\n' if context else "") + f'msgid "{text}"\nmsgstr "{escaped}"\n\n'


# ------------------------------------------------------------------------------------------------------ reading


@pytest.mark.parametrize("language", list_languages())
def test_the_catalogues_of_the_program_are_read_as_babel_reads_them(language: str) -> None:
    with po_path(language).open("rb") as file:
        theirs = {
            (message.context, message.id): (message.string, message.fuzzy) for message in read_po(file) if message.id
        }
    ours = {}
    for message in parse_po(po_path(language).read_text("utf-8")):
        if message.ids != ("",):
            is_plural = len(message.ids) > 1
            text, string = (message.ids, message.strings) if is_plural else (message.ids[0], message.strings[0])
            ours[message.context, text] = (string, message.is_fuzzy)
    assert ours == theirs
    messages, faults = read_messages(po_path(language).read_text("utf-8"))
    assert faults == []
    assert messages is not None
    assert len(messages.texts) + len(messages.forms) == len(theirs)


@given(st.text(alphabet='msgidctxr_plual[]012 "\\\n#,~fuzzy{}', max_size=300))
def test_any_text_gives_messages_or_the_line_that_is_none(text: str) -> None:
    try:
        messages, lines = parse_po(text), []
    except PoSyntaxError as error:
        messages, lines = [], [error.line]
    assert all(1 <= line <= text.count("\n") + 1 for line in [*lines, *(n for item in messages for n in item.lines)])


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("msgid broken", 1, "this line is none of a gettext catalogue"),
        ('"loose"', 1, "here a `msgid` should stand before the text"),
        ('msgid "a"\nmsgid "b"', 2, "here a `msgstr` or `msgid_plural` should stand, and no `msgid`"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"', 3, "here a `msgstr[0]` should stand, and no `msgstr[1]`"),
        ('msgid "a"\n', 2, "here the file ends, and a `msgstr` should follow"),
        (
            'msgid "a"\nmsgstr "b"\n' * (MAX_MESSAGES + 1),
            2 * MAX_MESSAGES + 3,
            "this file has more than 20,000 messages",
        ),
    ],
)
def test_a_broken_file_is_none_and_its_line_is_reported(text: str, line: int, reason: str) -> None:
    assert read_messages(text)[0] is None
    assert [(fault.line, fault.reason, fault.is_syntax) for fault in read_messages(text)[1]] == [(line, reason, True)]


# ------------------------------------------------------------------------------------------------------ speaking


def test_the_program_speaks_a_language_of_the_user(speak: Speak) -> None:
    forms = "".join(f'msgstr[{n}] "{{count}} {word}"\n' for n, word in enumerate(("dzień", "dni", "dni razem")))
    speak(
        make_message("Settings", "Ustawienia")
        + make_message("Open", "Otwórz", "a button")
        + f'msgid "{{count}} day"\nmsgid_plural "{{count}} days"\n{forms}\n'
        + f'msgctxt "c"\nmsgid "{{count}} day"\nmsgid_plural "{{count}} days"\n{forms}\n'
        + '#, fuzzy\nmsgid "Quit"\nmsgstr "?"\n'
    )
    assert list_own_names()["pl"] == "Polski"
    assert choose_language(("fr", "pl_PL.UTF-8")) == "pl"
    with use_language("pl"):
        assert (gettext("Settings"), pgettext("a button", "Open"), gettext("Open")) == ("Ustawienia", "Otwórz", "Open")
        days = [ngettext("{count} day", "{count} days", count) for count in (1, 3, 5)]
        assert days == ["{count} dzień", "{count} dni", "{count} dni razem"]
        assert npgettext("c", "{count} day", "{count} days", 5) == "{count} dni razem"
        assert [ngettext("{n} other", "{n} others", count) for count in (1, 2)] == ["{n} other", "{n} others"]
        assert gettext("Quit") == "Quit", "a fuzzy message is in English"
        assert format_number(12345) == "12,345"


def test_a_catalogue_of_the_user_goes_before_that_of_the_program(speak: Speak) -> None:
    speak(make_message("Settings", "Optionen"), "de", HEADER.replace(POLISH, "nplurals=2; plural=n != 1;"))
    with use_language("de"):
        assert gettext("Settings") == "Optionen"
        assert gettext("Quit") == "Beenden"
        assert ngettext("{raised} of {count} hand", "{raised} of {count} hands", 2).startswith("{raised} von {count} ")
    assert list_own_names()["de"] == "Deutsch"


@pytest.mark.parametrize("code", ["en", "en-XA", "xx", "..", "PL", "pl_PL", "german"])
def test_a_folder_that_is_called_by_no_language_is_not_offered(speak: Speak, code: str) -> None:
    before = dict(list_own_names())
    speak("", code)
    assert dict(list_own_names()) == before


def test_a_region_stands_for_its_language_if_there_is_no_other(speak: Speak) -> None:
    speak("", "pt-BR")
    assert [choose_language((wish,)) for wish in ("pt_BR.UTF-8", "pt", "pt-PT")] == ["pt-BR"] * 3
    assert list_own_names()["pt-BR"] == "Português (Brasil)"


# ------------------------------------------------------------------------------------------------------- harmless

HOSTILE = {
    "Strona {number} z {count.__class__.__mro__}": "and this translation the fields {number} {count.__class__.__mro__}",
    "Strona {number} z {count:>99999999}": "and this translation the fields {number} {count:>99999999}",
    "Strona {number} z {count!r}": "and this translation the fields {number} {count!r}",
    "Strona {number} z {count:{number}}": "and this translation the fields {number} {count:{number}}",
    "Strona {number} z {count": "and this translation braces that are not closed",
    "Strona {number}": "and this translation the fields {number}",
    "Strona": "and this translation no fields in braces",
    "Strona {} z {}": "and this translation the fields {}",
    "Strona {number} z {count} {count}": "and this translation the fields {number} {count}",
    "Strona {number} z {count}" + "!" * 300: "this translation is longer than 296 characters",
    "Strona {number} z {count}\n": "this translation has more lines than the message",
    "Strona {number} z {count}\x1b[31m": "this translation has an invisible control character",
}


@pytest.mark.parametrize("translation", HOSTILE)
def test_a_message_that_could_do_harm_is_in_english_and_its_line_is_reported(speak: Speak, translation: str) -> None:
    text = make_message(PAGE, translation)
    speak(text)
    with use_language("pl"):
        assert gettext(PAGE) == PAGE
    _, (fault,) = read_messages(HEADER + text)
    assert fault.line == HEADER.count("\n") + 2
    assert fault.reason.endswith(HOSTILE[translation])


@pytest.mark.parametrize(
    ("context", "text", "translation", "number"),
    [(SMALLEST, "1000", "viele", "12,345"), (SMALLEST, "1000", "0", "12,345"), (SMALLEST, "1000", "99999", "12345")]
    + [("sign between thousands", ",", sign, "12,345") for sign in ("....", "x", "{n}", "1")],
)
def test_the_signs_of_numbers_are_signs(speak: Speak, context: str, text: str, translation: str, number: str) -> None:
    speak(make_message(text, translation, context))
    with use_language("pl"):
        assert format_number(12345) == number


@pytest.mark.parametrize(
    "rule",
    [
        "nplurals=3; plural=n/0;",
        "nplurals=3; plural=n%(n-7);",
        "nplurals=3; plural=9;",
        "nplurals=99999999; plural=0;",
        f"nplurals=3; plural={'(' * 400}n{')' * 400};",
        "nplurals=3; plural=__import__('os');",
        "",
    ],
)
def test_a_rule_for_plurals_that_fails_gives_some_form(speak: Speak, rule: str) -> None:
    speak(
        'msgid "{count} day"\nmsgid_plural "{count} days"\n'
        + "".join(f'msgstr[{n}] "{{count}} {n}"\n' for n in range(3)),
        header=HEADER.replace(POLISH, rule),
    )
    start = time.perf_counter()
    with use_language("pl"):
        shown = {ngettext("{count} day", "{count} days", count) for count in (0, 1, 7, 10**9)}
    assert shown <= {"{count} day", "{count} days", *(f"{{count}} {n}" for n in range(3))}
    assert time.perf_counter() - start < 1


def test_the_plural_of_another_message_lends_no_fields(speak: Speak) -> None:
    forms = "".join(f'msgstr[{n}] "{{count.__class__}}"\n' for n in range(3))
    speak(f'msgid "{{count}} day"\nmsgid_plural "{{count.__class__}}"\n{forms}')
    with use_language("pl"):
        assert ngettext("{count} day", "{count} days", 5) == "{count} days"


def test_a_wrong_number_of_forms_is_reported() -> None:
    text = 'msgid "{count} day"\nmsgid_plural "{count} days"\nmsgstr[0] "{count} d"\nmsgstr[1] "{count} dd"\n'
    _, (fault,) = read_messages(HEADER + text)
    assert fault.reason == "this message has 2 plural forms, and the header says 3"
    _, (fault,) = read_messages(text)
    assert fault.reason == "the header has no line `Plural-Forms:` with a number of forms and a rule"


@pytest.mark.parametrize("data", [b"\xff\xfe", b"x" * (MAX_CATALOGUE_BYTES + 1), b"PK\3\4", b"", b'msgid "a"'])
def test_a_file_that_is_no_catalogue_leaves_the_program_in_english(speak: Speak, tmp_path: Path, data: bytes) -> None:
    speak("")
    (tmp_path / "languages" / "pl" / FILE_NAME).write_bytes(data)
    assert "pl" in list_own_names()
    with use_language("pl"):
        assert gettext("Settings") == "Settings"
    assert getattr(load_messages("pl"), "plural", lambda _: 0)(5) in (0, 1)


def test_a_large_file_is_read_quickly() -> None:
    text = "#: a.py\n" * 10 + 'msgid "a"\nmsgstr "b"\n'
    start = time.perf_counter()
    messages, _ = read_messages(HEADER + text * 15_000)
    assert messages is not None
    assert time.perf_counter() - start < 5
