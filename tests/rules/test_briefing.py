"""Hook and context of a scene: what is reported of them beyond the examples of their rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.diagnostics.diagnostic import Diagnostic
from tests.rules.checking import check_files
from tests.rules.test_rules import DOSSIER, INDEX, SOURCES, make_scene, underlined_text

CITED = '  - {heading: The river, text: "It froze. [@river]"}\n'


def check_head(folder: Path, head: str, *, with_remarks: bool = False) -> list[tuple[str, str]]:
    """Checks a scene with these keys at its head; returns code and underlined text of each diagnostic."""
    text = make_scene(head=f"span: 1932-01/1932-02\ndossiers: [demo]\n{head}")
    files = {"seeds/sources.yaml": SOURCES, "seeds/demo.yaml": DOSSIER, "seeds/diary.index.yaml": INDEX}
    files["scenes/example.yaml"] = text
    found: list[Diagnostic] = check_files(
        folder, {name: content.encode() for name, content in files.items()}, with_remarks=with_remarks
    )
    return [(item.code, underlined_text(item)) for item in found if item.code != "idle-facts"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (f"hook: You wait. They watch.\ncontext:\n{CITED}", []),
        (f"context:\n{CITED}{CITED}{CITED}", []),
        ("context: []\n", []),
        # no claim without a source
        ("context:\n  - {heading: The bridge, text: It is shut.}\n", [("record-without-citation", "It is shut.")]),
        (
            'context:\n  - {heading: A, text: "It froze. [@river] Nobody crossed."}\n',
            [("record-without-citation", "Nobody crossed.")],
        ),
        ('context:\n  - {heading: A, text: "It froze. [@rivr]"}\n', [("unknown-fact", "@rivr")]),
        ('hook: "You wait. [@rivr]"\n', [("unknown-fact", "@rivr")]),
        # what nobody could know yet
        ('context:\n  - {heading: A, text: "The bridge was closed. [@bridge]"}\n', [("anachronism", "@bridge")]),
        # shapes
        ("context:\n  - {heading: A}\n", [("missing-key", "heading")]),
        ('context:\n  - {heading: A, text: "It froze. [@river]", if: river}\n', [("unknown-key", "if")]),
        ('hook: ""\n', [("empty-text", '""')]),
        ('context:\n  - {heading: "", text: "It froze. [@river]"}\n', [("empty-text", '""')]),
        # length
        ("hook: " + "You wait and watch. " * 3 + "\n", []),
        ("hook: " + "You wait and watch the other bank, " * 10 + "and wait.\n", [("long-hook", "You wait and watch the other bank, " * 10 + "and wait.")]),
        ("hook: You wait for Dr. Orrin of St. Anne's at 8 a.m. and want to go. He sees you.\n", []),
    ],
)  # fmt: skip
def test_a_briefing_is_held_to_this(tmp_path: Path, head: str, expected: list[tuple[str, str]]) -> None:
    assert check_head(tmp_path, head) == expected


def test_a_scene_without_a_text_of_its_role_is_asked_for_no_hook(tmp_path: Path) -> None:
    assert check_head(tmp_path, "role: {name: A clerk, kind: invented}\n", with_remarks=True) == []


def test_a_misspelled_hook_is_one_mistake(tmp_path: Path) -> None:
    head = "role: {name: A clerk, kind: invented, text: You write.}\nhok: You write. They watch.\n"
    assert check_head(tmp_path, head, with_remarks=True) == [("unknown-key", "hok")]
