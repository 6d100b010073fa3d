"""Writes what the page says of one scene: what to talk about first, decisions, endings, routes, students, answers.

Invariant: a count stands as a number beside its bar, and colour is never the only sign.
"""

from __future__ import annotations

from party_card.engine.page import Line
from party_card.frontends.shared.html import Html, element, join_html
from party_card.frontends.shared.printable import grade_tags, line_to_html
from party_card.reports.class_report import words
from party_card.reports.class_report.model import ChoiceCount, ClassReport, DecisionCount, SceneReport
from party_card.reports.class_report.page_answers import answers_section
from party_card.reports.class_report.page_class import students_table
from party_card.reports.class_report.page_topics import topics_section
from party_card.reports.class_report.route_svg import draw_routes


def scene_section(scene: SceneReport, report: ClassReport, notes: Html, number: int = 1) -> Html:
    """Returns the section of a scene; `notes` about the class stand in its first column."""
    prefix = f"scene-{number}"
    about = " · ".join(filter(None, (scene.dates, scene.place)))
    first = [
        topics_section(scene, prefix),
        _endings(scene),
        notes,
        _missing(scene) if not notes else "",
        element("section", element("h3", words.TIME), element("p", words.describe_time(scene))),
        _unmet_facts(scene),
    ]
    decisions = (_decision(scene, item, prefix) for item in scene.decisions)
    route_map = element("div", draw_routes(scene), class_="wide", tabindex="0", role="region", aria_label=words.ROUTES)
    note = words.LESSON_ROUTE_NOTE if scene.lesson else words.ROUTES_NOTE
    panels = (
        (words.DECISIONS, join_html(*decisions, _sources(scene, prefix))),
        (words.ROUTES, join_html(element("p", note, class_="about"), route_map)),
        *(() if scene.lesson else ((words.STUDENTS, students_table(scene)),)),
    )
    links = (
        element("a", label, href=f"#{prefix}-{label.lower()}", class_="private" if label == words.STUDENTS else "")
        for label, _ in panels
    )
    middle = [
        element("nav", *links, class_="tabs", aria_label=scene.title),
        *(
            element(
                "section", element("h3", label), content, id=f"{prefix}-{label.lower()}",
                class_="panel private" if label == words.STUDENTS else "panel",
            )
            for label, content in panels
        ),
    ]  # fmt: skip
    return element(
        "section",
        element("h2", scene.title),
        element("p", words.describe_finished(scene)),
        element("p", versions) if (versions := words.describe_versions(scene)) else "",
        element("p", about, class_="about"),
        element(
            "div",
            element("div", *first, class_="first"),
            element("div", *middle, class_="middle"),
            answers_section(scene, prefix, is_marked=report.has_names),
            class_="columns",
        ),
        class_="scene only" if notes else "scene",
        id=prefix,
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------------ first column


def _endings(scene: SceneReport) -> Html:
    if scene.is_together:
        parts = (
            [words.CLASS_ENDING, " ", element("b", scene.class_ending)]
            if scene.class_ending
            else [words.NO_CLASS_ENDING]
        )
        return element("section", element("h3", words.ENDINGS), element("p", *parts), class_="endings")
    total = len(scene.playthroughs)
    rows = [_count(ending.count, total, ending.title) for ending in scene.endings]
    if scene.unfinished_count:
        rows.append(_count(scene.unfinished_count, total, words.NOT_FINISHED))
    return element("section", element("h3", words.ENDINGS), element("ul", *rows, class_="counts"), class_="endings")


def _missing(scene: SceneReport) -> Html:
    if not scene.missing:
        return Html("")
    items = (element("li", name, dir="auto") for name in scene.missing)
    return element("section", element("h3", words.MISSING), element("ul", *items, class_="names"), class_="private")


def _unmet_facts(scene: SceneReport) -> Html:
    if not scene.unmet_facts:
        return Html("")
    summary = element("summary", f"{words.UNMET_FACTS}: {len(scene.unmet_facts)}")
    facts = (element("li", fact) for fact in scene.unmet_facts)
    return element("section", element("details", summary, element("ul", *facts, class_="facts")))


# --------------------------------------------------------------------------------------------------------- decisions


def _decision(scene: SceneReport, decision: DecisionCount, prefix: str) -> Html:
    heading = element(
        "h4",
        element("span", str(decision.number), class_="number"),
        f" {decision.title} ",
        element("span", decision.date, class_="date") if decision.date else "",
    )
    remark = words.describe_decision(decision, len(scene.playthroughs))
    if not decision.reached_count and not decision.votes:
        about = element("p", remark, class_="about")
        return element("article", heading, about, class_="decision", id=f"{prefix}-decision-{decision.number}")
    is_counted = not decision.votes or decision.votes[0].is_counted
    total = decision.made_count if decision.votes else len(scene.playthroughs)
    rows = (
        _count(
            choice.count if is_counted else None,
            total,
            choice.text,
            _tags(decision, choice),
            is_record=choice.is_in_record,
        )
        for choice in decision.choices
    )
    record = ""
    if decision.record:
        date = (
            element("b", f"{decision.record_date[:1].upper()}{decision.record_date[1:]}. ")
            if decision.record_date
            else ""
        )
        record = element("p", date, _cited(decision.record, prefix), grade_tags(decision.grades), class_="record")
    return element(
        "article", heading, element("ul", *rows, class_="counts"), record,
        element("p", remark, class_="about") if remark else "",
        class_="decision", id=f"{prefix}-decision-{decision.number}",
    )  # fmt: skip


def _tags(decision: DecisionCount, choice: ChoiceCount) -> Html:
    labels = [words.DECIDED] if decision.votes and decision.votes[0].decided == choice.id else []
    labels += [words.IN_RECORD] if choice.is_in_record else []
    remark = element("small", f"({words.HYPOTHESIS})") if choice.is_hypothesis else Html("")
    return join_html(*(element("span", label, class_="tag") for label in labels), remark)


def _count(count: int | None, total: int, text: str, tags: Html | str = "", *, is_record: bool = False) -> Html:
    """Returns a row: how many, a bar, and of what; without a number and a bar if nothing was counted."""
    if count is None:
        return element("li", element("b", words.NOTHING), element("i", ""), element("span", text, " ", tags))
    width = f"{100 * count / total if total else 0:.1f}"
    background = element("rect", width="100", height="10", class_="ground")
    bar = element("rect", width=width, height="10", class_="share")
    drawing = element("svg", background, bar, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true")
    return element(
        "li",
        element("b", str(count)),
        drawing,
        element("span", text, " ", tags),
        class_="recorded" if is_record else "",
    )


def _cited(line: Line, prefix: str) -> Html:
    def mark(number: int, class_: str) -> Html:
        link = element("a", str(number), href=f"#{prefix}-source-{number}", aria_label=f"Source {number}")
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
    return element("section", element("h4", words.SOURCES), element("ol", *rows), class_="sources")
