"""Real browsers play a lesson of each way, from the code on the board to the report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from party_card.classroom.transcripts import build_transcripts
from party_card.frontends.shared.transcript.transcript_data import find_transcript_data
from tests.classroom.lesson_server import LessonServer, serve_lesson
from tests.classroom.sample import ENDED
from tests.frontends.html.chromium import launch_chromium
from tests.frontends.html.engines import launch_firefox

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

pytestmark = pytest.mark.browser

PHONE: Any = {"width": 390, "height": 844}
BOARD = {"width": 1280, "height": 800}
AXE = """async () => (await axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}))
    .violations.map(({id, nodes}) => `${id}: ${nodes.map((node) => node.target).join("; ")}`)"""
FIND_OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
AWAY = "Failed to load resource"
"""What a browser logs if the server is away."""


@contextmanager
def launch(driver: Playwright, name: str, folder: Path) -> Iterator[Browser]:
    with launch_chromium(driver) if name == "chromium" else launch_firefox(driver, folder) as browser:
        yield browser


def open_tab(browser: Browser, address: str, size: Any, faults: list[str]) -> Page:
    """Opens a page in a browser profile of its own; adds what goes wrong in it to `faults`."""
    page = browser.new_context(viewport=size).new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Security" in line.text else None)
    page.goto(address)
    return page


def open_teacher(browser: Browser, server: LessonServer, faults: list[str]) -> Page:
    page = open_tab(browser, server.access.launch_address, BOARD, faults)
    page.locator("#main").wait_for()
    assert page.url == server.access.address
    return page


def join(browser: Browser, server: LessonServer, nickname: str, faults: list[str], size: Any = None) -> Page:
    page = open_tab(browser, f"http://127.0.0.1:{server.port}/?c={server.code}", size or PHONE, faults)
    page.fill("#nickname", nickname)
    page.fill("#word", "1932")
    page.click("button")
    page.locator("html[data-ready]").wait_for()
    return page


def wait_for_steps(page: Page, server: LessonServer, nickname: str, steps: str) -> None:
    """Waits until the lesson has the steps of a student."""
    for _ in range(500):
        found = [row for row in server.lesson.students.values() if row.record.nickname == nickname]
        if found and found[0].steps == steps:
            return
        page.wait_for_timeout(20)
    raise AssertionError([(row.record.nickname, row.steps) for row in server.lesson.students.values()])


def go_on_to_questions(page: Page) -> None:
    while not page.locator("textarea").count():
        page.locator("article .go:visible").last.click()


def begin_and_wait(browser: Browser, server: LessonServer, faults: list[str]) -> Page:
    """A student joins, begins, and waits where the teacher stops the class. Returns the student's page."""
    teacher = open_teacher(browser, server, faults)
    heron = join(browser, server, "heron", faults)
    heron.get_by_text("Wait: your teacher starts the lesson.").wait_for()
    teacher.get_by_role("button", name="heron").wait_for()
    heron.get_by_role("button", name="Begin").click(force=True)
    teacher.get_by_role("button", name="Start: everyone alone").click()
    heron.locator("#class-notice").wait_for(state="detached")
    heron.get_by_role("button", name="Begin").click()
    heron.get_by_role("button", name="Write 11", exact=False).first.click()
    wait_for_steps(heron, server, "heron", "0-0")
    teacher.select_option("#stop-at", "reply")
    teacher.click("#stop")
    heron.get_by_text("Your teacher has stopped the class here.").first.wait_for()
    heron.locator(".offer").first.click(force=True)
    teacher.get_by_text("The class waits here").wait_for()
    assert server.lesson.students[1].steps == "0-0"
    teacher.click("#go-on")
    heron.locator("#class-notice").wait_for(state="detached")
    return heron


