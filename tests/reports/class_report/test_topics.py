"""What to talk about first: of each scene on the first page, and what was misjudged of the file."""

from __future__ import annotations

import re

from party_card.reports.class_report import words
from party_card.reports.class_report.build import build_class_report
from party_card.reports.class_report.model import StatementCount
from party_card.reports.class_report.page import write_class_page
from party_card.reports.class_report.page_topics import MAX_STATEMENTS, list_misjudged, topics_section
from party_card.reports.class_report.route_svg import MAX_WIDTH, draw_routes
from tests.reports.class_report.students import NICKNAMES, SCENES, play_class
from tests.shipped import load_shipped_pack


def statement(wrong: int, right: int, text: str = "You were afraid.") -> StatementCount:
    counts = {"documented": right, "reported": wrong}
    return StatementCount(text, counts, {"reported": wrong} if wrong else {})


def test_only_what_a_good_part_of_the_class_misjudged_is_a_topic() -> None:
    assert list_misjudged([statement(1, 1), statement(3, 7), statement(0, 4)]) == []
    assert list_misjudged([statement(4, 8)]) == [statement(4, 8)]
    assert len(list_misjudged([statement(9, 1, str(number)) for number in range(9)])) == MAX_STATEMENTS


def test_the_first_page_says_of_each_scene_what_to_talk_about() -> None:
    report = build_class_report(load_shipped_pack(), play_class(NICKNAMES[:6], SCENES))
    page = write_class_page(report, b"").decode()
    overview = page.partition('id="overview"')[2].partition('id="scene-1"')[0]
    assert words.TALK_FIRST in overview
    links = set(re.findall(r'href="#(scene-\d+-(?:decision-\d+|statements))"', overview))
    assert {link.split("-")[1] for link in links} == {"1", "2", "3"}
    assert all(f'id="{link}"' in page for link in links)
    assert overview.index(words.TALK_FIRST) < overview.index("<table")


def test_a_misjudged_statement_stands_with_the_word_most_often_given() -> None:
    report = build_class_report(load_shipped_pack(), play_class(NICKNAMES[:12], SCENES[2:]))
    (scene,) = report.scenes
    first = list_misjudged(scene.statements)[0]
    section = str(topics_section(scene, "scene-1"))
    assert f"<b>{first.wrong}</b>" in section.partition(words.MISJUDGED)[2]
    word = max(first.wrong_counts, key=lambda word: first.wrong_counts[word])
    assert words.MISJUDGED_AS.format(word=word) in section


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
