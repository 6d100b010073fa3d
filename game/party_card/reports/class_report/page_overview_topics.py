"""Writes what to talk about first of all scenes: topics of one kind stand together, the largest share first."""

from __future__ import annotations

from collections.abc import Sequence

from party_card.frontends.shared.html import Html, element, join_html
from party_card.localization import gettext
from party_card.reports.class_report import words
from party_card.reports.class_report.model import SceneReport, Topic
from party_card.reports.class_report.page_topics import (
    build_topic,
    choice_topic,
    list_choice_topics,
    list_misjudged,
    statement_topic,
)
from party_card.reports.class_report.statements import StatementCount

MAX_TOPICS_PER_SCENE = 2
MIN_REACHED_SHARE = 1 / 3
"""A decision that a smaller share of those who played the scene took comes after the others."""

_Judged = tuple[str, SceneReport, StatementCount]


def topics_overview(scenes: Sequence[SceneReport]) -> Html:
    """Returns the first topics of all scenes, by kind."""
    numbered = [(f"scene-{number}", scene) for number, scene in enumerate(scenes, 1)]
    parts = [_statements(numbered), _choices(numbered), _divided(numbered)]
    return element("section", element("h3", gettext(words.TALK_FIRST)), *parts)


def _statements(scenes: Sequence[tuple[str, SceneReport]]) -> Html:
    """Returns the misjudged statements; one that several scenes have is summed."""
    by_text: dict[str, list[_Judged]] = {}
    for prefix, scene in scenes:
        for statement in scene.statements:
            by_text.setdefault(statement.text, []).append((prefix, scene, statement))
    first = {item.text for _, scene in scenes for item in list_misjudged(scene.statements)[:1]}
    groups = sorted((by_text[text] for text in first), key=lambda group: (-_share(group), group[0][2].text))
    if not groups:
        return Html("")
    note = element("p", gettext(words.MISJUDGED_NOTE), class_="about")
    return join_html(element("h4", gettext(words.MISJUDGED)), note, *map(_statement_group, groups))


def _share(group: Sequence[_Judged]) -> float:
    return sum(item.wrong for _, _, item in group) / sum(item.total for _, _, item in group)


def _statement_group(group: Sequence[_Judged]) -> Html:
    """Returns a statement of one scene, or one of several scenes with the sum above."""
    group = sorted(group, key=lambda judged: -judged[2].wrong / judged[2].total)
    columns = element(
        "div",
        *(
            element("section", _scene_link(prefix, scene), statement_topic(scene, item, prefix), data_of=prefix)
            for prefix, scene, item in group
        ),
        class_="topic-columns",
    )
    if len(group) == 1:
        return columns
    statement = group[0][2]
    wrong, total = (sum(getattr(item, name) for _, _, item in group) for name in ("wrong", "total"))
    note = element(
        "p", gettext(words.SUMMED_STATEMENT).format(wrong=wrong, total=total, count=len(group)), class_="about"
    )
    return join_html(
        build_topic(wrong, total, element("span", statement.text, class_="line"), Html(""), Html(""), note), columns
    )


def _choices(scenes: Sequence[tuple[str, SceneReport]]) -> Html:
    """Returns the decisions at which most students made a choice that overlooks something."""
    found = [(prefix, scene, item) for prefix, scene in scenes for item in scene.topics]
    found.sort(key=lambda entry: (_is_rare(entry[1], entry[2]), -entry[2].share))
    if not found:
        return Html("")
    topics = (
        element("section", _scene_link(prefix, scene), choice_topic(scene, item, prefix), data_of=prefix)
        for prefix, scene, item in found[: MAX_TOPICS_PER_SCENE * len(scenes)]
    )
    note = element("p", gettext(words.OVERLOOKED_NOTE), class_="about")
    return join_html(element("h4", gettext(words.OVERLOOKED)), note, element("div", *topics, class_="topic-columns"))


def _is_rare(scene: SceneReport, item: Topic) -> bool:
    return item.decision.made_count < len(scene.playthroughs) * MIN_REACHED_SHARE


def _divided(scenes: Sequence[tuple[str, SceneReport]]) -> Html:
    """Returns the most even decisions of the scenes that do not say what a choice overlooks."""
    columns = []
    for prefix, scene in scenes:
        heading, note, topics = list_choice_topics(scene, prefix)
        if not scene.topics and topics:
            parts = (element("h5", heading), element("p", note, class_="about"), *topics[:MAX_TOPICS_PER_SCENE])
            columns.append(element("section", _scene_link(prefix, scene), *parts, data_of=prefix))
    return element("div", *columns, class_="topic-columns") if columns else Html("")


def _scene_link(prefix: str, scene: SceneReport) -> Html:
    return element("h5", element("a", scene.title, href=f"#{prefix}"))
