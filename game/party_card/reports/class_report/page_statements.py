"""Writes how students judged the statements about the file, beside what their papers allow."""

from __future__ import annotations

from party_card.engine.file_words import CERTAINTIES
from party_card.frontends.shared.html import Html, element, join_html
from party_card.localization import gettext
from party_card.reports.class_report import descriptions, words
from party_card.reports.class_report.certainty_words import name_certainty
from party_card.reports.class_report.model import SceneReport
from party_card.reports.class_report.page_counts import count_row
from party_card.reports.class_report.statements import JudgementGroup, StatementCount

MAX_REASONS = 3


def statements_section(scene: SceneReport, prefix: str) -> Html:
    """Returns the statements with the judgements of the class; nothing if nobody judged one."""
    if not scene.statements:
        return Html("")
    items = (_statement(item, f"{prefix}-statement-{number}") for number, item in enumerate(scene.statements, 1))
    notes = (element("p", note, class_="about") for note in map(gettext, words.STATEMENTS_NOTES))
    return element(
        "section",
        element("h4", gettext(words.STATEMENTS)),
        *notes,
        *items,
        class_="statements",
        id=f"{prefix}-statements",
    )


def _statement(statement: StatementCount, name: str) -> Html:
    groups = (_group(group, is_only=len(statement.groups) == 1) for group in statement.groups)
    return element("article", element("h5", statement.text), *groups, class_="statement", id=name)


def _group(group: JudgementGroup, *, is_only: bool) -> Html:
    """Returns what the papers allow, why, and what the students with such papers said."""
    rows = (
        count_row(
            len(students), len(group.judgements), _capitalize(name_certainty(certainty)), students,
            tags=element("span", gettext(words.ALLOWED), class_="tag") if certainty == group.allowed else "",
            class_="recorded" if certainty == group.allowed else "",
        )
        for certainty in CERTAINTIES
        if (students := group.find_students(certainty)) or certainty == group.allowed
    )  # fmt: skip
    return join_html(
        element("p", descriptions.describe_allowed(group, is_only=is_only), " ", _reasons(group)),
        element("ul", *rows, class_="counts"),
    )


def describe_judgements(statement: StatementCount) -> Html:
    """Returns in sentences what the papers allow and what the class said, for the list of what to talk about."""
    is_only = len(statement.groups) == 1
    return join_html(
        *(
            element(
                "p", descriptions.describe_allowed(group, is_only=is_only), " ",
                descriptions.describe_judgements(group), " ", _reasons(group), class_="about",
            )
            for group in statement.groups
        )
    )  # fmt: skip


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


def _reasons(group: JudgementGroup) -> str:
    return " ".join(group.reasons[:MAX_REASONS])
