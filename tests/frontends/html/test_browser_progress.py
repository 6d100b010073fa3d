"""Progress is saved: over a reload, in the address, without storage, with another edition or tab, back and forth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from party_card.engine.campaign_pages import compile_campaign
from party_card.engine.compiled import compile_scene
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.shared.scene_data import Json
from tests.engine.sample import sample_scene
from tests.frontends.html.chromium import BrowserTab, json_roundtrip, open_page, wait_until, write_page
from tests.frontends.html.page_states import encode_shipped_campaign, find_address, go_to
from tests.storage.campaign import write_campaign

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
STORE_LAG_MS = 500
"""How long Chromium may take to hand what one process has stored to the next, on a busy machine."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_page(tmp_path, json_roundtrip(encode_scenes([sample_scene()])))


def main_text(tab: BrowserTab) -> str:
    return str(tab.evaluate("document.querySelector('main').innerText"))


def reload_page(tab: BrowserTab) -> None:
    tab.page.wait_for_timeout(STORE_LAG_MS)
    tab.page.reload()
    tab.page.wait_for_selector("html[data-ready]")


def press_keys(tab: BrowserTab, keys: str) -> None:
    for key in keys:
        tab.page.keyboard.press(key)


def test_a_reload_goes_on_where_it_was(browser: Browser, path: Path) -> None:
    tab = open_page(browser, path)
    press_keys(tab, "13")
    initial = main_text(tab), tab.evaluate("location.hash")
    assert initial[1].endswith(".0-2")
    reload_page(tab)
    assert (main_text(tab), tab.evaluate("location.hash")) == initial
    tab.page.goto("about:blank")
    tab.page.wait_for_timeout(STORE_LAG_MS)
    tab.page.goto(path.as_uri())  # without the address, from the store
    assert main_text(tab) == initial[0]


def test_a_scene_that_is_skipped_shows_its_record_and_is_not_begun(browser: Browser, path: Path) -> None:
    tab = open_page(browser, path)
    address = tab.evaluate("location.hash")
    tab.page.get_by_role("button", name="Read a summary").click()
    tab.page.get_by_role("button", name="See what really happened").click()
    assert tab.page.locator("h2").first.inner_text().casefold() == "what really happened"
    assert "what you did" not in main_text(tab).casefold(), "nothing was decided"
    press_keys(tab, "bpt1")
    assert not tab.page.locator("dialog").count(), "there is no path and no transcript"
    assert tab.evaluate("location.hash") == address
    tab.page.get_by_role("button", name="Play this scene").click()
    assert tab.page.get_by_role("button", name="Begin").count() == 1


def test_an_address_shared_goes_on_in_another_profile(browser: Browser, path: Path) -> None:
    tab = open_page(browser, path)
    press_keys(tab, "131")
    shared = tab.evaluate("location.hash")
    other = open_page(browser, path, shared)
    assert main_text(other) == main_text(tab)
    press_keys(other, "b")
    assert other.evaluate("location.hash") == shared[:-1]


def test_where_the_store_is_blocked_the_address_keeps_it_and_the_page_says_so(browser: Browser, path: Path) -> None:
    context = browser.new_context(offline=True)
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    tab = BrowserTab(context.new_page(), context)
    tab.page.goto(path.as_uri())
    press_keys(tab, "13")
    assert "in this page’s address only" in tab.evaluate("document.querySelector('nav').innerText")
    initial = main_text(tab)
    reload_page(tab)
    assert main_text(tab) == initial
    press_keys(tab, "s")
    tab.page.get_by_label("Dark").check()
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"


def test_what_another_wrote_under_our_keys_does_no_harm(browser: Browser, path: Path) -> None:
    tab = open_page(browser, path)
    for words in (
        "5",
        "null",
        "[]",
        '{"walks": 7, "answers": {"paper": 3}}',
        '{"walks": {"paper": {"a": 1}}}',
        "not json",
        '{"size": "x", "theme": "__proto__"}',
    ):
        tab.evaluate(
            "(words) => { for (const key of ['party-card.paper', 'party-card settings']) localStorage.setItem(key, words); location.hash = ''; }",
            words,
        )
        reload_page(tab)
        assert "Begin" in main_text(tab), words
        press_keys(tab, "1")
        assert "Seven pages" in main_text(tab), words
        press_keys(tab, "b")
    assert tab.errors == []


def test_another_edition_of_a_scene_begins_anew_and_says_so(browser: Browser, path: Path) -> None:
    tab = open_page(browser, path)
    press_keys(tab, "13")
    was = tab.evaluate("location.hash")
    new_text = path.read_text(encoding="utf-8").replace(was.split(".")[1], "ffffff")
    path.write_text(new_text, encoding="utf-8")
    reload_page(tab)
    assert "Begin" in main_text(tab)
    assert "has changed since you played it" in main_text(tab)
    wait_until(tab, "document.getElementById('status').textContent.includes('has changed since')")


