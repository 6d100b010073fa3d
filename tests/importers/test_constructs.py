"""The handbook's lists of what is held of a story format are true: every example of them is imported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.importers.imported_scene import import_and_check, omit

HANDBOOK = Path(__file__).parents[2] / "scenes/README.md"
PARTS = {
    "SugarCube": (
        ':: StoryData\n{"format": "SugarCube", "format-version": "2.36.1", "start": "Start"}\n\n'
        ':: StoryInit\n<<set $n to 1, $m to 2, $b to true, $w to "a">>\n\n:: Start\n',
        "\n[[End]]\n\n:: Part\nA part.\n\n:: Change\n<<set $b to false>>Changed.\n\n"
        ":: Other\nAnother.\n[[Start]]\n\n:: End\nDone.\n",
    ),
    "Harlowe": (
        ':: StoryData\n{"format": "Harlowe", "format-version": "3.3.9", "start": "Start"}\n\n'
        ':: Before [startup]\n(set: $n to 1, $m to 2, $b to true, $w to "a")\n\n:: Start\n',
        "\n[[End]]\n\n:: Part\nA part.\n\n:: Other\nAnother.\n[[Start]]\n\n:: End\nDone.\n",
    ),
    "Chapbook": (
        ':: StoryData\n{"format": "Chapbook", "format-version": "2.3.0", "start": "Before"}\n\n'
        ":: Before\nn: 1\nm: 2\nb: true\nw: 'a'\n--\nA door.\n\n> [[Start]]\n\n:: Start\n",
        "\n\n[cont]\n> [[End]]\n\n:: Part\nA part.\n\n:: Change\nb: false\n--\nChanged.\n\n"
        ":: Other\nAnother.\n\n> [[Start]]\n\n:: End\nDone.\n",
    ),
}


def list_constructs() -> list[tuple[str, str, str]]:
    """Returns format, example and outcome of every row of the handbook's lists."""
    text = HANDBOOK.read_text(encoding="utf-8")
    rows = []
    for name, table in re.findall(r"<!-- constructs of (\w+) -->\n(.*?)<!-- end of constructs -->", text, re.DOTALL):
        for row in table.splitlines()[2:]:
            _, example, outcome = (cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1])
            example = example.removeprefix("`").removesuffix("`").replace("\\|", "|").replace("\\`", "`")
            example = re.sub(r"\\\\|\\n", lambda match: "\\" if match[0] == "\\\\" else "\n", example)
            rows.append((name, example, outcome.partition(",")[0]))
    return rows


def test_the_handbook_has_a_list_for_each_format_that_is_tested() -> None:
    assert {name for name, _, _ in list_constructs()} >= set(PARTS)


@pytest.mark.parametrize(("name", "example", "outcome"), list_constructs())
def test_what_the_handbook_says_of_a_construct_is_so(name: str, example: str, outcome: str, tmp_path: Path) -> None:
    before, after = PARTS[name]
    scene, messages = import_and_check(tmp_path, before + example + after)
    kinds = {lost.kind for lost in scene.losses}
    if outcome.startswith("lost: "):
        assert kinds == {outcome.removeprefix("lost: ")}, scene.text
    else:
        assert (kinds, bool(scene.remarks)) == (set(), outcome == "styling"), scene.text
    assert not omit(messages, "todo", "unused-", "idle", "never-"), scene.text
