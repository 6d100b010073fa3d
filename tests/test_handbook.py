"""Tests of the handbooks: their tables match the models, and the tutorial's files do what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from party_card.content import models
from party_card.content.models import DossierId, SceneId, SourceId
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.render import full
from party_card.evidence.source_text import read_copy_file
from party_card.evidence.verify import verify_copy
from party_card.services.checked_pack import read_checked_pack
from party_card.services.verification import verify_scene
from tests import ROOT
from tests.commands.command_line import run_command
from tests.handbook import HANDBOOKS, TABLE, update_tables


@pytest.mark.parametrize("book", HANDBOOKS, ids=lambda book: book.parent.name)
def test_the_tables_of_keys_are_those_of_the_models(book: Path) -> None:
    text = book.read_text(encoding="utf-8")
    assert text == update_tables(text), "run `python -m tests.handbook`"


def test_every_model_that_people_write_has_its_table() -> None:
    documented = {name for book in HANDBOOKS for _, name, _ in TABLE.findall(book.read_text(encoding="utf-8"))}
    model_names = {name for name in models.__all__ if hasattr(getattr(models, name), "__dataclass_fields__")}
    assert model_names - documented == {"Index", "IndexedParagraph", "Bibliography"}


# ---------------------------------------------------------------------------------------------------- the tutorial

CODE_BLOCK = re.compile(
    r"(?:<!-- (file|add to|after the choices of)(?::)? ?([^ ]+) -->\n)?```(\w+)\n(.*?)```", re.DOTALL
)
TUTORIAL = HANDBOOKS[0].read_text(encoding="utf-8").split("\n## A scene in ten minutes\n")[1].split("\n## ")[0]
STEPS = re.split(r"(?m)^### ", TUTORIAL)[1:]


def run_line(line: str) -> str:
    """Runs a line of the tutorial in the current folder and returns what the command prints."""
    arguments, _, output_file = line.removeprefix("party-card ").partition(" > ")
    result = run_command(*shlex.split(arguments))
    assert (result.status, result.err) == (0, ""), f"{line}\n{result.out}{result.err}"
    if output_file:
        Path(output_file).write_text(result.out, encoding="utf-8")
    return result.out


def insert_after_choices(scene: str, passage: str, lines: str) -> str:
    """Returns the scene with `lines` after the choices of a passage."""
    start = scene.index(f"\n  {passage}:\n")
    end = re.compile(r"\n\n  \w+:\n").search(scene, start + 1)
    assert end is not None
    return f"{scene[: end.start()]}\n{lines.rstrip()}{scene[end.start() :]}"


def follow_step(step: str) -> int:
    """Writes the files of a step, runs its commands and compares their output; returns the number of commands."""
    pack = Path("high-water")
    commands: list[str] = []
    output = ""
    for mark, name, language, text in CODE_BLOCK.findall(step):
        if mark == "file":
            (pack / name).parent.mkdir(parents=True, exist_ok=True)
            (pack / name).write_text(text, encoding="utf-8")
        elif mark == "add to":
            with (pack / name).open("a", encoding="utf-8") as file:
                file.write("\n" + text)
        elif mark:
            scene = pack / "scenes" / "high-water.yaml"
            scene.write_text(insert_after_choices(scene.read_text(encoding="utf-8"), name, text), encoding="utf-8")
        elif language == "sh":
            commands += text.splitlines()
            output += "".join(run_line(line) for line in text.splitlines())
        elif language == "text":
            assert text.strip() in output
    return len(commands)


def test_whoever_follows_the_tutorial_has_a_sound_scene_after_every_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command_count = 0
    for step in STEPS[:-1]:
        command_count += follow_step(step)
        checked = read_checked_pack(tmp_path / "high-water")
        (scene,) = checked.pack.scenes
        diagnostics = [
            *checked.reading_diagnostics,
            *checked.rule_diagnostics,
            *verify_scene(checked, scene).diagnostics,
        ]
        serious = [diagnostic for diagnostic in diagnostics if diagnostic.severity is not Severity.INFO]
        if step.startswith("3."):
            continue  # facts come before the scene that cites them
        assert not serious, f"{step.splitlines()[0]}: {full.render(serious)}"
    assert command_count == 11
    assert (tmp_path / "high-water.html").is_file()


def test_its_end_point_is_sound_and_says_what_the_tutorial_says_of_it() -> None:
    folder = ROOT / "scenes" / "examples" / "high-water"
    checked = read_checked_pack(folder)
    scene = checked.pack.scenes[SceneId("high-water")]
    assert not [
        *checked.reading_diagnostics,
        *checked.rule_diagnostics,
        *verify_scene(checked, scene.scene).diagnostics,
    ]
    dossier = checked.pack.dossiers[DossierId("high-water-facts")]
    assert (len(scene.passages), len(scene.debrief)) == (8, 3)
    assert f"{spell_number(len(dossier.facts))} facts" in STEPS[-1]
    index = checked.pack.indexes[SourceId("lennbridge-box")]
    report = verify_copy(read_copy_file(folder / "archive" / "box.txt"), index, [dossier])
    assert not report.diagnostics
    assert (report.paragraphs_found, report.quotes_found) == (8, report.quotes)


def spell_number(number: int) -> str:
    return {12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen"}[number]
