"""The language of the terminal: the one asked for, else the system's; without a front end it is English."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.localization import current_language
from tests.commands.command_line import run_command
from tests.translation.sample import EXAMPLE_ROOT, write_german_example


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LANGUAGE", raising=False)


def play(*arguments: str) -> str:
    result = run_command("play", "high-water", "--pack", str(EXAMPLE_ROOT), *arguments, typed="q\n")
    assert result.status == 0
    assert current_language() == "en", "the next command begins in English again"
    return result.out


@pytest.mark.parametrize(
    ("locale", "label"), [("en_XA.UTF-8", "[Ýýóóú àŕè:"), ("en_GB.UTF-8", "You are:"), ("C", "You are:")]
)
def test_the_terminal_speaks_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, locale: str, label: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert label in play("--terminal")


def test_a_path_without_a_front_end_is_told_in_english_whatever_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_XA.UTF-8")
    assert "èè" not in play("--choices", "begin")


def test_the_language_that_is_asked_for_is_that_of_scene_and_interface(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    root = write_german_example(tmp_path, "en-XA")
    result = run_command("play", "high-water", "--pack", str(root), "--language", "en-XA", "--terminal", typed="q\n")
    assert result.status == 0
    assert "Hochwasser" in result.out
    assert "[Ýýóóú àŕè:" in result.out
