"""`party-card translate interface` as it is typed, and what then speaks the language: every front end, and no harm done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from starlette.requests import Request

from party_card.app.interface_language import find_language
from party_card.classroom.page_language import build_page as build_class_page
from party_card.frontends.window.screens.dialogs.setting_values import format_value
from party_card.local_server.request_language import choose_request_language, list_languages
from party_card.localization import gettext, use_language
from party_card.storage.own_languages import use_own_languages
from party_card.storage.settings import SETTING_VALUES, Settings, decode_settings, encode_settings
from party_card.studio.page_document import build_page as build_studio_page
from tests.commands.command_line import run_command
from tests.translation.sample import write_german_example

HARM = "<script>alert(1)</script>\"'&</title></style>/../x *a* [@b] **"
EXPORT = ("export", "high-water", "--language", "pl")


def find_catalogue(home: Path, language: str = "pl") -> Path:
    return home / "languages" / language / "party_card.po"


def translate(path: Path, text: str, translation: str) -> None:
    """Writes a translation into a catalogue as Poedit does."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    catalogue[text].string = translation
    with path.open("wb") as written:
        write_po(written, catalogue)


@pytest.fixture
def polish(home: Path) -> Path:
    """The catalogue of a language with one message."""
    assert run_command("translate", "interface", "--language", "pl").status == 0
    translate(find_catalogue(home), "Settings", "Ustawienia")
    use_own_languages()
    return find_catalogue(home)


def test_a_catalogue_is_written_where_the_program_finds_it(home: Path) -> None:
    result = run_command("translate", "interface", "--language", "pl")
    assert (result.status, result.err) == (0, "")
    assert re.fullmatch(re.escape(f"{find_catalogue(home)}: ") + r"2,\d{3} messages, 0 translated\n", result.out)
    text = find_catalogue(home).read_text("utf-8")
    assert '"Language: pl\\n"' in text
    assert 'msgstr[2] ""' in text, "Polish has three forms of the plural"
    with use_language("pl"):
        assert gettext("Settings") == "Settings"


def test_what_is_translated_stays_and_what_is_gone_or_new_is_said(polish: Path) -> None:
    text = polish.read_text("utf-8").replace('msgid "Quit"\n', 'msgid "Quit the game"\n', 1)
    polish.write_text(
        text.replace('msgstr "Ustawienia"', 'msgstr "Ustawienia"\n\nmsgid "Old"\nmsgstr "Stare"'), "utf-8"
    )
    result = run_command("translate", "interface", "--language", "pl")
    assert result.out.endswith("messages, 1 translated, 2 no longer in the program\n")
    text = polish.read_text("utf-8")
    assert '#~ msgid "Old"' in text
    assert 'msgid "Quit"\n' in text
    with use_language("pl"):
        assert gettext("Settings") == "Ustawienia"


def test_that_of_a_language_of_the_program_begins_with_its_translations(home: Path) -> None:
    result = run_command("translate", "interface", "--language", "de")
    assert " translated\n" in result.out
    assert 'msgstr "Beenden"' in find_catalogue(home, "de").read_text("utf-8")
    assert run_command("translate", "check", str(find_catalogue(home, "de"))).status == 0


@pytest.mark.parametrize("code", ["german", "../de", "xx", "PL"])
def test_a_language_that_is_not_known_is_refused(code: str) -> None:
    result = run_command("translate", "interface", "--language", code)
    assert result.status == 2
    assert f"`{code}` is no code of a language" in result.err


def test_english_is_refused() -> None:
    assert "are English already" in run_command("translate", "interface", "--language", "en").err


def test_a_file_that_cannot_be_read_is_left_as_it_is(polish: Path) -> None:
    for content in (b"\xff\xfe", b"PK\3\4", b'msgid "a\n'):
        polish.write_bytes(content)
        result = run_command("translate", "interface", "--language", "pl")
        assert result.status == 1
        assert result.err.startswith("error[")
        assert "is left as it is; mend it, or name another file with --to" in result.err
        assert polish.read_bytes() == content


