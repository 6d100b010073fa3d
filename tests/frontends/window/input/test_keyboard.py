"""Keys as actions: while reading, while a text field has the focus, with Alt, Ctrl and AltGr, on any layout."""

from __future__ import annotations

import pygame
import pytest
from pygame.event import Event

from party_card.frontends.window.input import keyboard
from party_card.frontends.window.input.devices import translate_event
from party_card.frontends.window.input.events import Cancel, EditCommand, ImeComposition, Key, Tab, TextInput


def press_key(code: int, mod: int = 0, unicode: str = "") -> Event:
    return Event(pygame.KEYDOWN, key=code, mod=mod, unicode=unicode)


def test_keys_are_edits_while_writing_and_what_they_were_else() -> None:
    shift, ctrl = pygame.KMOD_LSHIFT, pygame.KMOD_LCTRL
    altgr = ctrl | pygame.KMOD_RALT
    assert translate_event(press_key(pygame.K_LEFT, shift | ctrl), in_field=True) == EditCommand(
        "left", select=True, by_word=True
    )
    assert translate_event(press_key(pygame.K_a, ctrl), in_field=True) == EditCommand("all")
    assert translate_event(press_key(pygame.K_a, 0, "a"), in_field=True) is None
    assert translate_event(press_key(pygame.K_1, 0, "1"), in_field=True) is None
    assert translate_event(press_key(pygame.K_c, altgr, "ć"), in_field=True) is None, "AltGr writes signs"
    assert translate_event(press_key(pygame.K_TAB), in_field=True) == Tab()
    assert translate_event(press_key(pygame.K_ESCAPE), in_field=True) == Cancel()
    assert translate_event(press_key(pygame.K_PLUS, ctrl), in_field=True) == Key("ctrl+")
    assert translate_event(press_key(pygame.K_SPACE, 0, " "), in_field=True) is None
    assert translate_event(Event(pygame.TEXTINPUT, text="ß"), in_field=True) == TextInput("ß")
    assert translate_event(Event(pygame.TEXTEDITING, text="に", start=0, length=1), in_field=True) == ImeComposition(
        "に"
    )
    assert translate_event(Event(pygame.TEXTINPUT, text="n")) is None
    assert translate_event(press_key(pygame.K_n, 0, "n")) == Key("n")


def test_without_the_systems_text_input_digits_and_the_question_mark_are_still_keys() -> None:
    assert translate_event(Event(pygame.KEYDOWN, key=38, scancode=pygame.KSCAN_1, mod=0, unicode="&")) == Key("1"), (
        "as in France"
    )
    assert translate_event(
        Event(pygame.KEYDOWN, key=pygame.K_KP_0, scancode=pygame.KSCAN_KP_0, mod=0, unicode="")
    ) == Key("0")
    assert translate_event(Event(pygame.KEYDOWN, key=47, scancode=56, mod=pygame.KMOD_LSHIFT, unicode="/")) == Key("?")


def test_alt_and_a_letter_arrive_as_such() -> None:
    assert translate_event(press_key(pygame.K_n, pygame.KMOD_LALT, "n")) == Key("alt+n")
    assert translate_event(press_key(pygame.K_n, pygame.KMOD_LALT, "˜")) == Key("alt+n")  # Option on a Mac
    assert translate_event(press_key(pygame.K_2, pygame.KMOD_LALT, "")) == Key("alt+2")
    assert translate_event(press_key(pygame.K_e, pygame.KMOD_RALT, "€")) == Key("€")
    assert translate_event(press_key(pygame.K_LALT, pygame.KMOD_LALT, "")) is None


def press_place(scancode: int, code: int, mod: int = 0, unicode: str = "") -> Event:
    """Returns the press of the key at a place, on a layout where it gives `code`."""
    return Event(pygame.KEYDOWN, key=code, scancode=scancode, mod=mod, unicode=unicode)


