"""The game in a real window, on a display of its own, with keys and mouse of the system.

Tests wait for what the game prints: every frame it draws, and the calls of its session that they ask for.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

TIMEOUT_S = 60
POLL_S = 0.05
REPORT_FRAMES = """
import sys, time
sys.path.insert(0, {root!r})
from party_card.frontends.window import app

draw = app.Navigator.draw

def draw_and_report(self, surface):
    draw(self, surface)
    page = self.screen.page
    words = [page.kind, page.passage, *(line for line in str(page).split("'") if "SAVED" in line)] if page else []
    print("drawn", time.time(), type(self.screen).__name__, *words, flush=True)

app.Navigator.draw = draw_and_report
"""
"""The beginning of a script: reports every frame with its time, its screen and the page on it."""


@contextmanager
def open_display() -> Iterator[dict[str, str]]:
    """Starts a display and a window manager; yields the environment in which programs use them."""
    reader, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(reader) as output:
        number = output.readline().strip()
    env = {**os.environ, "DISPLAY": f":{number}", "SDL_AUDIODRIVER": "dummy", "PYTHONUNBUFFERED": "1"}
    env.pop("SDL_VIDEODRIVER", None)
    manager = subprocess.Popen(["openbox"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: is_managed(env), "no window manager")  # a window that comes earlier gets no focus
        yield env
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(10)


def is_managed(env: dict[str, str]) -> bool:
    """Returns True if the window manager of a display is ready."""
    return not subprocess.run(["xdotool", "get_num_desktops"], env=env, check=False, capture_output=True).returncode


def xdotool(env: dict[str, str], *words: str) -> str:
    """Runs xdotool and returns its output."""
    process = subprocess.run(["xdotool", *words], env=env, check=True, capture_output=True, text=True, timeout=10)
    return process.stdout


def wait_until(condition: Callable[[], bool], description: str = "") -> None:
    """Waits until a condition holds. Raises AssertionError after a while."""
    end = time.monotonic() + TIMEOUT_S
    while not condition():
        assert time.monotonic() < end, description or "nothing happened"
        time.sleep(POLL_S)


def find_window(env: dict[str, str]) -> str:
    """Returns the window once it has the focus. (xdotool finds no window by a name that is not ASCII.)"""
    end = time.monotonic() + TIMEOUT_S
    while time.monotonic() < end:
        process = subprocess.run(["xdotool", "getactivewindow"], env=env, check=False, capture_output=True, text=True)
        window = process.stdout.strip()
        if process.returncode == 0 and xdotool(env, "getwindowname", window).strip() == "Party Card":
            return window
        time.sleep(POLL_S)
    raise AssertionError("no window came up")


class RealGame:
    """A script that runs the game, and its output."""

    def __init__(
        self, script: str, env: dict[str, str], folder: Path, cwd: Path, errors: IO[str] | None = None
    ) -> None:
        self.env, self._log, self._position = env, folder / "output", 0
        command = [sys.executable, "-c", script]
        with self._log.open("w") as output:
            self.process = subprocess.Popen(command, env=env, cwd=cwd, stdout=output, stderr=errors)

    def read(self) -> str:
        """Returns all that was printed so far."""
        return self._log.read_text(encoding="utf-8")

    def wait_for(self, *parts: str) -> str:
        """Returns the next line with all these parts; lines before it are passed over."""
        end = time.monotonic() + TIMEOUT_S
        while time.monotonic() < end:
            text = self.read()
            start = self._position
            while (stop := text.find("\n", start)) >= 0:
                line, start = text[start:stop], stop + 1
                if all(part in line for part in parts):
                    self._position = start
                    return line
            assert self.process.poll() is None or self.read() != text, (parts, text[-2000:])
            time.sleep(POLL_S)
        raise AssertionError((parts, self.read()[-2000:]))

    def wait_until_quiet(self, seconds: float) -> None:
        """Waits until nothing has been printed for so long."""
        end = time.monotonic() + TIMEOUT_S
        size, since = -1, time.monotonic()
        while time.monotonic() - since < seconds:
            assert time.monotonic() < end, "it prints on and on"
            if (present := self._log.stat().st_size) != size:
                size, since = present, time.monotonic()
            time.sleep(POLL_S)

    def press_and_wait(self, condition: Callable[[], bool], *keys: str) -> None:
        """Presses keys, and waits until a condition holds, or a frame has come and been quiet, or five seconds are over.

        Keys pressed again before there was a frame would all be taken later, on a busy machine by another page.
        """
        size, start = self._log.stat().st_size, time.monotonic()
        self.press(*keys)
        while not condition() and time.monotonic() - start < 5:
            if self._log.stat().st_size > size:
                self.wait_until_quiet(0.5)
                return
            time.sleep(POLL_S)

    def press(self, *keys: str) -> None:
        """Presses keys, one after another."""
        xdotool(self.env, "key", *keys)

    def close(self) -> None:
        """Ends the game if it still runs."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)


def cpu_seconds(pid: int) -> float:
    """Returns the processor time of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
