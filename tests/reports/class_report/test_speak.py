"""Whom to speak to: who did not finish or left out a scene, and who overlooked and misjudged most."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from party_card.reports.class_report import words
from party_card.reports.class_report.build import build_class_report
from party_card.reports.class_report.model import ClassReport
from party_card.reports.class_report.page_speak import select_highest, speak_section
from tests.reports.class_report.students import NICKNAMES, SCENES, play_class
from tests.shipped import load_shipped_pack


@cache
def class_of_three_scenes() -> ClassReport:
    return build_class_report(load_shipped_pack(), play_class(NICKNAMES[:12], SCENES))


def read_lists(report: ClassReport) -> dict[str, list[tuple[str, str]]]:
    """Returns the names of each list, with the numbers beside them."""
    lists = re.findall(r"<h4>(.*?)</h4><ul[^>]*>(.*?)</ul>", str(speak_section(report)))
    return {
        heading: re.findall(r'href="#scene-\d-student-\w+">(\w+)</a>(?: \((.*?)\))?</li>', items)
        for heading, items in lists
    }


def test_who_did_not_finish_or_left_out_a_scene_is_named() -> None:
    report = class_of_three_scenes()
    first, second, third = report.scenes
    stopped, *others = first.playthroughs
    gone, *present = second.playthroughs
    changed = (
        replace(first, playthroughs=(replace(stopped, ending=""), *others)),
        replace(second, playthroughs=tuple(present)),
        third,
    )
    lists = read_lists(replace(report, scenes=changed))
    assert (stopped.student, "") in lists[words.UNFINISHED.format(scene=first.title)]
    assert (others[0].student, "") not in lists[words.UNFINISHED.format(scene=first.title)]
    assert (gone.student, "") in lists[words.LEFT_OUT.format(scene=second.title)]
    assert (present[0].student, "") not in lists[words.LEFT_OUT.format(scene=second.title)]


def test_the_highest_numbers_over_all_scenes_are_named() -> None:
    report = class_of_three_scenes()
    own = {
        name: [(scene, item) for scene in report.scenes for item in scene.playthroughs if item.student == name]
        for name in report.students
    }
    overlooked = {name: sum(len(scene.find_overlooked(item)) for scene, item in items) for name, items in own.items()}
    listed = dict(read_lists(report)[words.MOST_OVERLOOKED])
    assert len(listed) >= 3
    assert {name: str(overlooked[name]) for name in listed} == listed
    assert min(overlooked[name] for name in listed) > max(overlooked[name] for name in own if name not in listed)
    misjudged = read_lists(report)[words.MOST_MISJUDGED]
    assert len(misjudged) >= 3
    for name, number in misjudged:
        counts = [scene.count_judgements(item) for scene, item in own[name]]
        assert number == f"{sum(wrong for wrong, _ in counts)} of {sum(total for _, total in counts)}"


def test_equal_numbers_stand_together_and_nobody_is_named_for_nothing() -> None:
    assert select_highest({"ann": 2, "ben": 5, "cy": 2, "dee": 2, "eve": 1, "fay": 0}) == ["ben", "ann", "cy", "dee"]
    assert select_highest({"ann": 0, "ben": 1}) == ["ben"]
