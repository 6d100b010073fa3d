"""What the pages of a lesson are built from: addresses, the outline, the page for the school, the streams, the ports."""

from __future__ import annotations

import asyncio
import json
from contextlib import closing
from html import escape
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest

from party_card.classroom import addresses, server
from party_card.classroom.addresses import list_addresses
from party_card.classroom.broadcast import ELSEWHERE, KEEP_ALIVE_S, REMOVED, Broadcast
from party_card.classroom.lesson_view import describe_lesson_data, write_marks
from party_card.classroom.outline import build_outline, describe_place
from party_card.classroom.privacy import KEPT_DAYS, build_privacy_page
from party_card.classroom.replay import Replayer
from party_card.classroom.report import describe_class_playthrough, hand_in
from party_card.classroom.schema import DESCRIPTIONS
from party_card.classroom.server import LessonOptions
from party_card.classroom.student_app import build_join_page
from party_card.classroom.transcripts import build_transcripts
from party_card.frontends.shared.transcript.transcript_data import find_transcript_data, to_block_text
from party_card.local_server.listener import open_listener
from party_card.reports.class_report.build import build_class_report
from party_card.services.errors import UsageError
from tests.classroom.lesson_server import serve_lesson
from tests.classroom.sample import BEGUN, ENDED, sample_bundle, sample_pack


def test_the_likeliest_address_comes_first() -> None:
    def adapter(name: str, *ips: object) -> SimpleNamespace:
        return SimpleNamespace(nice_name=name, ips=[SimpleNamespace(ip=ip) for ip in ips])

    adapters = [
        adapter("lo", "127.0.0.1", ("::1", 0, 0)),
        adapter("docker0", "172.17.0.1"),
        adapter("eth1", "169.254.3.3"),
        adapter("eth0", "10.0.0.5", ("fe80::1", 0, 0)),
        adapter("wlan0", "192.168.1.20"),
    ]
    with (
        mock.patch("ifaddr.get_adapters", lambda: adapters),
        mock.patch.object(addresses, "_find_default_address", lambda: "192.168.1.20"),
    ):
        found = [item.address for item in list_addresses()]
    assert found == ["192.168.1.20", "10.0.0.5", "172.17.0.1", "169.254.3.3"]


def test_the_page_for_the_school_says_what_each_column_holds() -> None:
    page = build_privacy_page("style.css")
    for heading, sentences in DESCRIPTIONS.values():
        assert f"<h2>{escape(heading)}</h2>" in page
        for sentence in sentences.values():
            assert f"<li>{escape(sentence)}</li>" in page
    assert f"{KEPT_DAYS} days" in page


def test_the_outline_has_passages_in_order_and_no_notes() -> None:
    outline = build_outline(sample_bundle().scenes[0])
    assert [passage["id"] for passage in outline["passages"]][:3] == ["eight", "reply", "row"]
    reply = outline["passages"][1]
    assert [choice["isInRecord"] for choice in reply["choices"]] == [True, False]
    assert reply["record"] == "The keeper asked for the order, and the clerk refused it."
    assert len(outline["questions"]) == len(sample_bundle().scenes[0].scene.debrief)


def test_the_outline_has_the_levels_of_each_question_and_what_a_choice_overlooks() -> None:
    outline = build_outline(sample_bundle().scenes[0])
    assert [name for name, _ in outline["questions"][0]["rubric"]] == ["Basic", "Emergent", "Proficient"]
    assert outline["questions"][1]["rubric"][0][1] == "Retells what was resolved."
    reply = outline["passages"][1]
    assert [choice["overlooks"] for choice in reply["choices"]] == [
        "A refused order forbids the bell; the rules do not forbid a word at the doors.",
        "",
    ]


def test_a_title_and_a_code_are_no_markup_on_the_page_to_join() -> None:
    page = build_join_page("<b>Tom & Jerry</b>", '"><i>x</i>')
    assert '<h1 dir="auto">&lt;b&gt;Tom &amp; Jerry&lt;/b&gt;</h1>' in page
    assert 'value="&quot;&gt;&lt;i&gt;x' in page
    assert "<i>" not in page


def test_a_place_is_as_the_page_has_it() -> None:
    place = describe_place(Replayer(sample_bundle().scenes[0]), BEGUN + "1")
    assert place["passage"] == "reply"
    assert "He does not ask about your 10." in place["text"][0]
    assert [offer["id"] for offer in place["offers"]] == ["stay", "run"]


def test_a_stream_has_the_newest_state_and_ends_for_a_newer_one() -> None:
    async def listen() -> list[bytes]:
        broadcast, state = Broadcast(), 0
        first = broadcast.stream("device", lambda: str(state).encode(), lambda: 0)
        received = [await anext(first), await anext(first)]
        for state in (1, 2, 3):  # noqa: B007  # the stream reads it
            broadcast.notify()
        received.append(await anext(first))
        second = broadcast.stream("device", lambda: None, lambda: 0)
        await anext(second)
        received += [await asyncio.wait_for(anext(first), KEEP_ALIVE_S / 2), await anext(second)]
        assert len(broadcast) == 1
        await second.aclose()  # type: ignore[attr-defined]
        assert len(broadcast) == 0
        return received[1:]

    assert asyncio.run(listen()) == [b"data: 0\n\n", b"data: 3\n\n", ELSEWHERE, REMOVED]


