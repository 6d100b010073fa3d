"""What the rules say of the cast of a campaign: of scenes and passages that are not there, and of people nobody meets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.checking import check_files

CAMPAIGN = """\
campaign: year
title: A year
scenes: [spring, summer, autumn]
cast:
"""
SPRING = """\
scene: spring
title: Spring
passages:
  one:
    text: You wait.
    choices:
      - {id: read, text: Read it, goto: two}
      - {id: go, text: Go on, goto: two}
  two:
    text: It is dark.
    ending: {id: done, title: Done}
leaves:
  - {id: read-the-letter, kind: witnessed, text: You read the letter., if: one == read}
"""
SUMMER = """\
scene: summer
title: Summer
variables:
  knows: {carried: read-the-letter}
passages:
  gate:
    text:
      - text: A woman stands at the gate.
      - {text: "You know the hand on her envelope.", if: knows}
    choices:
      - {id: ask, text: Ask her who wrote it, if: knows}
      - {id: pass, text: Walk past her}
      - {id: wait, text: Wait}
  two:
    text: It is dark.
    ending: {id: done, title: Done}
leaves:
  - {id: walked-past, kind: witnessed, text: You walked past her., if: gate == pass}
"""
AUTUMN = SPRING.replace("spring", "autumn").replace("Spring", "Autumn").replace("read-the-letter", "burned-it")


def list_messages(folder: Path, *cast: str) -> list[str]:
    """Returns what is said of a campaign with these lines of cast."""
    files = {
        "scenes/campaign.yaml": CAMPAIGN + "".join(f"  - {{{line}}}\n" for line in cast),
        "scenes/spring.yaml": SPRING,
        "scenes/summer.yaml": SUMMER,
        "scenes/autumn.yaml": AUTUMN,
    }
    found = check_files(folder, {name: text.encode() for name, text in files.items()}, with_remarks=True)
    return [item.message for item in found if item.primary.source.name.endswith("campaign.yaml")]


SUMMER_LINE = "scene: summer, name: Jan, met: [{scene: autumn, passage: one}]"
INDEPENDENT = "nothing in `one` depends on what Jan did in `summer`"


def test_who_is_met_where_something_depends_on_it_needs_no_remark(tmp_path: Path) -> None:
    messages = list_messages(tmp_path, "scene: spring, name: Vera, met: [{scene: summer, passage: gate}]", SUMMER_LINE)
    assert messages == [INDEPENDENT], "autumn is the last, and needs no line"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("scene: spring, name: Vera", "Vera of `spring` is met in no other scene"),
        (
            "scene: spring, name: Vera, met: [{scene: summer, passage: two}]",
            "nothing in `two` depends on what Vera did in `spring`",
        ),
        (
            "scene: spring, name: Vera, met: [{scene: spring, passage: one}]",
            "`spring` does not come after `spring` in the campaign",
        ),
        ("scene: spring, name: Vera, met: [{scene: summer, passage: gaet}]", "`summer` has no passage `gaet`"),
        ("scene: spring, name: Vera, met: [{scene: sumer, passage: gate}]", "this pack has no scene `sumer`"),
        ("scene: sprig, name: Vera, met: [{scene: summer, passage: gate}]", "this pack has no scene `sprig`"),
    ],
)
def test_a_person_who_is_not_met_is_reported_once(tmp_path: Path, line: str, message: str) -> None:
    messages = list_messages(tmp_path, line, SUMMER_LINE)
    missing = "the cast does not say who is played in `spring`"
    assert sorted(messages) == sorted({message, INDEPENDENT} | ({missing} if "sprig," in line else set()))


def test_a_scene_without_a_line_is_reported_if_there_is_a_cast(tmp_path: Path) -> None:
    messages = list_messages(tmp_path, SUMMER_LINE)
    assert sorted(messages) == [INDEPENDENT, "the cast does not say who is played in `spring`"]
