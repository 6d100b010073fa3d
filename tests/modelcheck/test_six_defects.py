"""Six planted defects, from a comparison in which no existing tool caught all of them, with their full output."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.pack import read_pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.render import full
from party_card.engine.compiled import InvalidSceneError, compile_scene
from party_card.modelcheck import drop_repeated_warnings, prove_scene
from party_card.rules import check_pack

SCENE = """\
scene: paper
title: The Paper
variables:
  read_it: false
  attention: {range: [0, 3], start: 0}
start: desk
passages:
  desk:
    text: Seven pages lie on the desk.
    choices:
      - {id: read, text: Read them, set: {read_it: true}, add: {attention: 1}, goto: evening}
      - {id: leave, text: Leave them, goto: evening}
  evening:
    text:
      - text: The lamp is lit.
      - {text: Somebody coughs., if: attention >= 1}
    choices:
      - {id: tell, text: Tell your sister, if: read_it, goto: kitchen}
      - {id: sleep, text: Sleep, goto: morning}
  kitchen:
    text: She puts the kettle on.
    choices:
      - {id: stay, text: Stay, add: {attention: 1}, goto: morning}
      - {id: go, text: Go to bed, goto: morning}
  morning:
    text: The pages are gone.
    ending: {id: gone, title: The pages are gone}
"""
DEFECTS = {
    "a misspelt target": (
        "text: Go to bed, goto: morning",
        "text: Go to bed, goto: mornign",
        """\
error[unknown-passage]: this scene has no passage `mornign`
  --> scenes/paper.yaml:24:41
   |
24 |       - {id: go, text: Go to bed, goto: mornign}
   |                                         ^^^^^^^
help: did you mean `morning`?
""",
    ),
    "a misspelt variable in a condition": (
        "if: read_it, goto: kitchen",
        "if: raed_it, goto: kitchen",
        """\
error[unknown-variable]: this scene has no variable `raed_it`
  --> scenes/paper.yaml:18:48
   |
18 |       - {id: tell, text: Tell your sister, if: raed_it, goto: kitchen}
   |                                                ^^^^^^^
help: did you mean `read_it`?
""",
    ),
    "an orphan passage": (
        "if: read_it, goto: kitchen",
        "if: read_it, goto: morning",
        """\
error[unreached-passage]: no path leads to the passage `kitchen`
  --> scenes/paper.yaml:20:3
   |
20 |   kitchen:
   |   ^^^^^^^
help: let a choice lead to it with `goto`, or delete it
""",
    ),
    "a state in which every choice is hidden": (
        "{id: sleep, text: Sleep, goto: morning}",
        "{id: sleep, text: Sleep, if: attention >= 1, goto: morning}",
        """\
error[every-choice-closed]: in `evening` every choice is closed, at 1 of its 2 positions: there is no way on
  --> scenes/paper.yaml:13:3
   |
13 |   evening:
   |   ^^^^^^^
help: there `read_it` is false and `attention` is 0
help: `party-card play paper --choices leave` leads there
""",
    ),
    "a condition that can never be true": (
        "{id: tell, text: Tell your sister, if: read_it, goto: kitchen}",
        "{id: tell, text: Tell your sister, if: read_it and attention > 1, goto: kitchen}",
        """\
error[choice-never-open]: the choice `tell` is never open: on no path is its condition true in `evening`
  --> scenes/paper.yaml:18:48
   |
18 |       - {id: tell, text: Tell your sister, if: read_it and attention > 1, goto: kitchen}
   |                                                ^^^^^^^^^^^^^^^^^^^^^^^^^
help: in `evening`, `attention` is always 0 or 1
help: because of it no path leads to `kitchen`
help: `party-card play paper --choices read` leads to `evening`
""",
    ),
    "a loop without a way out": (
        "{id: go, text: Go to bed, goto: morning}",
        "{id: go, text: Go to bed, goto: cellar}\n  cellar:\n    text: It is dark down here.\n    choices:\n"
        "      - {id: wait, text: Wait, goto: stairs}\n  stairs:\n    text: The door is shut.\n    choices:\n"
        "      - {id: knock, text: Knock, goto: stairs}\n      - {id: down, text: Go down again, goto: cellar}",
        """\
error[no-way-to-an-ending]: from `cellar` no path leads to an ending any more
  --> scenes/paper.yaml:25:3
   |
25 |   cellar:
   |   ^^^^^^
help: `cellar` and `stairs` only lead to each other: let one of them lead on
help: `party-card play paper --choices read,tell,go` leads there
""",
    ),
}


def check_and_prove(folder: Path, text: str) -> tuple[str, bool]:
    """Returns the output of loading, rules and proof for a scene, and True if there are errors."""
    (folder / "scenes").mkdir()
    (folder / "scenes" / "paper.yaml").write_text(text, encoding="utf-8")
    pack, diagnostics = read_pack(folder, Path())
    diagnostics = (*diagnostics, *check_pack(pack))
    for scene in pack.scenes.values():
        try:
            diagnostics += prove_scene(compile_scene(pack, scene)).diagnostics
        except InvalidSceneError:
            assert any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    diagnostics = drop_repeated_warnings(diagnostics)
    diagnostics = tuple(diagnostic for diagnostic in diagnostics if diagnostic.severity is not Severity.INFO)
    return full.render(diagnostics), any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def test_the_scene_without_defects_has_nothing_to_tell(tmp_path: Path) -> None:
    assert check_and_prove(tmp_path, SCENE) == ("", False)


@pytest.mark.parametrize(("original", "defective", "message"), DEFECTS.values(), ids=DEFECTS.keys())
def test_each_defect_is_told_once_and_in_full(original: str, defective: str, message: str, tmp_path: Path) -> None:
    assert SCENE.count(original) == 1
    output, failed_results = check_and_prove(tmp_path, SCENE.replace(original, defective))
    assert failed_results
    assert output == message + "\n1 error in 1 file\n"


def test_a_condition_that_contradicts_itself_is_told_once(tmp_path: Path) -> None:
    defective = SCENE.replace("if: read_it, goto: kitchen", "if: read_it and not read_it, goto: kitchen")
    output, failed_results = check_and_prove(tmp_path, defective)
    assert failed_results
    assert "choice-never-open" in output
    assert "condition-constant" not in output
