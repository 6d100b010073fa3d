"""A lesson in German from end to end: *The Rear Door* for two students, from the command to the report."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.classroom.process import LessonProcess, find_free_port
from tests.classroom.test_browser_lesson import BOARD, PHONE
from tests.frontends.html.test_browser_languages import READ_TEXTS
from tests.localization.english_words import find_english_messages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.release]

READ_WITHOUT_SOURCES = READ_TEXTS.replace('"script', '"cite, script')
"""What a source is called stays in its language."""
IS_TOO_WIDE = "document.documentElement.scrollWidth > innerWidth + 1"
MAX_VOTES = 20
MAX_PAGES = 40


class Observer:
    """Opens pages in a German browser, reads them, and keeps a picture of each for who wants to see it."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.faults: list[str] = []
        self._browser = browser
        self._folder = Path(os.environ.get("PARTY_CARD_PICTURES", folder / "pictures"))
        self._folder.mkdir(exist_ok=True)

    def open(self, address: str, size: Any) -> Page:
        """Opens a page in a browser profile of its own."""
        page = self._browser.new_context(locale="de-DE", viewport=size).new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto(address)
        return page

    def look(self, page: Page, place: str) -> None:
        """Reads what a page shows."""
        page.wait_for_timeout(150)
        assert page.evaluate("document.documentElement.lang") == "de", place
        self.faults += [f"{place}: {text}" for text in find_english_messages(page.evaluate(READ_WITHOUT_SOURCES), "de")]
        if page.evaluate(IS_TOO_WIDE):
            self.faults.append(f"{place}: wider than the window")
        page.screenshot(path=self._folder / f"{place}.png")


def join(observer: Observer, address: str, nickname: str, size: Any) -> Page:
    page = observer.open(address, size)
    page.click("button")
    observer.look(page, f"join-{nickname}")
    page.fill("#nickname", nickname)
    page.fill("#word", "1932")
    page.click("button")
    page.locator("html[data-ready]").wait_for()
    observer.look(page, f"waiting-{nickname}")
    return page


def vote(observer: Observer, teacher: Page, students: list[Page]) -> None:
    """Votes until the class has come to an ending."""
    for number in range(MAX_VOTES):
        teacher.wait_for_timeout(300)
        if not students[0].locator(".offer").count():
            return
        for student in students:
            student.locator(".offer").first.click()
        teacher.locator("#close").wait_for()
        is_looked_at = number in (0, 1, 6)
        for name, page in (
            (("teacher", teacher), ("phone", students[0]), ("board", students[1])) if is_looked_at else ()
        ):
            observer.look(page, f"voted-{number}-{name}")
        teacher.click("#close")
        teacher.locator("#decide").wait_for()
        for name, page in (("teacher", teacher), ("phone", students[0])) if is_looked_at else ():
            observer.look(page, f"closed-{number}-{name}")
        teacher.click("#decide")
        teacher.locator("#decide").wait_for(state="detached")
    raise AssertionError(students[0].inner_text("article"))


def read_to_questions(observer: Observer, page: Page) -> None:
    """Reads from the ending through record and file to the questions."""
    for number in range(MAX_PAGES):
        observer.look(page, f"reading-{number}")
        if page.locator("textarea").count():
            return
        if page.locator(".assessment").count():
            page.locator(".assessment input").first.check()
        page.locator("article .go:visible").last.click()
    raise AssertionError(page.inner_text("article"))


def test_a_class_in_german_meets_no_english_sentence_of_the_program(browser: Browser, tmp_path: Path) -> None:
    observer, port = Observer(browser, tmp_path), find_free_port()
    options = ("rear-door", "--language", "de")
    with LessonProcess(tmp_path, "--port", str(port), scene=options) as lesson:
        teacher = observer.open(lesson.find_line("Your page: "), BOARD)
        teacher.locator("#main").wait_for()
        address = f"http://127.0.0.1:{port}/?c={lesson.code}"
        observer.look(observer.open(f"http://127.0.0.1:{port}/privacy", BOARD), "privacy")
        heron, larch = (join(observer, address, *item) for item in (("reiher", PHONE), ("lerche", BOARD)))
        teacher.get_by_role("button", name="reiher").wait_for()
        observer.look(teacher, "lobby")
        teacher.click("#start-together")
        heron.locator(".offer").first.wait_for()
        vote(observer, teacher, [heron, larch])
        observer.look(heron, "ending")
        teacher.click("#view-record")
        observer.look(teacher, "record")
        teacher.click("#open-record")
        observer.look(teacher, "record, asked")
        teacher.click("#dialog-0")
        heron.locator("#class-notice").wait_for(state="detached")
        read_to_questions(observer, heron)
        heron.locator("textarea").first.fill("Weil es in der Zeitung steht.")
        for view in ("answers", "students", "data"):
            teacher.click(f"#view-{view}")
            observer.look(teacher, view)
        teacher.click("#view-answers")
        teacher.get_by_text("Weil es in der Zeitung steht.").wait_for()
        observer.look(teacher, "answered")
        teacher.click("#view-class")
        teacher.click("#end")
        teacher.click("#dialog-0")
        teacher.locator("main.end").wait_for()
        observer.look(teacher, "end")
        observer.look(heron, "end-phone")
        teacher.click("#report")
        teacher.locator("main b").wait_for()
        observer.look(teacher, "report, written")
        observer.look(observer.open((tmp_path / "report.html").as_uri(), BOARD), "report")
    assert not observer.faults, "\n".join(observer.faults)
