"""The transcript of the browser page carries the same data as that of the window, and a browser's own copy keeps them."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from party_card.app.page_clock import PageClock
from party_card.app.session import Session
from party_card.content.pack import Pack
from party_card.engine.compiled import compile_scene
from party_card.engine.page_builder import PHASE_OFFER_LABELS
from party_card.engine.phases import RECORD, REVEAL
from party_card.frontends.html.bundle import build_bundle
from party_card.frontends.shared.transcript.files import write_session_transcript
from party_card.frontends.shared.transcript.transcript_data import TranscriptData, find_transcript_data
from party_card.modelcheck import explore_scene
from tests.frontends.html.chromium import BrowserTab, open_page, write_page
from tests.storage.sample import LETTER, write_pack

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

STEPS = ("begin", "read", "wait", "tell", "reveal", "close")
LABELS = (
    "Begin",
    "1 Read it",
    "1 Wait until he is gone",
    "2 Tell him about the letter",
    PHASE_OFFER_LABELS[REVEAL],
    PHASE_OFFER_LABELS[RECORD],
)
ANSWER = 'Nobody.\n</script> --> ``` "Ёлка" \ud83d\ude00'.encode("utf-16", "surrogatepass").decode("utf-16")
WAITED_S = 65


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return write_pack(tmp_path / "pack")


@pytest.fixture
def tab(browser: Browser, pack: Pack, tmp_path: Path) -> BrowserTab:
    bundle = build_bundle(pack, [explore_scene(compile_scene(pack, pack.scenes[LETTER]))])
    tab = open_page(browser, write_page(tmp_path, bundle.data))
    now = time.time()
    tab.page.clock.install(time=now)
    tab.page.clock.pause_at(now + 1)  # on a busy machine a click may take seconds, which would count
    tab.reload()
    return tab


def play(tab: BrowserTab, *labels: str) -> None:
    """Takes offers by their labels, each after `WAITED_S`."""
    for label in labels:
        tab.page.clock.run_for(WAITED_S * 1000)
        tab.page.locator("main").get_by_role("button", name=label).click()


def save(tab: BrowserTab, folder: Path, nickname: str = "") -> Path:
    tab.evaluate("document.activeElement.blur()")
    tab.press("t")
    if nickname:
        tab.page.get_by_label("Nickname, not your name").fill(nickname)
    path = tab.save_download(lambda: tab.page.get_by_role("button", name="Save as a file").click(), folder)
    tab.press("Escape")
    return path


def read(path: Path) -> TranscriptData:
    return find_transcript_data(path.read_text("utf-8"))


def test_a_playthrough_has_the_same_data_in_the_window_and_on_the_page(
    tab: BrowserTab, pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path / "home"))
    session, seconds = Session(pack, player="Ёлка 1"), 0.0
    session.open(LETTER)
    session.open_playthrough.page_clock = PageClock(lambda: seconds)
    for step in STEPS:
        seconds += WAITED_S
        session.choose(step)
    session.save_answer(1, ANSWER)
    play(tab, *LABELS)
    tab.page.locator("textarea").first.fill(ANSWER)
    expected = read(write_session_transcript(session)[0])
    data = read(save(tab, tmp_path, "Ёлка 1"))
    assert data.attempt_id != expected.attempt_id
    assert replace(data, attempt_id="", revision=0) == replace(expected, attempt_id="", revision=0)
    assert [step.seconds for step in data.steps] == [WAITED_S] * len(data.steps)
    assert data.answers
    tab.reload()
    again = read(save(tab, tmp_path / "again"))
    assert replace(again, revision=0) == replace(data, revision=0), "a reload changes nothing, and the nickname is kept"
    session.close()


def test_an_attempt_of_its_own_begins_with_the_beginning_and_not_with_an_answer(
    tab: BrowserTab, tmp_path: Path
) -> None:
    play(tab, *LABELS[:2])
    first = read(save(tab, tmp_path / "1"))
    play(tab, LABELS[2])
    second = read(save(tab, tmp_path / "2"))
    assert second.attempt_id == first.attempt_id
    assert second.revision > first.revision
    assert (first.attempt, first.nickname) == (1, "")


def test_a_store_of_an_earlier_version_goes_on_and_gets_an_id_without_a_day(tab: BrowserTab, tmp_path: Path) -> None:
    play(tab, *LABELS[:2])
    tab.evaluate(
        "() => { const key = 'party-card.letter'; const {attempts, ...old} = JSON.parse(localStorage.getItem(key));"
        " localStorage.setItem(key, JSON.stringify(old)); }"
    )
    tab.reload()
    first = read(save(tab, tmp_path / "1"))
    tab.reload()
    play(tab, LABELS[2])
    second = read(save(tab, tmp_path / "2"))
    assert first.begun is None
    assert [step.seconds for step in first.steps] == [None]
    assert second.attempt_id == first.attempt_id
    assert second.steps[-1].seconds is not None


def test_a_copy_written_from_the_elements_of_a_saved_transcript_keeps_the_data(tab: BrowserTab, tmp_path: Path) -> None:
    play(tab, *LABELS[:2])
    path = save(tab, tmp_path / "1", "Anna")
    page = tab.context.new_page()
    page.goto(path.as_uri())
    assert find_transcript_data(page.content()) == read(path)


def test_the_copied_text_holds_the_data(tab: BrowserTab, tmp_path: Path) -> None:
    play(tab, *LABELS[:2])
    path = save(tab, tmp_path / "1", "Anna")
    tab.press("t")
    tab.page.get_by_role("button", name="Copy the text").click()
    text = tab.page.get_by_label("Text of the transcript").input_value()
    assert find_transcript_data(text) == read(path)
