"""What a lesson lets students do: they wait where the class waits, and vote where it votes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from party_card.classroom.joining import Entrance
from party_card.classroom.lesson import Lesson, Student
from party_card.classroom.sqlite_store import SqliteLessonStore
from party_card.classroom.submissions import MAX_ANSWER_CHARS, Reply, Submissions
from party_card.classroom.teacher_actions import TeacherActions
from tests.classroom.sample import (
    BEGUN,
    ENDED,
    RAN,
    STAYED,
    WROTE_ELEVEN,
    open_lesson,
    sample_file,
    sample_shape,
)


class Room:
    """A lesson without a network."""

    def __init__(self, store: SqliteLessonStore) -> None:
        self.lesson: Lesson = open_lesson(store)
        self.entrance = Entrance(self.lesson)
        self.submissions = Submissions(self.lesson, sample_shape())
        self.teacher = TeacherActions(self.lesson, self.entrance)

    async def join(self, nickname: str, *, address: str = "", word: str = "1932", code: str = "") -> Student:
        result = await self.entrance.join(address or nickname, code or self.lesson.record.code, nickname, word)
        assert result.student is not None, result
        return result.student

    async def refuse(self, nickname: str, *, address: str = "", word: str = "1932", code: str = "") -> str | None:
        result = await self.entrance.join(address or nickname, code or self.lesson.record.code, nickname, word)
        assert result.student is None
        return result.refusal

    async def send(self, student: Student, steps: str, **fields: Any) -> Reply:
        body = {"shape": sample_shape(), "steps": steps, "base": student.playthrough.revision, **fields}
        return await self.submissions.save_progress(student, body)

    async def do(self, action: str, **fields: Any) -> Reply:
        return await self.teacher.do({"do": action, **fields})


Play = Callable[[Callable[[Room], Awaitable[None]]], Room]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    """Plays a lesson; called again, it goes on with what was stored."""

    def run(lesson: Callable[[Room], Awaitable[None]]) -> Room:
        with closing(SqliteLessonStore(sample_file(tmp_path))) as store:

            async def begin() -> Room:
                room = Room(store)
                await store.save_lesson(room.lesson.record)
                await lesson(room)
                return room

            return asyncio.run(begin())

    yield run


def test_nobody_begins_before_the_teacher(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        reply = await room.send(heron, WROTE_ELEVEN)
        assert reply == Reply(200, {"revision": 0, "steps": "0", "limited": True})
        await room.do("start", mode="alone")
        reply = await room.send(heron, WROTE_ELEVEN)
        assert reply == Reply(200, {"revision": 1, "steps": WROTE_ELEVEN, "limited": False})

    play(lesson)


def test_the_class_waits_at_a_decision_and_behind_it(play: Play) -> None:
    async def lesson(room: Room) -> None:
        ahead, behind, aside = [await room.join(name) for name in ("heron", "larch", "opal")]
        await room.do("start", mode="alone")
        await room.send(ahead, STAYED)
        await room.send(aside, RAN)
        await room.do("hold", passage="reply")
        assert (await room.send(behind, STAYED)).body["steps"] == WROTE_ELEVEN
        assert (await room.send(ahead, STAYED + "0")).body == {"revision": 1, "steps": STAYED, "limited": True}
        assert (await room.send(aside, RAN + "0")).body["steps"] == RAN
        await room.do("hold", passage="")
        assert (await room.send(behind, STAYED)).body["steps"] == STAYED

    play(lesson)


def test_a_hold_does_not_stop_who_has_not_come_there(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="alone")
        await room.do("hold", passage="nine")
        assert (await room.send(heron, RAN)).body["steps"] == RAN
        assert (await room.send(heron, RAN + "00")).body["steps"] == RAN + "0"

    play(lesson)


def test_the_record_is_opened_for_all_at_once(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="alone")
        assert (await room.send(heron, ENDED + "--")).body == {"revision": 1, "steps": ENDED, "limited": True}
        await room.do("record")
        assert (await room.send(heron, ENDED + "--")).body["steps"] == ENDED + "--"

    play(lesson)


def test_what_cannot_be_played_is_not_stored(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="alone")
        for steps in ("0-9", "zz", "0-0000000000", "0" + "-" * 700):
            assert (await room.send(heron, steps)).status == 422
        assert heron.steps == "0"

    play(lesson)


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "0-",
        {},
        {"steps": 1},
        {"base": "x"},
        {"base": -1},
        {"base": 10**400},
        {"base": True},
        {"answers": []},
        {"answers": {"0": 5}},
        {"answers": {"99": "x"}},
        {"answers": {"-1": "x"}},
        {"answers": {"0": "a" * (MAX_ANSWER_CHARS + 1)}},
        {"seconds": "x"},
        {"seconds": [1.5]},
        {"seconds": [-1]},
        {"seconds": [1] * 700},
    ],
)
def test_a_message_of_another_shape_is_refused(play: Play, body: Any) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="alone")
        valid = {"shape": sample_shape(), "steps": BEGUN, "base": 0}
        message = {**valid, **body} if isinstance(body, dict) and body else body
        assert (await room.submissions.save_progress(heron, message)).status == 400
        assert heron.steps == "0"

    play(lesson)


def test_a_page_of_another_edition_is_told(play: Play) -> None:
    async def lesson(room: Room) -> None:
        assert (await room.send(await room.join("heron"), "0", shape="other")).status == 412

    play(lesson)


def test_the_same_message_again_changes_nothing(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="alone")
        first = await room.send(heron, WROTE_ELEVEN, base=0, answers={"0": "x"})
        assert await room.send(heron, WROTE_ELEVEN, base=0, answers={"0": "x"}) == first

    play(lesson)


def test_two_devices_are_asked_which_goes_on(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="alone")
        await room.send(heron, STAYED)
        reply = await room.send(heron, RAN, base=0)
        assert reply == Reply(409, {"error": "conflict", "revision": 1, "steps": STAYED})
        assert (await room.send(heron, STAYED + "0", base=0)).status == 200
        assert (await room.send(heron, RAN, base=0, force=True)).body["steps"] == RAN

    play(lesson)


def test_a_device_that_knows_no_times_leaves_those_of_the_same_decisions(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="alone")
        await room.send(heron, STAYED, seconds=[4, 9])
        await room.send(heron, STAYED + "0", seconds=[None, 7, 5])
        assert list(heron.playthrough.seconds) == [4, 7, 5]
        await room.send(heron, RAN, seconds=[])
        assert list(heron.playthrough.seconds) == [4, None]

    play(lesson)


def test_an_answer_alone_is_a_newer_state_of_the_playthrough(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="alone")
        assert (await room.send(heron, STAYED)).body["revision"] == 1
        assert (await room.send(heron, STAYED, answers={"0": "Because."})).body["revision"] == 2

    async def again(room: Room) -> None:
        assert (await room.join("heron")).playthrough.revision == 2

    play(lesson)
    play(again)


def test_a_playthrough_has_the_same_name_after_a_new_start_before_its_first_step(play: Play) -> None:
    names = []

    async def lesson(room: Room) -> None:
        heron, larch = await room.join("heron"), await room.join("larch")
        names.append((heron.playthrough.attempt_id, larch.playthrough.attempt_id))

    play(lesson)
    play(lesson)
    assert names[0] == names[1]
    assert len(set(names[0])) == 2


def test_all_goes_on_after_the_server_was_started_anew(play: Play) -> None:
    async def first(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="alone")
        await room.do("hold", passage="nine")
        await room.send(heron, STAYED, answers={"0": "Because."}, seconds=[4, None])

    async def second(room: Room) -> None:
        heron = await room.join("Heron", word="1932")
        assert (heron.steps, heron.playthrough.revision, heron.playthrough.seconds) == (STAYED, 1, (4, None))
        assert [answer.text for answer in heron.answers.values()] == ["Because."]
        assert (await room.send(heron, STAYED + "0")).body["limited"] is True

    play(first)
    play(second)


def test_answers_are_stored_as_text_without_what_cannot_be_seen(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.send(heron, "0", answers={"0": "\ud800 <b>one</b>\u202e\ntwo\x00"})
        assert [answer.text for answer in heron.answers.values()] == [" <b>one</b>\ntwo"]

    play(lesson)


def test_after_the_end_nothing_is_stored(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="alone")
        await room.do("end")
        assert (await room.send(heron, WROTE_ELEVEN)).status == 410
        assert await room.refuse("larch") == "over"
        await room.do("reopen")
        assert (await room.send(heron, WROTE_ELEVEN)).status == 200

    play(lesson)


def test_one_who_sends_too_often_is_slowed_and_others_are_not(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron, larch = await room.join("heron"), await room.join("larch")
        statuses = [(await room.send(heron, "0")).status for _ in range(60)]
        assert statuses.count(200) <= 25
        assert statuses[-1] == 429
        assert (await room.send(larch, "0")).status == 200

    play(lesson)


def test_a_device_that_joins_again_and_again_is_slowed_and_others_are_not(play: Play) -> None:
    async def lesson(room: Room) -> None:
        results = [await room.entrance.join("a", room.lesson.record.code, "heron", "1932") for _ in range(60)]
        assert [result.refusal for result in results[:30]] == [None] * 30
        assert results[-1].refusal == "often"
        await room.join("larch", address="b")

    play(lesson)


# ------------------------------------------------------------------------------------------------------------ votes


async def vote(room: Room, student: Student, choice: str, number: int | None = None) -> int:
    message = {"round": room.lesson.record.round if number is None else number, "choice": choice}
    return (await room.submissions.save_vote(student, message)).status


def test_most_votes_go_on(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron, larch, opal = [await room.join(name) for name in ("heron", "larch", "opal")]
        await room.do("start", mode="together")
        assert room.lesson.record.class_steps == BEGUN
        assert await vote(room, heron, "mend") == 200
        assert await vote(room, larch, "mend") == 200
        assert await vote(room, opal, "write-ten") == 200
        assert await vote(room, opal, "run") == 400
        assert (await room.do("decide", choice="write-ten")).status == 409
        assert (await room.do("decide", choice="mend")).status == 200
        assert room.lesson.record.class_steps == BEGUN + "2"
        assert room.lesson.find_votes(1) == {"mend": 2, "write-ten": 1}
        assert room.lesson.rounds[1].decided == "mend"
        assert room.lesson.record.round == 2
        assert await vote(room, heron, "stay", number=1) == 409
        assert await vote(room, heron, "stay") == 200

    play(lesson)


def test_one_who_votes_too_often_is_slowed(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="together")
        statuses = [await vote(room, heron, "mend") for _ in range(60)]
        assert statuses.count(200) <= 25
        assert statuses[-1] == 429

    play(lesson)


def test_a_second_vote_replaces_the_first(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="together")
        await vote(room, heron, "mend")
        await vote(room, heron, "write-ten")
        assert room.lesson.find_votes(1) == {"write-ten": 1}
        await room.do("close")
        assert await vote(room, heron, "mend") == 409
        await room.do("open")
        assert await vote(room, heron, "mend") == 200

    play(lesson)


def test_hands_are_counted_with_the_votes_and_ties_are_the_teachers(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="together")
        await vote(room, heron, "mend")
        assert (await room.do("hands", choice="write-ten", count=1)).status == 200
        assert room.lesson.find_votes(1) == {"mend": 1, "write-ten": 1}
        for choice, count in (("run", 1), ("mend", -1), ("mend", "1"), ("mend", 10**9)):
            assert (await room.do("hands", choice=choice, count=count)).status == 409
        assert (await room.do("decide", choice="write-eleven")).status == 409
        assert (await room.do("decide", choice="write-ten")).status == 200

    play(lesson)


def test_a_class_that_plays_together_is_followed(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="together")
        assert (await room.send(heron, WROTE_ELEVEN)).body["steps"] == BEGUN
        await room.do("decide", choice="write-eleven")
        assert (await room.send(heron, WROTE_ELEVEN)).body["steps"] == WROTE_ELEVEN
        assert (await room.send(heron, "0-1")).body["steps"] == BEGUN

    play(lesson)


def test_at_an_ending_there_is_no_vote(play: Play) -> None:
    async def lesson(room: Room) -> None:
        await room.do("start", mode="together")
        for choice in ("write-eleven", "stay", "hold"):
            assert (await room.do("decide", choice=choice)).status == 200
        (last, *_) = room.lesson.replayer.list_open_choices(room.lesson.record.class_steps)
        await room.do("decide", choice=last)
        assert not room.lesson.record.is_vote_open
        assert (await room.do("decide", choice=last)).status == 409
        assert (await room.do("open")).status == 409

    play(lesson)


# -------------------------------------------------------------------------------------------------------- the teacher


def test_a_rude_nickname_is_renamed_and_the_student_goes_on(play: Play) -> None:
    async def lesson(room: Room) -> None:
        rude, larch = await room.join("rude"), await room.join("larch")
        assert (await room.do("rename", student=rude.record.id, nickname="Larch")).status == 409
        assert (await room.do("rename", student=rude.record.id, nickname="<b>")).body["message"]
        assert (await room.do("rename", student=rude.record.id, nickname="opal")).status == 200
        assert (rude.record.nickname, larch.record.nickname) == ("opal", "larch")
        assert (await room.join("opal", word="2222")) is rude
        assert await room.refuse("opal", word="1932") == "taken"

    play(lesson)


def test_a_removed_student_is_gone(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="together")
        await vote(room, heron, "mend")
        assert (await room.do("remove", student=heron.record.id)).status == 200
        assert not room.lesson.students
        assert not room.lesson.devices
        assert room.lesson.find_votes(1) == {}
        assert (await room.do("remove", student=heron.record.id)).status == 409

    play(lesson)


def test_an_answer_is_marked(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        assert (await room.do("mark", student=heron.record.id, question=0, mark=2)).status == 409
        await room.send(heron, "0", answers={"0": "Because."})
        assert (await room.do("mark", student=heron.record.id, question=0, mark=2)).status == 200
        for question, mark in ((0, 4), (0, True), (0, "2"), (9, 1), (-1, 1), (True, 1)):
            assert (await room.do("mark", student=heron.record.id, question=question, mark=mark)).status == 409
        await room.send(heron, "0", answers={"0": "Because of it."})
        assert [answer.mark for answer in heron.answers.values()] == [2]

    play(lesson)


@pytest.mark.parametrize("body", [None, [], {}, {"do": []}, {"do": "fly"}, {"do": "start", "mode": "chaos"}])
def test_what_the_page_does_not_know_is_refused(play: Play, body: object) -> None:
    async def lesson(room: Room) -> None:
        assert (await room.teacher.do(body)).status == 409
        assert (await room.do("hold", passage="nowhere")).status == 409
        assert (await room.do("decide", choice="mend")).status == 409

    play(lesson)


# ------------------------------------------------------------------------------------------------------------ joining


def test_the_code_is_read_as_it_is_typed(play: Play) -> None:
    async def lesson(room: Room) -> None:
        code = room.lesson.record.code
        await room.join("heron", code=f" {code[:3].lower()} {code[3:]}")
        assert await room.refuse("larch", code="WRONG2") == "code"

    play(lesson)


def test_the_lobby_closes_at_the_start(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron")
        await room.do("start", mode="alone")
        assert await room.refuse("larch") == "closed"
        assert await room.join("heron") is heron
        await room.do("admit", admits=True)
        await room.join("larch")

    play(lesson)


def test_a_device_has_three_nicknames(play: Play) -> None:
    async def lesson(room: Room) -> None:
        for nickname in ("heron", "larch", "opal"):
            await room.join(nickname, address="10.0.0.1")
        assert await room.refuse("raven", address="10.0.0.1") == "device"
        await room.join("raven", address="10.0.0.2")
        heron = await room.join("heron", address="10.0.0.1")
        await room.do("remove", student=heron.record.id)
        await room.join("flint", address="10.0.0.1")

    play(lesson)


def test_nicknames_that_look_alike_are_refused(play: Play) -> None:
    async def lesson(room: Room) -> None:
        await room.join("coco")
        assert await room.refuse("сосо") == "alike"
        assert await room.refuse("co co") == "alike"
        assert await room.refuse("аnna") == "nickname"

    play(lesson)


def test_guesses_of_a_word_lock_out_the_guesser_alone(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron", address="10.0.0.1", word="1932")
        refusals = [await room.refuse("heron", address="10.0.0.9", word=f"{number:04}") for number in range(10)]
        assert refusals.count("taken") == 5
        assert refusals[-1] == "often"
        assert await room.refuse("heron", address="10.0.0.9", word="1932") == "often"
        assert await room.join("heron", address="10.0.0.1", word="1932") is heron

    play(lesson)


def test_guesses_of_a_word_from_many_devices_are_stopped_until_the_teacher_lets_in(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron", word="1932")
        refusals = [await room.refuse("heron", address=f"10.0.1.{number // 4}", word="2000") for number in range(60)]
        assert refusals.count("taken") == 40
        assert refusals[-1] == "often"
        await room.do("let-in", student=heron.record.id)
        assert await room.join("heron", word="2001") is heron

    play(lesson)


def test_a_lesson_that_is_full_refuses(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("party_card.classroom.joining.MAX_STUDENTS", 2)

    async def lesson(room: Room) -> None:
        await room.join("heron")
        await room.join("larch")
        assert await room.refuse("opal") == "full"

    play(lesson)


def test_who_has_forgotten_the_word_is_let_in_once(play: Play) -> None:
    async def lesson(room: Room) -> None:
        heron = await room.join("heron", word="1932")
        assert await room.refuse("heron", word="2000") == "taken"
        await room.do("let-in", student=heron.record.id)
        assert await room.join("heron", word="2000") is heron
        assert await room.refuse("heron", word="1932") == "taken"
        assert await room.join("heron", word="2000") is heron

    play(lesson)


def test_guesses_of_the_code_are_stopped_by_device_and_in_all(play: Play) -> None:
    async def lesson(room: Room) -> None:
        one = [await room.refuse("heron", address="10.0.0.1", code=f"AAA{number:03}") for number in range(30)]
        assert one.count("code") == 10
        many = [await room.refuse("heron", address=f"10.0.1.{number}", code="AAAAAA") for number in range(150)]
        assert many.count("code") <= 51
        assert await room.refuse("heron", address="10.0.0.1", word="x") == "often"

    play(lesson)


@pytest.mark.parametrize("word", ["", "12", "12345", "abcd", "１２", "12 4"])
def test_a_word_has_four_digits(play: Play, word: str) -> None:
    async def lesson(room: Room) -> None:
        assert await room.refuse("heron", word=word) == "word"

    play(lesson)
