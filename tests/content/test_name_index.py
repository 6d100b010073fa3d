"""Each name of a file is found where it stands, with what it names."""

from __future__ import annotations

from party_card.content.name_index import NameUse, list_name_uses
from party_card.content.pack import find_yaml_files
from party_card.content.pack_folders import find_builtin_pack
from party_card.diagnostics.source import SourceFile
from party_card.services.workspace import Workspace

SCENE = """scene: ferry
title: The ferry
variables:
  fare: {values: [paid, owed], start: owed}
  seen: false
passages:
  quay:
    text: "A boat. [@boat; @tide]"
    choices:
      - {id: board, text: Board, set: {fare: paid}, goto: river}
  river:
    text:
      - {text: You paid., if: "fare == paid and not seen"}
      - {text: You came by the quay., if: "visited(quay) and quay in (board)"}
    ending: {id: over, title: Over}
file:
  name: Hjort
  card: [{stamp: kept, if: ending == over or chose(board)}]
"""


def names_of(text: str) -> list[tuple[str, str, tuple[str, ...], bool]]:
    uses = list_name_uses(SourceFile("a", text))
    assert all(text[use.start : use.end] == use.name for use in uses)
    return [(use.kind, use.name, use.scope, use.is_declaration) for use in uses]


def test_every_name_of_a_scene_is_found_in_the_order_of_the_file() -> None:
    own, fare = ("ferry",), ("ferry", "fare")
    assert names_of(SCENE) == [
        ("scene", "ferry", (), True),
        ("variable", "fare", own, True),
        ("value", "paid", fare, True),
        ("value", "owed", fare, True),
        ("value", "owed", fare, False),
        ("variable", "seen", own, True),
        ("passage", "quay", own, True),
        ("fact", "boat", (), False),
        ("fact", "tide", (), False),
        ("choice", "board", own, True),
        ("variable", "fare", own, False),
        ("value", "paid", fare, False),
        ("passage", "river", own, False),
        ("passage", "river", own, True),
        ("variable", "fare", own, False),
        ("value", "paid", fare, False),
        ("variable", "seen", own, False),
        ("passage", "quay", own, False),
        ("passage", "quay", own, False),
        ("choice", "board", own, False),
        ("ending", "over", own, True),
        ("ending", "over", own, False),
        ("choice", "board", own, False),
    ]


def test_a_name_in_quotation_marks_is_found_without_them() -> None:
    (use,) = [use for use in list_name_uses(SourceFile("a", 'dossier: "post"\ntitle: Post\n')) if use.kind == "dossier"]
    assert use == NameUse("dossier", "post", 10, 14, (), True)


def test_what_is_no_yaml_has_no_names() -> None:
    assert list_name_uses(SourceFile("a", "scene: [a\n  b")) == []


def test_every_name_that_a_file_of_the_game_uses_is_declared_in_one() -> None:
    root = find_builtin_pack()
    workspace = Workspace(root, root)
    workspace.refresh()
    uses = [use for path in find_yaml_files(root) for use in workspace.list_names(path)]
    assert len(uses) > 15_000
    declared = {use.key for use in uses if use.is_declaration}
    assert [use for use in uses if use.key not in declared] == []
