"""The page says what it keeps and what not: in sandboxed frames, with a full or blocked store, in two tabs, on a platform."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.shared.scene_data import Json
from tests.engine.sample import sample_scene
from tests.frontends.html.chromium import BrowserTab, json_roundtrip, open_page, wait_until, write_page
from tests.frontends.html.page_states import find_address, go_to
from tests.frontends.html.test_browser_scorm import SCENE, build_page, click, open_platform, play_to_debrief

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame

pytestmark = pytest.mark.browser

SITE = "http://school.test"
OTHER_SITE = "http://blog.test"
FILL_STORAGE = """() => {
  let size = 1 << 22, number = 0;
  while (size >= 1) {
    try { localStorage.setItem(`filler ${number++}`, "x".repeat(size)); } catch { size = size >> 1; }
  }
}"""


@pytest.fixture(scope="module")
def data() -> Json:
    sample: Json = json_roundtrip(encode_scenes([sample_scene()]))
    return sample


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, data: Json) -> Path:
    return write_page(tmp_path_factory.mktemp("keeping"), data)


@pytest.fixture
def tab(browser: Browser, path: Path) -> Iterator[BrowserTab]:
    opened = open_page(browser, path)
    yield opened
    assert opened.errors == []
    opened.context.close()


@contextmanager
def open_frame(
    browser: Browser, path: Path, attributes: str, *, host: str = SITE, fragment: str = ""
) -> Iterator[Frame]:
    """Opens the page in a frame with these attributes, on a page of this host."""
    context = browser.new_context()
    around = f'<!doctype html><title>Around</title><iframe {attributes} src="{SITE}/page.html{fragment}" width="900" height="700"></iframe>'

    def answer(route: Any) -> None:
        is_page = "page.html" in route.request.url
        route.fulfill(body=path.read_bytes() if is_page else around, content_type="text/html; charset=utf-8")

    context.route("**/*", answer)
    page = context.new_page()
    page.goto(f"{host}/around.html")
    page.frame_locator("iframe").locator("html[data-ready]").wait_for()
    yield page.frames[1]
    context.close()


def read_status(frame: Frame | BrowserTab) -> str:
    """Returns what the open dialog says in the end; waits for it."""
    frame = frame.page.main_frame if isinstance(frame, BrowserTab) else frame
    message = frame.locator("dialog [role=status]")
    for _ in range(200):
        if message.inner_text():
            break
        frame.page.wait_for_timeout(20)
    text: str = message.inner_text()
    return text


def open_transcript(frame: Frame) -> None:
    click(frame, "Begin")
    frame.locator(".offer").first.click()
    click(frame, "Transcript")


# ------------------------------------------------------------------------------------------------- the transcript


def test_a_saved_transcript_is_said_to_be_with_the_browser_and_under_which_name(tab: BrowserTab) -> None:
    go_to(tab, find_address(tab, "finished", "paper"))
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Save the transcript").click()
    assert download.value.suggested_filename in read_status(tab)
    assert not tab.page.locator("dialog textarea").is_visible(), "the text is not needed"


@pytest.mark.parametrize(
    ("attributes", "host", "words"),
    [
        ('sandbox="allow-scripts allow-same-origin"', SITE, "Nothing was saved"),
        ('sandbox="allow-scripts"', SITE, "may forbid it"),
        ('sandbox="allow-scripts allow-same-origin"', OTHER_SITE, "may forbid it"),
    ],
)
def test_where_a_frame_forbids_files_the_text_is_shown_and_selected(
    browser: Browser, path: Path, attributes: str, host: str, words: str
) -> None:
    with open_frame(browser, path, attributes, host=host) as frame:
        open_transcript(frame)
        downloads: list[object] = []

        def record_download(download: object) -> None:
            downloads.append(download)

        frame.page.on("download", record_download)
        click(frame, "Save as a file")
        message = read_status(frame)
        assert words in message
        assert downloads == []
        field = frame.locator("dialog textarea")
        assert field.is_visible()
        assert frame.evaluate(
            "(({value, selectionStart, selectionEnd}) => value.slice(selectionStart, selectionEnd) === value)"
            "(document.querySelector('dialog textarea'))"
        )
        text = field.input_value()
        assert "You chose: Open it" in text
        assert "Seven pages, a carbon copy.[1]" in text
        assert "A Winter: Notes" in text, "the sources of the notes"


@pytest.mark.parametrize("attributes", ["", 'sandbox="allow-scripts allow-same-origin allow-downloads"'])
def test_where_a_frame_allows_files_one_is_saved(browser: Browser, path: Path, attributes: str) -> None:
    with open_frame(browser, path, attributes) as frame:
        open_transcript(frame)
        with frame.page.expect_download() as download:
            click(frame, "Save as a file")
        assert download.value.suggested_filename in read_status(frame)


def test_copying_says_that_it_has_worked(tab: BrowserTab) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    go_to(tab, find_address(tab, "debrief", "paper"))
    tab.page.locator("textarea").fill("She knew\nboth dates.")
    tab.page.keyboard.press("Tab")
    tab.evaluate("document.activeElement.blur()")
    tab.page.keyboard.press("t")
    tab.page.get_by_role("button", name="Copy the text").click()
    assert read_status(tab) == "The text was copied."
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert "She knew\nboth dates." in copied
    assert copied == tab.page.locator("dialog textarea").input_value()


def test_copying_in_a_sandboxed_frame_works_by_the_selection(browser: Browser, path: Path) -> None:
    with open_frame(browser, path, 'sandbox="allow-scripts"', host=OTHER_SITE) as frame:
        open_transcript(frame)
        click(frame, "Copy the text")
        assert read_status(frame) == "The text was copied."


def test_copying_that_is_not_allowed_says_so_and_how_to_go_on(tab: BrowserTab) -> None:
    go_to(tab, find_address(tab, "passage", "paper"))
    tab.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no'));"
        " document.execCommand = () => false; }"
    )
    tab.page.keyboard.press("t")
    tab.page.get_by_role("button", name="Copy the text").click()
    assert "did not let the page copy" in read_status(tab)
    assert tab.evaluate("document.activeElement.matches('dialog textarea')")


def test_printing_that_a_frame_forbids_is_said_not_to_have_happened(browser: Browser, path: Path) -> None:
    with open_frame(browser, path, 'sandbox="allow-scripts allow-downloads"') as frame:
        open_transcript(frame)
        click(frame, "Print")
        assert read_status(frame).startswith("Nothing was printed")
        assert frame.locator("dialog textarea").is_visible()


def test_a_print_that_begins_is_not_said_to_have_failed(tab: BrowserTab) -> None:
    go_to(tab, find_address(tab, "passage", "paper"))
    tab.evaluate("() => { window.print = () => dispatchEvent(new Event('beforeprint')); }")
    tab.page.keyboard.press("t")
    tab.page.get_by_role("button", name="Print").click()
    tab.page.wait_for_timeout(1500)
    assert tab.page.locator("dialog [role=status]").inner_text() == ""


# ------------------------------------------------------------------------------------------------------ the store


def test_in_a_frame_without_a_store_nothing_is_said_to_be_kept_in_an_address_that_nobody_sees(
    browser: Browser, path: Path, tab: BrowserTab
) -> None:
    debrief = find_address(tab, "debrief", "paper")
    with open_frame(browser, path, 'sandbox="allow-scripts"', fragment=debrief) as frame:
        footer = frame.locator("nav").inner_text()
        assert "your place is lost when it is closed" in footer
        assert "address" not in footer
        assert "Your answers are not kept" in frame.locator("article").inner_text()
        click(frame, "Settings")
        assert "The settings are not kept" in read_status(frame)


def test_a_store_that_forgets_what_it_took_counts_as_blocked(browser: Browser, path: Path) -> None:
    context = browser.new_context(offline=True)
    context.add_init_script("Storage.prototype.setItem = () => {};")
    tab = BrowserTab(context.new_page(), context)
    tab.page.goto(path.as_uri())
    tab.page.keyboard.press("1")
    assert "your place is in this page’s address only" in tab.page.locator("nav").inner_text()
    context.close()


def test_with_a_full_store_the_page_says_what_is_not_kept_where_it_is_written(tab: BrowserTab) -> None:
    go_to(tab, find_address(tab, "debrief", "paper"))
    field = tab.page.locator("textarea")
    field.fill("Kept.")
    assert "not kept" not in tab.evaluate("document.body.innerText")
    assert "address" not in tab.page.locator("nav").inner_text()
    tab.evaluate(FILL_STORAGE)
    field.fill("Not kept, as there is no room for so many words.")
    notice = tab.page.locator(".question .message:visible")
    assert "What you write here is not kept" in notice.inner_text()
    assert "storage for this page is full" in tab.page.locator("nav").inner_text()
    wait_until(tab, "document.getElementById('status').textContent.includes('is not kept')")
    assert field.evaluate("(field) => field === document.activeElement"), "writing goes on"
    tab.evaluate("document.activeElement.blur()")
    tab.page.keyboard.press("s")
    tab.page.get_by_label("Dark").check()
    assert "is not kept" in read_status(tab)
    tab.page.keyboard.press("Escape")
    tab.evaluate(
        "() => Object.keys(localStorage).filter((key) => key.startsWith('filler')).forEach((key) => localStorage.removeItem(key))"
    )
    field.fill("There is room again.")
    assert not notice.is_visible()
    assert "storage" not in tab.page.locator("nav").inner_text()
    tab.page.reload()
    assert tab.page.locator("textarea").input_value() == "There is room again."


# ----------------------------------------------------------------------------------------------------- two tabs


def open_second_tab(tab: BrowserTab) -> BrowserTab:
    other = BrowserTab(tab.context.new_page(), tab.context)
    other.page.goto(tab.page.url)
    other.page.wait_for_selector("html[data-ready]")
    return other


def test_settings_of_two_tabs_are_merged_and_shown_in_both(tab: BrowserTab) -> None:
    other = open_second_tab(tab)
    tab.page.keyboard.press("s")
    other.page.keyboard.press("s")
    tab.page.get_by_label("Dark").check()
    wait_until(other, "document.documentElement.dataset.theme === 'dark'")
    assert other.page.get_by_label("Dark").is_checked(), "in the open dialog too"
    other.page.get_by_label("Text size").fill("140")
    other.page.get_by_label("Legible face").check()
    wait_until(tab, "document.documentElement.dataset.face === 'legible'")
    tab.page.get_by_label("Number and letter keys").uncheck()
    wait_until(other, "document.documentElement.dataset.keys === 'false'")
    for page in (tab.page, other.page):
        assert page.get_by_label("Text size").input_value() == "140"
        assert page.locator("output[for=size]").inner_text() == "140 %"
        page.reload()
        page.wait_for_selector("html[data-ready]")
        shown = page.evaluate("({...document.documentElement.dataset})")
        assert (shown["theme"], shown["size"], shown["face"], shown["keys"]) == ("dark", "140", "legible", "false")


def test_a_setting_changed_where_another_tab_was_not_heard_of_replaces_only_itself(tab: BrowserTab) -> None:
    """As after a tab has been set aside by the browser."""
    tab.page.keyboard.press("s")
    tab.evaluate("localStorage.setItem('party-card settings', JSON.stringify({line: 2, later: 'kept'}))")
    tab.page.get_by_label("High contrast").check()
    stored = tab.evaluate("JSON.parse(localStorage.getItem('party-card settings'))")
    assert stored == {"line": 2, "later": "kept", "theme": "contrast"}
    assert tab.evaluate("document.documentElement.style.getPropertyValue('--line')") == "2"


# -------------------------------------------------------------------------------------------- a learning platform


def test_on_another_device_a_question_says_that_its_answer_is_missing_if_there_was_no_room_for_it(
    browser: Browser,
) -> None:
    page = build_page(SCENE)
    with open_platform(browser, page) as lms:
        play_to_debrief(lms.frame)
        article = lms.frame.locator("article")
        assert "learning platform" not in article.inner_text()
        lms.frame.locator("#answer-1").fill("The letter of 1932. " * 300)
        assert "Your answers are longer than the learning platform keeps" in article.inner_text()
        assert "answered this question before" not in article.inner_text()
        click(lms.frame, "Finish")
        click(lms.frame, "Undo choice")
        lms_data = lms.stored_data
        assert lms.refused_calls == []
    with open_platform(browser, page, lms_data) as lms:
        questions = lms.frame.locator(".question")
        assert "answered this question before" not in questions.nth(0).inner_text()
        assert "That answer is not in this browser" in questions.nth(1).inner_text()
        field = lms.frame.locator("#answer-1")
        described = field.get_attribute("aria-describedby")
        assert lms.frame.locator(f"#{described}").is_visible()
        field.fill("Written once more.")
        assert "not in this browser" not in questions.nth(1).inner_text()
        field.fill("")
        assert "not in this browser" not in questions.nth(1).inner_text(), "it was taken away here"
        assert lms.stored_data["core"]["score"]["raw"] == "50"
        assert lms.refused_calls == []


def test_on_a_platform_with_a_blocked_store_the_answers_are_said_to_be_lost(browser: Browser) -> None:
    page = build_page(SCENE).replace(
        b'<script type="application/json"',
        b"<script>Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })</script>"
        b'<script type="application/json"',
    )
    page = page.replace(b"Content-Security-Policy", b"X")
    with open_platform(browser, page) as lms:
        play_to_debrief(lms.frame)
        article = lms.frame.locator("article").inner_text()
        assert "Your answers are not kept" in article
        assert "address" not in lms.frame.locator("nav").inner_text()


# -------------------------------------------------------------------------------------------------- input methods


def test_a_click_while_an_answer_is_composed_loses_nothing_of_it(tab: BrowserTab) -> None:
    go_to(tab, find_address(tab, "debrief", "paper"))
    field = tab.page.locator("textarea")
    field.focus()
    session = tab.context.new_cdp_session(tab.page)
    session.send("Input.insertText", {"text": "農民の"})
    session.send("Input.imeSetComposition", {"text": "はなし", "selectionStart": 3, "selectionEnd": 3})
    tab.page.locator(".go").click()
    wait_until(tab, "document.body.className === 'finished'")
    tab.page.keyboard.press("b")
    assert field.input_value() == "農民のはなし"


def test_an_answer_that_is_being_composed_is_not_replaced_by_another_tab(tab: BrowserTab) -> None:
    go_to(tab, find_address(tab, "debrief", "paper"))
    other = open_second_tab(tab)
    field = tab.page.locator("textarea")
    field.focus()
    session = tab.context.new_cdp_session(tab.page)
    session.send("Input.imeSetComposition", {"text": "ਚਿੱ", "selectionStart": 3, "selectionEnd": 3})
    other.page.locator("textarea").fill("From the other tab.")
    tab.page.wait_for_timeout(300)
    assert field.input_value() == "ਚਿੱ"
    session.send("Input.insertText", {"text": "ਚਿੱਠੀ"})
    assert field.input_value() == "ਚਿੱਠੀ"
    wait_until(other, "document.querySelector('textarea').value === 'ਚਿੱਠੀ'")
