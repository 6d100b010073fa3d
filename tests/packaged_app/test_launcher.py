"""The launcher of the packaged program chooses what to open, and runs a module of ours as Python does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from packaged_app.launcher import GAME, STUDIO, choose_arguments
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
    command = [sys.executable, str(LAUNCHER), "-m", "party_card.language_server.proof_worker"]
    process = subprocess.run(command, input="no JSON\n", capture_output=True, text=True, check=False)
    assert "JSONDecodeError" in process.stderr, "the worker reads a request from each line"


def test_a_module_of_others_is_not_run() -> None:
    process = subprocess.run([sys.executable, str(LAUNCHER), "-m", "this"], capture_output=True, text=True, check=False)
    assert (process.returncode, process.stdout) == (2, "")
