"""What the window says of fonts: of which letters come from where, of those that no font has, and of damaged files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.frontends.window.screens.dialogs.settings import SettingsDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit import faces
from party_card.frontends.window.toolkit.mirroring import set_content_language
from party_card.frontends.window.views.font_sentences import list_font_sentences, list_missing_sentences
from party_card.services.load import load_pack
from tests import ROOT

from ..open_screens import list_boxes
from ..sample_fonts import HEBREW, build_script_font

InstallFonts = Callable[..., None]
MISSING = "Hebrew letters cannot be shown: no font on this computer has all of them."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Returns an empty folder of fonts."""
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path / "home"))
    folder = tmp_path / "home" / "fonts"
    folder.mkdir(parents=True)
    yield folder
    set_content_language("")


def open_hebrew_scene() -> tuple[Session, Navigator]:
    session = Session(load_pack(ROOT / "tests" / "weather_pack"))
    screen = PageScreen(session, session.open(SceneId("weather-he")))
    return session, Navigator(session, (1280, 800), screen=screen)


def read_boxes(navigator: Navigator) -> str:
    return "\n".join(box.name for box in list_boxes(navigator))


def test_a_font_of_the_computer_is_named(folder: Path, install_fonts: InstallFonts) -> None:
    install_fonts([build_script_font(folder.parent / "hebrew.ttf", HEBREW, "Weather Sans")])
    assert list_font_sentences(["שלום"]) == ["Hebrew letters are shown with Weather Sans, a font of this computer."]


def test_a_font_of_the_folder_is_named(folder: Path, install_fonts: InstallFonts) -> None:
    install_fonts([])
    build_script_font(folder / "hebrew.ttf", HEBREW, "Weather Sans")
    assert list_font_sentences(["שלום"]) == ["Hebrew letters are shown with Weather Sans, from the folder of fonts."]


def test_japanese_is_named_once(folder: Path, install_fonts: InstallFonts) -> None:
    install_fonts([build_script_font(folder.parent / "japanese.ttf", "天気のアメ", "Weather Kana")])
    sentence = "Japanese characters are shown with Weather Kana, a font of this computer."
    assert list_font_sentences(["天気のアメー。"]) == [sentence]


def test_a_script_without_a_font_is_named_with_the_folder_for_one(folder: Path, install_fonts: InstallFonts) -> None:
    install_fonts([])
    (sentence,) = list_missing_sentences(["שלום"])
    assert sentence.startswith(MISSING)
    assert str(folder) in sentence


def test_a_damaged_and_a_large_file_are_named(
    folder: Path, install_fonts: InstallFonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_fonts([])
    (folder / "damaged.ttf").write_bytes(b"\0\1\0\0")
    (folder / "large.ttf").write_bytes(b"\0" * 200)
    monkeypatch.setattr(faces, "MAX_FONT_BYTES", 100)
    sentences = list_font_sentences([])
    assert [name in sentence for name, sentence in zip(("damaged.ttf", "large.ttf"), sentences, strict=True)] == [
        True
    ] * 2


@pytest.mark.usefixtures("folder")
def test_latin_and_cyrillic_letters_open_no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "find_system_face", lambda _: pytest.fail("a font was looked for"))
    assert list_font_sentences(["Grüße, Қазақ, Ґанок, Ἀθῆναι, “№ 5”…"]) == []


@pytest.mark.usefixtures("folder")
def test_a_scene_without_a_font_says_so_when_it_is_opened_and_in_the_settings(install_fonts: InstallFonts) -> None:
    install_fonts([])
    session, navigator = open_hebrew_scene()
    assert MISSING in read_boxes(navigator)
    assert MISSING in read_boxes(Navigator(session, (1280, 800), screen=SettingsDialog(session)))


@pytest.mark.usefixtures("folder")
def test_a_scene_with_a_font_says_nothing_when_it_is_opened(install_fonts: InstallFonts) -> None:
    install_fonts()
    assert "cannot be shown" not in read_boxes(open_hebrew_scene()[1])
