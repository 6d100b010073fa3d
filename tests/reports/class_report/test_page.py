"""The page: self-contained, and no text of a student or a file name is markup in it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import zip_longest

import pytest

from party_card.engine.page import Run
from party_card.publishing.class_report import write_class_report_page
from party_card.reports.class_report.build import build_class_report, without_names
from party_card.reports.class_report.model import ChoiceCount, ClassReport
from party_card.reports.class_report.page import write_class_page
from party_card.reports.class_report.page_counts import build_row_id
from party_card.reports.class_report.route_svg import draw_routes
from party_card.reports.class_report.scene_report import list_topics
from party_card.reports.class_report.transcripts import UncountedFile
from tests.reports.class_report.students import NICKNAMES, SCENES, play_class
from tests.reports.class_report.test_tables import report_on_answer
from tests.shipped import load_shipped_pack

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)> \u202e & \ud800 'x' \""


class Outline(HTMLParser):
    """Collects elements, addresses and ids; fails if an element is not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        for name, value in attrs:
            assert not name.startswith("on") and name != "style"
            if name in ("src", "href", "action"):
                self.addresses.append(value or "")
            if name == "id":
                self.ids.append(value or "")
        if tag not in ("meta", "br", "input"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


@cache
def class_of_three_scenes() -> ClassReport:
    return build_class_report(
        load_shipped_pack(),
        play_class(NICKNAMES[:4], SCENES),
        [*NICKNAMES[:4], "tulip"],
        [UncountedFile("x.jpg", "No.")],
    )


def page_of(report: ClassReport) -> str:
    return write_class_page(report, b"a,b\r\n", b"xlsx").decode()


def test_it_needs_nothing_from_outside_and_each_link_leads_somewhere() -> None:
    outline = Outline(page_of(class_of_three_scenes()))
    assert len(set(outline.ids)) == len(outline.ids)
    for address in outline.addresses:
        assert address.startswith(("#", "data:application/gzip", "data:application/vnd.openxmlformats"))
        assert not address.startswith("#") or address[1:] in outline.ids
    assert outline.elements.count("script") == outline.elements.count("style") == 1


def test_the_policy_allows_its_own_script_and_style_alone() -> None:
    page = page_of(class_of_three_scenes())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src &#x27;none&#x27;; script-src &#x27;sha256-")
    assert "unsafe" not in policy[1]


@pytest.mark.parametrize("text", [HOSTILE, "x" * 20_000, "\n\n\n"])
def test_texts_of_students_are_text(text: str) -> None:
    outline = Outline(page_of(report_on_answer(text, text[:24])))
    assert outline.elements.count("script") == 1
    assert "img" not in outline.elements


def test_names_of_files_are_text() -> None:
    report = build_class_report(
        load_shipped_pack(), play_class(NICKNAMES[:1], SCENES[2:]), (), [UncountedFile(HOSTILE, HOSTILE)]
    )
    assert Outline(page_of(report)).elements.count("script") == 1


def test_without_names_nobody_is_named_and_nothing_can_be_marked() -> None:
    page = page_of(without_names(class_of_three_scenes()))
    text = re.sub(r"(?s)<(style|script)>.*?</\1>", "", page)
    assert not {*NICKNAMES[:4], "tulip"} & set(re.findall(r"\w+", text))
    assert "Student 1" in text
    assert "fieldset" not in text


def test_the_report_on_thirty_students_and_three_scenes_has_less_than_a_megabyte() -> None:
    report = build_class_report(load_shipped_pack(), play_class(NICKNAMES, SCENES), NICKNAMES)
    assert len(write_class_report_page(report)) < 1_000_000


def test_the_map_shows_each_passage_and_way_with_its_number() -> None:
    report = class_of_three_scenes()
    for scene in report.scenes:
        drawing = draw_routes(scene)
        assert drawing.count("<polyline") == len(scene.routes.layout.ways)
        assert drawing.count("<g>") == len(scene.routes.layout.places)
        assert f"to decision {scene.decisions[-1].number}: " in drawing


# ------------------------------------------------------------------------------------------- what an author has written


def with_authors_words(report: ClassReport, *texts: str) -> ClassReport:
    """Returns the report as if the first choices of the first decision overlooked something, and questions had levels."""
    scene = report.scenes[0]
    first, *decisions = scene.decisions
    choices = tuple(
        replace(choice, count=count, overlooks=(Run(text),) if text else ())
        for count, (choice, text) in enumerate(zip_longest(first.choices, texts, fillvalue=""), 1)
        if isinstance(choice, ChoiceCount)
    )
    decided = (replace(first, choices=choices), *decisions)
    levels = (("basic", "Says so."), ("emergent", "Says who."), ("proficient", "Says why."))
    questions = tuple(replace(question, rubric=levels) for question in scene.questions)
    return replace(
        report, scenes=(replace(scene, decisions=decided, topics=list_topics(decided), questions=questions),)
    )


def test_it_begins_with_what_most_students_overlooked() -> None:
    page = page_of(with_authors_words(class_of_three_scenes(), "It was typed.", "It was <printed>."))
    first, second = page.index("It was &lt;printed&gt;."), page.index("It was typed.")
    assert page.index("Talk about this first") < first < second
    assert "Where the class divided" not in page


def test_a_choice_that_nobody_made_is_no_topic() -> None:
    assert list_topics(()) == ()
    decision = class_of_three_scenes().scenes[0].decisions[0]
    none_made = replace(
        decision, choices=tuple(replace(item, count=0, overlooks=(Run("x"),)) for item in decision.choices)
    )
    assert list_topics((none_made,)) == ()


def test_the_students_have_what_they_overlooked_and_judged_otherwise() -> None:
    report = build_class_report(load_shipped_pack(), play_class(NICKNAMES[:8], SCENES[:1]))
    (scene,) = report.scenes
    page = page_of(report)
    for item in scene.playthroughs:
        overlooked = [
            decision.number
            for topic in list_topics(scene.decisions)
            for decision, choice in ((topic.decision, choice) for choice in topic.choices)
            if item.student in scene.find_students(decision, choice)
        ]
        found = [decision.number for decision, _ in scene.find_overlooked(item)]
        assert set(overlooked) <= set(found)
        row = page.partition(f'id="{build_row_id("scene-1", item.student)}"')[2].partition("</tr>")[0]
        assert re.findall(r'href="#scene-1-decision-(\d+)"', row) == list(map(str, found))
        wrong = [
            number for number, statement in enumerate(scene.statements, 1) if item.student in statement.wrong_students
        ]
        assert re.findall(r'href="#scene-1-statement-(\d+)"', row) == list(map(str, wrong))
        assert f'<td data-value="{len(found)}"><b>{len(found)}</b>' in row
        _, total = scene.count_judgements(item)
        assert not total or f'<td data-value="{len(wrong)}"><b>{len(wrong)}</b> of {total}' in row
    assert sum(len(scene.find_overlooked(item)) for item in scene.playthroughs) == sum(
        choice.count for decision in scene.decisions for choice in decision.choices if choice.overlooks
    )


def test_the_levels_of_a_question_stand_beneath_it() -> None:
    page = page_of(with_authors_words(class_of_three_scenes()))
    assert page.index("Basic:</b> Says so.") < page.index("Proficient:</b> Says why.")