@pytest.mark.parametrize("name", [pytest.param("chromium", marks=pytest.mark.release), "firefox"])
def test_each_plays_alone(driver: Playwright, tmp_path: Path, name: str) -> None:
    faults: list[str] = []
    with launch(driver, name, tmp_path) as browser:
        with ExitStack() as first, serve_lesson(tmp_path) as server:
            heron = begin_and_wait(browser, server, faults)
            port = server.port
            first.close()
        heron.get_by_text("No connection.", exact=False).first.wait_for()
        heron.locator(".offer").first.click()
        heron.locator(".offer").first.click()
        with serve_lesson(tmp_path, students_port=port) as server:
            wait_for_steps(heron, server, "heron", "0-000")
            teacher = open_teacher(browser, server, faults)
            heron.get_by_text("connected").first.wait_for()
            heron.locator(".offer").first.click()
            heron.get_by_text("Your teacher opens what really happened for everybody at once.").first.wait_for()
            heron.get_by_role("button", name="See what really happened").click(force=True)
            wait_for_steps(heron, server, "heron", "0-0000")
            assert [type(seconds) for seconds in server.lesson.students[1].playthrough.seconds] == [int] * 4
            heron.reload()
            heron.locator("html[data-ready]").wait_for()
            teacher.click("#open-record")
            teacher.get_by_role("button", name="Show it to all").click()
            heron.locator("#class-notice").wait_for(state="detached")
            go_on_to_questions(heron)
            heron.locator("textarea").first.fill("Because the letter says so.")
            teacher.click("#view-answers")
            teacher.get_by_text("Because the letter says so.").wait_for()
            teacher.get_by_text("Says who wrote one of them").wait_for()
            teacher.get_by_label("0", exact=True).focus()
            teacher.keyboard.press("2")
            teacher.get_by_text("1 of 1 marked").wait_for()
            other = join(browser, server, "HERON", faults, BOARD)
            assert other.locator("textarea").first.input_value() == "Because the letter says so."
            teacher.click("#view-class")
            teacher.click("#end")
            teacher.locator("dialog").get_by_role("button", name="End the lesson").click()
            heron.get_by_text("The lesson is over.", exact=False).first.wait_for()
            assert [answer.mark for answer in server.lesson.students[1].answers.values()] == [2]
            teacher.get_by_role("button", name="Write the report").click()
            teacher.locator("main").get_by_text("The report is written", exact=False).wait_for()
            assert "Because the letter says so." in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert faults == []


def compare_saved_transcript(page: Page, server: LessonServer, folder: Path) -> None:
    """Saves the transcript of the first student: it is the playthrough that the lesson has, under the same nickname."""
    wait_for_steps(page, server, "heron", "0-2")
    page.get_by_role("button", name="Transcript").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    download.value.save_as(folder / "saved.html")
    page.keyboard.press("Escape")
    saved = find_transcript_data((folder / "saved.html").read_text(encoding="utf-8"))
    kept = build_transcripts(server.lesson)[0]
    assert [type(step.seconds) for step in saved.steps] == [int]
    assert replace(saved, app=kept.app, saved=kept.saved, pack="") == kept


@pytest.mark.parametrize("name", ["chromium", pytest.param("firefox", marks=pytest.mark.release)])
def test_the_class_votes(driver: Playwright, tmp_path: Path, name: str) -> None:
    faults: list[str] = []
    with launch(driver, name, tmp_path) as browser, serve_lesson(tmp_path) as server:
        teacher = open_teacher(browser, server, faults)
        heron, larch = join(browser, server, "heron", faults), join(browser, server, "larch", faults, BOARD)
        teacher.get_by_role("button", name="Start: together, by vote").click()
        for page in (heron, larch):
            page.get_by_text("The class decides. What do you do?").first.wait_for()
        heron.locator(".offer").nth(1).click()
        heron.get_by_text("This is your vote.", exact=False).first.wait_for()
        larch.locator(".offer").nth(2).click()
        teacher.get_by_text("2 of 2 voted").wait_for()
        larch.get_by_text("2 of 2 have voted.", exact=False).wait_for()
        teacher.click("#close")
        teacher.get_by_text("Several choices have the most votes.", exact=False).wait_for()
        larch.get_by_text("(1 vote)").first.wait_for()
        teacher.click("#open-again")
        teacher.click("#plus-mend")
        teacher.get_by_text("3 of 3 voted").wait_for()
        teacher.click("#close")
        teacher.click("#decide")
        for page in (heron, larch):
            page.get_by_text("boy of the inn", exact=False).first.wait_for()
        assert server.lesson.class_decisions() == (("eight", "mend"),)
        if name == "chromium":  # the driver of Firefox does not hand over what was downloaded
            compare_saved_transcript(heron, server, tmp_path)
        heron.locator(".offer").first.click()
        teacher.get_by_text("1 of 2 voted").wait_for()
        teacher.click("#view-record")
        teacher.click("#open-record")
        teacher.get_by_role("button", name="Show it to all").click()
        teacher.get_by_role("cell", name="1", exact=True).wait_for()
        assert teacher.locator(".overlooks").all_inner_texts() == [
            "Overlooks: Whoever writes the sure figure spares the keeper the word to the clerk, which is due only at 11 feet."
        ]
        rows = teacher.locator(".did li").all_inner_texts()
        assert [row.split()[0] for row in rows] == ["1", "2"]
    assert faults == []


def test_two_devices_are_asked_which_goes_on(browser: Browser, tmp_path: Path) -> None:
    faults: list[str] = []
    with serve_lesson(tmp_path) as server:
        heron, other = join(browser, server, "heron", faults), join(browser, server, "heron", faults)
        server.do("start", mode="alone")
        for page in (heron, other):
            page.locator("#class-notice").wait_for(state="detached")
            page.get_by_role("button", name="Begin").click()
        heron.locator(".offer").first.click()
        wait_for_steps(heron, server, "heron", "0-0")
        other.locator(".offer").nth(1).click()
        other.get_by_text("You have also played on another device", exact=False).wait_for()
        other.keyboard.press("Escape")
        other.get_by_role("button", name="From the place on the other device").click()
        other.get_by_text("boy of the inn", exact=False).first.wait_for()
        wait_for_steps(other, server, "heron", "0-0")
    assert faults == []


