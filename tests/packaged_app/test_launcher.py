"""The launcher of the packaged program chooses what to open, and runs a module of ours as Python does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from packaged_app.launcher import GAME, STUDIO, choose_arguments
from party_card import __version__
from tests import ROOT

LAUNCHER = ROOT / "game" / "packaged_app" / "launcher.py"


@pytest.mark.parametrize(
    ("program", "arguments", "expected"),
    [
        (GAME, [], []),
        (GAME, ["check", "a folder"], ["check", "a folder"]),
        (STUDIO, [], ["studio", str(Path("documents", "Party Card")), "--end-when-closed"]),
        (STUDIO, ["studio", "here"], ["studio", "here"]),
    ],
)
def test_the_file_that_is_opened_decides_what_comes(program: str, arguments: list[str], expected: list[str]) -> None:
    assert choose_arguments(program, arguments, Path("documents")) == expected


def test_a_module_of_ours_is_run_as_python_runs_it() -> None:
    assert run_launcher("-m", "party_card", "--version").stdout == f"party-card {__version__}\n"


def test_a_module_of_others_is_not_run() -> None:
    process = run_launcher("-m", "this")
    assert (process.returncode, process.stdout) == (2, "")


def run_launcher(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(LAUNCHER), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
