"""Shortcuts on keyboards of many layouts; what digits, double clicks and input methods must not do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from party_card.frontends.html.encode.page_data import encode_scenes
from tests.engine.sample import sample_scene
from tests.frontends.html.chromium import BrowserTab, json_roundtrip, open_page, write_page
from tests.frontends.html.page_states import STATES, find_address, go_to

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SHIFT = 8
"""The bit of Shift in the protocol of Chromium's developer tools; Alt is 1, Ctrl 2, Meta 4."""

PressKey = Callable[..., None]


@pytest.fixture(scope="module")
def module_tab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserTab]:
    opened = open_page(
        browser, write_page(tmp_path_factory.mktemp("keys"), json_roundtrip(encode_scenes([sample_scene()])))
    )
    yield opened
    opened.context.close()


@pytest.fixture(scope="module")
def addresses(module_tab: BrowserTab) -> dict[str, str]:
    return {state: find_address(module_tab, state, "paper") for state in STATES if state != "noted"}


@pytest.fixture
def tab(module_tab: BrowserTab, addresses: dict[str, str]) -> BrowserTab:
    """A page at the first passage, where two choices are open and one is closed."""
    module_tab.errors.clear()
    go_to(module_tab, addresses["passage"])
    return module_tab


@pytest.fixture(scope="module")
def press(module_tab: BrowserTab) -> PressKey:
    """Presses a key as a keyboard of some layout sends it: what it types, and its place on the keyboard."""
    session = module_tab.context.new_cdp_session(module_tab.page)

    def press_key(key: str, code: str, modifiers: int = 0, **fields: object) -> None:
        event = {"key": key, "code": code, "modifiers": modifiers, **fields}
        session.send("Input.dispatchKeyEvent", {"type": "keyDown", **event})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})

    return press_key


def dialog_title(tab: BrowserTab) -> str:
    return str(tab.evaluate("document.querySelector('dialog[open] h2')?.textContent ?? ''"))


@pytest.mark.parametrize(
    ("key", "code", "modifiers", "title"),
    [
        pytest.param("ы", "KeyS", 0, "Settings", id="Russian"),
        pytest.param("Ы", "KeyS", SHIFT, "Settings", id="Russian, with Caps Lock or Shift"),
        pytest.param("і", "KeyS", 0, "Settings", id="Ukrainian"),
        pytest.param("σ", "KeyS", 0, "Settings", id="Greek"),
        pytest.param("ς", "KeyW", 0, "Who’s who, and words", id="Greek, final sigma"),
        pytest.param("ד", "KeyS", 0, "Settings", id="Hebrew"),
        pytest.param("'", "KeyW", 0, "Who’s who, and words", id="Hebrew, a mark at the place of W"),
        pytest.param("س", "KeyS", 0, "Settings", id="Arabic"),
        pytest.param("ى", "KeyN", 0, "Note 1 of 1", id="Arabic, Notes"),
        pytest.param("ㅜ", "KeyN", 0, "Note 1 of 1", id="Korean"),
        pytest.param("み", "KeyN", 0, "Note 1 of 1", id="Japanese kana"),
        pytest.param("न", "KeyS", 0, "Settings", id="Hindi"),
        pytest.param("ｓ", "KeyS", 0, "Settings", id="full width"),
        pytest.param("s", "Semicolon", 0, "Settings", id="Dvorak, another place"),
        pytest.param("ə", "KeyS", 0, "", id="a Latin letter of another alphabet"),
        pytest.param("o", "KeyS", 0, "", id="Dvorak, another letter at the place of S"),
        pytest.param("؟", "Slash", SHIFT, "Keys and signs", id="Arabic question mark"),
        pytest.param("?", "Digit7", SHIFT, "Keys and signs", id="Russian question mark"),
    ],
)
def test_a_letter_key_is_known_by_its_letter_or_else_by_its_place(
    tab: BrowserTab, press: PressKey, key: str, code: str, modifiers: int, title: str
) -> None:
    press(key, code, modifiers)
    assert dialog_title(tab) == title


@pytest.mark.parametrize(
    ("key", "code", "modifiers", "is_taken"),
    [
        pytest.param("&", "Digit1", 0, True, id="French, without Shift"),
        pytest.param("1", "Digit1", SHIFT, True, id="French, with Shift"),
        pytest.param("+", "Digit1", 0, True, id="Czech"),
        pytest.param("١", "Digit1", 0, True, id="Arabic digit"),
        pytest.param("१", "Digit1", 0, True, id="Hindi digit"),
        pytest.param("ぬ", "Digit1", 0, True, id="Japanese kana"),
        pytest.param("ๅ", "Digit1", 0, True, id="Thai"),
        pytest.param("１", "Digit1", 0, True, id="full width"),
        pytest.param("Dead", "Digit1", 0, True, id="a dead key"),
        pytest.param("1", "Numpad1", 0, True, id="number pad"),
        pytest.param("End", "Numpad1", 0, False, id="number pad without Num Lock"),
        pytest.param("!", "Digit1", SHIFT, False, id="English, with Shift"),
    ],
)
def test_a_digit_is_known_by_what_it_types_or_else_by_its_place(
    tab: BrowserTab, press: PressKey, key: str, code: str, modifiers: int, is_taken: bool
) -> None:
    initial = tab.evaluate("location.hash")
    press(key, code, modifiers)
    assert (tab.evaluate("location.hash") != initial) is is_taken


