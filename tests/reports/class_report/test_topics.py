"""What to talk about first: of each scene on the first page, and what was misjudged of the file."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from party_card.reports.class_report import words
from party_card.reports.class_report.build import build_class_report
from party_card.reports.class_report.page import write_class_page
from party_card.reports.class_report.page_overview_topics import topics_overview
from party_card.reports.class_report.page_statements import MAX_REASONS, describe_judgements
from party_card.reports.class_report.page_topics import MAX_STATEMENTS, list_misjudged, topics_section
from party_card.reports.class_report.route_svg import MAX_WIDTH, draw_routes
from party_card.reports.class_report.statements import Judgement, StatementCount
from tests.reports.class_report.students import NICKNAMES, SCENES, play_class
from tests.shipped import load_shipped_pack


def judge(student: str, given: str, allowed: str = "not recorded", reason: str = "No paper shows it.") -> Judgement:
    return Judgement(student, given, allowed, reason)


def statement(wrong: int, right: int, text: str = "You were afraid.") -> StatementCount:
    judgements = [judge(f"w{number}", "reported") for number in range(wrong)]
    judgements += [judge(f"r{number}", "not recorded") for number in range(right)]
    return StatementCount(text, tuple(judgements))


def test_only_what_a_good_part_of_the_class_misjudged_is_a_topic() -> None:
    assert list_misjudged([statement(1, 1), statement(3, 7), statement(0, 4)]) == []
    assert list_misjudged([statement(4, 8)]) == [statement(4, 8)]
    assert len(list_misjudged([statement(9, 1, str(number)) for number in range(9)])) == MAX_STATEMENTS


def test_the_first_page_says_of_each_scene_what_to_talk_about() -> None:
    report = build_class_report(load_shipped_pack(), play_class(NICKNAMES[:6], SCENES))
    page = write_class_page(report, b"").decode()
    overview = page.partition('id="overview"')[2].partition('id="scene-1"')[0]
    assert words.TALK_FIRST in overview
    links = set(re.findall(r'href="#(scene-\d+-(?:decision|statement)-\d+)"', overview))
    assert {link.split("-")[1] for link in links} == {"1", "2", "3"}
    assert all(f'id="{link}"' in page for link in links)
    assert overview.index(words.TALK_FIRST) < overview.index("<table")


def test_the_overview_has_the_largest_share_first_and_sums_a_statement_of_several_scenes() -> None:
    report = build_class_report(load_shipped_pack(), play_class(NICKNAMES, SCENES))
    overview = str(topics_overview(report.scenes))
    same = [
        item
        for scene in report.scenes
        for item in scene.statements
        if item.text == list_misjudged(scene.statements)[0].text
    ]
    assert len(same) == len(SCENES)
    total = sum(item.total for item in same)
    assert f"<b>{sum(item.wrong for item in same)}</b><span>of {total}</span>" in overview
    judged, _, choices = overview.partition(f"<h4>{words.OVERLOOKED}</h4>")
    for part in (judged.partition("topic-columns")[2], choices):
        shares = [int(count) / int(of) for count, of in re.findall(r"<b>(\d+)</b><span>of (\d+)</span>", part)]
        assert len(shares) >= len(SCENES)
        assert shares == sorted(shares, reverse=True)


def test_the_most_frequent_judgement_is_never_called_wrong_if_it_is_right() -> None:
    judgements = [judge(f"a{number}", "not recorded") for number in range(13)]
    judgements += [judge(f"b{number}", "reported") for number in range(7)]
    judgements += [judge(f"c{number}", "documented") for number in range(5)]
    text = str(describe_judgements(StatementCount("You were afraid.", tuple(judgements))))
    assert re.sub(r"<[^>]+>", "", text) == (
        "By the papers of each student it is not recorded. 13 of 25 students answered “not recorded”, as the papers "
        "allow. 7 answered “reported”. 5 answered “documented”. No paper shows it."
    )


def test_what_the_papers_allow_is_said_of_each_group_of_students() -> None:
    judgements = (
        judge("heron", "reported", "documented", "“The list” shows it."),
        judge("lark", "documented", "documented", "“The list” shows it."),
        judge("wren", "documented"),
    )
    text = re.sub(r"<[^>]+>", " ", describe_judgements(StatementCount("You said no.", judgements)))
    assert (
        "By the papers of 2 students it is documented. 1 of 2 students answered “documented”, as the papers allow."
        in text
    )
    assert (
        "By the papers of 1 student it is not recorded. 0 of 1 student answered “not recorded”, as the papers allow. "
        "1 answered “documented”."
    ) in text


def test_each_statement_has_what_the_papers_allow_and_who_said_what() -> None:
    report = build_class_report(load_shipped_pack(), play_class(NICKNAMES[:12], SCENES[2:]))
    (scene,) = report.scenes
    page = write_class_page(report, b"").decode()
    for number, item in enumerate(scene.statements, 1):
        article = page.partition(f'id="scene-1-statement-{number}"')[0].rpartition("<article")[2]
        article += page.partition(f'id="scene-1-statement-{number}"')[2].partition("</article>")[0]
        assert article.count(f'<span class="tag">{words.ALLOWED}</span>') == len(item.groups)
        assert all(reason in html.unescape(article) for group in item.groups for reason in group.reasons[:MAX_REASONS])
        assert all(f"<li>{judgement.student}<" in article for judgement in item.judgements)


def test_choices_at_one_decision_that_overlook_something_are_one_topic() -> None:
    report = build_class_report(load_shipped_pack(), play_class(NICKNAMES, SCENES[:1]))
    (scene,) = report.scenes
    numbers = [topic.decision.number for topic in scene.topics]
    assert len(set(numbers)) == len(numbers)
    several = next(topic for topic in scene.topics if len(topic.choices) > 1)
    assert several.count == sum(choice.count for choice in several.choices)
    assert [topic.count for topic in scene.topics] == sorted((topic.count for topic in scene.topics), reverse=True)
    section = str(topics_section(scene, "scene-1"))
    assert f"<b>{several.count}</b><span>of {several.decision.made_count}</span>" in section
    assert words.SEVERAL_CHOICES in section
    assert all(f"<b>{choice.count}:</b> " in section for choice in several.choices)


def test_where_the_class_divided_no_number_looks_like_an_error() -> None:
    (scene,) = build_class_report(load_shipped_pack(), play_class(NICKNAMES, SCENES[2:])).scenes
    decisions = tuple(
        replace(item, choices=tuple(replace(choice, overlooks=()) for choice in item.choices))
        for item in scene.decisions
    )
    section = str(topics_section(replace(scene, decisions=decisions, topics=(), statements=()), "scene-1"))
    assert words.DIVIDED in section
    assert "tally" not in section
    divided = section.split('class="divided"')[1:]
    assert divided
    even = min((item for item in decisions if item.made_count > 15), key=lambda item: item.largest_share)
    assert divided[0].count("<rect") == sum(choice.count > 0 for choice in even.choices)


def test_a_map_of_any_shipped_scene_fits_a_window_of_1280_pixels() -> None:
    report = build_class_report(load_shipped_pack(), play_class(NICKNAMES[:2], SCENES))
    widths = [int(re.findall(r' width="(\d+)"', str(draw_routes(scene)))[0]) for scene in report.scenes]
    assert widths
    assert max(widths) <= MAX_WIDTH


def test_a_decision_that_nobody_came_to_takes_a_line() -> None:
    report = build_class_report(load_shipped_pack(), play_class(NICKNAMES[:1], SCENES[2:]))
    page = write_class_page(report, b"").decode()
    number = next(item.number for item in report.scenes[0].decisions if not item.reached_count)
    article = page.partition(f'id="scene-1-decision-{number}"')[2].partition("</article>")[0]
    assert "Nobody came here." in article
    assert "counts" not in article
