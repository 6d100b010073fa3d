"""The cmi5 package on a learning platform: a session is played, left, resumed elsewhere, and survives a bad network."""

from __future__ import annotations

import json
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from party_card.frontends.html.cmi5 import SERVERS
from party_card.frontends.html.document import build_page as write_page
from party_card.frontends.html.encode.page_data import encode_scenes
from tests.frontends.html.chromium import json_roundtrip
from tests.frontends.html.cmi5_platform import ACTIVITY, VERBS, Platform, open_platform
from tests.frontends.html.test_browser_scorm import HOSTILE_ANSWER, SCENE
from tests.modelcheck.scenes import compile_scene_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FAULTY = "?endpoint=https://a.example/&fetch=javascript:1&actor={}&registration=1&activityId=a"
VALIDATOR = Path(__file__).parent / "node" / "validate-statements.cjs"


def build_page(*texts: str) -> bytes:
    data = json_roundtrip(encode_scenes([compile_scene_text(text) for text in texts]))
    return write_page(data, "cmi5", servers=SERVERS).encode()


@contextmanager
def open_device(browser: Browser, address: str) -> Iterator[Page]:
    """Opens an address in a browser that has stored nothing yet."""
    context = browser.new_context()
    page = context.new_page()
    open_address(page, address)
    yield page
    context.close()


