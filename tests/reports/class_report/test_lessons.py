"""Lessons on a projector: the hands of each decision stand beside the record, and count for no student."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from party_card.engine.compiled import compile_scene
from party_card.frontends.shared.transcript.transcript_data import TranscriptData, TranscriptDataStep
from party_card.reports.class_report import descriptions, reasons, words
from party_card.reports.class_report.build import build_class_report, without_names
from party_card.reports.class_report.model import ClassReport, SceneReport
from party_card.reports.class_report.page import write_class_page
from party_card.reports.class_report.reading import read_handed_in_files
from party_card.reports.class_report.tables import write_csv
from party_card.reports.class_report.transcripts import HandedInTranscript
from party_card.reports.class_report.workbook import write_workbook
from tests.classroom.sample import PACK, sample_pack
from tests.commands.command_line import run_command
from tests.reports.class_report.students import to_html

DECISIONS = (("eight", "write-ten"), ("reply", "stay"), ("nine", "hold"))
HANDS: tuple[Mapping[str, int], ...] = ({"write-eleven": 9, "write-ten": 14}, {"stay": 12, "run": 12}, {})


def make_lesson(
    hands: tuple[Mapping[str, int], ...] | None = HANDS, name: str = "7b", number: int = 1
) -> TranscriptData:
    pack = sample_pack()
    compiled = compile_scene(pack, pack.scenes[next(iter(pack.scenes))])
    steps = tuple(TranscriptDataStep(*decision, None) for decision in DECISIONS)
    return TranscriptData(
        "0.2.0", "", "high-water", "High Water", compiled.content_hash, steps=steps, nickname=name,
        attempt_id=f"{number:032x}", attempt=number, begun=date(2026, 11, 30), hands=hands,
    )  # fmt: skip


def report_on(*lessons: TranscriptData) -> ClassReport:
    return build_class_report(sample_pack(), [HandedInTranscript(data, f"{data.nickname}.html") for data in lessons])


def list_remarks(scene: SceneReport) -> dict[str, str]:
    return {str(decision.passage): descriptions.describe_decision(decision, 0) for decision in scene.decisions}


def find_number(report: ClassReport, passage: str) -> int:
    return next(item.number for scene in report.scenes for item in scene.decisions if item.passage == passage)


def test_a_lesson_is_the_playthrough_of_a_class_and_not_of_a_student() -> None:
    report = report_on(make_lesson())
    (scene,) = report.scenes
    assert (report.students, scene.playthroughs, scene.is_together) == ((), (), True)
    assert scene.title == "High Water (7b on a projector)"
    assert [(choice.id, choice.count) for choice in scene.decisions[0].choices] == [
        ("write-eleven", 9), ("write-ten", 14), ("mend", 0),
    ]  # fmt: skip
    assert (
        descriptions.describe_finished(scene)
        == "The class played this scene together on a projector, in 3 decisions, with up to 24 hands."
    )
    assert descriptions.describe_handed_in(report) == words.ONLY_LESSONS
    assert [(topic.choices[0].id, topic.count) for topic in scene.topics] == [("write-ten", 14), ("stay", 12)]


def test_each_vote_is_told_in_the_words_of_a_vote_on_devices() -> None:
    remarks = list_remarks(report_on(make_lesson()).scenes[0])
    assert remarks["eight"] == "23 voted by hand."
    assert remarks["reply"] == "24 voted by hand. Several choices had the most votes, and the teacher chose."
    assert remarks["nine"] == words.NO_HANDS
    remarks = list_remarks(report_on(make_lesson(({"write-eleven": 14, "write-ten": 9},))).scenes[0])
    assert remarks["eight"] == "23 voted by hand. Another choice had the most votes."
    assert remarks["reply"] == words.NO_HANDS


def test_a_lesson_without_counted_hands_is_a_lesson() -> None:
    report = report_on(make_lesson(()))
    assert report.students == ()
    assert descriptions.describe_finished(report.scenes[0]).endswith("in 3 decisions. No hands were counted.")


def test_students_who_played_the_scene_at_home_are_counted_apart() -> None:
    report = report_on(make_lesson(), make_lesson(None, "heron", 2))
    alone, together = report.scenes
    assert (report.students, alone.title, alone.is_together) == (("heron",), "High Water", False)
    assert [(choice.id, choice.count) for choice in alone.decisions[0].choices if choice.count] == [("write-ten", 1)]
    assert (together.playthroughs, together.decisions[0].made_count) == ((), 23)
    assert descriptions.describe_handed_in(report) == "1 student handed in a transcript."


def test_lessons_of_one_class_are_numbered_and_those_of_two_have_their_names() -> None:
    lessons = [make_lesson(number=2), make_lesson(number=1), make_lesson(name="7c", number=3), make_lesson(name="")]
    report = report_on(*lessons)
    assert [scene.title for scene in report.scenes] == [
        "High Water (on a projector)",
        "High Water (7b on a projector, lesson 1)",
        "High Water (7b on a projector, lesson 2)",
        "High Water (7c on a projector)",
    ]
    assert [scene.title for scene in without_names(report).scenes][1:] == [
        "High Water (Class 1 on a projector, lesson 1)",
        "High Water (Class 1 on a projector, lesson 2)",
        "High Water (Class 2 on a projector)",
    ]
    page = write_class_page(report, b"").decode()
    assert "<h1>1 scene</h1>" in page
    assert "7b.html" in page
    shown = write_class_page(without_names(report), b"").decode()
    assert not [name for name in ("7b.html", "7c.html", "(7b", "(7c") if name in shown]
    assert words.LESSONS in shown


def test_the_page_names_the_file_and_shows_the_hands_beside_the_record() -> None:
    report = report_on(make_lesson())
    page = write_class_page(report, b"").decode()
    notes = page.partition(words.LESSONS)[2].partition("</ul>")[0]
    assert "7b.html" in notes
    assert "High Water (7b on a projector)" in notes
    first = page.partition('id="scene-1-decision-1"')[2].partition("</article>")[0]
    assert (first.count(words.DECIDED), "<b>14</b>" in first, "<b>9</b>" in first) == (1, True, True)
    assert 'class="record"' in page.partition('id="scene-1-decision-2"')[2].partition("</article>")[0]
    third = page.partition(f'id="scene-1-decision-{find_number(report, "nine")}"')[2].partition("</article>")[0]
    assert words.NO_HANDS in third and f"<b>{words.NOTHING}</b>" in third and "<b>0</b>" not in third
    assert "1 lesson</title>" in page
    assert words.LESSON_ROUTE_NOTE in page and words.LESSON_ANSWERS in page
    assert not [text for text in (words.NO_ANSWERS, words.ROUTES_NOTE, "1 student", "scene-1-students") if text in page]


def test_the_overview_of_students_leaves_lessons_out() -> None:
    page = write_class_page(report_on(make_lesson(), make_lesson(None, "heron", 2)), b"").decode()
    table = page.partition("<thead>")[2].partition("</table>")[0]
    assert ("heron" in table, "on a projector" in table) == (True, False)
    assert "<thead>" not in write_class_page(report_on(make_lesson(), make_lesson(name="7c", number=2)), b"").decode()


def test_the_tables_have_decisions_hands_and_files() -> None:
    report = report_on(make_lesson(), make_lesson(None, "heron", 2))
    rows = list(csv.DictReader(io.StringIO(write_csv(report).decode("utf-8-sig"), newline="")))
    lesson = [row for row in rows if row["Scene"] == "High Water (7b on a projector)"]
    assert {row["Nickname"] for row in lesson} == {""}
    assert [(row["Kind"], row["Votes"]) for row in lesson[:4]] == [
        ("decision of the class", "14"), ("decision of the class", "12"), ("decision of the class", ""), ("ending", ""),
    ]  # fmt: skip
    assert [row["Votes"] for row in lesson if row["Kind"] == "vote"][:3] == ["9", "14", "0"]
    assert next(row["Kind"] for row in rows if row["Nickname"] == "heron") == "decision"
    workbook = load_workbook(io.BytesIO(write_workbook(report)))
    assert [[cell.value for cell in row][:2] for row in workbook[words.LESSONS].rows][1:] == [
        ["7b.html", "High Water (7b on a projector)"]
    ]
    assert [cell.value for cell in list(workbook["Votes"].rows)[2]][4:] == [0, 14, 14, "no", "yes"]
    uncounted = [
        [cell.value for cell in row][4:7]
        for row in workbook["Votes"].rows
        if row[1].value == find_number(report, "nine")
    ]
    assert uncounted == [[None, None, None]] * 2
    assert [cell.value for cell in next(iter(workbook["Students"].rows))] == [
        "Nickname",
        *(label.format(scene="High Water") for label in words.SHEET),
    ]
    assert {row[0].value for row in workbook["Counts"].rows} == {"Scene", "High Water"}


@pytest.mark.parametrize("hands", [({"swim": 4},), ({}, {"write-ten": 1}), ({"</b><script>": 0},)])
def test_hands_for_a_choice_that_the_passage_does_not_have_are_refused(hands: tuple[Mapping[str, int], ...]) -> None:
    report = report_on(make_lesson(hands))
    assert (report.scenes, [file.reason for file in report.uncounted]) == ((), [reasons.UNKNOWN_HANDS])


def test_of_another_version_of_the_scene_the_hands_count_for_choices_that_are_still_there() -> None:
    hands = ({"write-ten": 3, "swim": 4}, *HANDS[1:])
    steps = (*make_lesson().steps, TranscriptDataStep("bridge", "jump"))
    (scene,) = report_on(replace(make_lesson(hands), hash="0" * 16, steps=steps)).scenes
    assert scene.decisions[0].made_count == 3
    assert list_remarks(scene)["eight"] == "3 voted by hand."
    assert (
        descriptions.describe_versions(scene)
        == "The class played another version of this scene; 1 choice could not be matched."
    )


def test_a_lesson_handed_in_twice_counts_once(tmp_path: Path) -> None:
    lesson = replace(make_lesson(), revision=5)
    earlier = replace(lesson, revision=4, hands=({"write-eleven": 9},))
    for name, data in {"a.html": lesson, "a.md": lesson, "copy.html": lesson, "monday.html": earlier}.items():
        (tmp_path / name).write_text(to_html(data), encoding="utf-8")
    handed_in = read_handed_in_files(tmp_path)
    report = build_class_report(sample_pack(), handed_in.transcripts, (), handed_in.uncounted)
    assert [scene.decisions[0].made_count for scene in report.scenes] == [23]
    assert {file.name: file.reason.split(" of ")[0] for file in report.uncounted} == {
        "copy.html": "This is a copy",
        "monday.html": "This is an earlier state",
    }


def test_the_command_names_the_files_that_are_lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "monday.html").write_text(to_html(make_lesson()), encoding="utf-8")
    result = run_command("class", "report", "in", "--to", "c.html", "--pack", str(PACK))
    assert (result.status, result.err) == (0, "")
    said = f"{words.ONLY_LESSONS}\nLessons on a projector: 1.\n  monday.html: High Water (7b on a projector)\n"
    assert result.out.endswith(said)