@pytest.mark.parametrize("walk", ["0-9", "0zz", "0-00000000000", "0---", "0----------", "z-", "-", "0"])
def test_a_walk_that_cannot_be_goes_as_far_as_it_can(browser: Browser, path: Path, walk: str) -> None:
    tab = open_page(browser, path)
    shape = tab.evaluate("partyCard.data.scenes[0].shape")
    go_to(tab, f"#paper.{shape}.{walk}")
    assert tab.evaluate("document.querySelector('article button') !== null")
    assert tab.errors == []


def test_undo_goes_back_a_step_at_a_time_to_the_briefing(browser: Browser, path: Path) -> None:
    tab = open_page(browser, path)
    page_texts = [main_text(tab)]
    for key in "113":
        press_keys(tab, key)
        page_texts.append(main_text(tab))
    for initial in reversed(page_texts[:-1]):
        press_keys(tab, "b")
        assert main_text(tab).replace(" (chosen before)", "") == initial
    press_keys(tab, "b")
    assert main_text(tab) == page_texts[0]


def test_the_browsers_back_button_goes_to_the_address_before(browser: Browser, tmp_path: Path) -> None:
    tab = open_page(browser, write_page(tmp_path, encode_shipped_campaign()))
    first, second = find_address(tab, "record"), find_address(tab, "passage", "two-notes")
    go_to(tab, first)
    record = main_text(tab)
    go_to(tab, second)
    assert main_text(tab) != record
    tab.page.go_back()
    wait_until(tab, f"document.querySelector('main').innerText === {json.dumps(record)}")


def test_answers_of_a_debrief_are_there_after_a_reload(browser: Browser, path: Path) -> None:
    tab = open_page(browser, path)
    go_to(tab, find_address(tab, "debrief", "paper"))
    tab.page.locator("textarea").fill("Anna <b>knew</b>.\n“Not a word.”")
    assert tab.page.locator("details").first.is_visible()
    reload_page(tab)
    assert tab.page.locator("textarea").input_value() == "Anna <b>knew</b>.\n“Not a word.”"
    assert tab.evaluate("document.querySelector('h2').innerText").casefold() == "questions to think over"


def test_how_answers_are_judged_is_shown_only_beneath_an_answer(browser: Browser, path: Path) -> None:
    tab = open_page(browser, path)
    go_to(tab, find_address(tab, "debrief", "paper"))
    judged = tab.page.locator("details", has_text="How answers are judged")
    assert not judged.is_visible()
    tab.page.locator("textarea").fill("The clerk.")
    judged.locator("summary").click()
    assert judged.locator("p").all_inner_texts() == [
        "Basic: Says who.", "Emergent: Says when.", "Proficient: Says who and when.",
    ]  # fmt: skip
    tab.page.locator("textarea").fill(" ")
    assert not judged.is_visible()


def test_opening_the_page_again_writes_nothing_over_what_is_saved(browser: Browser, path: Path) -> None:
    tab = open_page(browser, path)
    press_keys(tab, "13")
    tab.context.add_init_script(
        "window.written = []; const set = Storage.prototype.setItem;"
        "Storage.prototype.setItem = function (key, value) { written.push(key); set.call(this, key, value); };"
    )
    reload_page(tab)
    assert [key for key in tab.evaluate("written") if not key.endswith(" probe")] == []
    assert not tab.evaluate("Object.keys(localStorage).filter((key) => key.endsWith(' probe'))")


@pytest.fixture
def year(browser: Browser, tmp_path: Path) -> BrowserTab:
    """The page of a campaign of three scenes."""
    pack = write_campaign(tmp_path / "pack")
    assert pack.campaign is not None
    scenes = [compile_scene(pack, pack.scenes[name]) for name in pack.scene_ids()]
    data: Json = json_roundtrip(encode_scenes(scenes, campaign=compile_campaign(pack, pack.campaign)))
    return open_page(browser, write_page(tmp_path, data))


def list_states(tab: BrowserTab) -> list[str]:
    """Returns what the button above the list of scenes offers, and what the list says of each."""
    go_to(tab, "")
    wait_until(tab, "Boolean(document.querySelector('.scenes'))")
    texts: list[str] = tab.evaluate(
        "[...document.querySelectorAll('.go, .scenes .soft')].map((node) => node.innerText.split(' · ').at(-1))"
    )
    return texts


def click_button(tab: BrowserTab, name: str) -> None:
    tab.page.get_by_role("button", name=name).first.click()