def open_address(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("html[data-ready]")


def wait_for(page: Page, condition: Callable[[], object], timeout_s: float = 10) -> None:
    """Waits until a condition of the platform or the page holds."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "never true"
        page.wait_for_timeout(20)


def click(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name).click()


def read_tools(page: Page) -> str:
    return page.locator("nav").inner_text()


def list_verbs(platform: Platform) -> list[str]:
    return [statement["verb"]["id"].removeprefix(VERBS) for statement in platform.statements]


def leave(page: Page, platform: Platform) -> None:
    """Closes the page and waits until the platform knows that the session has ended."""
    count = len(platform.list_statements("terminated"))
    page.goto("about:blank")
    wait_for(page, lambda: len(platform.list_statements("terminated")) > count)


def test_a_session_is_told_in_statements_that_the_specification_allows(browser: Browser, node_modules: Path) -> None:
    assert node_modules.exists()
    with open_platform(build_page(SCENE)) as platform:
        address = platform.launch()
        with open_device(browser, address) as page:
            wait_for(page, lambda: list_verbs(platform) == ["initialized"])
            click(page, "Begin", "Stay a while", "Go on", "Go home", "See what really happened", "To the questions")
            page.locator("#answer-0").fill("A letter.\nAnd <a> newspaper.")
            wait_for(page, lambda: len(platform.list_statements("answered")) == 2)
            assert platform.list_responses() == [("bridge.one", "stay"), ("bridge.one", "go")]
            click(page, "Finish")
            wait_for(page, lambda: list_verbs(platform)[-1] == "completed")
            assert platform.list_responses()[2:] == [("bridge.answer-1", "A letter.\nAnd <a> newspaper.")]
            click(page, "Play it again", "Begin", "Go on")
            wait_for(page, lambda: list_verbs(platform)[-1] == "answered")
            leave(page, platform)
    assert list_verbs(platform) == ["initialized", *["answered"] * 3, "completed", "answered", "terminated"]
    assert platform.requests[0] == ("POST", "/fetch?")
    check_by_validator(platform.statements)
    choice, answer = platform.list_statements("answered")[0], platform.list_statements("answered")[2]
    assert choice["object"]["id"] == f"{ACTIVITY}/bridge.one"
    assert choice["object"]["definition"] == {
        "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
        "name": {"en": "The Bridge: one"},
        "interactionType": "choice",
        "choices": [
            {"id": "stay", "description": {"en": "Stay a while"}},
            {"id": "go", "description": {"en": "Go on"}},
        ],
    }
    assert answer["object"]["definition"]["interactionType"] == "long-fill-in"
    assert answer["object"]["definition"]["description"] == {"en": "Who says so?"}
    assert choice["id"] == str(uuid.uuid5(uuid.UUID(platform.registration), "decision\nbridge\n1\n0-0"))


def check_by_validator(statements: list[dict[str, Any]]) -> None:
    """Requires that `@learninglocker/xapi-validation` finds nothing in statements, and that it would."""
    for given, is_valid in ((statements, True), ([{**statements[0], "id": "no"}], False)):
        found = subprocess.run(
            ["node", str(VALIDATOR)], input=json.dumps(given), capture_output=True, text=True, check=True
        )
        assert (found.stdout == "") is is_valid, found.stdout


def test_place_and_answers_go_on_on_a_second_device(browser: Browser) -> None:
    with open_platform(build_page(SCENE)) as platform:
        with open_device(browser, platform.launch()) as page:
            click(page, "Begin", "Go on", "Go home", "See what really happened", "To the questions")
            page.locator("#answer-0").fill(HOSTILE_ANSWER)
            page.locator("#answer-1").fill("The letter. " * 1000)
            leave(page, platform)
        assert platform.list_responses()[-2:] == [
            ("bridge.answer-1", HOSTILE_ANSWER),
            ("bridge.answer-2", ("The letter. " * 1000).strip()),
        ], "also those that were just being written"
        with open_device(browser, platform.launch()) as page:
            assert page.locator("#answer-0").input_value() == HOSTILE_ANSWER
            assert page.locator("#answer-1").input_value() == "The letter. " * 1000
            click(page, "Finish")
            wait_for(page, lambda: list_verbs(platform)[-1] == "completed")
            leave(page, platform)
        with open_device(browser, platform.launch()) as page:
            page.get_by_role("heading", name="Endings and route").wait_for()
            click(page, "Play it again")
            leave(page, platform)
        assert list_verbs(platform).count("completed") == 1
        assert len(platform.list_responses()) == 3, "what was told is not told again"
        assert all(session in str(platform.statements) for session in platform.sessions)


def test_what_is_done_without_a_network_is_told_once_when_it_is_back(browser: Browser) -> None:
    with open_platform(build_page(SCENE)) as platform, open_device(browser, platform.launch()) as page:
        wait_for(page, lambda: list_verbs(platform) == ["initialized"])
        page.context.set_offline(True)
        click(page, "Begin", "Stay a while", "Stay a while")
        wait_for(page, lambda: "No connection to the learning platform" in read_tools(page))
        assert list_verbs(platform) == ["initialized"]
        platform.loses_answers = True
        page.context.set_offline(False)
        wait_for(page, lambda: list_verbs(platform) == ["initialized", "answered"])
        platform.loses_answers = False
        wait_for(page, lambda: list_verbs(platform) == ["initialized", "answered", "answered"])
        wait_for(page, lambda: "learning platform" not in read_tools(page))
        platform.failing_with = 503
        click(page, "Go on")
        wait_for(page, lambda: "No connection" in read_tools(page))
        platform.failing_with = 0
        wait_for(page, lambda: len(platform.list_responses()) == 3)
        leave(page, platform)
        assert [response for _, response in platform.list_responses()] == ["stay", "stay", "go"]


def test_what_was_done_after_the_connection_was_lost_for_good_is_told_in_the_next_session(browser: Browser) -> None:
    with open_platform(build_page(SCENE)) as platform, open_device(browser, platform.launch()) as page:
        wait_for(page, lambda: list_verbs(platform) == ["initialized"])
        platform.failing_with = 503
        click(page, "Begin", "Go on")
        page.get_by_text("It is dark.").wait_for()
        page.goto("about:blank")
        wait_for(page, lambda: platform.requests[-1] == ("POST", "/xapi/statements?"))
        platform.failing_with = 0
        open_address(page, platform.launch())
        page.get_by_text("It is dark.").wait_for()
        wait_for(page, lambda: list_verbs(platform) == ["initialized", "initialized", "answered"])
        leave(page, platform)
        assert platform.documents["party-card"]["walks"][0].endswith(".0-1")


def test_a_page_that_is_loaded_again_asks_for_no_second_token_and_says_that_the_session_is_over(
    browser: Browser,
) -> None:
    with open_platform(build_page(SCENE)) as platform, open_device(browser, platform.launch()) as page:
        click(page, "Begin", "Stay a while")
        wait_for(page, lambda: len(platform.list_responses()) == 1)
        page.reload()
        page.wait_for_selector("html[data-ready]")
        wait_for(page, lambda: list_verbs(platform)[-1] == "terminated")
        assert "Your session with the learning platform has ended." in read_tools(page)
        click(page, "Go on")
        page.get_by_text("It is dark.").wait_for()
        open_address(page, platform.launch())
        page.get_by_text("It is dark.").wait_for()
        wait_for(page, lambda: len(platform.list_responses()) == 2)


def test_a_session_that_another_device_has_replaced_says_so_and_loses_nothing(browser: Browser) -> None:
    with open_platform(build_page(SCENE)) as platform, open_device(browser, platform.launch()) as page:
        click(page, "Begin")
        wait_for(page, lambda: "party-card" in platform.documents)
        with open_device(browser, platform.launch()) as other:
            click(other, "Stay a while")
            wait_for(other, lambda: len(platform.list_responses()) == 1)
            click(page, "Go on")
            wait_for(page, lambda: "Your session with the learning platform has ended." in read_tools(page))
            leave(other, platform)
        open_address(page, platform.launch())
        wait_for(page, lambda: len(platform.list_responses()) == 2)
        page.get_by_text("It is dark.").wait_for()


def test_a_document_that_another_device_has_written_is_merged_and_not_overwritten(browser: Browser) -> None:
    other_scene = SCENE.replace("scene: bridge", "scene: river").replace("The Bridge", "The River")
    page_file = build_page(SCENE, other_scene)
    with open_platform(page_file, shows_etags=True) as platform, open_device(browser, platform.launch()) as page:
        click(page, "The Bridge", "Begin")
        wait_for(page, lambda: "party-card" in platform.documents)
        with open_device(browser, platform.launch()) as other:
            click(other, "Episodes", "The River", "Begin")
            wait_for(other, lambda: "river." in str(platform.documents["party-card"]["walks"]))
            leave(other, platform)
        platform.ended_sessions.clear()  # a platform that lets both devices write
        click(page, "Go on")
        wait_for(page, lambda: "0-1" in str(platform.documents["party-card"]["walks"]))
        assert [walk.partition(".")[0] for walk in platform.documents["party-card"]["walks"]] == ["river", "bridge"]


@pytest.mark.parametrize("mode", ["Browse", pytest.param("Review", marks=pytest.mark.release)])
def test_a_page_that_is_opened_to_look_at_reports_nothing_but_the_session(browser: Browser, mode: str) -> None:
    with open_platform(build_page(SCENE), launch_mode=mode) as platform:
        with open_device(browser, platform.launch()) as page:
            assert "to look at: nothing that you do is reported" in read_tools(page)
            click(page, "Begin", "Go on", "Go home", "See what really happened", "To the questions")
            page.locator("#answer-0").fill("Nothing.")
            click(page, "Finish")
            leave(page, platform)
        assert list_verbs(platform) == ["initialized", "terminated"]
        assert list(platform.documents) == ["LMS.LaunchData"]


def test_a_platform_that_names_a_way_back_is_gone_back_to(browser: Browser) -> None:
    with open_platform(build_page(SCENE)) as platform:
        platform.return_url = f"{platform.page_origin}/course"
        with open_device(browser, platform.launch()) as page:
            click(page, "Begin")
            page.keyboard.press("l")
            page.wait_for_url(platform.return_url)
            assert list_verbs(platform) == ["initialized", "terminated"]
            platform.return_url = "javascript:hurt=1"
            open_address(page, platform.launch())
            click(page, "Back to the course")
            wait_for(page, lambda: list_verbs(platform).count("terminated") == 2)
            assert page.evaluate("globalThis.hurt") is None


def test_the_page_reaches_the_servers_of_its_platform_and_no_others(browser: Browser) -> None:
    with open_platform(build_page(SCENE)) as other, open_platform(build_page(SCENE)) as platform:
        with open_device(browser, platform.launch()) as page:
            reach = "address => fetch(address, {mode: 'no-cors'}).then(() => true, () => false)"
            assert page.evaluate(reach, f"{platform.origin}/xapi/about") is True
            assert page.evaluate(reach, f"{other.origin}/xapi/about") is False
            platform.violations.clear()
        assert other.requests == []


@pytest.mark.parametrize("query", ["", pytest.param(FAULTY, marks=pytest.mark.release)])
def test_without_a_platform_the_page_plays_as_any_other_and_says_so(browser: Browser, query: str) -> None:
    with open_platform(build_page(SCENE)) as platform:
        with open_device(browser, f"{platform.page_origin}/course/index.html{query}") as page:
            assert "not opened from a learning platform" in read_tools(page)
            click(page, "Begin", "Go on")
            assert page.evaluate(f"fetch('{platform.origin}/fetch').then(() => true, () => false)") is False
            page.reload()
            page.get_by_text("It is dark.").wait_for()
        assert platform.requests == []


def test_a_platform_that_does_not_answer_keeps_nobody_from_playing(browser: Browser) -> None:
    with open_platform(build_page(SCENE)) as platform:
        address = platform.launch()
        platform.failing_with = 500
        with open_device(browser, address) as page:
            assert "The learning platform did not answer" in read_tools(page)
            click(page, "Begin", "Go on")
            platform.failing_with = 0
            page.reload()  # with the token that it has been given
            page.get_by_text("It is dark.").wait_for()
            wait_for(page, lambda: platform.list_responses() == [("bridge.one", "go")])
            leave(page, platform)
