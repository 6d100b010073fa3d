"""Of a pack in which one scene has changed only that scene is proved again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from party_card.services import prove, verification
from party_card.services.scene_report import SceneReport
from tests.commands.command_line import run_command
from tests.commands.conftest import SAMPLE_FILES as FILES
from tests.pack_files import write_texts
from tests.result_cache.commands import run_uncached

STUCK = """\
scene: stuck
title: Stuck
variables: {open: false}
passages:
  yard:
    text: The gate is shut. You wait.
    choices:
      - {id: push, text: Push, if: open, goto: street}
  street:
    text: Out.
    ending: {id: out, title: Out}
"""
LETTER = "scene: letter\ntitle: A Letter\npassages: {a: {text: T., ending: {id: e, title: E}}}\n"
TEXTS = FILES | {"scenes/stuck.yaml": STUCK, "scenes/letter.yaml": LETTER}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "pack", TEXTS)


@pytest.fixture
def proved() -> Iterator[list[str]]:
    """The scenes that have been proved."""
    names: list[str] = []

    def verify(*arguments: object) -> SceneReport:
        names.append(str(arguments[1]))
        return verification.verify_scene(*arguments)  # type: ignore[arg-type]

    with mock.patch.object(prove, "verify_scene", verify):
        yield names


def change(pack: Path, name: str, old: str, new: str) -> None:
    file = pack / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_other_scenes_are_not_proved_again(pack: Path, proved: list[str]) -> None:
    run_command("prove", str(pack))
    assert sorted(proved) == ["letter", "paper", "stuck"]
    proved.clear()
    change(pack, "scenes/stuck.yaml", "The gate is shut", "The old gate is shut")
    expected = run_uncached("prove", "--format", "json", str(pack))
    proved.clear()
    assert run_command("prove", "--format", "json", str(pack)) == expected
    assert proved == ["stuck"]


def test_a_translation_belongs_to_its_scene_alone(pack: Path, proved: list[str]) -> None:
    write_texts(pack, {"scenes/translations/de/letter.po": ""})
    run_command("prove", str(pack))
    proved.clear()
    write_texts(pack, {"scenes/translations/de/letter.po": "# Ein Brief\n"})
    run_command("prove", str(pack))
    assert proved == ["letter"]
    write_texts(pack, {"scenes/translations/de/stuck.po": ""})
    run_command("prove", str(pack))
    assert proved == ["letter", "stuck"]


@pytest.mark.parametrize("options", [[], ["--least", "choices=100"], ["--jobs", "2"], ["--format", "sarif"]])
def test_reports_serve_every_request(pack: Path, proved: list[str], options: list[str]) -> None:
    run_command("prove", str(pack))
    change(pack, "scenes/letter.yaml", "A Letter", "The Letter")
    expected = run_uncached("prove", str(pack), *options)
    proved.clear()
    assert run_command("prove", str(pack), *options) == expected
    assert proved == ([] if options[:1] == ["--jobs"] else ["letter"])


def test_a_page_of_coverage_is_made_of_known_reports(pack: Path, proved: list[str], tmp_path: Path) -> None:
    files = [tmp_path / "a.html", tmp_path / "b.html"]
    run_uncached("prove", str(pack), "--coverage", str(files[0]))
    run_command("prove", str(pack))
    proved.clear()
    run_command("prove", str(pack), "--coverage", str(files[1]))
    assert files[0].read_bytes() == files[1].read_bytes()
    assert proved == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("seeds/affair.yaml", "A paper of seven pages", "A paper of eight pages"),
        ("seeds/sources.yaml", "A Winter", "The Winter"),
        ("seeds/book.index.yaml", "The Middle", "The End"),
    ],
)
def test_what_all_scenes_may_depend_on_proves_all(pack: Path, proved: list[str], name: str, old: str, new: str) -> None:
    run_command("prove", str(pack))
    proved.clear()
    change(pack, name, old, new)
    run_command("prove", str(pack))
    assert sorted(proved) == ["letter", "paper", "stuck"]


def test_another_limit_proves_all(pack: Path, proved: list[str]) -> None:
    run_command("prove", str(pack))
    proved.clear()
    run_command("prove", "--limit", "1000", str(pack))
    assert sorted(proved) == ["letter", "paper", "stuck"]


def test_one_file_of_a_pack_is_answered_from_the_proof_of_all(pack: Path, proved: list[str]) -> None:
    run_command("prove", str(pack))
    proved.clear()
    expected = run_uncached("prove", str(pack / "scenes" / "stuck.yaml"))
    proved.clear()
    assert run_command("prove", str(pack / "scenes" / "stuck.yaml")) == expected
    assert proved == []


def test_what_was_proved_before_an_interruption_is_known(pack: Path, proved: list[str]) -> None:
    real = verification.verify_scene

    def interrupt(*arguments: object) -> SceneReport:
        if arguments[1] == "stuck":
            raise KeyboardInterrupt
        return real(*arguments)  # type: ignore[arg-type]

    with mock.patch.object(prove, "verify_scene", interrupt):
        assert run_command("prove", str(pack)).status == 130
    assert run_command("prove", str(pack)) == run_uncached("prove", str(pack))
    assert proved[0] == "stuck"
    assert proved.count("letter") == 1


def test_a_report_does_not_depend_on_other_scenes(pack: Path) -> None:
    alone = pack.parent / "alone" / "pack"
    for name in ("paper", "stuck", "letter"):
        write_texts(alone, {key: text for key, text in TEXTS.items() if "scenes" not in key or name in key})
        results = [
            run_uncached("prove", "--format", "json", str(root / "scenes" / f"{name}.yaml")) for root in (pack, alone)
        ]
        assert results[0].out.replace(str(pack), "P") == results[1].out.replace(str(alone), "P")
        (alone / "scenes" / f"{name}.yaml").unlink()
