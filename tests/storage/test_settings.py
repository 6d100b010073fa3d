"""Which settings there are, how they are stored, and how a file of another version is read."""

from __future__ import annotations

from dataclasses import asdict, fields
from itertools import pairwise
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.engine.page import Comparison
from party_card.storage.settings import SETTING_VALUES, Settings, decode_settings, encode_settings
from tests.storage.sample import LETTER, write_pack


def test_every_setting_has_its_values_and_its_default_is_one_of_them() -> None:
    assert set(SETTING_VALUES) == {field.name for field in fields(Settings)}
    for name, value in asdict(Settings()).items():
        assert value in SETTING_VALUES[name], name


@pytest.mark.parametrize("name", SETTING_VALUES)
def test_every_value_is_kept_as_it_was_set(name: str) -> None:
    for value in SETTING_VALUES[name]:
        settings = Settings(**{name: value})  # type: ignore[arg-type]
        assert decode_settings(encode_settings(settings)) == settings


@pytest.mark.parametrize("name", sorted(set(SETTING_VALUES) - {"text_size"}))
def test_what_is_none_of_the_values_is_refused(name: str) -> None:
    for value in ("sepia", -1, 37, None):
        with pytest.raises(ValueError, match=name):
            Settings(**{name: value})  # type: ignore[arg-type]


def test_what_the_version_before_kept_still_reads() -> None:
    stored = {"text_size": "150", "theme": "dark", "face": "legible", "motion": "True", "sound": "False"}
    assert decode_settings(stored) == Settings(text_size=150, theme="dark", face="legible")
    assert decode_settings({"motion": "False", "sound": "True"}) == Settings(motion="reduced", sound="on")


def test_a_value_from_nowhere_falls_back_and_takes_nothing_with_it() -> None:
    invalid = {"measure": "67", "hold": "always", "scan": "-5", "speech": "yes", "motion": "", "record": "never"}
    assert decode_settings(invalid | {"word_spacing": "16"}) == Settings(word_spacing=16)


def test_spacing_reaches_what_wcag_asks_for_and_goes_beyond() -> None:
    for name, minimum in (
        ("line_spacing", 150),
        ("letter_spacing", 12),
        ("word_spacing", 16),
        ("paragraph_spacing", 200),
    ):
        assert minimum in SETTING_VALUES[name]
        assert max(int(str(value)) for value in SETTING_VALUES[name]) > minimum


def test_numbers_rise_from_step_to_step() -> None:
    for values in SETTING_VALUES.values():
        numbers = [value for value in values if type(value) is int]
        assert all(smaller < larger for smaller, larger in pairwise(numbers))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(write_pack(tmp_path / "pack"), folder=tmp_path / "kept")


def has_comparison(session: Session) -> bool:
    """Returns True if the page compares a decision with the record."""
    return any(isinstance(block, Comparison) for block in session.page().blocks)


def test_a_reader_may_see_the_record_after_each_decision_or_at_the_end_whatever_the_scene_says(
    session: Session,
) -> None:
    session.open(LETTER)
    session.choose("begin")
    assert not has_comparison(session)
    session.choose("read")
    as_written = has_comparison(session)
    for timing, reveal in (("each", True), ("end", False), ("scene", as_written)):
        session.update_settings(record=timing)
        assert has_comparison(session) == reveal, timing


def test_that_wish_outlasts_the_sitting_and_going_back(session: Session) -> None:
    session.update_settings(record="each")
    session.open(LETTER)
    session.choose("begin")
    assert not has_comparison(session)
    session.choose("read")
    session.undo()
    session.choose("read")
    assert has_comparison(session)
    session.open(LETTER)
    assert has_comparison(session)
