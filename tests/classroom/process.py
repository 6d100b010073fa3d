"""`party-card class open` in a process of its own, as a teacher starts it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from party_card.local_server.listener import open_listener
from tests import SOURCE
from tests.classroom.lesson_server import Device
from tests.classroom.sample import PACK, sample_file

END_MARK = "Press Ctrl+C"


def find_free_port() -> int:
    """Returns a port that is free, and that the system gives to no connection in between."""
    for port in random.sample(range(18_000, 28_000), 50):
        try:
            open_listener("0.0.0.0", port).close()
        except OSError:
            continue
        return port
    raise AssertionError("no port is free")


class LessonProcess:
    """A running lesson; `lines` are what it has printed before it could be used."""

    def __init__(
        self, folder: Path, *options: str, scene: tuple[str, ...] = ("high-water", "--pack", str(PACK))
    ) -> None:
        environment = {
            **os.environ,
            "PYTHONPATH": str(SOURCE),
            "PYTHONUNBUFFERED": "1",
            "PARTY_CARD_HOME": str(folder / "home"),
        }
        arguments = ["class", "open", *scene, "--no-browser", *options]
        arguments += ["--data", str(sample_file(folder)), "--to", str(folder / "report.html")]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "party_card", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        assert self.process.stdout is not None
        self.lines: list[str] = []
        while not self.lines or not self.lines[-1].startswith(END_MARK):
            line = self.process.stdout.readline()
            assert line, self.process.communicate()
            self.lines.append(line.rstrip())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def interrupt(self) -> tuple[str, str]:
        """Presses Ctrl+C. Returns what was printed since."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=30)

    def find_line(self, begin: str) -> str:
        """Returns what a line that begins so goes on with."""
        return next(line.removeprefix(begin) for line in self.lines if line.startswith(begin))

    @property
    def code(self) -> str:
        return self.find_line("The code is ").rstrip(".").replace(" ", "")

    def do(self, action: str, **fields: object) -> int:
        """Does what the teacher's page does; returns the status."""
        parts = urlsplit(self.find_line("Your page: "))
        assert parts.port is not None
        teacher = Device(parts.port)
        return teacher.request("POST", f"{parts.path}do", {"do": action, **fields}).status