@pytest.mark.parametrize(
    ("typed", "scancode", "letter"),
    [
        ("т", pygame.KSCAN_N, "n"),
        ("ц", pygame.KSCAN_W, "w"),
        ("ν", pygame.KSCAN_N, "n"),
        ("ς", pygame.KSCAN_W, "w"),
        ("מ", pygame.KSCAN_N, "n"),
        ("ى", pygame.KSCAN_N, "n"),
        ("し", pygame.KSCAN_D, "d"),
    ],
)
@pytest.mark.parametrize("has_text", [True, False])
def test_a_key_without_a_latin_letter_means_the_one_at_its_place(
    typed: str, scancode: int, letter: str, has_text: bool
) -> None:
    text = typed if has_text else ""  # without text input, SDL gives the code alone
    assert translate_event(press_place(scancode, ord(typed), 0, text)) == Key(letter)
    assert translate_event(press_place(scancode, ord(typed), pygame.KMOD_LALT, text)) == Key(f"alt+{letter}")
    assert translate_event(press_place(scancode, ord(typed), 0, text), in_field=True) is None, "it is written"
    assert translate_event(press_place(scancode, ord(typed), pygame.KMOD_RALT, text)) == Key(typed), "AltGr writes"


def test_ctrl_and_the_place_of_a_latin_letter_edit_and_quit() -> None:
    ctrl = pygame.KMOD_LCTRL
    assert translate_event(press_place(pygame.KSCAN_C, ord("с"), ctrl), in_field=True) == EditCommand("copy")
    assert translate_event(press_place(pygame.KSCAN_V, ord("ω"), ctrl), in_field=True) == EditCommand("paste")
    assert translate_event(press_place(pygame.KSCAN_Z, ord("я"), ctrl), in_field=True) == EditCommand("undo")
    assert translate_event(press_place(pygame.KSCAN_Q, ord("й"), ctrl)) == Key("ctrl+q")
    assert translate_event(press_place(pygame.KSCAN_0, ord("à"), ctrl)) == Key("ctrl0")
    assert translate_event(press_place(pygame.KSCAN_N, ord("т"), ctrl)) is None
    assert translate_event(press_key(pygame.K_q, ctrl | pygame.KMOD_RALT, "@")) == Key("@"), (
        "AltGr and Q on a German one"
    )


def test_a_latin_key_means_its_letter_wherever_it_is() -> None:
    assert translate_event(press_place(pygame.KSCAN_Q, pygame.K_a, 0, "a")) == Key("a"), "as in France"
    assert translate_event(press_place(pygame.KSCAN_L, pygame.K_n, 0, "n")) == Key("n"), "Dvorak"
    assert translate_event(press_place(pygame.KSCAN_I, ord("ı"), 0, "ı")) == Key("ı"), "i has another key in Turkey"
    assert translate_event(press_place(pygame.KSCAN_SEMICOLON, ord("ö"), 0, "ö")) == Key("ö")


def test_a_sign_at_the_place_of_a_letter_is_that_letter_only_if_no_other_key_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    has_scancodes = {ord(letter): 50 for letter in "abcdefghijklmnopqrstuvwxyz"}
    monkeypatch.setattr(keyboard, "_SCANCODES", has_scancodes)
    assert translate_event(press_place(pygame.KSCAN_W, ord(","), 0, ",")) == Key(","), "Dvorak"
    monkeypatch.setattr(keyboard, "_SCANCODES", dict.fromkeys(has_scancodes, 0))
    assert translate_event(press_place(pygame.KSCAN_W, ord("'"), 0, "'")) == Key("w"), "as in Israel"
    assert translate_event(press_place(pygame.KSCAN_Q, ord("/"), pygame.KMOD_SHIFT)) == Key("q")
    assert translate_event(press_place(pygame.KSCAN_Q, ord(";"), pygame.KMOD_LCTRL)) == Key("ctrl+q"), "as in Greece"


@pytest.mark.parametrize("typed", "1&é\"'(-è_ç१२٣")
def test_digits_are_read_by_place_whatever_the_row_types(typed: str) -> None:
    assert translate_event(press_place(pygame.KSCAN_4, ord(typed), 0, typed)) == Key("4")
    assert translate_event(press_place(pygame.KSCAN_4, ord(typed), pygame.KMOD_LALT, typed)) == Key("alt+4")
