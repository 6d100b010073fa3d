"""Writes which students to speak to first: who did not finish, left out a scene, or overlooked and misjudged most.

Invariant: counts over all scenes, of the playthrough of each that counts; names are private.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import groupby

from party_card.frontends.shared.html import Html, element
from party_card.localization import gettext
from party_card.reports.class_report import words
from party_card.reports.class_report.model import ClassReport, SceneReport
from party_card.reports.class_report.page_counts import name_link

LEAST_NAMES = 3
"""How many names stand at least in a list of those with the highest numbers; equal numbers stand together."""


def speak_section(report: ClassReport) -> Html:
    """Returns the lists of names; nothing if there is nobody to name."""
    lists = []
    for scene in report.student_scenes:
        prefix = find_prefix(report, scene)
        unfinished = [item.student for item in scene.playthroughs if not item.ending]
        links = {name: name_link(name, prefix) for name in unfinished}
        lists.append(_list_names(gettext(words.UNFINISHED).format(scene=scene.title), links, {}))
    for scene in report.student_scenes:
        played = {item.student for item in scene.playthroughs}
        left_out = {name: link_student(report, name) for name in report.students if name not in played}
        lists.append(_list_names(gettext(words.LEFT_OUT).format(scene=scene.title), left_out, {}))
    overlooked, (wrong, total) = _count_overlooked(report), _count_judged(report)
    for heading, counts, numbers in (
        (gettext(words.MOST_OVERLOOKED), overlooked, {name: str(count) for name, count in overlooked.items()}),
        (
            gettext(words.MOST_MISJUDGED),
            wrong,
            {name: words.format_share(count, total[name]) for name, count in wrong.items()},
        ),
    ):
        highest = {name: link_student(report, name) for name in select_highest(counts)}
        lists.append(_list_names(heading, highest, numbers))
    if not any(lists):
        return Html("")
    note = element("p", gettext(words.SPEAK_NOTE), class_="about")
    return element("section", element("h3", gettext(words.SPEAK_TO)), *lists, note, class_="private class-notes speak")


def select_highest(counts: Mapping[str, int]) -> list[str]:
    """Returns the names with the highest numbers above 0, at least three if there are as many."""
    ranked = sorted((name for name in counts if counts[name]), key=lambda name: (-counts[name], name.casefold()))
    names: list[str] = []
    for _, group in groupby(ranked, key=lambda name: counts[name]):
        if len(names) < LEAST_NAMES:
            names += group
    return names


def _count_overlooked(report: ClassReport) -> Counter[str]:
    counts: Counter[str] = Counter()
    for scene in report.student_scenes:
        for item in scene.playthroughs:
            counts[item.student] += len(scene.find_overlooked(item))
    return counts


def _count_judged(report: ClassReport) -> tuple[Counter[str], Counter[str]]:
    """Returns how many statements each student judged otherwise than the papers allow, and how many in all."""
    wrong_counts: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for scene in report.student_scenes:
        for item in scene.playthroughs:
            wrong, total = scene.count_judgements(item)
            wrong_counts[item.student] += wrong
            totals[item.student] += total
    return wrong_counts, totals


def find_prefix(report: ClassReport, scene: SceneReport) -> str:
    """Returns how the ids of a scene's parts begin."""
    return f"scene-{report.scenes.index(scene) + 1}"


def link_student(report: ClassReport, student: str) -> Html | str:
    """Returns a name as a link to the student's row in the first scene that the student played."""
    for scene in report.student_scenes:
        if any(item.student == student for item in scene.playthroughs):
            return name_link(student, find_prefix(report, scene))
    return student


def _list_names(heading: str, links: Mapping[str, Html | str], numbers: Mapping[str, str]) -> Html:
    """Returns names, as links, with the numbers that they have; nothing without names."""
    if not links:
        return Html("")
    items = (
        element("li", link, f" ({numbers[name]})" if name in numbers else "", dir="auto")
        for name, link in links.items()
    )
    return element("div", element("h4", heading), element("ul", *items, class_="names"))
