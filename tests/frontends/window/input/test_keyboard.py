"""Keys as actions: while reading, while a text field has the focus, with Alt, Ctrl and AltGr, on any layout."""

from __future__ import annotations

import pygame
from pygame.event import Event

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
