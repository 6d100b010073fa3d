"""The handbooks are true: their tables are those of the models, and the tutorial's files do what it says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.content import models
from party_card.content.models import DossierId, SceneId, SourceId
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.render import full
from party_card.evidence.source_text import open_copy
from party_card.evidence.verify import verify
from party_card.services.verification import read_library, verify_scene
from tests import ROOT
from tests.handbook import BOOKS, PART, rewritten
from tests.test_readme import run


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.parent.name)
def test_the_tables_of_keys_are_those_of_the_models(book: Path) -> None:
    text = book.read_text(encoding="utf-8")
    assert text == rewritten(text), "run `python -m tests.handbook`"


def test_every_model_that_people_write_has_its_table() -> None:
    there = {name for book in BOOKS for _, name, _ in PART.findall(book.read_text(encoding="utf-8"))}
    written_by_people = {name for name in models.__all__ if hasattr(getattr(models, name), "__dataclass_fields__")}
    assert written_by_people - there == {"Index", "IndexedParagraph", "Bibliography"}


# ---------------------------------------------------------------------------------------------------- the tutorial

FENCE = re.compile(r"(?:<!-- (file|add to|after the choices of)(?::)? ?([^ ]+) -->\n)?```(\w+)\n(.*?)```", re.DOTALL)
TUTORIAL = BOOKS[0].read_text(encoding="utf-8").split("\n## A scene in ten minutes\n")[1].split("\n## ")[0]
STEPS = re.split(r"(?m)^### ", TUTORIAL)[1:]


def after_the_choices(scene: str, passage: str, more: str) -> str:
    """The scene with lines put where the tutorial has them put: behind the choices of a passage."""
    start = scene.index(f"\n  {passage}:\n")
    end = re.compile(r"\n\n  \w+:\n").search(scene, start + 1)
    assert end is not None
    return f"{scene[: end.start()]}\n{more.rstrip()}{scene[end.start() :]}"


def follow(step: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Does what a step says: writes its files, runs its commands; yields each command with what it printed."""
    pack = folder / "high-water"
    said = ""
    for mark, name, kind, text in FENCE.findall(step):
        if mark == "file":
            (pack / name).parent.mkdir(parents=True, exist_ok=True)
            (pack / name).write_text(text, encoding="utf-8")
        elif mark == "add to":
            with (pack / name).open("a", encoding="utf-8") as file:
                file.write("\n" + text)
        elif mark:
            scene = pack / "scenes" / "high-water.yaml"
            scene.write_text(after_the_choices(scene.read_text(encoding="utf-8"), name, text), encoding="utf-8")
        elif kind == "sh":
            for command in text.splitlines():
                said += at_the_prompt(command, folder)
                yield command, said
        elif kind == "text":
            assert text.strip() in said


def at_the_prompt(command: str, folder: Path) -> str:
    arguments, _, to = command.removeprefix("party-card ").partition(" > ")
    done = run(arguments, folder)
    assert (done.returncode, done.stderr) == (0, ""), f"{command}\n{done.stdout}{done.stderr}"
    if to:
        (folder / to).write_text(done.stdout, encoding="utf-8")
    return done.stdout


def test_whoever_follows_the_tutorial_has_a_sound_scene_after_every_step(tmp_path: Path) -> None:
    commands = 0
    for step in STEPS[:-1]:
        commands += len(list(follow(step, tmp_path)))
        library = read_library(tmp_path / "high-water")
        (scene,) = library.pack.scenes
        found = [*library.reading, *library.rules, *verify_scene(library, scene).diagnostics]
        serious = [problem for problem in found if problem.severity is not Severity.REMARK]
        if step.startswith("3."):
            continue  # facts come before the scene that cites them
        assert not serious, f"{step.splitlines()[0]}: {full.render(serious)}"
    assert commands == 11
    assert (tmp_path / "high-water.html").is_file()


def test_its_end_point_is_sound_and_says_what_the_tutorial_says_of_it() -> None:
    folder = ROOT / "scenes" / "examples" / "high-water"
    library = read_library(folder)
    scene = library.pack.scenes[SceneId("high-water")]
    assert not [*library.reading, *library.rules, *verify_scene(library, scene.scene).diagnostics]
    dossier = library.pack.dossiers[DossierId("high-water-facts")]
    assert (len(scene.passages), len(scene.debrief)) == (8, 3)
    assert f"{spelled(len(dossier.facts))} facts" in STEPS[-1]
    index = library.pack.indexes[SourceId("lennbridge-box")]
    verified = verify(open_copy(folder / "archive" / "box.txt"), index, [dossier])
    assert not verified.diagnostics
    assert (verified.paragraphs_found, verified.quotes_found) == (8, verified.quotes)


def spelled(number: int) -> str:
    return {12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen"}[number]