def test_mistakes_are_reported_with_their_lines(polish: Path) -> None:
    translate(polish, "Settings", "{Ustawienia}")
    text = polish.read_text("utf-8")
    number = text[: text.index('msgstr "{Ustawienia}"')].count("\n") + 1
    for command in (("check", str(polish)), ("interface", "--language", "pl")):
        result = run_command("translate", *command)
        assert result.status == 1
        assert "error[interface-message]: the message has no fields in braces, and this translation the fields" in (
            result.out
        )
        assert f"{polish}:{number}:9" in result.out or "interface" in command


# -------------------------------------------------------------------------------------------- where it is spoken


@pytest.mark.usefixtures("polish")
def test_the_settings_of_the_window_offer_it_and_keep_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "pl" in SETTING_VALUES["language"]
    assert format_value("language", "pl") == "Polski"
    settings = Settings(language="pl")
    assert decode_settings(encode_settings(settings)) == settings
    assert find_language(Settings(), "pl") == "pl"
    monkeypatch.setenv("LC_ALL", "pl_PL.UTF-8")
    assert find_language(Settings()) == "pl"


def test_a_setting_of_a_language_that_is_gone_is_that_of_the_system(polish: Path) -> None:
    stored = encode_settings(Settings(language="pl"))
    polish.unlink()
    use_own_languages()
    assert decode_settings(stored) == Settings()


@pytest.mark.usefixtures("polish")
def test_class_and_studio_offer_it() -> None:
    scope = {"type": "http", "headers": [(b"accept-language", b"pl-PL,pl;q=0.9,en;q=0.5")], "query_string": b""}
    assert choose_request_language(Request(scope)) == "pl"
    assert "pl" in list_languages()
    page = build_class_page("teacher.html", "en", {"page_title": "", "no_script": ""})
    assert '<a href="?language=pl" lang="pl" hreflang="pl">Polski</a>' in page
    assert '"pl":"Polski"' in build_studio_page("n", "en")


@pytest.mark.usefixtures("polish")
def test_a_page_of_a_scene_in_this_language_has_its_words(tmp_path: Path) -> None:
    root, page = write_german_example(tmp_path, "pl"), tmp_path / "page.html"
    assert run_command(*EXPORT, "--html", str(page), "--pack", str(root)).status == 0
    text = page.read_text("utf-8")
    assert '<html lang="pl">' in text
    assert "Ustawienia" in text


@pytest.mark.usefixtures("polish")
def test_the_game_is_played_in_it_though_no_scene_is_translated() -> None:
    assert run_command("play", "--terminal", "--language", "pl", typed="q\n").status == 0
    assert "there is no translation of" in run_command("play", "--terminal", "--language", "fr", typed="q\n").err


def test_a_catalogue_that_wants_to_do_harm_cannot(home: Path, tmp_path: Path) -> None:
    """Every message of it has marks of HTML and of paths; all of them are shown as they are."""
    run_command("translate", "interface", "--language", "pl")
    path = find_catalogue(home)
    with path.open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if message.id and not (message.context or "").startswith(("sign ", "smallest ")):
            text = message.id if isinstance(message.id, str) else message.id[1]
            message.string = text + HARM if isinstance(message.id, str) else (text + HARM,) * 3
    with path.open("wb") as written:
        write_po(written, catalogue)
    assert run_command("translate", "check", str(path)).status == 0
    root = write_german_example(tmp_path, "pl")
    (tmp_path / "out").mkdir()
    page, guide, sheet, book = (tmp_path / "out" / f"{name}.html" for name in ("page", "guide", "sheet", "book"))
    arguments = ("high-water", "--language", "pl", "--pack", str(root))
    result = run_command("export", *arguments, "--html", str(page), "--gamebook", str(book))
    assert result.status == 0, result.err
    assert run_command("print", *arguments, "--guide", str(guide), "--worksheet", str(sheet)).status == 0
    transcript = tmp_path / "out" / "transcript.html"
    choices = ("--choices", "write-eleven,run,carry", "--transcript", str(transcript))
    assert run_command("play", *arguments, *choices).status == 0
    pages = [file.read_text("utf-8") for file in (page, guide, sheet, book, transcript)]
    pages += [build_class_page("teacher.html", "pl", {"page_title": "Teacher", "no_script": "Settings"})]
    pages += [build_studio_page("n", "pl")]
    for text in pages:
        assert "alert(1)" in text
        assert "<script>alert" not in text
        assert "</title></style>" not in text
    assert sorted(file.name for file in tmp_path.iterdir()) == ["high-water", "out"]