def test_without_a_store_the_page_says_where_answers_are_kept(browser: Browser, tmp_path: Path) -> None:
    with ExitStack() as first:
        server = first.enter_context(serve_lesson(tmp_path))
        device = server.joined("heron")
        server.do("start", mode="alone")
        server.do("record")
        assert device.send(f"{ENDED}---").json["limited"] is False
        context = browser.new_context(viewport=PHONE)
        context.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('', 'SecurityError'); };")
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.port}/?c={server.code}")
        page.fill("#nickname", "heron")
        page.fill("#word", "1932")
        page.click("button")
        page.locator("textarea").first.fill("Because.")
        notice = page.locator("article .message:visible").filter(has_text="This browser stores nothing")
        assert notice.inner_text().endswith("the teacher’s computer keeps your answers.")
        first.close()
        page.get_by_text("leave this page open until what you write is sent").wait_for()
    assert [row.text for row in server.lesson.students[1].answers.values()] == ["Because."]


def visit_states(teacher: Page, heron: Page, server: LessonServer) -> Iterator[tuple[str, Page]]:
    """Brings the pages into one state after another, and yields the page that is to be looked at."""
    yield "lobby", teacher
    yield "waiting for the start", heron
    teacher.get_by_role("button", name="heron").click()
    yield "renaming", teacher
    teacher.keyboard.press("Escape")
    server.do("start", mode="alone")
    server.do("hold", passage="eight")
    heron.locator("#class-notice").wait_for(state="detached")
    heron.get_by_role("button", name="Begin").click()
    heron.get_by_text("Your teacher has stopped the class here.").first.wait_for()
    teacher.get_by_text("The class waits here").wait_for()
    yield "routes", teacher
    yield "held", heron
    for view in ("record", "answers", "students", "data"):
        teacher.click(f"#view-{view}")
        teacher.locator(f"body.{view}").wait_for()
        yield view, teacher
    server.do("record")
    heron.get_by_text("Your teacher has opened what really happened.").first.wait_for()
    yield "opened", heron
    teacher.click("#view-record")
    yield "record, open", teacher
    server.do("end")
    teacher.click("#view-class")
    teacher.get_by_text("The lesson is over").wait_for()
    yield "over", teacher


@pytest.mark.parametrize("size", [BOARD, {"width": 640, "height": 400}])  # the second is the first at 200 %
def test_axe_finds_nothing_in_any_state(browser: Browser, tmp_path: Path, node_modules: Path, size: Any) -> None:
    axe = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    faults: list[str] = []
    with serve_lesson(tmp_path) as server:
        joining = open_tab(browser, f"http://127.0.0.1:{server.port}/", size, faults)
        privacy = open_tab(browser, f"http://127.0.0.1:{server.port}/privacy", size, faults)
        teacher, heron = open_teacher(browser, server, faults), join(browser, server, "heron", faults, size)
        teacher.set_viewport_size(size)
        pages = [("joining", joining), ("privacy", privacy)]
        found = []
        for state, page in (row for rows in (pages, visit_states(teacher, heron, server)) for row in rows):
            page.evaluate(axe)
            problems = [*page.evaluate(AXE), *(["it is too wide"] if page.evaluate(FIND_OVERFLOW) else [])]
            found += [f"{state}: {problem}" for problem in problems]
        assert found == []
    assert faults == []


def test_a_vote_is_usable_by_keyboard_and_axe_finds_nothing(
    browser: Browser, tmp_path: Path, node_modules: Path
) -> None:
    axe = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    faults: list[str] = []
    with serve_lesson(tmp_path) as server:
        teacher, heron = open_teacher(browser, server, faults), join(browser, server, "heron", faults)
        server.do("start", mode="together")
        heron.get_by_text("The class decides. What do you do?").first.wait_for()
        heron.keyboard.press("3")
        heron.get_by_text("This is your vote.", exact=False).first.wait_for()
        teacher.get_by_text("1 of 1 voted").wait_for()
        found = []
        for button in ("close", "decide"):
            for page in (teacher, heron):
                page.evaluate(axe)
                found += page.evaluate(AXE)
            teacher.locator(f"#{button}").focus()
            teacher.keyboard.press("Enter")
            teacher.locator(f"#{button}").wait_for(state="detached")
        assert found == []
        assert server.lesson.class_decisions() == (("eight", "mend"),)
    assert faults == []
