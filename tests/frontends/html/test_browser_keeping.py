"""Progress is kept: over a reload, in the address, without a store, beside another edition or tab, back and forth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from party_card.frontends.html.decode import Json
from party_card.frontends.html.encode.scene import write_data
from tests.engine.sample import sample_scene
from tests.frontends.html.chromium import Opened, opened, plain, written
from tests.frontends.html.states import campaign_data, go, walk_to

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path, plain(write_data([sample_scene()])))


def text(tab: Opened) -> str:
    return str(tab.run("document.querySelector('main').innerText"))


def reload(tab: Opened) -> None:
    tab.page.reload()
    tab.page.wait_for_selector("html[data-ready]")


def press(tab: Opened, keys: str) -> None:
    for key in keys:
        tab.page.keyboard.press(key)


def test_a_reload_goes_on_where_it_was(browser: Browser, path: Path) -> None:
    tab = opened(browser, path)
    press(tab, "13")
    before = text(tab), tab.run("location.hash")
    assert before[1].endswith(".0-2")
    reload(tab)
    assert (text(tab), tab.run("location.hash")) == before
    tab.page.goto("about:blank")
    tab.page.goto(path.as_uri())  # without the address, from the store
    assert text(tab) == before[0]


def test_an_address_shared_goes_on_in_another_profile(browser: Browser, path: Path) -> None:
    tab = opened(browser, path)
    press(tab, "131")
    shared = tab.run("location.hash")
    other = opened(browser, path, shared)
    assert text(other) == text(tab)
    press(other, "b")
    assert other.run("location.hash") == shared[:-1]


def test_where_the_store_is_blocked_the_address_keeps_it_and_the_page_says_so(browser: Browser, path: Path) -> None:
    context = browser.new_context(offline=True)
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    tab = Opened(context.new_page(), context)
    tab.page.goto(path.as_uri())
    press(tab, "13")
    assert "in this page’s address only" in tab.run("document.querySelector('nav').innerText")
    before = text(tab)
    reload(tab)
    assert text(tab) == before
    press(tab, "s")
    tab.page.get_by_label("Dark").check()
    assert tab.run("document.documentElement.dataset.theme") == "dark"


def test_what_another_wrote_under_our_keys_does_no_harm(browser: Browser, path: Path) -> None:
    tab = opened(browser, path)
    for words in (
        "5",
        "null",
        "[]",
        '{"walks": 7, "answers": {"paper": 3}}',
        '{"walks": {"paper": {"a": 1}}}',
        "not json",
        '{"size": "x", "theme": "__proto__"}',
    ):
        tab.run(
            "(words) => { for (const key of ['party-card.paper', 'party-card settings']) localStorage.setItem(key, words); location.hash = ''; }",
            words,
        )
        reload(tab)
        assert "Begin" in text(tab), words
        press(tab, "1")
        assert "Seven pages" in text(tab), words
        press(tab, "b")
    assert tab.complaints == []


def test_another_edition_of_a_scene_begins_anew_and_says_so(browser: Browser, path: Path) -> None:
    tab = opened(browser, path)
    press(tab, "13")
    was = tab.run("location.hash")
    changed = path.read_text(encoding="utf-8").replace(was.split(".")[1], "ffffff")
    path.write_text(changed, encoding="utf-8")
    reload(tab)
    assert "Begin" in text(tab)
    tab.page.wait_for_function("document.getElementById('status').textContent.includes('has changed since')")


@pytest.mark.parametrize("walk", ["0-9", "0zz", "0-00000000000", "0---", "0----------", "z-", "-", "0"])
def test_a_walk_that_cannot_be_goes_as_far_as_it_can(browser: Browser, path: Path, walk: str) -> None:
    tab = opened(browser, path)
    shape = tab.run("partyCard.data.scenes[0].shape")
    go(tab, f"#paper.{shape}.{walk}")
    assert tab.run("document.querySelector('article button') !== null")
    assert tab.complaints == []


def test_undo_goes_back_a_step_at_a_time_to_the_briefing(browser: Browser, path: Path) -> None:
    tab = opened(browser, path)
    seen = [text(tab)]
    for key in "113":
        press(tab, key)
        seen.append(text(tab))
    for before in reversed(seen[:-1]):
        press(tab, "b")
        assert text(tab) == before
    press(tab, "b")
    assert text(tab) == seen[0]


def test_the_browsers_back_button_goes_to_the_address_before(browser: Browser, tmp_path: Path) -> None:
    tab = opened(browser, written(tmp_path, campaign_data()))
    first, second = walk_to(tab, "record"), walk_to(tab, "passage", "two-notes")
    go(tab, first)
    record = text(tab)
    go(tab, second)
    assert text(tab) != record
    tab.page.go_back()
    tab.page.wait_for_timeout(100)
    assert text(tab) == record


def test_answers_of_a_debrief_are_there_after_a_reload(browser: Browser, path: Path) -> None:
    tab = opened(browser, path)
    go(tab, walk_to(tab, "debrief", "paper"))
    tab.page.locator("textarea").fill("Anna <b>knew</b>.\n“Not a word.”")
    assert tab.page.locator("details").is_visible()
    reload(tab)
    assert tab.page.locator("textarea").input_value() == "Anna <b>knew</b>.\n“Not a word.”"
    assert tab.run("document.querySelector('h2').innerText").casefold() == "questions to think over"


def test_a_scene_leaves_something_to_a_later_one_until_it_is_undone(browser: Browser, tmp_path: Path) -> None:
    data: Json = campaign_data()
    tab = opened(browser, written(tmp_path, data))
    number, trace = next(
        (number, trace)
        for number, scene in enumerate(data["scenes"])
        for trace, *_ in scene["carried"]
        if any(row[0] == trace for one in data["scenes"][:number] for row in one["leaves"])
    )
    leaving = next(n for n, one in enumerate(data["scenes"]) if any(row[0] == trace for row in one["leaves"]))
    later, earlier = data["scenes"][number]["id"], data["scenes"][leaving]["id"]
    bit = [row[0] for row in data["scenes"][number]["carried"]].index(trace)
    found = tab.run(
        """([scene, trace]) => { const {data, begin, take, page, walk, traces} = partyCard; let seed = 3;
        const dice = (count) => (seed = (seed * 1103515245 + 12345) % 2147483648) % count;
        for (let n = 0; n < 500; n++) for (let at = begin(data, scene), s = 0; at && s < 200; s++) {
          if (at.stage === "record" && traces(data, at).includes(trace)) return `#${data.scenes[scene].id}.${data.scenes[scene].shape}.${walk(data, at)}`;
          const open = page(data, at).offers.filter(({open}) => open); at = open.length ? take(data, at, open[dice(open.length)].id) : null; } }""",
        [leaving, trace],
    )
    carried = "(later) => { location.hash = ''; return new Promise((done) => setTimeout(() => { [...document.querySelectorAll('.scenes button')][later].click(); document.querySelector('.between .go')?.click(); document.querySelector('.go').click(); done(parseInt(location.hash.split('.')[2][0], 36)); }, 60)); }"
    go(tab, found)
    press(tab, "b")
    assert tab.run(carried, number) >> bit & 1 == 0, (earlier, later)
    press(tab, "b")
    go(tab, found)
    press(tab, "11")  # on to what follows, so that it is kept
    tab.run(
        "(id) => { const key = Object.keys(localStorage).find((one) => one.startsWith('party-card.')); const kept = JSON.parse(localStorage[key]); delete kept.walks[id]; localStorage[key] = JSON.stringify(kept); location.hash = ''; }",
        later,
    )
    reload(tab)
    assert tab.run(carried, number) >> bit & 1 == 1, (earlier, later)


KEPT = "JSON.parse(localStorage.getItem(Object.keys(localStorage).find((one) => one.startsWith('party-card.'))))"


def beside(tab: Opened) -> Opened:
    """The same page in another tab of the same browser."""
    other = Opened(tab.context.new_page(), tab.context)
    other.page.goto(tab.page.url)
    other.page.wait_for_selector("html[data-ready]")
    return other


def test_two_tabs_keep_what_the_other_has_walked_and_answered(browser: Browser, tmp_path: Path) -> None:
    first = opened(browser, written(tmp_path, campaign_data()))
    second = beside(first)
    debrief, other = walk_to(first, "debrief"), walk_to(first, "debrief", "two-notes")
    go(first, debrief)
    go(second, other)
    first.page.locator("textarea").first.fill("From the first tab.")
    second.page.locator("textarea").first.fill("From the second tab.")
    first.page.locator("textarea").nth(1).fill("The first once more.")  # after the second has written
    kept = first.run(KEPT)
    assert sorted(kept["walks"]) == ["loose-tongues", "two-notes"]
    answers = [text for scene in kept["answers"].values() for text in scene.values()]
    assert sorted(answers) == ["From the first tab.", "From the second tab.", "The first once more."]
    go(second, debrief)
    fields = second.page.locator("textarea")
    assert [fields.nth(n).input_value() for n in range(2)] == ["From the first tab.", "The first once more."]


def test_an_answer_shows_at_once_in_another_tab_that_has_its_question_open(browser: Browser, path: Path) -> None:
    first = opened(browser, path)
    debrief = walk_to(first, "debrief", "paper")
    second = beside(first)
    go(first, debrief)
    go(second, debrief)
    assert not second.page.locator("details").is_visible()
    first.page.locator("textarea").fill("She knew.")
    second.page.locator("details").wait_for(timeout=2000)
    assert second.page.locator("textarea").input_value() == "She knew."


def test_a_tab_left_behind_does_not_take_back_what_the_other_has_finished(browser: Browser, path: Path) -> None:
    first = opened(browser, path)
    second = beside(first)
    go(first, walk_to(first, "record", "paper"))
    press(first, "1")  # to the questions, so that it is kept
    finished = first.run(KEPT)["walks"]["paper"]
    press(second, "1")
    assert second.run(KEPT)["walks"]["paper"].endswith(".0-")
    assert second.run(KEPT)["before"]["paper"] == finished


def test_an_answer_stays_beneath_its_question_when_questions_are_added(browser: Browser, path: Path) -> None:
    tab = opened(browser, path)
    debrief = walk_to(tab, "debrief", "paper")
    go(tab, debrief)
    tab.page.locator("textarea").fill("She knew.")
    data = plain(write_data([sample_scene()]))
    row = next(row for row in data["scenes"][0]["debrief"] if row[0] == 8)
    data["lines"].append("What else could she have done?")
    data["scenes"][0]["debrief"].insert(0, [*row[:2], len(data["lines"]) - 1, *row[3:]])
    written(path.parent, data)
    reload(tab)
    fields = tab.page.locator("textarea")
    assert [fields.nth(n).input_value() for n in range(2)] == ["", "She knew."]


def test_where_the_store_is_full_nothing_written_here_is_forgotten_while_the_page_is_open(
    browser: Browser, tmp_path: Path
) -> None:
    tab = opened(browser, written(tmp_path, campaign_data()))
    debrief = walk_to(tab, "debrief")
    tab.run("() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }")
    go(tab, debrief)
    for n, words in enumerate(("First.", "Second.")):
        tab.page.locator("textarea").nth(n).fill(words)
    go(tab, "#")
    go(tab, debrief)
    assert [tab.page.locator("textarea").nth(n).input_value() for n in range(2)] == ["First.", "Second."]
