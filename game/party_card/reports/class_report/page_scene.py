"""Writes what the page says of one scene: what to talk about first, decisions, endings, routes, students, answers.

Invariant: a count stands as a number beside its bar, and colour is never the only sign.
"""

from __future__ import annotations

from party_card.engine.page import Line
from party_card.frontends.shared.html import Html, element, join_html
from party_card.frontends.shared.printable import grade_tags, line_to_html
from party_card.localization import gettext
from party_card.reports.class_report import descriptions, words
from party_card.reports.class_report.marks import MarkPlaces
from party_card.reports.class_report.model import ChoiceCount, ClassReport, DecisionCount, SceneReport
from party_card.reports.class_report.page_answers import answers_section
from party_card.reports.class_report.page_counts import count_row, name_list
from party_card.reports.class_report.page_students import students_table
from party_card.reports.class_report.page_topics import topics_section
from party_card.reports.class_report.route_svg import draw_routes


def scene_section(scene: SceneReport, report: ClassReport, notes: Html, places: MarkPlaces, number: int = 1) -> Html:
    """Returns the section of a scene; `notes` about the class stand in its first column."""
    prefix = f"scene-{number}"
    about = " · ".join(filter(None, (scene.dates, scene.place)))
    first = [
        topics_section(scene, prefix),
        _endings(scene),
        notes,
        _missing(scene) if not notes else "",
        element("section", element("h3", gettext(words.TIME)), element("p", descriptions.describe_time(scene))),
        _unmet_facts(scene),
    ]
    decisions = (_decision(scene, item, prefix) for item in scene.decisions)
    route_map = element(
        "div", draw_routes(scene), class_="wide", tabindex="0", role="region", aria_label=gettext(words.ROUTES)
    )
    note = gettext(words.LESSON_ROUTE_NOTE if scene.lesson else words.ROUTES_NOTE)
    panels = (
        (words.DECISIONS, join_html(*_notes(scene), *decisions, _sources(scene, prefix))),
        (words.ROUTES, join_html(element("p", note, class_="about"), route_map)),
        *(
            ()
            if scene.lesson
            else (
                (
                    words.STUDENTS,
                    join_html(
                        element("p", gettext(words.STUDENTS_NOTE), class_="about"), students_table(scene, prefix)
                    ),
                ),
            )
        ),
    )
    links = (
        element(
            "a", gettext(label), href=f"#{prefix}-{label.lower()}", class_="private" if label == words.STUDENTS else ""
        )
        for label, _ in panels
    )
    middle = [
        element("nav", *links, class_="tabs", aria_label=scene.title),
        *(
            element(
                "section", element("h3", gettext(label)), content, id=f"{prefix}-{label.lower()}",
                class_="panel private" if label == words.STUDENTS else "panel",
            )
            for label, content in panels
        ),
    ]  # fmt: skip
    return element(
        "section",
        element("h2", scene.title),
        element("p", descriptions.describe_finished(scene)),
        element("p", versions) if (versions := descriptions.describe_versions(scene)) else "",
        element("p", about, class_="about"),
        element(
            "div",
            element("div", *first, class_="first"),
            element("div", *middle, class_="middle"),
            answers_section(scene, prefix, places if report.has_names else None),
            class_="columns",
        ),
        class_="scene only" if notes else "scene",
        id=prefix,
        data_of=prefix,
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------------ first column


def _endings(scene: SceneReport) -> Html:
    if scene.is_together:
        parts = (
            [gettext(words.CLASS_ENDING), " ", element("b", scene.class_ending)]
            if scene.class_ending
            else [gettext(words.NO_CLASS_ENDING)]
        )
        return element("section", element("h3", gettext(words.ENDINGS)), element("p", *parts), class_="endings")
    total = len(scene.playthroughs)
    rows = [count_row(ending.count, total, ending.title, scene.find_finishers(ending.id)) for ending in scene.endings]
    if scene.unfinished_count:
        rows.append(count_row(scene.unfinished_count, total, gettext(words.NOT_FINISHED), scene.find_finishers("")))
    return element(
        "section", element("h3", gettext(words.ENDINGS)), element("ul", *rows, class_="counts"), class_="endings"
    )


def _missing(scene: SceneReport) -> Html:
    if not scene.missing:
        return Html("")
    items = (element("li", name, dir="auto") for name in scene.missing)
    return element(
        "section", element("h3", gettext(words.MISSING)), element("ul", *items, class_="names"), class_="private"
    )


def _unmet_facts(scene: SceneReport) -> Html:
    if not scene.unmet_facts:
        return Html("")
    summary = element("summary", f"{gettext(words.UNMET_FACTS)}: {len(scene.unmet_facts)}")
    facts = (element("li", fact) for fact in scene.unmet_facts)
    return element("section", element("details", summary, element("ul", *facts, class_="facts")))


# --------------------------------------------------------------------------------------------------------- decisions


def _decision(scene: SceneReport, decision: DecisionCount, prefix: str) -> Html:
    name = f"{prefix}-decision-{decision.number}"
    heading = element(
        "h4",
        element("span", str(decision.number), class_="number"),
        f" {decision.title} ",
        element("span", decision.date, class_="date") if decision.date else "",
    )
    remark = descriptions.describe_decision(decision, len(scene.playthroughs))
    about = element("p", remark, class_="about") if remark else Html("")
    if not decision.reached_count and not decision.votes:
        return element("article", heading, about, class_="decision", id=name)
    rows = (
        _choice(scene, decision, choice, prefix, f"{name}-choice-{number}")
        for number, choice in enumerate(decision.choices, 1)
    )
    return element(
        "article", heading, _situation(decision), element("ul", *rows, class_="counts"), _record(decision, prefix),
        about, _stopped(scene, decision),
        class_="decision", id=name,
    )  # fmt: skip


def _notes(scene: SceneReport) -> list[Html]:
    """Returns how to read the counts of the decisions."""
    notes = [] if scene.is_together else [words.NAMES_NOTE, *words.COUNTS_NOTES]
    return [
        element("p", gettext(note), class_="about private names-note" if note == words.NAMES_NOTE else "about")
        for note in notes
    ]


def _choice(scene: SceneReport, decision: DecisionCount, choice: ChoiceCount, prefix: str, name: str) -> Html:
    """Returns a choice with how many made it, who, and what it overlooks."""
    remark = (
        element("p", element("b", gettext(words.OVERLOOKS)), " ", _cited(choice.overlooks, prefix), class_="overlooks")
        if choice.overlooks
        else ""
    )
    is_counted = not decision.votes or decision.votes[0].is_counted
    return count_row(
        choice.count if is_counted else None, decision.made_count, choice.text, scene.find_students(decision, choice),
        tags=_tags(decision, choice), remark=remark,
        class_="recorded" if choice.is_in_record else "", id_=name,
    )  # fmt: skip


def _situation(decision: DecisionCount) -> Html:
    """Returns what students read at a decision, to be opened."""
    if not decision.situation:
        return Html("")
    paragraphs = (
        element("p", element("small", f"{gettext(words.SOME_READ)} ") if is_conditional else "", text)
        for text, is_conditional in decision.situation
    )
    return element("details", element("summary", gettext(words.SITUATION)), *paragraphs, class_="situation")


def _record(decision: DecisionCount, prefix: str) -> Html:
    """Returns what was really done, with its date and grades."""
    if not decision.record:
        return Html("")
    date = decision.record_date
    heading = element("b", f"{date[:1].upper()}{date[1:]}. ") if date else ""
    return element("p", heading, _cited(decision.record, prefix), grade_tags(decision.grades), class_="record")


def _stopped(scene: SceneReport, decision: DecisionCount) -> Html:
    """Returns who came to a decision and made no choice there, to be opened."""
    students = scene.find_stopped(decision)
    if not students:
        return Html("")
    summary = element("summary", gettext(words.STOPPED_HERE))
    return element("details", summary, name_list(students), class_="people private")


def _tags(decision: DecisionCount, choice: ChoiceCount) -> Html:
    labels = [gettext(words.DECIDED)] if decision.votes and decision.votes[0].decided == choice.id else []
    labels += [gettext(words.IN_RECORD)] if choice.is_in_record else []
    remark = element("small", f"({gettext(words.HYPOTHESIS)})") if choice.is_hypothesis else Html("")
    return join_html(*(element("span", label, class_="tag") for label in labels), remark)


def _cited(line: Line, prefix: str) -> Html:
    def mark(number: int, class_: str) -> Html:
        name = gettext("Source {number}").format(number=number)
        link = element("a", str(number), href=f"#{prefix}-source-{number}", aria_label=name)
        return element("sup", link, class_=class_)

    return line_to_html(line, mark)


def _sources(scene: SceneReport, prefix: str) -> Html:
    if not scene.notes:
        return Html("")
    rows = (
        element("li", note.text, " ", element("cite", line_to_html(note.citation, lambda _number, _class: Html(""))),
                id=f"{prefix}-source-{note.number}")
        for note in scene.notes
    )  # fmt: skip
    return element("section", element("h4", gettext(words.SOURCES)), element("ol", *rows), class_="sources")
