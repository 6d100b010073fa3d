"""What the rules say of who knows of a decision that no paper shows."""

from __future__ import annotations

from pathlib import Path

from tests.rules.checking import check_scene, render_without_summary

SCENE = """\
scene: a
title: A
passages:
  stairs:
    text: You wait.
    choices:
      - {id: warn, text: Warn them, goto: night}
      - {id: wait, text: Wait, goto: night}
  night:
    text: It is dark.
    ending: {id: done, title: Done, cost: Nothing.}
file:
  name: Berg, K.
  card: [{stamp: kept}]
  papers:
    - {id: note, kind: note, title: A note, text: Waited., if: stairs == wait, shows: [stairs]}
  unrecorded: {stairs: {warn: the two upstairs}}
debrief:
  - {ask: How could anyone know?, skill: sourcing}
record:
  - unknown: Who it was.
"""


def test_a_paper_may_show_one_choice_and_somebody_know_of_another(tmp_path: Path) -> None:
    assert check_scene(tmp_path, SCENE) == []


def test_a_choice_that_the_passage_does_not_have_is_reported_where_it_stands(tmp_path: Path) -> None:
    found = check_scene(tmp_path, SCENE.replace("{warn: the two", "{worn: the two"))
    assert render_without_summary(found) == (
        "error[unknown-choice]: this passage has no choice `worn`\n"
        "  --> scenes/example.yaml:17:25\n"
        "   |\n"
        "17 |   unrecorded: {stairs: {worn: the two upstairs}}\n"
        "   |                         ^^^^\n"
        "help: did you mean `warn`?\n"
    )
