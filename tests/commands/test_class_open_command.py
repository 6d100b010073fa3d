"""`party-card class open` as it is typed: it opens a lesson and says what hinders it."""

from __future__ import annotations

import argparse
import re
from importlib.util import find_spec
from pathlib import Path
from unittest import mock

import pytest

from party_card.cli import main
from party_card.commands import _class_open
from party_card.local_server.listener import open_listener
from tests import ROOT
from tests.classroom.lesson_server import Device
from tests.classroom.process import LessonProcess, find_free_port
from tests.classroom.sample import PACK, sample_file


def test_a_lesson_is_opened_and_closed(tmp_path: Path) -> None:
    port = str(find_free_port())
    with LessonProcess(tmp_path, "--port", port) as lesson:
        assert lesson.find_line("Your page: ").startswith("http://127.0.0.1:")
        assert Device(int(port)).join(lesson.code, "heron").status == 200
        out, err = lesson.interrupt()
        assert (
            out
            == f"The lesson is closed. Everything is stored in {sample_file(tmp_path)}. Open it again, and it goes on.\n"
        )
        assert "Traceback" not in err
        assert lesson.process.returncode == 0


def test_missing_packages_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    def find(name: str) -> object:
        return None if name == "segno" else find_spec(name)

    with mock.patch.object(_class_open, "find_spec", find):
        assert main(["class", "open", "high-water"]) == 2
    assert "python -m pip install 'party-card[class]'" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_listener("0.0.0.0", 0) as taken:
        port = str(taken.getsockname()[1])
        arguments = ["class", "open", "high-water", "--pack", str(PACK), "--data", str(sample_file(tmp_path))]
        assert main([*arguments, "--no-browser", "--port", port]) == 2
    assert f"the port {port} cannot be used" in capsys.readouterr().err


def test_a_file_that_holds_no_lessons_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("These are my notes, and no lessons are in them. " * 10)
    assert main(["class", "open", "high-water", "--pack", str(PACK), "--data", str(file), "--no-browser"]) == 2
    assert f"The file {file} cannot be used for lessons" in capsys.readouterr().err
    assert file.read_text().startswith("These are my notes")


def test_an_unknown_scene_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["class", "open", "low-water", "--pack", str(PACK), "--no-browser"]) == 2
    assert "low-water" in capsys.readouterr().err


def test_a_language_into_which_the_scene_is_not_translated_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["class", "open", "high-water", "--pack", str(PACK), "--no-browser", "--language", "uk"]) == 2
    assert "there is no translation of `high-water` into `uk`" in capsys.readouterr().err


def test_every_option_is_in_the_handbook() -> None:
    parser = argparse.ArgumentParser()
    _class_open.add_arguments(parser)
    options = {name for action in parser._actions for name in action.option_strings if name.startswith("--")}
    chapter = (ROOT / "scenes/README.md").read_text(encoding="utf-8").split("\n## A lesson with a class\n")[1]
    documented = set(re.findall(r"^\| `(--[a-z-]+)", chapter.split("\n## ")[0], re.MULTILINE))
    assert documented == options - {"--help", "--limit"}  # the limit of the proof is the same of every command
