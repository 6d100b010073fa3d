"""`party-card migrate` as it is typed, and what `party-card check --targets` lists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.commands.command_line import run_command

WritePack = Callable[..., Path]
SCENE = """\
scene: wharf
title: Wharf
passages:
  one:
    text: You wait.
    choices:
      - {id: stay, text: Stay, goto: two}
      - {id: leave, text: Leave, goto: three}
  two:
    text: It is dark.
    choices: [{id: sleep, text: Sleep, goto: three}]
  three: {text: It is morning., ending: {id: done, title: Done}}
"""
LIGHT = SCENE.replace("text: Stay, goto: two", "text: Stay").replace("text: Sleep, goto: three", "text: Sleep")


def test_the_change_is_shown_and_written_only_when_confirmed(write_pack: WritePack) -> None:
    path = write_pack({"scenes/wharf.yaml": SCENE}) / "scenes" / "wharf.yaml"
    shown = run_command("migrate", str(path))
    assert (shown.status, shown.err) == (0, "")
    assert "-      - {id: stay, text: Stay, goto: two}\n+      - {id: stay, text: Stay}\n" in shown.out
    assert path.read_text() == SCENE
    assert run_command("migrate", str(path), "--yes").status == 0
    assert path.read_text() == LIGHT
    assert run_command("migrate", str(path)).out == "nothing to rewrite\n"
    assert run_command("migrate", str(path.parent.parent), "--full", "--yes").status == 0
    assert "{id: stay, goto: two, text: Stay}" in path.read_text()


def test_a_file_with_mistakes_or_no_scene_at_all_is_refused(write_pack: WritePack) -> None:
    root = write_pack({"scenes/wharf.yaml": SCENE.replace("title:", "titel:")})
    result = run_command("migrate", str(root))
    assert (result.status, result.out) == (2, "")
    assert "has mistakes, the first in line 2" in result.err
    assert run_command("migrate", str(root / "nowhere.yaml")).status == 2


def test_check_lists_where_choices_without_a_target_lead(write_pack: WritePack) -> None:
    root = write_pack({"scenes/wharf.yaml": LIGHT})
    result = run_command("check", str(root), "--targets")
    assert result.status == 0
    assert result.out.startswith(
        "wharf: choices that lead to the next passage of the file, which no `goto` names\n"
        "  one -> two: stay\n  two -> three: sleep\n"
    )


def test_old_saves_of_a_scene_go_on_in_its_light_form(write_pack: WritePack) -> None:
    root = write_pack({"scenes/wharf.yaml": SCENE})
    play = ("play", "wharf", "--pack", str(root), "--terminal")
    run_command(*play, typed="1\n1\n")
    (root / "scenes" / "wharf.yaml").write_text(LIGHT)
    assert "It is dark." in run_command(*play).out
