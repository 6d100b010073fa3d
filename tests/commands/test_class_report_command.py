"""`party-card class report`: what a teacher meets, from a folder of transcripts to the files."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

import pytest

from party_card.commands import _class_report
from party_card.reports.class_report import file_entries
from tests import ROOT
from tests.commands.command_line import run_command
from tests.reports.class_report.students import NICKNAMES, SCENES, play_class, to_html, write_class


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the transcripts of three students."""
    monkeypatch.chdir(tmp_path)
    write_class(tmp_path / "in", list(play_class(NICKNAMES[:3], SCENES[2:])))
    return tmp_path / "in"


def test_it_writes_page_table_and_workbook_and_says_who_is_missing(folder: Path) -> None:
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\x00")
    Path("list.txt").write_text("\n".join([*NICKNAMES[:3], "tulip"]))
    files = ("--to", "c.html", "--to", "c.csv", "--to", "c.xlsx")
    result = run_command("class", "report", "in", *files, "--class-list", "list.txt")
    assert (result.status, result.err) == (0, "")
    assert "3 of 4 on your list handed in a transcript.\nNot counted: 1 file.\n  photo.jpg: This is no" in result.out
    assert {path.name for path in folder.parent.iterdir()} == {"in", "list.txt", "c.html", "c.csv", "c.xlsx"}
    assert "tulip" in Path("c.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("locale", "language", "word"), [("de_DE.UTF-8", "de", "Spitzname"), ("C", "en", "Nickname")])
def test_the_report_is_in_the_language_of_the_system(
    folder: Path, monkeypatch: pytest.MonkeyPatch, locale: str, language: str, word: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.delenv("LANGUAGE", raising=False)
    assert run_command("class", "report", str(folder), "--to", "c.html", "--to", "c.csv").status == 0
    assert f'lang="{language}"' in Path("c.html").read_text(encoding="utf-8")[:300]
    assert word in Path("c.csv").read_text(encoding="utf-8-sig").partition("\n")[0]


def test_again_in_the_same_folder_it_passes_over_its_own_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for options in ((), ("--without-names",)):
        result = run_command("class", "report", ".", "--to", "c.csv", *options)
        assert result.status == 0
        assert "Not counted" not in result.out
    text = Path("c.csv").read_text(encoding="utf-8-sig")
    assert "Student 1" in text
    assert not any(f"\n{name}," in text for name in NICKNAMES)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere", "--to", "c.html"], "there is no file or folder nowhere"),
        (
            ["empty", "--to", "c.html"],
            "there is no file in empty; put the transcripts there, as the students saved them",
        ),
        (["photos", "--to", "c.html"], "no transcript in photos can be counted, so nothing is written"),
        (["in", "--to", "c.doc"], "c.doc must end in .html, .csv or .xlsx"),
        (["in", "--to", "no/c.html"], "no/c.html cannot be written: No such file or directory"),
        (["in", "--to", "c.html", "--class-list", "none.txt"], "the class list none.txt cannot be read: No such file"),
        (["in", "--to", "c.html", "--class-list", "in"], "the class list in cannot be read: it is a folder"),
        (["in", "--to", "c.html", "--pack", "none"], "there is no folder none"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
@pytest.mark.usefixtures("folder")
def test_what_cannot_be_done_is_said_in_a_sentence(arguments: list[str], message: str) -> None:
    Path("empty").mkdir()
    Path("photos").mkdir()
    Path("photos/a.jpg").write_bytes(b"\xff\xd8\x00")
    result = run_command("class", "report", *arguments)
    assert result.status == 2
    assert result.err.startswith(f"party-card: {message}")
    assert not Path("c.html").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may read everything")
def test_a_folder_that_cannot_be_read(folder: Path) -> None:
    folder.chmod(0)
    result = run_command("class", "report", "in", "--to", "c.html")
    folder.chmod(0o700)
    assert (result.status, result.err) == (2, "party-card: in cannot be read: Permission denied\n")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take names in Unicode alone")
def test_a_name_that_is_no_text(folder: Path) -> None:
    Path(os.fsdecode(bytes(folder) + b"/\xff\x1b[2J.jpg")).write_bytes(b"\xff\xd8\x00")
    result = run_command(
        "class", "report", "in", *(part for name in ("c.html", "c.csv", "c.xlsx") for part in ("--to", name))
    )
    assert (result.status, result.err) == (0, "")
    assert "Not counted: 1 file." in result.out
    assert "\x1b" not in result.out


def test_a_transcript_is_not_overwritten(folder: Path) -> None:
    transcript = to_html(next(iter(play_class(NICKNAMES[:1], SCENES[2:]))).data)
    (folder / "a.html").write_text(transcript)
    result = run_command("class", "report", "in", "--to", str(folder / "a.html"))
    assert (result.status, "is a transcript; give the report another name" in result.err) == (2, True)
    assert (folder / "a.html").read_text() == transcript


def test_the_handbook_tells_of_each_option_and_limit() -> None:
    chapter = (
        (ROOT / "scenes/README.md")
        .read_text(encoding="utf-8")
        .split("## After the lesson: the class report\n")[1]
        .split("\n## ")[0]
    )
    parser = argparse.ArgumentParser()
    _class_report.add_arguments(parser)
    options = {option for action in parser._actions for option in action.option_strings if option.startswith("--")} - {
        "--help"
    }
    assert set(re.findall(r"^\| `(--[a-z-]+)", chapter, re.MULTILINE)) == options
    assert f"{file_entries.MAX_FILES:,} files and {file_entries.MAX_TOTAL_BYTES // 2**20} MB" in chapter


def test_without_the_package_for_workbooks_the_page_is_written_without_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("party_card.reports.class_report.workbook.find_spec", lambda _: None)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    result = run_command("class", "report", "in", "--to", "c.csv", "--to", "c.xlsx")
    assert (result.status, result.err) == (
        2,
        "party-card: a workbook needs one more package: python -m pip install 'party-card[class]'\n",
    )
    assert run_command("class", "report", "in", "--to", "c.html").status == 0
    assert "class-report.xlsx" not in Path("c.html").read_text(encoding="utf-8")
    assert {path.name for path in folder.parent.iterdir()} == {"in", "c.html"}
