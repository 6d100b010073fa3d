"""What may be set, what is kept of it, and what an older or a strange file is read as."""

from __future__ import annotations

from dataclasses import asdict, fields
from itertools import pairwise
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.engine.page import Comparison
from party_card.storage.settings import CHOICES, Settings, from_strings, to_strings
from tests.storage.sample import LETTER, write_pack


def test_every_setting_has_its_values_and_its_default_is_one_of_them() -> None:
    assert set(CHOICES) == {field.name for field in fields(Settings)}
    for name, value in asdict(Settings()).items():
        assert value in CHOICES[name], name


@pytest.mark.parametrize("name", CHOICES)
def test_every_value_is_kept_as_it_was_set(name: str) -> None:
    for value in CHOICES[name]:
        chosen = Settings(**{name: value})  # type: ignore[arg-type]
        assert from_strings(to_strings(chosen)) == chosen


@pytest.mark.parametrize("name", sorted(set(CHOICES) - {"text_size"}))
def test_what_is_none_of_the_values_is_refused(name: str) -> None:
    for wrong in ("sepia", -1, 37, None):
        with pytest.raises(ValueError, match=name):
            Settings(**{name: wrong})  # type: ignore[arg-type]


def test_what_the_version_before_kept_still_reads() -> None:
    kept = {"text_size": "150", "theme": "dark", "face": "legible", "motion": "True", "sound": "False"}
    assert from_strings(kept) == Settings(text_size=150, theme="dark", face="legible")
    assert from_strings({"motion": "False", "sound": "True"}) == Settings(motion="reduced", sound="on")


def test_a_value_from_nowhere_falls_back_and_takes_nothing_with_it() -> None:
    strange = {"measure": "67", "hold": "always", "scan": "-5", "speech": "yes", "motion": "", "record": "never"}
    assert from_strings(strange | {"word_spacing": "16"}) == Settings(word_spacing=16)


def test_spacing_reaches_what_wcag_asks_for_and_goes_beyond() -> None:
    for name, least in (
        ("line_spacing", 150),
        ("letter_spacing", 12),
        ("word_spacing", 16),
        ("paragraph_spacing", 200),
    ):
        assert least in CHOICES[name]
        assert max(int(str(value)) for value in CHOICES[name]) > least


def test_numbers_rise_from_step_to_step() -> None:
    for values in CHOICES.values():
        numbers = [value for value in values if type(value) is int]
        assert all(one < next_ for one, next_ in pairwise(numbers))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(write_pack(tmp_path / "pack"), folder=tmp_path / "kept")


def compared(session: Session) -> bool:
    return any(isinstance(block, Comparison) for block in session.page().blocks)


def test_a_reader_may_see_the_record_after_each_decision_or_at_the_end_whatever_the_scene_says(
    session: Session,
) -> None:
    session.open(LETTER)
    session.choose("begin")
    assert not compared(session)
    session.choose("read")
    as_written = compared(session)
    for wish, shown in (("each", True), ("end", False), ("scene", as_written)):
        session.update_settings(record=wish)
        assert compared(session) == shown, wish


def test_that_wish_outlasts_the_sitting_and_going_back(session: Session) -> None:
    session.update_settings(record="each")
    session.open(LETTER)
    session.choose("begin")
    assert not compared(session)
    session.choose("read")
    session.undo()
    session.choose("read")
    assert compared(session)
    session.open(LETTER)
    assert compared(session)
