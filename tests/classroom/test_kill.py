"""The server is killed in the middle of a lesson: nothing that it has acknowledged is lost."""

from __future__ import annotations

import http.client
import os
import random
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from party_card.classroom.sqlite_store import SqliteLessonStore
from tests.classroom.lesson_server import Device
from tests.classroom.process import LessonProcess, find_free_port
from tests.classroom.sample import sample_bundle, sample_file

KILLS = int(os.environ.get("PARTY_CARD_KILLS", "3"))
"""How often the server is killed; twenty for a release."""
STUDENTS = 8


class BusyStudent(threading.Thread):
    """Sends one answer after another, again until it is acknowledged; `acknowledged` is the number of the last one."""

    def __init__(self, device: Device) -> None:
        super().__init__(daemon=True)
        self.device = device
        self.acknowledged = 0
        self.is_done = False

    def run(self) -> None:
        while not self.is_done:
            try:
                answer = self.device.send("0-", self.acknowledged, answers={"0": str(self.acknowledged + 1)})
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
                continue
            if answer.status == 200:
                self.acknowledged += 1
            time.sleep(0.26)


def count_acknowledged(students: list[BusyStudent]) -> int:
    return sum(student.acknowledged for student in students)


def wait_for_more(students: list[BusyStudent], before: int) -> None:
    """Waits until something more is acknowledged."""
    for _ in range(1200):
        if count_acknowledged(students) > before:
            return
        time.sleep(0.05)
    raise AssertionError("nothing more was acknowledged within a minute")


@pytest.mark.long
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    port = find_free_port()
    rng = random.Random(1)
    options = ("--port", str(port))
    with LessonProcess(tmp_path, *options) as lesson:
        devices = [Device(port, f"127.0.3.{number + 1}") for number in range(STUDENTS)]
        for number, device in enumerate(devices):
            assert device.join(lesson.code, f"student {number}").status == 200
        assert lesson.do("start", mode="alone") == 200
        students = [BusyStudent(device) for device in devices]
        for student in students:
            student.start()
        wait_for_more(students, 0)
    for _ in range(KILLS):
        before = count_acknowledged(students)
        with LessonProcess(tmp_path, *options) as lesson:
            assert any("goes on" in line for line in lesson.lines)
            wait_for_more(students, before)
            time.sleep(rng.uniform(0, 0.5))
    for student in students:
        student.is_done = True
        student.join(60)
    with closing(SqliteLessonStore(sample_file(tmp_path))) as store:
        stored = store.find_open_lesson("high-water", sample_bundle().scenes[0].content_hash)
    assert stored is not None
    kept = {row.student: int(row.text) for row in stored.answers}
    assert len(kept) == STUDENTS
    for number, student in enumerate(students, 1):
        assert kept[number] >= student.acknowledged > 0