@pytest.mark.parametrize("modifiers", [1, 2, 4, 1 | 2])
def test_a_key_held_with_a_modifier_is_left_to_the_browser(tab: BrowserTab, press: PressKey, modifiers: int) -> None:
    initial = tab.evaluate("location.hash")
    press("ы", "KeyS", modifiers)
    press("&", "Digit1", modifiers)
    assert (dialog_title(tab), tab.evaluate("location.hash")) == ("", initial)


def test_a_key_that_an_input_method_composes_with_is_no_shortcut(tab: BrowserTab, press: PressKey) -> None:
    press("Process", "KeyS", windowsVirtualKeyCode=229)
    press("ㄴ", "KeyS", windowsVirtualKeyCode=229)
    tab.evaluate("dispatchEvent(new KeyboardEvent('keydown', {key: 's', code: 'KeyS', isComposing: true}))")
    assert dialog_title(tab) == ""


def test_an_event_without_a_key_does_no_harm(tab: BrowserTab) -> None:
    """As browsers send when they fill in a form."""
    tab.evaluate("document.body.dispatchEvent(new Event('keydown', {bubbles: true}))")
    assert dialog_title(tab) == ""


def test_letters_of_any_alphabet_go_into_an_answer_while_it_is_written(
    tab: BrowserTab, press: PressKey, addresses: dict[str, str]
) -> None:
    go_to(tab, addresses["debrief"])
    tab.page.locator("textarea").focus()
    for key, code in (("ы", "KeyS"), ("1", "Digit1"), ("ν", "KeyN"), ("&", "Digit1")):
        press(key, code, text=key)
    assert tab.page.locator("textarea").input_value() == "ы1ν&"
    assert dialog_title(tab) == ""
    assert tab.evaluate("document.body.className") == "debrief"


@pytest.mark.parametrize("state", ["ending", "record", "debrief", "finished"])
def test_digits_skip_no_ending_no_record_and_no_questions(
    tab: BrowserTab, press: PressKey, addresses: dict[str, str], state: str
) -> None:
    go_to(tab, addresses[state])
    initial = tab.evaluate("location.hash")
    for digit in "1234567890":
        press(digit, f"Digit{digit}")
        press(digit, f"Numpad{digit}")
    assert tab.evaluate("location.hash") == initial


def test_a_digit_pressed_once_too_often_stays_at_the_ending(tab: BrowserTab, addresses: dict[str, str]) -> None:
    go_to(tab, addresses["briefing"])
    for key in "131" + "1" * 6:
        tab.page.keyboard.press(key)
    assert tab.evaluate("document.body.className") == "passage"
    assert tab.page.locator(".ending").is_visible()


def test_a_double_click_takes_one_choice_only(tab: BrowserTab, addresses: dict[str, str]) -> None:
    go_to(tab, addresses["briefing"])
    box = tab.page.locator(".go").bounding_box()
    assert box
    x, y = box["x"] + 20, box["y"] + box["height"] / 2
    tab.page.mouse.click(x, y)
    steps = tab.evaluate("location.hash")
    # Whatever stands there on the next page must not be chosen by the second half of a double click.
    tab.evaluate(
        "([x, y]) => { const node = document.querySelector('.offer'), {left, top} = node.getBoundingClientRect();"
        " document.querySelector('main').style.transform = `translate(${x - left - 9}px, ${y - top - 9}px)`; }",
        [x, y],
    )
    tab.page.mouse.down(click_count=2)
    tab.page.mouse.up(click_count=2)
    assert tab.evaluate("location.hash") == steps
    tab.page.mouse.click(x, y)
    assert tab.evaluate("location.hash") != steps


def test_a_number_is_part_of_the_name_of_its_choice(tab: BrowserTab) -> None:
    buttons = tab.page.get_by_role("list", name="Choices").get_by_role("button")
    names = [line.strip() for line in buttons.first.page.locator("ol.offers").aria_snapshot().splitlines()]
    assert any(line.startswith('- button "1 Open it') for line in names), names
    assert any(line.startswith('- button "Burn it') for line in names), "a closed one has no number"
    assert tab.page.get_by_role("button", name="2 Leave it", exact=True).count() == 1


@pytest.mark.parametrize("state", sorted({*STATES} - {"noted"}))
def test_no_page_shows_a_nought_that_nobody_wrote(tab: BrowserTab, addresses: dict[str, str], state: str) -> None:
    go_to(tab, addresses[state])
    texts = tab.evaluate(
        "() => { const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];"
        " while (walker.nextNode()) texts.push(walker.currentNode.data); return texts; }"
    )
    assert "0" not in texts


def test_the_list_of_keys_names_the_letters_and_other_alphabets(tab: BrowserTab) -> None:
    tab.page.keyboard.press("?")
    text = tab.page.locator("dialog").inner_text()
    for letter in "NWBTS?":
        assert f"\n{letter}\n" in text, letter
    assert "т (Russian), ν (Greek) or מ (Hebrew) for N" in text
