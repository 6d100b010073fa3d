"""`party-card translate` as it is typed: its output, and every refusal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.commands.command_line import run_command


def test_texts_are_written_where_the_game_looks_for_them(sample_root: Path) -> None:
    result = run_command("translate", "extract", "paper", "--language", "de", "--pack", str(sample_root))
    path = sample_root / "translations" / "de" / "paper.po"
    assert (result.status, result.err) == (0, "")
    assert result.out == f"{path}: 50 texts, 0 translated\n"
    assert 'msgctxt "title"\n' in path.read_text("utf-8")
    assert run_command("check", str(sample_root)).status == 0, "and a check of the pack does not mind them"


@pytest.mark.parametrize("file", ["uk.po", "uk/paper.po"])
def test_the_language_is_that_which_the_file_or_its_folder_is_called_by(
    sample_root: Path, tmp_path: Path, file: str
) -> None:
    (tmp_path / "uk").mkdir()
    path = tmp_path / file
    assert run_command("translate", "extract", "paper", "--to", str(path), "--pack", str(sample_root)).status == 0
    assert '"Language: uk\\n"' in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "texts.po"], "say which language: --language uk, or another code such as de or pt-BR"),
        (["--language", "../de"], "`../de` is no code of a language"),
        (["--language", "German"], "`German` is no code of a language"),
    ],
)
def test_a_language_that_is_not_known_is_asked_for(sample_root: Path, arguments: list[str], message: str) -> None:
    result = run_command("translate", "extract", "paper", "--pack", str(sample_root), *arguments)
    assert result.status == 2
    assert message in result.err


def test_the_scenes_of_the_game_are_written_to_a_file_that_is_named() -> None:
    result = run_command("translate", "extract", "two-notes", "--language", "de")
    assert result.status == 2
    assert "say where to write it: --to FILE, or --pack FOLDER for the scenes of a folder of yours" in result.err


def test_a_file_that_cannot_be_read_is_left_as_it_is(sample_root: Path, tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    for content in (b'msgid "A\nmsgstr ""\n', b"\xff\xfem\0s\0g\0i\0d\0", b"PK\3\4"):
        path.write_bytes(content)
        result = run_command("translate", "extract", "paper", "--to", str(path), "--pack", str(sample_root))
        assert result.status == 1
        assert result.err.startswith("error[")
        assert path.read_bytes() == content


def test_a_folder_of_translations_behind_a_link_is_not_written_to(sample_root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (sample_root / "translations").symlink_to(tmp_path / "elsewhere")
    result = run_command("translate", "extract", "paper", "--language", "de", "--pack", str(sample_root))
    assert result.status == 2
    assert "lies behind a link that leads out of the folder" in result.err
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_without_its_package_the_command_says_how_to_get_it(sample_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("babel.messages.catalog", "babel.messages.pofile"):
        monkeypatch.setitem(sys.modules, module, None)
    result = run_command("translate", "extract", "paper", "--language", "de", "--pack", str(sample_root))
    assert result.status == 2
    assert result.err == (
        "party-card: translations need one more package: python -m pip install 'party-card[translate]'\n"
    )
