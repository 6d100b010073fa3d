"""Writes what to talk about first: choices that overlook something, and statements that were misjudged."""

from __future__ import annotations

from collections.abc import Sequence

from party_card.engine.page import Line
from party_card.frontends.shared.html import Html, element, join_html
from party_card.frontends.shared.printable import line_to_html
from party_card.reports.class_report import words
from party_card.reports.class_report.model import DecisionCount, SceneReport, StatementCount

MAX_DIVIDED = 3
MAX_STATEMENTS = 3
MIN_WRONG_SHARE = 1 / 3
"""From which share of wrong words on a statement is talked about."""


def topics_section(scene: SceneReport, prefix: str) -> Html:
    """Returns the topics of a scene."""
    heading, note, topics = _list_choice_topics(scene, prefix)
    statements = [_statement_topic(item, prefix) for item in list_misjudged(scene.statements)]
    parts = []
    if topics or note:
        note_html = element("p", note, class_="about") if note else Html("")
        parts.append(element("section", element("h3", heading), note_html, *topics))
    if statements:
        parts.append(element("section", element("h3", words.MISJUDGED), *statements))
    return join_html(*parts)


def topics_overview(scenes: Sequence[SceneReport], limit: int = 2) -> Html:
    """Returns the first topics of each scene, side by side."""
    columns = []
    for number, scene in enumerate(scenes, 1):
        prefix = f"scene-{number}"
        heading, _, topics = _list_choice_topics(scene, prefix)
        misjudged = [_statement_topic(item, prefix) for item in list_misjudged(scene.statements)[:1]]
        link = element("a", scene.title, href=f"#{prefix}")
        about = element("p", heading, class_="about") if topics and not scene.topics else Html("")
        columns.append(element("section", element("h4", link), about, *topics[:limit], *misjudged))
    return element("section", element("h3", words.TALK_FIRST), element("div", *columns, class_="topic-columns"))


def list_misjudged(statements: Sequence[StatementCount]) -> list[StatementCount]:
    """Returns the statements that a good part of the class judged otherwise than the papers allow."""
    shown = [item for item in statements if item.wrong > 1 and item.wrong >= item.total * MIN_WRONG_SHARE]
    return shown[:MAX_STATEMENTS]


def _list_choice_topics(scene: SceneReport, prefix: str) -> tuple[str, str, list[Html]]:
    """Returns heading, note and topics: choices that overlook something, otherwise the most even decisions."""
    if scene.topics:
        topics = [
            _topic(topic.choice.count, topic.decision, prefix,
                   join_html(element("p", _plain(topic.choice.overlooks)),
                             element("p", topic.choice.text, class_="about")))
            for topic in scene.topics
        ]  # fmt: skip
        return words.TALK_FIRST, "", topics
    if any(choice.overlooks for decision in scene.decisions for choice in decision.choices):
        return words.TALK_FIRST, words.NOBODY_OVERLOOKED, []
    common = [item for item in scene.decisions if item.made_count > len(scene.playthroughs) / 2]  # not of a few alone
    topics = []
    for decision in sorted(common, key=lambda item: item.largest_share)[:MAX_DIVIDED]:
        choice = max(decision.choices, key=lambda item: item.count)
        topics.append(_topic(choice.count, decision, prefix, element("p", choice.text)))
    return words.DIVIDED, words.DIVIDED_NOTE if topics else "", topics


def _topic(count: int, decision: DecisionCount, prefix: str, text: Html) -> Html:
    link = element("a", f"Decision {decision.number}", href=f"#{prefix}-decision-{decision.number}")
    return _row(count, decision.made_count, join_html(text, element("p", link, class_="about")))


def _statement_topic(statement: StatementCount, prefix: str) -> Html:
    link = element("a", words.STATEMENTS, href=f"#{prefix}-statements")
    text = words.MISJUDGED_AS.format(word=max(statement.wrong_counts, key=lambda word: statement.wrong_counts[word]))
    return _row(
        statement.wrong, statement.total,
        join_html(element("p", statement.text), element("p", text, " ", link, class_="about")),
    )  # fmt: skip


def _row(count: int, total: int, content: Html) -> Html:
    tally = element("p", element("b", str(count)), element("span", f"of {total}"), class_="tally")
    return element("div", tally, element("div", content), class_="topic")


def _plain(line: Line) -> Html:
    return line_to_html(line, lambda _number, _class: Html(""))
