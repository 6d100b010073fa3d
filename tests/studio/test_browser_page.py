"""A scene is written in the page of the studio, from nothing to an exported page, in a real browser."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.frontends.html.chromium import PLAYER_SOURCES, launch_chromium
from tests.frontends.html.engines import launch_firefox
from tests.frontends.window.real_window import wait_until
from tests.studio.pilots import KeyboardPilot, MousePilot, Pilot
from tests.studio.process import StudioProcess

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Playwright

pytestmark = pytest.mark.browser

PAGE_SOURCES = Path("game/party_card/studio/page")
SOURCE_TEXT = """The town clerk asked for the letter on 3 May 1908. Nobody could find it.

The keeper said that he had burned it in the stove of the bridge house. Nobody saw him do it.

In June the box was opened again, and the letter lay in it.
"""
TIMEOUT_MS = 20_000


@contextmanager
def open_studio(browser: Browser, folder: Path, language: str = "en-US") -> Iterator[Page]:
    """Opens the studio for a folder; nothing may be written to the console of the page."""
    with StudioProcess(folder) as studio:
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale=language)
        page.set_default_timeout(TIMEOUT_MS)
        errors: list[str] = []
        page.on(
            "console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"http://{studio.host}/{studio.token}/")
        try:
            yield page
        except BaseException:
            page.screenshot(path=folder.parent / "failure.png")
            raise
        assert errors == []
        page.close()


FOCUSED_FIELD = ".card.open :is(.cm-content, textarea, input):focus"


def card_of(page: Page, number: int) -> Locator:
    return page.locator(".cards > li").nth(number - 1).locator(".card")


def open_card(pilot: Pilot, number: int) -> Locator:
    """Opens the card of a passage, unless it is open."""
    card = card_of(pilot.page, number)
    if "closed" in (card.get_attribute("class") or ""):
        pilot.activate(card)
        pilot.page.locator(FOCUSED_FIELD).wait_for()  # the focus gets there a moment after the card is open
    pilot.page.locator(f".card.open .number >> text='{number}'").first.wait_for()
    return pilot.page.locator(".card.open")


def write_passage(pilot: Pilot, number: int, prose: str, *choices: str) -> None:
    """Writes the prose and the choices of a passage; a choice that is not there yet is added."""
    card = open_card(pilot, number)
    pilot.write(card.locator(".blocks .cm-content").first, prose)
    for index, words in enumerate(choices):
        field = card.locator(".choice-text .cm-content").nth(index)
        if card.locator(".choice").count() <= index:
            pilot.activate(card.get_by_role("button", name="+ Add a choice"))
        field.wait_for()
        pilot.write(field, words)


def lead_to_new(pilot: Pilot, number: int, choice: int) -> None:
    """Lets a choice lead to a new passage."""
    card, count = open_card(pilot, number), pilot.page.locator(".cards > li").count()
    pilot.activate(card.get_by_role("button", name=f"Let choice {choice} lead to a new passage"))
    pilot.page.locator(".cards > li").nth(count).wait_for()


def show(pilot: Pilot, view: str) -> None:
    """Turns to cards, text, scene or tests."""
    pilot.activate(pilot.page.locator(".writing .segments button", has_text=view))


def make_fact(pilot: Pilot, paragraph: int, claim: str) -> None:
    """Makes a fact of a paragraph of the source that is open, and cites it in the passage that is open."""
    page = pilot.page
    passage = page.locator(".source > p").nth(paragraph)
    if isinstance(pilot, KeyboardPilot):
        pilot.go_to(passage)
        page.keyboard.press("f")
    else:
        passage.locator("span").nth(1).click(click_count=3)
        page.get_by_role("button", name="Make a fact").click()
    pilot.write(page.locator("#claim"), claim)
    pilot.activate(page.locator(".make button.go"))
    page.locator(".make").wait_for(state="detached")


def write_scene(pilot: Pilot, source: Path) -> None:
    """Writes a scene of eight passages with three facts, something remembered, a condition and a test."""
    page = pilot.page
    page.locator(".tile").first.wait_for()
    pilot.write(page.locator("#about"), "The letter in the box")
    pilot.activate(page.locator("button.go"))
    page.locator(".card.open").wait_for()
    show(pilot, "Scene")
    pilot.write(page.get_by_label("Whom the student plays"), "A clerk")
    pilot.write(page.get_by_label("What it is, in a few words").last, "You kept the letter")
    pilot.activate(page.get_by_role("button", name="Add something to remember"))
    page.locator(".variables li").wait_for()
    show(pilot, "Cards")
    write_passage(
        pilot,
        1,
        "You open the box. A letter lies in it, and somebody is on the stairs.",
        "Put the letter into your coat",
        "Leave the letter where it is",
    )
    pilot.activate(open_card(pilot, 1).get_by_role("button", name="Remember this choice: Choice 1"))
    pilot.activate(open_card(pilot, 1).get_by_role("button", name="You kept the letter", exact=True))
    for number in range(1, 6):
        lead_to_new(pilot, number, 1)
        write_passage(pilot, number + 1, f"You come to the {number + 1}. door, and it is open.", "Go on", "Turn back")
        pilot.choose(
            open_card(pilot, number + 1).get_by_label("Where choice 2 leads"),
            "8 Second ending" if number == 5 else f"{number + 3} Second ending",
        )
    pilot.choose(open_card(pilot, 6).get_by_label("Where choice 1 leads"), "7 First ending")
    pilot.choose(open_card(pilot, 1).get_by_label("Where choice 2 leads"), "3 Go on")
    add_condition(pilot, 6)
    for number, words in ((7, "You told it"), (8, "You kept it")):
        card = open_card(pilot, number)
        pilot.write(card.locator(".blocks .cm-content").first, f"{words} to the end.")
        pilot.write(card.get_by_label("The ending, in a few words"), words)
        pilot.write(card.locator(".ending-fields .cm-content"), "You keep your place, and lose a friend.")
    open_card(pilot, 1)
    pilot.activate(page.get_by_role("button", name="Evidence · 0"))
    pilot.activate(page.locator(".evidence .segments button", has_text="Your copy"))
    pilot.open_file(page.get_by_role("button", name="Open your copy of a source"), source)
    page.locator(".source > p").first.wait_for()
    for paragraph, claim in enumerate(
        ("The clerk asked for it early in May.", "The keeper spoke of a fire.", "Later it was there again.")
    ):
        make_fact(pilot, paragraph, claim)
    pilot.activate(page.locator(".evidence > .head").get_by_role("button", name="Close"))
    add_test(pilot)


def add_condition(pilot: Pilot, number: int) -> None:
    """Adds a part to a passage that is there only if the letter was kept."""
    card = open_card(pilot, number)
    pilot.activate(card.get_by_role("button", name="Add a part that is there only if"))
    part = card.locator(".block").nth(1)
    part.locator("select:focus").wait_for()
    pilot.write(part.locator(".cm-content"), "The letter rustles in your coat.")
    pilot.choose(part.get_by_label("Only if"), "You kept the letter")
    part.get_by_label("The value").wait_for()


def add_test(pilot: Pilot) -> None:
    """Adds a test: whoever leaves the letter keeps it to the end."""
    page = pilot.page
    show(pilot, "Tests")
    pilot.activate(page.get_by_role("button", name="Add a test"))
    test = page.locator(".tests > li")
    test.wait_for()
    for words in ("Leave the letter where it is", "Turn back"):
        pilot.activate(test.get_by_role("button", name=words, exact=True))
    test.locator("ol span", has_text="Leave the letter where it is").wait_for()
    pilot.choose(test.get_by_label("Where it must end"), "You kept it")


@pytest.mark.parametrize(
    ("way", "browser_name"),
    [
        (KeyboardPilot, "chromium"),
        pytest.param(MousePilot, "firefox", marks=pytest.mark.release),
        pytest.param(MousePilot, "chromium", marks=pytest.mark.release),
        pytest.param(KeyboardPilot, "firefox", marks=pytest.mark.release),
    ],
)
def test_a_scene_of_eight_passages_is_written_proved_and_exported(
    driver: Playwright, tmp_path: Path, way: type[MousePilot | KeyboardPilot], browser_name: str
) -> None:
    source = tmp_path / "box.txt"
    source.write_text(SOURCE_TEXT, encoding="utf-8")
    folder = tmp_path / "pack"
    launch = launch_chromium(driver) if browser_name == "chromium" else launch_firefox(driver, tmp_path)
    with launch as browser, open_studio(browser, folder) as page:
        pilot = way(page)
        write_scene(pilot, source)
        page.locator(".foot").get_by_text("Every path reaches an ending.").wait_for()
        page.get_by_text("Nothing is wrong.").wait_for()
        pilot.activate(page.get_by_role("button", name="Export"))
        pilot.activate(page.locator(".exports button").first)
        page.locator(".dialog-body").get_by_text("Written:").wait_for()
    (exported,) = folder.glob("exports/*.html")
    assert "The letter in the box" in exported.read_text(encoding="utf-8")
    text = next(folder.glob("scenes/*.yaml")).read_text(encoding="utf-8")
    assert text.count("[@") == 3
    assert "if: you_kept_the_letter" in text


def test_what_is_shipped_is_what_the_modules_make() -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / PAGE_SOURCES
        shutil.copytree(PAGE_SOURCES, copy, ignore=shutil.ignore_patterns("node_modules"))
        (Path(folder) / PLAYER_SOURCES).mkdir(parents=True)
        for name in ("messages.js", "data.js"):
            shutil.copy(PLAYER_SOURCES / name, Path(folder) / PLAYER_SOURCES / name)
        for command in ("install --no-audit --no-fund --no-package-lock", "run build"):
            subprocess.run(["npm", *command.split()], cwd=copy, check=True, capture_output=True)
        for name in ("studio.js", "studio.css", "studio.messages.json"):
            assert (copy / name).read_bytes() == (PAGE_SOURCES / name).read_bytes(), name


def test_what_is_typed_while_a_passage_gets_another_name_is_kept(browser: Browser, tmp_path: Path) -> None:
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator(".tile").first.wait_for()
        page.locator("button.go").click()
        page.locator(".card.open").wait_for()
        page.locator(".title-field input").click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("The locked door")
        page.locator(".card.open .blocks .cm-content").click()
        page.keyboard.type("You hear steps on the stairs, and a key in the lock.", delay=40)
        page.locator(".card.open .choice-text .cm-content").first.click()
        page.keyboard.type("Hide behind the door", delay=40)
        (path,) = (tmp_path / "pack" / "scenes").glob("*.yaml")
        wait_until(lambda: "text: Hide behind the door" in path.read_text(encoding="utf-8"), "the choice is not saved")
    text = path.read_text(encoding="utf-8")
    assert "  the-locked-door:\n    text: You hear steps on the stairs, and a key in the lock.\n" in text


def test_the_machine_s_names_are_read_in_the_words_that_were_written_and_an_ending_has_one(
    browser: Browser, tmp_path: Path
) -> None:
    with open_studio(browser, tmp_path / "pack") as page:
        pilot = MousePilot(page)
        page.locator("button.go").click()
        page.locator(".card.open").wait_for()
        write_passage(pilot, 1, "Anna comes in.", "Say that it was Anna's mice")
        card = open_card(pilot, 1)
        pilot.activate(card.get_by_role("button", name="Remember this choice: Choice 1"))
        pilot.write(card.get_by_label("Something new to remember"), "You told Anna's secret")
        page.keyboard.press("Enter")
        card.locator(".changes", has_text="Remember: You told Anna's secret").wait_for()
        card.locator(".changes", has_text="Remember: nothing").wait_for()
        lead_to_new(pilot, 1, 1)
        page.locator(".card .title", has_text="Say that it was Anna’s mice").wait_for()
        pilot.write(open_card(pilot, 3).get_by_label("The ending, in a few words"), "They believe you")
        page.keyboard.press("Tab")
        page.locator(".ends", has_text="They believe you").wait_for()
        (path,) = (tmp_path / "pack" / "scenes").glob("*.yaml")
        wait_until(lambda: "{id: they-believe-you, title: They believe you," in path.read_text(encoding="utf-8"))


def test_undo_goes_back_over_all_that_cards_changed(browser: Browser, tmp_path: Path) -> None:
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator(".tile").first.wait_for()
        page.locator("button.go").click()
        page.locator(".card.open").wait_for()
        (path,) = (tmp_path / "pack" / "scenes").glob("*.yaml")
        before = path.read_text(encoding="utf-8")
        lead_to_new(MousePilot(page), 1, 1)
        write_passage(MousePilot(page), 1, "Something else.")
        wait_until(lambda: "Something else." in path.read_text(encoding="utf-8"), "what was typed is not saved")
        undo = page.get_by_role("button", name="Undo")
        while undo.is_enabled():
            undo.evaluate("(button) => button.click()")  # nothing if the one before was the last and has just ended
            page.wait_for_timeout(300)
        wait_until(lambda: path.read_text(encoding="utf-8") == before, "the file is not as it was")


def test_a_pause_behind_a_blank_loses_nothing(browser: Browser, tmp_path: Path) -> None:
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator(".tile").first.wait_for()
        page.locator("button.go").click()
        field = page.locator(".card.open .blocks .cm-content")
        field.click()
        for words in ("You open ", "the box. ", "It is empty."):
            page.keyboard.type(words)
            page.get_by_text("Not saved yet").wait_for()
            page.get_by_text("Saved just now").wait_for()
        (path,) = (tmp_path / "pack" / "scenes").glob("*.yaml")
        wait_until(
            lambda: "text: You open the box. It is empty.\n" in path.read_text(encoding="utf-8"), field.inner_text()
        )
