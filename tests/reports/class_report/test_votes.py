"""The votes of a class that played together: counted beside the record, on the page and in the tables."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from openpyxl import load_workbook

from party_card.engine.compiled import compile_scene
from party_card.frontends.shared.transcript.transcript_data import TranscriptData, TranscriptDataStep
from party_card.reports.class_report import descriptions, words
from party_card.reports.class_report.build import build_class_report
from party_card.reports.class_report.model import ClassReport
from party_card.reports.class_report.page import write_class_page
from party_card.reports.class_report.tables import write_csv
from party_card.reports.class_report.transcripts import HandedInTranscript
from party_card.reports.class_report.votes import ClassPlaythrough, ClassVote
from party_card.reports.class_report.workbook import write_workbook
from tests.classroom.sample import sample_pack

DECISIONS = (("eight", "write-ten"), ("reply", "stay"), ("nine", "hold"))
VOTES = (
    ClassVote("eight", {"write-eleven": 4, "write-ten": 5}, {"write-ten": 2}, "write-ten"),
    ClassVote("reply", {"stay": 6, "run": 6}, {}, "stay"),
    ClassVote("nine", {}, {"hold": 12}, "hold"),
)


def report_on(votes: tuple[ClassVote, ...] = VOTES, students: int = 0) -> ClassReport:
    pack = sample_pack()
    compiled = compile_scene(pack, pack.scenes[next(iter(pack.scenes))])
    steps = tuple(TranscriptDataStep(*decision, None) for decision in DECISIONS)
    data = TranscriptData("0.2.0", "", "high-water", "High Water", compiled.content_hash, steps=steps)
    handed_in = [HandedInTranscript(replace(data, nickname=f"s{n}", attempt_id=f"{n:032x}")) for n in range(students)]
    return build_class_report(pack, handed_in, together=ClassPlaythrough(data, votes))


def test_votes_are_counted_in_place_of_the_playthroughs_that_followed_them() -> None:
    (scene,) = report_on(students=3).scenes
    eight, reply = scene.decisions[:2]
    assert [(choice.id, choice.count) for choice in eight.choices] == [
        ("write-eleven", 4),
        ("write-ten", 7),
        ("mend", 0),
    ]
    assert (eight.made_count, reply.made_count, len(scene.playthroughs)) == (11, 12, 3)
    assert (eight.reached_count, reply.reached_count) == (11, 12)
    assert [(topic.choices[0].id, topic.count) for topic in scene.topics] == [("write-ten", 7), ("stay", 6)]


def test_a_class_without_devices_has_a_report() -> None:
    report = report_on()
    (scene,) = report.scenes
    assert descriptions.describe_finished(scene) == "The class played this scene together, by 3 votes."
    assert descriptions.describe_handed_in(report) == "0 students joined the lesson with a device."
    assert {name for name, count in scene.routes.visits.items() if count == 1} >= {"eight", "reply", "nine"}


def test_how_each_vote_was_taken_is_said() -> None:
    (scene,) = report_on().scenes
    said = {str(decision.passage): descriptions.describe_decision(decision, 0) for decision in scene.decisions}
    assert said["eight"] == "11 voted: 9 on devices, 2 by hand."
    assert said["reply"] == "12 voted on devices. Several choices had the most votes, and the teacher chose."
    assert said["nine"] == "12 voted by hand."


def test_a_vote_without_voters_and_one_without_a_decision_are_said() -> None:
    (scene,) = report_on((ClassVote("eight", decided="mend"), ClassVote("reply", {"run": 1}), ClassVote("nine"))).scenes
    said = {str(decision.passage): descriptions.describe_decision(decision, 0) for decision in scene.decisions}
    assert said["eight"] == "Nobody voted. The teacher chose."
    assert said["reply"] == "1 voted on devices. The class did not decide."
    assert said["nine"] == "Nobody came here."


def test_a_second_vote_at_a_passage_is_told_in_words() -> None:
    votes = (*VOTES[:1], ClassVote("eight", {"mend": 3}, {}, "mend"))
    (scene,) = report_on(votes).scenes
    assert scene.decisions[0].made_count == 11
    assert descriptions.describe_votes(scene.decisions[0]).endswith(
        "The class came here again, and decided: “Write 10, look again, and write 11 over it”"
    )


def test_the_page_shows_what_was_decided_beside_the_record() -> None:
    page = write_class_page(report_on(), b"").decode()
    article = page.partition('id="scene-1-decision-2"')[0].rpartition("<article")[2]
    assert "decision-1" not in article
    first = page.partition('id="scene-1-decision-1"')[2].partition("</article>")[0]
    assert words.DECIDED in first
    assert "<b>7</b>" in first
    assert 'class="record"' in page.partition('id="scene-1-decision-2"')[2].partition("</article>")[0]
    assert words.NO_CLASS_ENDING in page


def test_the_tables_have_the_votes() -> None:
    report = report_on(students=1)
    rows = list(csv.DictReader(io.StringIO(write_csv(report).decode("utf-8-sig"), newline="")))
    votes = [(row["Number"], row["Answer"], row["Votes"]) for row in rows if row["Kind"] == "vote"]
    assert votes[1] == ("1", "Write 10, the line that you are sure of", "7")
    assert [row["Kind"] for row in rows if row["Nickname"]] == [*["decision of the class"] * 3, "ending"]
    workbook = load_workbook(io.BytesIO(write_workbook(report)))
    assert [cell.value for cell in list(workbook["Votes"].rows)[2]][4:] == [5, 2, 7, "no", "yes"]
    assert not {"1", "2"} & {str(row[1].value) for row in workbook["Counts"].rows}


def test_a_report_of_single_playthroughs_has_no_votes() -> None:
    report = report_on()
    data = TranscriptData("0.2.0", "", "high-water", "High Water", "", steps=(TranscriptDataStep("eight", "mend", 3),))
    alone = build_class_report(sample_pack(), [HandedInTranscript(data)])
    assert "Votes" not in load_workbook(io.BytesIO(write_workbook(alone))).sheetnames
    assert not alone.scenes[0].is_together
    assert report.scenes[0].is_together
