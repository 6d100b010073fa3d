"""Writes the table of the students of one scene: what each overlooked and judged otherwise than the papers allow."""

from __future__ import annotations

from party_card.frontends.shared.html import Html, element, format_html, join_html
from party_card.localization import gettext
from party_card.reports.class_report import descriptions, words
from party_card.reports.class_report.model import SceneReport, StudentPlaythrough
from party_card.reports.class_report.page_counts import build_row_id


def students_table(scene: SceneReport, prefix: str) -> Html:
    """Returns the table of the students, with buttons that sort it."""
    head = element("tr", *(element("th", gettext(label), scope="col") for label in words.STUDENT_COLUMNS))
    rows = (_row(scene, item, prefix) for item in scene.playthroughs)
    table = element("table", element("thead", head), element("tbody", *rows), class_="students")
    wide = element("div", table, class_="wide", tabindex="0", role="region", aria_label=gettext(words.STUDENTS))
    return join_html(_sort_buttons(), wide)


def describe_difficulties(scene: SceneReport, playthrough: StudentPlaythrough) -> str:
    """Returns how much a student overlooked and judged otherwise than the papers allow, for the overview."""
    overlooked = gettext(words.OVERLOOKED_COUNT).format(count=len(scene.find_overlooked(playthrough)))
    wrong, total = scene.count_judgements(playthrough)
    return f"{overlooked} {gettext(words.WRONG_COUNT).format(count=wrong, total=total)}" if total else overlooked


def _sort_buttons() -> Html:
    """Returns a button for each order; the page's script sorts."""
    buttons = (
        element(
            "button", gettext(label), type="button", class_="sort", data_column=str(column),
            aria_pressed="false" if column else "true",
        )
        for column, label in enumerate(words.STUDENT_COLUMNS[:3])
    )  # fmt: skip
    return element("div", element("span", gettext(words.SORT_BY)), *buttons, class_="sort-tools", role="group",
                   aria_label=gettext(words.SORT_BY))  # fmt: skip


def _row(scene: SceneReport, item: StudentPlaythrough, prefix: str) -> Html:
    answers = words.format_share(scene.count_answers(item), len(scene.questions))
    remark = descriptions.describe_playthrough(item)
    return element(
        "tr",
        element("th", item.student, scope="row", dir="auto"),
        _overlooked(scene, item, prefix),
        _misjudged(scene, item, prefix),
        element(
            "td",
            scene.find_ending_title(item) or gettext(words.NOT_FINISHED),
            element("small", remark) if remark else "",
        ),
        element("td", descriptions.format_seconds(item.seconds) if item.seconds is not None else words.NOTHING),
        element("td", answers),
        id=build_row_id(prefix, item.student),
    )


def _overlooked(scene: SceneReport, item: StudentPlaythrough, prefix: str) -> Html:
    """Returns the number and the decisions of the student's choices that overlook something."""
    found = scene.find_overlooked(item)
    links = []
    for decision, choice in found:
        name = f"{prefix}-decision-{decision.number}"
        marked = f"{name}-choice-{decision.choices.index(choice) + 1}"
        links.append(element("a", f"{decision.number} {decision.title}", href=f"#{name}", data_marked=marked))
    return element("td", element("b", str(len(found))), *_lines(links), data_value=str(len(found)))


def _misjudged(scene: SceneReport, item: StudentPlaythrough, prefix: str) -> Html:
    """Returns how many statements the student judged otherwise than the papers allow, and which."""
    wrong, total = scene.count_judgements(item)
    if not total:
        return element("td", words.NOTHING, data_value="-1")
    links = []
    for number, statement in enumerate(scene.statements, 1):
        if item.student in statement.wrong_students:
            name = f"{prefix}-statement-{number}"
            links.append(element("a", statement.text, href=f"#{name}", data_marked=name))
    count = format_html(gettext(words.SHARE), count=element("b", str(wrong)), total=str(total))
    return element("td", count, *_lines(links), data_value=str(wrong))


def _lines(links: list[Html]) -> list[Html]:
    return [element("small", link) for link in links]
