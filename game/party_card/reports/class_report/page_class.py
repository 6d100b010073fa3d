"""Writes what the page says of the class: who is missing, which files are not counted, and the table of all scenes."""

from __future__ import annotations

from collections.abc import Iterable

from party_card.frontends.shared.html import Html, element, join_html
from party_card.localization import gettext, list_items
from party_card.reports.class_report import descriptions, words
from party_card.reports.class_report.model import ClassReport, SceneReport, StudentPlaythrough
from party_card.reports.class_report.page_counts import build_row_id
from party_card.reports.class_report.page_overview_topics import topics_overview
from party_card.reports.class_report.page_speak import find_prefix, link_student, speak_section
from party_card.reports.class_report.page_students import describe_difficulties


def class_notes(report: ClassReport) -> Html:
    """Returns who handed in, who is missing, which nicknames look alike, and which files are not counted."""
    unlisted = (
        gettext(words.SIMILAR_NAME).format(name=name, similar=similar) if similar else name
        for name, similar in report.unlisted
    )
    parts = [
        element("p", descriptions.describe_handed_in(report)),
        _names(gettext(words.MISSING), report.missing),
        _names(gettext(words.UNLISTED), unlisted),
        _names(gettext(words.LOOK_ALIKES), map(list_items, report.look_alikes)),
        _lessons(report),
        _uncounted(report),
    ]
    return element("section", element("h3", gettext(words.STUDENTS)), *parts, class_="class-notes")


def _names(heading: str, names: Iterable[str]) -> Html:
    items = [element("li", name, dir="auto") for name in names]
    if not items:
        return Html("")
    return element("div", element("h4", heading), element("ul", *items, class_="names"), class_="private")


def _lessons(report: ClassReport) -> Html:
    """Returns which files are lessons on a projector."""
    items = [
        element(
            "li",
            element("b", scene.lesson.file, dir="auto", class_="private") if scene.lesson.file else "",
            " ",
            element("span", scene.title),
        )
        for scene in report.lesson_scenes
        if scene.lesson
    ]
    if not items:
        return Html("")
    return element("div", element("h4", gettext(words.LESSONS)), element("ul", *items, class_="files"))


def _uncounted(report: ClassReport) -> Html:
    if not report.uncounted:
        return Html("")
    items = (
        element("li", element("b", file.name, dir="auto"), " ", element("span", file.reason))
        for file in report.uncounted
    )
    heading = element("h4", f"{gettext(words.UNCOUNTED)}: {len(report.uncounted)}")
    return element("div", heading, element("ul", *items, class_="files"), class_="private")


def overview(report: ClassReport) -> Html:
    """Returns the table of students and scenes, with what is said of the class."""
    names = sorted((*report.students, *report.missing), key=str.casefold)
    scenes = report.student_scenes
    by_scene = [{item.student: item for item in scene.playthroughs} for scene in scenes]
    head = element(
        "tr",
        element("th", gettext(words.STUDENTS), scope="col"),
        *(element("th", scene.title, scope="col") for scene in scenes),
    )
    rows = (
        element(
            "tr",
            element("th", link_student(report, name), scope="row", dir="auto"),
            *(
                _cell(scene, playthroughs.get(name), find_prefix(report, scene))
                for scene, playthroughs in zip(scenes, by_scene, strict=True)
            ),
        )
        for name in names
    )
    counts = element(
        "tr",
        element("th", gettext(words.REACHED_ENDING), scope="row"),
        *(element("td", words.format_share(scene.finished_count, len(scene.playthroughs))) for scene in scenes),
    )
    table = element("table", element("thead", head, counts), element("tbody", *rows, class_="private"))
    wide = element("div", table, class_="wide", tabindex="0", role="region", aria_label=gettext(words.OVERVIEW))
    aside = element("div", speak_section(report), class_notes(report))
    return element(
        "section",
        element("h2", gettext(words.OVERVIEW)),
        topics_overview(report.scenes),
        element("div", wide if scenes else "", aside, class_="columns two"),
        class_="scene", id="overview",
    )  # fmt: skip


def _cell(scene: SceneReport, playthrough: StudentPlaythrough | None, prefix: str) -> Html:
    if playthrough is None:
        return element("td", words.NOTHING, class_="none")
    title = scene.find_ending_title(playthrough) or gettext(words.NOT_FINISHED)
    answers = gettext(words.ANSWER_COUNT).format(count=scene.count_answers(playthrough), total=len(scene.questions))
    return element(
        "td",
        element("a", title, href=f"#{build_row_id(prefix, playthrough.student)}"),
        join_html(" ", element("small", f"{answers}. {describe_difficulties(scene, playthrough)}")),
    )