def test_the_usual_port_is_taken_or_the_next() -> None:
    with closing(open_listener("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        options = LessonOptions(Path(), Path(), host="127.0.0.1")
        with (
            mock.patch.object(server, "STUDENT_PORT", port),
            closing(server._open_student_listener(options)) as listener,
        ):
            assert listener.getsockname()[1] != port
        with pytest.raises(UsageError, match=f"the port {port} cannot be used"):
            server._open_student_listener(LessonOptions(Path(), Path(), port=port, host="127.0.0.1"))


def test_a_lesson_makes_transcripts_and_marks(tmp_path: Path) -> None:
    with serve_lesson(tmp_path) as served:
        device = served.joined("heron")
        served.do("start", mode="alone")
        assert device.send(ENDED, answers={"0": "Because </script> it is."}, seconds=[4, None, 9]).status == 200
        number = next(iter(served.lesson.students))
        assert served.do("mark", student=number, question=0, mark=3).status == 200
        (transcript,) = build_transcripts(served.lesson)
        marks, data = write_marks(served.lesson), describe_lesson_data(served.lesson)
        token = served.access.token
        exported = served.teacher().request("GET", f"/{token}/lesson.json")
        table = served.teacher().request("GET", f"/{token}/marks.csv")
        picture = served.teacher().request("GET", f"/{token}/qr.svg?address=127.0.0.1")
        assert served.teacher().request("GET", f"/{token}/qr.svg?address=evil.example").status == 404
    assert (
        find_transcript_data(f'<script id="party-card-transcript">{to_block_text(transcript)}</script>') == transcript
    )
    assert [(step.choice, step.seconds) for step in transcript.steps][:3] == [
        ("write-eleven", 4),
        ("stay", None),
        ("hold", 9),
    ]
    assert (transcript.ending, transcript.nickname, transcript.revision) == ("told", "heron", 1)
    assert marks.splitlines()[1].startswith("heron,3,")
    assert exported.json == json.loads(json.dumps(data))
    assert "word" not in exported.body.decode()
    assert table.body.decode("utf-8-sig") == marks
    assert picture.body.startswith(b"<svg ")


def test_a_lesson_is_deleted_by_a_click(tmp_path: Path) -> None:
    with serve_lesson(tmp_path) as served:
        device = served.joined("heron")
        teacher, token = served.teacher(), served.access.token
        listed = teacher.request("GET", f"/{token}/lessons").json
        assert [row["id"] for row in listed["lessons"]] == [listed["open"]]
        assert teacher.request("POST", f"/{token}/delete", {"lesson": "none"}).json == {"deleted": 0}
        assert teacher.request("POST", f"/{token}/delete", {"lesson": listed["open"]}).json == {"deleted": 1}
        assert device.request("GET", "/api/me").status == 401
        assert not any(b"heron" in path.read_bytes() for path in tmp_path.iterdir())


def test_what_cannot_be_stored_is_told_and_sent_again(tmp_path: Path) -> None:
    with serve_lesson(tmp_path) as served:
        device = served.joined("heron")
        served.do("start", mode="alone")
        store = served.lesson.store
        connection = store._connection  # type: ignore[attr-defined]
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")
        answers = {str(number): "a" * 4000 for number in range(len(served.lesson.questions))}
        refused = device.send(ENDED, answers=answers)
        assert (refused.status, refused.json["error"]) == (503, "storage")
        assert device.request("GET", "/api/me").json["steps"] == "0"
        connection.execute("PRAGMA max_page_count=100000")
        assert device.send(ENDED, answers=answers).status == 200


def test_the_votes_of_a_lesson_come_into_its_report(tmp_path: Path) -> None:
    with serve_lesson(tmp_path) as served:
        heron, larch = served.joined("heron", 1), served.joined("larch", 2)
        assert describe_class_playthrough(served.lesson) is None
        served.do("start", mode="together")
        heron.request("POST", "/api/vote", {"round": 1, "choice": "mend"})
        larch.request("POST", "/api/vote", {"round": 1, "choice": "write-ten"})
        served.do("hands", choice="mend", count=4)
        assert served.do("decide", choice="mend").status == 200
        together = describe_class_playthrough(served.lesson)
        report = build_class_report(sample_pack(), hand_in(served.lesson), together=together)
        path = f"/{served.access.token}/report"
        assert served.teacher().request("POST", path, {}).status == 200
    assert together is not None
    first, second = together.votes
    assert (first.by_device, first.by_hand, first.decided) == ({"mend": 1, "write-ten": 1}, {"mend": 4}, "mend")
    assert (second.total, second.decided) == (0, "")
    (scene,) = report.scenes
    assert [choice.count for choice in scene.decisions[0].choices] == [0, 1, 5]
    assert "6 voted: 2 on devices, 4 by hand." in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_report_of_a_lesson_is_written_with_marks(tmp_path: Path) -> None:
    with serve_lesson(tmp_path) as served:
        device = served.joined("heron")
        served.do("start", mode="alone")
        assert device.send(ENDED, answers={"0": "Because it is so."}).status == 200
        assert served.do("mark", student=next(iter(served.lesson.students)), question=0, mark=2).status == 200
        teacher, path = served.teacher(), f"/{served.access.token}/report"
        assert teacher.request("POST", path, {}).json == {"file": str(tmp_path / "report.html")}
        (tmp_path / "report.html").unlink()
        (tmp_path / "report.html").mkdir()
        refused = teacher.request("POST", path, {})
        assert (refused.status, refused.json["message"][:30]) == (409, "The report cannot be written: ")
        report = build_class_report(sample_pack(), hand_in(served.lesson))
    (scene,) = report.scenes
    assert [(row.student, len(row.choices)) for row in scene.playthroughs] == [("heron", 4)]
    marks = [(answer.text, answer.mark) for question in scene.questions for answer in question.answers]
    assert marks == [("Because it is so.", 2)]
    assert report.uncounted == ()
