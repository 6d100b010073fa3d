"""Self-voicing: its utterances and their end, and speakers that are missing, slow or gone."""

from __future__ import annotations

import threading
import time

import pytest

from party_card.frontends.window.accessibility import self_voicing
from party_card.frontends.window.accessibility.self_voicing import SelfVoicing
from party_card.frontends.window.audio.tts import missing_speech_message
from party_card.frontends.window.feedback import FeedbackController
from party_card.frontends.window.input.events import Arrow, Key, PointerMove, Tab
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.storage.settings import Settings

from ..open_screens import open_screen


class RecordingSpeaker:
    """A speaker that records its calls; `stop` is an empty text."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.is_closed = threading.Event()

    def say(self, text: str) -> None:
        self.log.append(text)

    def stop(self) -> None:
        self.log.append("")

    def close(self) -> None:
        self.log.append("closed")
        self.is_closed.set()


@pytest.fixture
def speaker(monkeypatch: pytest.MonkeyPatch) -> RecordingSpeaker:
    speaker = RecordingSpeaker()
    monkeypatch.setattr(self_voicing, "open_speaker", lambda: speaker)
    return speaker


def read_aloud(name: str, speaker: RecordingSpeaker) -> tuple[Navigator, FeedbackController]:
    navigator = open_screen(name, settings=Settings(speech=True))
    feedback = FeedbackController(navigator)
    feedback.update(has_news=True)
    assert speaker.log
    return navigator, feedback


def test_a_page_is_read_heading_passage_and_numbered_offers(speaker: RecordingSpeaker) -> None:
    read_aloud("passage", speaker)
    utterance = speaker.log[-1]
    expected = ["A Paper You Were Not Meant to Read", "yours to keep in order", "The door has no lock.",
             "1. Put it back", "2. Carry it out", "3. Take it tonight"]  # fmt: skip
    positions = [utterance.casefold().find(words.casefold()) for words in expected]
    assert -1 not in positions
    assert positions == sorted(positions)
    assert "Closed: Copy a page for your brother." in utterance


def test_the_focus_is_said_as_it_moves_and_only_then(speaker: RecordingSpeaker) -> None:
    navigator, feedback = read_aloud("passage", speaker)
    speaker.log.clear()
    navigator.view.focus_and_reveal(Command("choose", "ask"))
    feedback.update(has_news=True)
    assert len(speaker.log) == 1
    assert speaker.log[0].startswith("2. Carry it out to the veranda")
    feedback.update(has_news=True)
    feedback.update(has_news=False)
    assert len(speaker.log) == 1


def test_a_dial_says_its_new_value(speaker: RecordingSpeaker) -> None:
    navigator, feedback = read_aloud("settings", speaker)
    navigator.dispatch(Arrow(x=1))
    feedback.update(has_news=True)
    assert "Text size: 110 %" in speaker.log[-1]


def test_what_was_chosen_is_said_before_the_page_that_follows(speaker: RecordingSpeaker) -> None:
    navigator, feedback = read_aloud("passage", speaker)
    navigator.dispatch(Key("1"))
    feedback.update(has_news=True)
    assert speaker.log[-1].startswith("1. Put it back exactly as it lay")
    assert speaker.log[-1].find("He had read it twice") > 0


def test_whatever_is_done_stops_it_but_not_the_mouse_passing_by(speaker: RecordingSpeaker) -> None:
    _, feedback = read_aloud("passage", speaker)
    speaker.log.clear()
    feedback.stop_speech(PointerMove(3, 3))
    assert speaker.log == []
    feedback.stop_speech(Tab())
    assert speaker.log == [""]


def test_switched_off_it_lets_go_and_says_no_more(speaker: RecordingSpeaker) -> None:
    navigator, feedback = read_aloud("passage", speaker)
    navigator.session.update_settings(speech=False)
    feedback.update(has_news=True)
    assert speaker.log[-1] == "closed"
    navigator.view.focus_and_reveal(Command("choose", "ask"))
    feedback.update(has_news=True)
    assert speaker.log[-1] == "closed"


def test_where_there_is_no_speech_the_settings_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_voicing, "open_speaker", lambda: None)
    navigator = open_screen("settings", settings=Settings(speech=True))
    feedback = FeedbackController(navigator)
    feedback.update(has_news=True)
    assert navigator.setting_errors["speech"] == missing_speech_message()
    navigator.session.update_settings(speech=False)
    feedback.update(has_news=True)
    assert navigator.setting_errors == {}


def test_a_speaker_that_is_slow_to_start_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    speaker, is_ready = RecordingSpeaker(), threading.Event()
    monkeypatch.setattr(self_voicing, "open_speaker", lambda: speaker if is_ready.wait(10) else None)
    navigator = open_screen("passage", settings=Settings(speech=True))
    feedback = FeedbackController(navigator)
    start_s = time.monotonic()
    feedback.update(has_news=True)
    assert time.monotonic() - start_s < 1
    assert navigator.setting_errors == {}
    is_ready.set()
    assert feedback.self_voicing is not None and feedback.self_voicing._speaker_future is not None
    assert feedback.self_voicing._speaker_future.result(10) is speaker
    feedback.update(has_news=False)
    assert speaker.log[0].startswith("A Paper You Were Not Meant to Read"), "the page is read as soon as it can be"


def test_a_speaker_that_comes_after_it_was_switched_off_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    speaker, is_ready = RecordingSpeaker(), threading.Event()
    monkeypatch.setattr(self_voicing, "open_speaker", lambda: speaker if is_ready.wait(10) else None)
    voicing = SelfVoicing()
    voicing.set_enabled(True)
    voicing.set_enabled(False)
    is_ready.set()
    assert speaker.is_closed.wait(10)
    assert speaker.log == ["closed"]


def test_a_speaker_that_goes_away_is_a_remark_and_no_more() -> None:
    class ClosedSpeaker(RecordingSpeaker):
        def say(self, text: str) -> None:
            raise BrokenPipeError(text)

    speaker, voicing = ClosedSpeaker(), SelfVoicing()
    voicing._is_enabled, voicing._speaker = True, speaker
    voicing.announce(open_screen("passage"))
    assert "Switch it off and on again" in voicing.error
    assert speaker.log == ["closed"]
    voicing.stop()
