"""Fixtures that all tests share, fewer garbage collections, and the count of tests that did not run."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from party_card.commands import _progress
from party_card.content.garbage_collection import skip_present_objects
from party_card.localization import set_language
from party_card.localization.languages import ENGLISH
from party_card.localization.user_catalogues import set_user_folder
from party_card.storage import schema

pytest_plugins = ["pytester", "tests.browsers"]

settings.register_profile("party-card", deadline=None)  # how long an example takes on a busy machine says nothing
settings.load_profile("party-card")

NO_DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
"""What has to be absent from the environment for the program to find no display."""

_home_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keeps every test away from the progress and the screen of the person who runs it; the folder does not exist yet."""
    folder = tmp_path_factory.getbasetemp() / f"home-{next(_home_numbers)}"
    monkeypatch.setenv("PARTY_CARD_HOME", str(folder))
    for name in NO_DISPLAY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Makes the system of every test English, and the program too when it has ended."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    yield
    set_language(ENGLISH)
    set_user_folder(lambda: None)


@pytest.fixture(autouse=True)
def silent_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets no command tell its progress because the machine is busy."""
    monkeypatch.setattr(_progress, "SECONDS_BEFORE_FIRST_REPORT", 3600.0)


@pytest.fixture(autouse=True, scope="session")
def synchronous_mode() -> Iterator[str]:
    """Saves without waiting for the disk; returns how the program does it, as it still does in other processes."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        mode = schema.SYNCHRONOUS
        monkeypatch.setattr(schema, "SYNCHRONOUS", "OFF")
        yield mode


@pytest.fixture
def write_pack(tmp_path: Path) -> Callable[..., Path]:
    """Writes files into a new folder and returns it: write_pack({"scenes/a.yaml": "scene: a"})."""

    def write(files: dict[str, str]) -> Path:
        root = tmp_path / "pack"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        return root

    return write


# ----------------------------------------------------------------------------------------------- garbage collection

# Each collection looks through all test modules and packs, which stay until the end: a fifth of the time of a run.
gc.disable()


def pytest_collection_finish() -> None:
    skip_present_objects()
    gc.set_threshold(50_000, 10, 10)
    gc.enable()


# ------------------------------------------------------------------------------------------- tests that did not run

_DESELECTED = pytest.StashKey[dict[str, int]]()


def _described_marks(config: pytest.Config) -> dict[str, str]:
    """The marks of pyproject.toml, each with its description."""
    lines = (line.partition(": ") for line in config.getini("markers"))
    return {name: text for name, _, text in lines if f"pytest -m {name}" in text}


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_DESELECTED] = {}


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    config = items[0].config
    counts = config.stash[_DESELECTED]
    for mark in _described_marks(config):
        counts[mark] = counts.get(mark, 0) + sum(item.get_closest_marker(mark) is not None for item in items)


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, object, object]:
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["deselected"] = session.config.stash[_DESELECTED]
    return (yield)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:  # noqa: ARG001 - named by the hook
    counts = node.config.stash[_DESELECTED]
    for mark, count in getattr(node, "workeroutput", {}).get("deselected", {}).items():
        counts[mark] = count  # every worker collects all tests, so every worker counts the same


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    marks = _described_marks(config)
    for mark, count in sorted(config.stash[_DESELECTED].items()):
        if count:
            terminalreporter.write_line(f"not run: {count} marked {mark} ({marks[mark]})")
