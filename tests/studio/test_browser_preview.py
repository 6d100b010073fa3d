"""A scene is played in the sandboxed frame of the studio, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.frontends.window.real_window import wait_until
from tests.language_server.sample import SCENE, write_sample
from tests.studio.process import StudioProcess
from tests.studio.test_browser_page import open_studio

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame
    from playwright.sync_api import Page as Tab

pytestmark = pytest.mark.browser

SHOW = """(address) => new Promise((resolve) => {
  globalThis.moves = [];
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  addEventListener("message", ({ source, data, origin }) => source === frame.contentWindow && moves.push([origin, data]));
  frame.onload = () => resolve();
  frame.src = address;
  document.body.append(frame);
})"""


def open_frame(tab: Tab, studio: StudioProcess, path: Path, **wishes: Any) -> Frame:
    """Asks for a page of the scene, and shows it in a frame as the studio does."""
    with studio.open_page() as page:
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": SCENE}
        page.tell("textDocument/didOpen", {"textDocument": document})
        answer = page.studio("preview", uri=path.as_uri(), **wishes)
    tab.evaluate(SHOW, answer["address"])
    frame = tab.frames[-1]
    frame.wait_for_selector("html[data-ready]")
    return frame


def test_the_page_that_has_been_played_stays_where_it_is_when_a_test_is_made_of_it(
    browser: Browser, tmp_path: Path
) -> None:
    path = write_sample(tmp_path / "pack")
    with open_studio(browser, tmp_path / "pack") as page:
        page.locator(".scene").click()
        page.locator(".foot").get_by_text("Every path reaches an ending.").wait_for()
        frame = page.frame_locator(".frame iframe.preview")
        for words in ("Open it", "Hide it"):
            frame.get_by_text(words).click()
        frame.locator("p", has_text="It is safe.").wait_for()
        page.locator(".writing .segments button", has_text="Tests").click()
        page.get_by_role("button", name="Make a test of the walk on the page").click()
        wait_until(lambda: "ending: safe" in path.read_text(encoding="utf-8"), "the test is not saved")
        page.wait_for_timeout(700)  # what would draw it anew comes sooner
        assert frame.locator("p", has_text="It is safe.").is_visible()
        assert page.get_by_role("button", name="Make a test of the walk on the page").is_enabled()


def test_it_begins_at_the_passage_in_its_theme_and_tells_the_studio_of_every_move(
    browser: Browser, tmp_path: Path
) -> None:
    path = write_sample(tmp_path)
    with StudioProcess(tmp_path) as studio:
        page = browser.new_page()
        complaints: list[str] = []
        page.goto(f"http://{studio.host}/{studio.token}/")
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        frame = open_frame(page, studio, path, passage="night", theme="contrast")
        assert "You know what it said." in frame.inner_text("article")
        assert frame.evaluate("document.documentElement.dataset.theme") == "contrast"
        frame.click("text=Burn it")
        frame.wait_for_selector("text=Ash.")
        assert frame.query_selector(".message") is None
        assert "stores nothing" not in frame.inner_text("body")
        moves = page.evaluate("moves")
        assert [origin for origin, _ in moves] == ["null", "null"]
        assert [(move["passage"], move["choices"]) for _, move in moves] == [
            ("night", ["open"]),
            ("end", ["open", "burn"]),
        ]
        page.close()
    assert complaints == []


def test_the_frame_can_read_nothing_of_the_studio_and_ask_for_nothing(browser: Browser, tmp_path: Path) -> None:
    path = write_sample(tmp_path)
    with StudioProcess(tmp_path) as studio:
        page = browser.new_page()
        page.goto(f"http://{studio.host}/{studio.token}/")
        frame = open_frame(page, studio, path)
        for attempt in ("parent.document.title", "parent.location.href", "parent.moves"):
            assert frame.evaluate(f"() => {{ try {{ return {attempt} }} catch (error) {{ return error.name }} }}") == (
                "SecurityError"
            )
        for target in (preview := frame.evaluate("location.href"), f"http://{studio.host}/{studio.token}/studio.js"):
            assert frame.evaluate("(url) => fetch(url).then(() => 'read', ({ name }) => name)", target) == "TypeError"
        stranger = browser.new_page()
        stranger.goto("data:text/html,<iframe></iframe>")
        stranger.evaluate(f"document.querySelector('iframe').src = '{preview}'")
        stranger.wait_for_timeout(500)
        assert "A letter lies here" not in stranger.frames[-1].content()
        stranger.close()
        page.close()
