"""What a command prints does not depend on whether its result was known."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from party_card.commands._output import FORMATS
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.result_cache.store import FILE_NAME
from party_card.services import checked_pack
from party_card.services.load import read_pack_over_builtin
from tests.commands.command_line import run_command
from tests.commands.conftest import SAMPLE_FILES as FILES
from tests.pack_files import write_texts
from tests.random_examples import random_examples
from tests.result_cache.commands import is_answered_from_cache, run_uncached
from tests.result_cache.edits import TEXTS, Edit, apply_edit, edit_lists

BROKEN_SCENE = FILES["scenes/paper.yaml"].replace("goto: reported", "goto: reportet").replace("minutes:", "minuts:")
COMMANDS = (
    *(("check", "--format", name) for name in FORMATS),
    *(("prove", "--format", name) for name in FORMATS),
    ("check", "--strict"),
    ("prove", "--strict"),
    ("prove", "--least", "choices=100"),
    ("prove", "--random", "20", "--seed", "3"),
    ("prove", "--limit", "2"),
)


@pytest.fixture(params=["sound", "broken"])
def pack(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    texts = FILES if request.param == "sound" else FILES | {"scenes/broken.yaml": BROKEN_SCENE}
    return write_texts(tmp_path / "pack", texts)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_form_of_output_is_the_same(pack: Path, command: tuple[str, ...]) -> None:
    expected = run_uncached(*command, str(pack))
    assert run_command(*command, str(pack)) == expected
    assert is_answered_from_cache(*command, str(pack))
    assert run_command(*command, str(pack)) == expected


def test_one_result_serves_every_form_of_output(pack: Path) -> None:
    run_command("check", str(pack))
    run_command("prove", str(pack))
    for command in COMMANDS[:12]:
        assert is_answered_from_cache(*command, str(pack))
        assert run_command(*command, str(pack)) == run_uncached(*command, str(pack))


def test_a_file_of_problems_is_written_from_the_cache_too(pack: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.sarif" for number in range(2)]
    results = [run_command("check", "--format", "sarif", "--to", str(file), str(pack)) for file in files]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert results[0].status == results[1].status


def test_without_the_cache_nothing_is_written(pack: Path, home: Path) -> None:
    run_uncached("check", str(pack))
    run_uncached("prove", str(pack))
    assert not (home / "cache").exists()
    run_command("check", str(pack))
    assert (home / "cache" / FILE_NAME).exists()


def test_a_known_result_needs_neither_yaml_nor_rules(tmp_path: Path) -> None:
    pack = write_texts(tmp_path / "pack", FILES)
    code = (
        "import sys; from party_card.cli import main; main(sys.argv[1:]);"
        "print([name for name in ('yaml', 'transitions', 'party_card.rules') if name in sys.modules])"
    )
    arguments = [sys.executable, "-c", code, "prove", str(pack)]
    runs = [subprocess.run(arguments, capture_output=True, text=True, check=True) for _ in range(2)]
    assert [run.stdout.splitlines()[-1] == "[]" for run in runs] == [False, True]


def test_several_packs_are_answered_at_once(write_pack: Callable[..., Path], tmp_path: Path) -> None:
    packs = [str(write_pack(FILES)), str(write_texts(tmp_path / "other", FILES | {"scenes/b.yaml": BROKEN_SCENE}))]
    expected = run_uncached("check", *packs)
    assert run_command("check", *packs) == expected
    assert is_answered_from_cache("check", *packs)
    assert run_command("check", *packs) == expected


@pytest.mark.parametrize("options", [["--jobs", "0"], ["--least", "x"], ["--random", "0"]])
def test_a_wrong_option_is_reported_whatever_is_known(pack: Path, options: list[str]) -> None:
    run_command("prove", str(pack))
    assert run_command("prove", str(pack), *options) == run_uncached("prove", str(pack), *options)
    assert run_command("prove", str(pack), *options).status == 2


def test_a_page_of_coverage_is_written_although_the_proof_is_known(pack: Path, tmp_path: Path) -> None:
    for number in range(2):
        run_command("prove", str(pack), "--coverage", str(tmp_path / f"{number}.html"))
    assert (tmp_path / "0.html").read_bytes() == (tmp_path / "1.html").read_bytes()
    assert b"paper" in (tmp_path / "1.html").read_bytes()


def test_a_file_that_changes_while_it_is_checked_is_not_kept(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was read before or after the change, nobody knows: here it is changed, read, and changed back."""
    scene = pack / "scenes" / "paper.yaml"
    text = scene.read_bytes()

    def read_changed(root: Path | None) -> tuple[Pack, tuple[Diagnostic, ...]]:
        scene.write_bytes(text.replace(b"title: The Paper", b"titel: The Paper"))
        try:
            return read_pack_over_builtin(root)
        finally:
            scene.write_bytes(text)

    with monkeypatch.context() as context:
        context.setattr(checked_pack, "read_pack_over_builtin", read_changed)
        assert "titel" in run_command("check", str(pack)).out
    assert "titel" not in run_command("check", str(pack)).out


@random_examples(edit_lists(), everyday=4, long=1500)
def test_random_edits_never_change_the_output(
    tmp_path_factory: pytest.TempPathFactory,
    edits: list[Edit],
) -> None:
    root = write_texts(tmp_path_factory.mktemp("edited") / "pack", TEXTS)
    for edit in edits:
        apply_edit(root, edit)
        command, options = ("check", ()) if edit.seed % 2 else ("prove", ("--limit", "5000"))
        arguments = ("--format", "json", *options, str(root))
        expected = run_uncached(command, *arguments)
        assert run_command(command, *arguments) == expected, edit
        assert run_command(command, *arguments) == expected, edit
