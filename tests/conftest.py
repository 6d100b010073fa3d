"""What every test shares: a place to write packs, and the list of tests that did not run here."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

import pytest

pytest_plugins = ["pytester"]
MARKS = {
    "window": "needs Xvfb, xdotool and openbox",
    "access": "needs Xvfb, openbox, D-Bus, AT-SPI, gir1.2-atspi-2.0 and Speech Dispatcher",
    "oracle": "needs Node, npm and the SARIF schema",
    "install": "needs the package index",
    "dask": "needs Dask",
    "long": "takes minutes",
    "print": "needs WeasyPrint, Graphviz, poppler-utils and Chromium",
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test touches the progress of whoever runs it."""
    folder = tmp_path / "home"
    monkeypatch.setenv("PARTY_CARD_HOME", str(folder))
    return folder


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


# ------------------------------------------------------------------------------------ tests that did not run here

_NOT_RUN = pytest.StashKey[dict[str, list[str]]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_NOT_RUN] = {}


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    for item in items:
        for mark in MARKS:
            if item.get_closest_marker(mark):
                item.config.stash[_NOT_RUN].setdefault(mark, []).append(item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, object, object]:
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["not_run"] = session.config.stash[_NOT_RUN]
    return (yield)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:  # noqa: ARG001 - named by the hook
    node.config.stash[_NOT_RUN].update(getattr(node, "workeroutput", {}).get("not_run", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for mark, names in config.stash[_NOT_RUN].items():
        terminalreporter.write_sep("-", f"not run here ({len(names)}): what {MARKS[mark]} (pytest -m {mark})")
        for name in names:
            terminalreporter.write_line(name)