def finish_scene(tab: BrowserTab) -> None:
    """Clicks the first button that leads on, up to the last page of the scene."""
    while tab.evaluate("document.body.className") != "finished":
        tab.page.locator("main .go").first.click()


def test_a_finished_scene_stays_finished_and_a_glance_does_not_make_a_scene_the_next(year: BrowserTab) -> None:
    assert list_states(year) == ["Begin: Spring", "not started", "not started", "not started"]
    click_button(year, "Autumn")
    click_button(year, "Go on")
    press_keys(year, "1")
    assert list_states(year) == ["Next: Spring", "not started", "not started", "begun"]
    click_button(year, "Next: Spring")
    click_button(year, "Go on")
    press_keys(year, "11")
    assert list_states(year)[:2] == ["Continue: Spring", "begun"]
    click_button(year, "Continue: Spring")
    finish_scene(year)
    for _ in range(5):
        press_keys(year, "b")
        assert list_states(year)[:2] == ["Next: Summer", "played: The ice broke"]
        click_button(year, "Spring")
    reload_page(year)
    assert list_states(year)[:2] == ["Next: Summer", "played: The ice broke"]


def test_the_campaigns_end_comes_after_a_warning_until_all_is_played(year: BrowserTab) -> None:
    for name in ("Spring", "Summer", "Autumn"):
        list_states(year)
        click_button(year, name)
        click_button(year, "Go on")
        press_keys(year, "11")
        finish_scene(year)
        if name != "Autumn":
            list_states(year)
            click_button(year, "The winter in the record")
            assert "you have not played them all yet" in year.page.locator("dialog").inner_text()
            click_button(year, "Go back")
            wait_until(year, "!document.querySelector('dialog')")
            assert year.evaluate("document.body.className") == "contents"
            click_button(year, "The winter in the record")
            click_button(year, "Read it now")
            assert year.evaluate("document.body.className") == "winter"
    click_button(year, "The winter in the record")
    assert year.evaluate("document.body.className") == "winter"
    assert not year.page.locator("dialog").count()


FIND_TRACE = """([scene, trace]) => {
  const {data, begin, take, page, walk, traces} = partyCard;
  let seed = 3;
  const random = (count) => (seed = (seed * 1103515245 + 12345) % 2147483648) % count;
  for (let attempt = 0; attempt < 500; attempt++)
    for (let playthrough = begin(data, scene), steps = 0; playthrough && steps < 200; steps++) {
      if (playthrough.stage === "record" && traces(data, playthrough).includes(trace))
        return `#${data.scenes[scene].id}.${data.scenes[scene].shape}.${walk(data, playthrough)}`;
      const open = page(data, playthrough).offers.filter(({open}) => open);
      playthrough = open.length ? take(data, playthrough, open[random(open.length)].id) : null;
    }
}"""
"""Plays a scene at random until it leaves a trace; returns the address of that page."""
BEGIN_SCENE = """(number) => {
  location.hash = "";
  return new Promise((done) => setTimeout(() => {
    [...document.querySelectorAll(".scenes button")][number].click();
    document.querySelector(".between .go")?.click();
    document.querySelector(".go").click();
    done(parseInt(location.hash.split(".")[2][0], 36));
  }, 60));
}"""
"""Begins a scene from the list of scenes; returns the bits of the traces that it imports."""
FORGET_SCENE = """(id) => {
  const key = Object.keys(localStorage).find((key) => key.startsWith("party-card."));
  const stored = JSON.parse(localStorage[key]);
  delete stored.walks[id];
  localStorage[key] = JSON.stringify(stored);
  location.hash = "";
}"""


def test_a_scene_leaves_something_to_a_later_one_once_its_record_was_seen_and_keeps_it(
    browser: Browser, tmp_path: Path
) -> None:
    data: Json = encode_shipped_campaign()
    tab = open_page(browser, write_page(tmp_path, data))
    number, trace = next(
        (number, trace)
        for number, scene in enumerate(data["scenes"])
        for trace, *_ in scene["carried"]
        if any(row[0] == trace for source in data["scenes"][:number] for row in source["leaves"])
    )
    leaving = next(n for n, scene in enumerate(data["scenes"]) if any(row[0] == trace for row in scene["leaves"]))
    target, earlier = data["scenes"][number]["id"], data["scenes"][leaving]["id"]
    bit = [row[0] for row in data["scenes"][number]["carried"]].index(trace)
    address = tab.evaluate(FIND_TRACE, [leaving, trace])
    go_to(tab, address[:-1])  # at the ending
    assert tab.evaluate(BEGIN_SCENE, number) >> bit & 1 == 0, (earlier, target)
    press_keys(tab, "b")
    go_to(tab, address)
    tab.evaluate(
        "[...document.querySelectorAll('article .go')].pop().click()"
    )  # on to what follows, so that it is saved
    for _ in range(2):
        tab.evaluate(FORGET_SCENE, target)
        reload_page(tab)
        assert tab.evaluate(BEGIN_SCENE, number) >> bit & 1 == 1, (earlier, target)
        go_to(tab, address)
        press_keys(tab, "b")  # back at the ending, the scene stays finished


