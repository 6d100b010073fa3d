"""Streams of hundreds of devices leave the server time for choices, and none of them misses a state."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path

import pytest

from party_card.classroom import broadcast
from party_card.classroom.broadcast import STREAMS_AT_ONCE, Broadcast
from party_card.classroom.lesson import STATE_PAUSE_S
from party_card.classroom.records import StudentRecord
from party_card.classroom.sqlite_store import SqliteLessonStore
from tests.classroom.lesson_server import serve_lesson
from tests.classroom.sample import open_lesson, sample_file

STREAMS = 10 * STREAMS_AT_ONCE
PATIENCE_S = 20


async def open_streams(channel: Broadcast, received: list[list[bytes]], state: list[bytes]) -> list[asyncio.Task[None]]:
    """Opens streams that note what they receive, and waits until each has the state."""

    async def listen(number: int) -> None:
        async for event in channel.stream(str(number), lambda: state[0], lambda: 0):
            if event.startswith(b"data"):
                received[number].append(event)

    tasks = [asyncio.create_task(listen(number)) for number in range(len(received))]
    async with asyncio.timeout(PATIENCE_S):
        while not all(received):
            await asyncio.sleep(0)
    return tasks


def test_a_change_reaches_every_stream_once_and_what_comes_meanwhile_does_not_wait_for_all() -> None:
    async def change() -> tuple[int, list[list[bytes]]]:
        received: list[list[bytes]] = [[] for _ in range(STREAMS)]
        channel, state = Broadcast(), [b"0"]
        tasks = await open_streams(channel, received, state)
        state[0] = b"1"
        for _ in range(3):
            channel.notify()
        for _ in range(3):  # turns of the loop: to wake streams, and for them to send
            await asyncio.sleep(0)
        told_at_once = sum(len(events) == 2 for events in received)
        async with asyncio.timeout(PATIENCE_S):
            while not all(len(events) == 2 for events in received):
                await asyncio.sleep(0)
        channel.close()
        async with asyncio.timeout(PATIENCE_S):
            await asyncio.gather(*tasks)
        return told_at_once, received

    told_at_once, received = asyncio.run(change())
    assert 0 < told_at_once <= 4 * STREAMS_AT_ONCE
    assert received == [[b"data: 0\n\n", b"data: 1\n\n"]] * STREAMS


def test_streams_without_a_change_send_their_state_again_at_different_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcast, "KEEP_ALIVE_S", 1.0)

    async def find_times() -> list[float]:
        times: list[float] = []
        channel = Broadcast()

        async def listen(number: int) -> None:
            stream = channel.stream(str(number), lambda: b"0", lambda: 0)
            for _ in range(3):  # the interval, the state, the state again
                await anext(stream)
            times.append(asyncio.get_running_loop().time() - begun)

        begun = asyncio.get_running_loop().time()
        async with asyncio.timeout(PATIENCE_S):
            await asyncio.gather(*(listen(number) for number in range(40)))
        return times

    times = asyncio.run(find_times())
    assert min(times) >= 0.5
    assert max(times) - min(times) > 0.15


def test_the_state_is_sent_less_often_in_a_lesson_of_hundreds(tmp_path: Path) -> None:
    store = SqliteLessonStore(sample_file(tmp_path))
    lesson = open_lesson(store)
    pauses = []
    for number in range(1, 2001):
        lesson.add_student(StudentRecord(number, f"student {number}", "", 0))
        pauses.append(lesson.find_pause_s())
    store.close()
    assert pauses[29] == STATE_PAUSE_S
    assert pauses[-1] == 2


def test_the_garbage_collector_does_not_look_through_the_pack_during_a_lesson(tmp_path: Path) -> None:
    thresholds = gc.get_threshold()
    with serve_lesson(tmp_path) as served:
        assert served.joined("anna").request("GET", "/api/me").status == 200
        assert gc.get_freeze_count() > 100_000
        assert gc.get_threshold()[2] > thresholds[2]
    assert gc.get_threshold() == thresholds
