"""Writes what to talk about first: choices that overlook something, and statements that were misjudged.

Invariant: a number in the colour of an error counts errors alone; decisions at which the class divided have none.
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.engine.page import Line
from party_card.frontends.shared.html import Html, element, join_html
from party_card.frontends.shared.printable import line_to_html
from party_card.localization import gettext, pgettext
from party_card.reports.class_report import words
from party_card.reports.class_report.model import ChoiceCount, DecisionCount, SceneReport, Topic
from party_card.reports.class_report.page_counts import count_row, name_list
from party_card.reports.class_report.page_statements import describe_judgements
from party_card.reports.class_report.statements import StatementCount

MAX_DIVIDED = 3
MAX_STATEMENTS = 3
MIN_WRONG_SHARE = 1 / 3
"""From which share of wrong words on a statement is talked about."""


def topics_section(scene: SceneReport, prefix: str) -> Html:
    """Returns the topics of a scene."""
    heading, note, topics = list_choice_topics(scene, prefix)
    statements = [statement_topic(scene, item, prefix) for item in list_misjudged(scene.statements)]
    parts = []
    if topics or note:
        note_html = element("p", note, class_="about") if note else Html("")
        parts.append(element("section", element("h3", heading), note_html, *topics))
    if statements:
        parts.append(element("section", element("h3", gettext(words.MISJUDGED)), *statements))
    return join_html(*parts)


def list_misjudged(statements: Sequence[StatementCount]) -> list[StatementCount]:
    """Returns the statements that a good part of the class judged otherwise than the papers allow."""
    shown = [item for item in statements if item.wrong > 1 and item.wrong >= item.total * MIN_WRONG_SHARE]
    return shown[:MAX_STATEMENTS]


def list_choice_topics(scene: SceneReport, prefix: str) -> tuple[str, str, list[Html]]:
    """Returns heading, note and topics: choices that overlook something, otherwise the most even decisions."""
    if scene.topics:
        return gettext(words.TALK_FIRST), "", [choice_topic(scene, topic, prefix) for topic in scene.topics]
    if any(choice.overlooks for decision in scene.decisions for choice in decision.choices):
        return gettext(words.TALK_FIRST), gettext(words.NOBODY_OVERLOOKED), []
    common = [item for item in scene.decisions if item.made_count > len(scene.playthroughs) / 2]  # not of a few alone
    divided = sorted(common, key=lambda item: item.largest_share)[:MAX_DIVIDED]
    return (
        gettext(words.DIVIDED),
        gettext(words.DIVIDED_NOTE) if divided else "",
        [_divided_decision(scene, item, prefix) for item in divided],
    )


def choice_topic(scene: SceneReport, topic: Topic, prefix: str) -> Html:
    """Returns a decision with its choices that overlook something: how many made them, why, and who."""
    is_only = len(topic.choices) == 1
    parts, people = [], []
    if not is_only:
        parts.append(element("span", gettext(words.SEVERAL_CHOICES), class_="line about"))
    for choice in sorted(topic.choices, key=lambda choice: -choice.count):
        count = "" if is_only else element("b", f"{choice.count}: ")
        parts.append(element("span", count, _plain(choice.overlooks), class_="line"))
        parts.append(element("span", choice.text, class_="line about"))
        students = scene.find_students(topic.decision, choice)
        title = "" if is_only or not students else element("p", choice.text, class_="about private")
        people.append(join_html(title, name_list(students)))
    link = _decision_link(topic.decision, prefix, topic.choices)
    return build_topic(topic.count, topic.decision.made_count, join_html(*parts), join_html(*people), link)


def _divided_decision(scene: SceneReport, decision: DecisionCount, prefix: str) -> Html:
    """Returns a decision with all choices that were made, the most frequent first."""
    made = sorted((choice for choice in decision.choices if choice.count), key=lambda choice: -choice.count)
    rows = (
        count_row(choice.count, decision.made_count, choice.text, scene.find_students(decision, choice))
        for choice in made
    )
    link = element("p", _decision_link(decision, prefix), class_="about")
    return element("div", element("ul", *rows, class_="counts"), link, class_="divided")


def statement_topic(scene: SceneReport, statement: StatementCount, prefix: str) -> Html:
    """Returns a statement with how many misjudged it, who, and what the papers allow."""
    name = f"{prefix}-statement-{scene.statements.index(statement) + 1}"
    link = element("a", gettext(words.SHOW_STATEMENT), href=f"#{name}", data_marked=name)
    text = element("span", statement.text, class_="line")
    people = join_html(
        element("p", gettext(words.MISJUDGED_BY), class_="about private"), name_list(statement.wrong_students)
    )
    return build_topic(statement.wrong, statement.total, text, people, link, describe_judgements(statement))


def build_topic(count: int, total: int, text: Html, people: Html, link: Html, explanation: Html | str = "") -> Html:
    """Returns a topic: number and text open to show who it was."""
    # TRANSLATORS: stands below a large number: “3 of 20”.
    below = pgettext("below a number", "of {total}")
    tally = element("span", element("b", str(count)), element("span", below.format(total=total)), class_="tally")
    head = (tally, element("span", text))
    shown = (
        element("details", element("summary", *head, class_="head"), people, class_="people")
        if people
        else element("div", *head, class_="head")
    )
    return element("div", shown, explanation, element("p", link, class_="about") if link else "", class_="topic")


def _decision_link(decision: DecisionCount, prefix: str, choices: Sequence[ChoiceCount] = ()) -> Html:
    """Returns a link to a decision that marks some of its choices there."""
    name = f"{prefix}-decision-{decision.number}"
    places = (number for number, choice in enumerate(decision.choices, 1) if choice in choices)
    marked = " ".join(f"{name}-choice-{number}" for number in places)
    text = gettext(words.SHOW_DECISION).format(number=decision.number)
    return element("a", text, href=f"#{name}", data_marked=marked or name)


def _plain(line: Line) -> Html:
    return line_to_html(line, lambda _number, _class: Html(""))