STORED = """(JSON.parse(localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith('party-card.'))))
  ?? {walks: {}, before: {}, answers: {}})"""


def open_second_tab(tab: BrowserTab) -> BrowserTab:
    """Opens the same page in another tab of the same browser."""
    other = BrowserTab(tab.context.new_page(), tab.context)
    other.page.goto(tab.page.url)
    other.page.wait_for_selector("html[data-ready]")
    return other


def test_two_tabs_keep_what_the_other_has_walked_and_answered(browser: Browser, tmp_path: Path) -> None:
    first = open_page(browser, write_page(tmp_path, encode_shipped_campaign()))
    second = open_second_tab(first)
    debrief, other = find_address(first, "debrief"), find_address(first, "debrief", "two-notes")
    go_to(first, debrief)
    go_to(second, other)
    first.page.locator("textarea").first.fill("From the first tab.")
    wait_until(second, f"'loose-tongues' in {STORED}.answers")
    second.page.locator("textarea").first.fill("From the second tab.")
    wait_until(first, f"'two-notes' in {STORED}.walks")  # a browser passes it on between tabs, in its time
    first.page.locator("textarea").nth(1).fill("The first once more.")  # after the second has written
    stored_data = first.evaluate(STORED)
    assert sorted(stored_data["walks"]) == ["loose-tongues", "two-notes"]
    answers = [text for scene in stored_data["answers"].values() for text in scene.values()]
    assert sorted(answers) == ["From the first tab.", "From the second tab.", "The first once more."]
    go_to(second, debrief)
    fields = second.page.locator("textarea")
    assert [fields.nth(n).input_value() for n in range(2)] == ["From the first tab.", "The first once more."]


def test_an_answer_shows_at_once_in_another_tab_that_has_its_question_open(browser: Browser, path: Path) -> None:
    first = open_page(browser, path)
    debrief = find_address(first, "debrief", "paper")
    second = open_second_tab(first)
    go_to(first, debrief)
    go_to(second, debrief)
    assert not second.page.locator("details").first.is_visible()
    first.page.locator("textarea").fill("She knew.")
    second.page.locator("details").first.wait_for(timeout=2000)
    assert second.page.locator("textarea").input_value() == "She knew."


def test_a_tab_left_behind_does_not_take_back_what_the_other_has_finished(browser: Browser, path: Path) -> None:
    first = open_page(browser, path)
    second = open_second_tab(first)
    go_to(first, find_address(first, "record", "paper"))
    first.evaluate(
        "[...document.querySelectorAll('article .go')].pop().click()"
    )  # beyond the record, so that it is saved
    saved_steps = first.evaluate(STORED)["walks"]["paper"]
    wait_until(second, f"{STORED}.walks.paper === {json.dumps(saved_steps)}")
    press_keys(second, "1")
    assert second.evaluate(STORED)["walks"]["paper"].endswith(".0-")
    assert second.evaluate(STORED)["before"]["paper"] == saved_steps


def test_an_answer_stays_beneath_its_question_when_questions_are_added(browser: Browser, path: Path) -> None:
    tab = open_page(browser, path)
    debrief = find_address(tab, "debrief", "paper")
    go_to(tab, debrief)
    tab.page.locator("textarea").fill("She knew.")
    data = json_roundtrip(encode_scenes([sample_scene()]))
    row = next(row for row in data["scenes"][0]["debrief"] if row[0] == 8)
    data["lines"].append("What else could she have done?")
    data["scenes"][0]["debrief"].insert(0, [*row[:2], len(data["lines"]) - 1, *row[3:]])
    write_page(path.parent, data)
    reload_page(tab)
    fields = tab.page.locator("textarea")
    assert [fields.nth(n).input_value() for n in range(2)] == ["", "She knew."]


def test_where_the_store_is_full_nothing_written_here_is_forgotten_while_the_page_is_open(
    browser: Browser, tmp_path: Path
) -> None:
    tab = open_page(browser, write_page(tmp_path, encode_shipped_campaign()))
    debrief = find_address(tab, "debrief")
    tab.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    go_to(tab, debrief)
    for n, words in enumerate(("First.", "Second.")):
        tab.page.locator("textarea").nth(n).fill(words)
    go_to(tab, "#")
    go_to(tab, debrief)
    assert [tab.page.locator("textarea").nth(n).input_value() for n in range(2)] == ["First.", "Second."]
