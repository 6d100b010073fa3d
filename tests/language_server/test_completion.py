"""What is offered while one types: keys of the format, names that exist, words that are allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.language_server.completion import complete
from party_card.language_server.positions import TextLines
from tests.language_server.sample import SCENE, find_cursor, open_sample


def complete_at(folder: Path, old: str, new: str) -> list[str]:
    """Returns what is offered at the `|` of `new`, typed in place of `old` in the sample scene."""
    workspace, path = open_sample(folder)
    assert SCENE.count(old) == 1
    text, index = find_cursor(SCENE.replace(old, new))
    workspace.set_text(path, text)
    workspace.refresh()
    return [item.label for item in complete(workspace, path, TextLines(text), index)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("goto: end}", "goto: |}", ["desk", "night", "end", "hidden"]),
        ("A letter lies here. [@sent]", "A letter lies here. [@|", ["sent", "lost"]),
        ("[@sent; @lost]", "[@sent; @|]", ["sent", "lost"]),
        ("if: visited(desk)", "if: visited(|)", ["desk", "night", "end", "hidden"]),
        ("read and kept == page", "read and kept == |", ["nothing", "page", "copy"]),
        ("not (desk == open)", "not (desk == |)", ["open", "leave"]),
        ("set: {read: true, kept: page}", "set: {|}", ["read", "kept"]),
        ("set: {read: true, kept: page}", "set: {kept: |}", ["nothing", "page", "copy"]),
        ("play: [open, burn]", "play: [open, |]", ["open", "leave", "burn", "hide"]),
        ("expect: {ending: ash", "expect: {ending: |", []),
        ("title: A letter\n", "title: A letter\nreveal: |\n", ["each", "end"]),
        ("dossiers: [post]", "dossiers: [|]", None),
    ],
)
def test_names_and_words(old: str, new: str, expected: list[str] | None, tmp_path: Path) -> None:
    offered = complete_at(tmp_path, old, new)
    if expected is None:
        assert "post" in offered
    else:
        assert offered == expected


def test_keys_of_a_choice_are_offered_with_what_they_mean(tmp_path: Path) -> None:
    workspace, path = open_sample(tmp_path)
    text, index = find_cursor(SCENE.replace("{id: leave, text: Leave it, ", "{id: leave, text: Leave it, |"))
    items = {item.label: item for item in complete(workspace, path, TextLines(text), index)}
    assert {"goto", "if", "set", "locked"} <= items.keys()
    assert all(item.detail for item in items.values())
    edit = items["goto"].text_edit
    assert edit is not None
    assert edit.new_text == "goto: "


def test_a_condition_offers_variables_then_decisions_then_functions(tmp_path: Path) -> None:
    offered = complete_at(tmp_path, "if: read and kept == page", "if: |")
    assert offered == ["read", "kept", "desk", "night", "visited(", "chose(", "not ", "and ", "or "]
