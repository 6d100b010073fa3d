"""Drives the program in a real window with random keys, mouse and sizes of the window, for as long as is asked.

What is looked at: exceptions, a window that no longer answers, choices and answers that were reported as saved and are
not in the store, memory, and processor time while nothing happens. All input is seeded; when it arrives is not.

Run: python -m tests.frontends.window.real_soak SECONDS [SEED]
"""

from __future__ import annotations

import json
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from party_card.storage.store import Store
from tests import ROOT

from .real_window import RealGame, cpu_seconds, find_window, open_display, xdotool

STILL_INTERVAL_S, SETTLE_S, STILL_S = 60.0, 2.0, 5.0
"""Time between two measurements at rest, before one, and how long it is."""
ANSWER_TIMEOUT_S = 30.0
"""After so long without a turn of its event loop the window counts as hanging."""
SCRIPT = """
import faulthandler, json, signal, sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
faulthandler.register(signal.SIGUSR1, all_threads=True)
from party_card.app.session import Session
from party_card.frontends.window import app
from party_card.frontends.window.navigation import Quit
from party_card.storage.resilient_store import ResilientStore

folder = Path({folder!r})
promises = (folder / "promises").open("a", encoding="utf-8")
save, delete, update, navigate = ResilientStore.save, Session.delete_player, app.Navigator.update, app.Navigator.navigate
last_beat = 0.0

def write_promise(*values):
    print(json.dumps(values), file=promises, flush=True)

def save_and_promise(self, saved, *args):
    saved = save(self, saved, *args)
    if not self.error:
        write_promise("saved", saved.player, saved.scene, saved.attempt, saved.steps, saved.answers)
    return saved

def delete_and_report(self, nickname):
    delete(self, nickname)
    write_promise("deleted", nickname)

def update_and_beat(self):
    global last_beat
    if time.monotonic() - last_beat > 1:
        last_beat = time.monotonic()
        (folder / "beat").touch()
        with (folder / "screens").open("a") as screens:
            print(type(self.screen).__name__, self.screen.page.kind if self.screen.page else "", file=screens)
    update(self)

def navigate_unless_quit(self, result):
    if not isinstance(result, Quit):  # one process to the end, whose memory is looked at
        navigate(self, result)

ResilientStore.save, Session.delete_player = save_and_promise, delete_and_report
app.Navigator.update, app.Navigator.navigate = update_and_beat, navigate_unless_quit
from party_card.cli import main
sys.exit(main(["play"]))
"""
KEYS = (
    *["Return"] * 16, *["Tab"] * 6, *["Down"] * 5, *["Up"] * 4, *["Left"] * 2, *["Right"] * 3, *["Escape"] * 3, "space",
    "Page_Down", "Page_Down", "Page_Up", "Home", "End", "shift+Tab", "BackSpace", "Delete", "F1", "F11", "F5",
    "ctrl+plus", "ctrl+minus", "ctrl+0", "ctrl+a", "ctrl+c", "ctrl+v", "ctrl+z", "alt+n", "alt+1", "question",
    *"1112223456789abcfnoprstw",
)  # fmt: skip
TEXTS = ("Note 2 says so. ", "because ", "x" * 40, "é", "\u0420\u044e\u0442\u0438\u043d", "<b> & '; --", "# no heading")


@dataclass
class RealReport:
    """What a drive through the window has shown. Memory is in bytes, processor time in seconds a second."""

    action_count: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)
    promise_count: int = 0
    resident_bytes: list[int] = field(default_factory=list)
    idle_shares: list[float] = field(default_factory=list)
    folder_bytes: int = 0
    screens: dict[str, int] = field(default_factory=dict)

    def describe(self) -> str:
        """Returns the report in lines."""
        memory = [round(size / 2**20) for size in self.resident_bytes] or [0]
        idle = sorted(self.idle_shares) or [0.0]
        lines = [
            f"{self.action_count} actions in {self.seconds:.0f} s, {self.promise_count} saves reported",
            "screens, in seconds: " + ", ".join(f"{name} {count}" for name, count in self.screens.items()),
            f"memory in MB: start {memory[0]}, middle {memory[len(memory) // 2]}, end {memory[-1]}; all: {memory}",
            f"processor at rest, share of one: median {statistics.median(idle):.3f}, most {idle[-1]:.3f}"
            f" ({len(idle)} times {STILL_S:.0f} s)",
            f"data folder: {self.folder_bytes / 2**20:.1f} MB",
            *(f"FAILED: {failure}" for failure in self.failures or ["nothing"]),
        ]
        return "\n".join(lines)


class RandomHands:
    """Sends random input to a window."""

    def __init__(self, env: dict[str, str], window: str, seed: int) -> None:
        self.random, self.env, self.window = random.Random(seed), env, window
        self.size = (1280, 800)

    def act(self) -> None:
        """Does one thing, and waits for a short random time."""
        ways = (self.press, self.click, self.wheel, self.drag, self.type_text, self.resize, self.minimize)
        self.random.choices(ways, (60, 22, 8, 3, 3, 3, 0.3))[0]()
        time.sleep(self.random.choice((0.01, 0.03, 0.1, 0.3)))

    def press(self) -> None:
        xdotool(self.env, "key", *self.random.choices(KEYS, k=self.random.choice((1, 1, 1, 2, 4))))

    def _position(self) -> tuple[str, str]:
        return str(self.random.randrange(self.size[0])), str(self.random.randrange(self.size[1]))

    def click(self) -> None:
        xdotool(self.env, "mousemove", "--window", self.window, *self._position(), "click", "1")

    def wheel(self) -> None:
        xdotool(self.env, "click", "--repeat", str(self.random.randrange(1, 6)), self.random.choice("45"))

    def drag(self) -> None:
        start, end = self._position(), self._position()
        move = ("mousemove", "--window", self.window)
        xdotool(self.env, *move, *start, "mousedown", "1", *move, *end, "mouseup", "1")

    def type_text(self) -> None:
        xdotool(self.env, "type", "--delay", "12", self.random.choice(TEXTS))

    def resize(self) -> None:
        """Drags the window to another size in steps, as a hand does, or sets it at once."""
        start, self.size = self.size, (self.random.randrange(640, 1380), self.random.randrange(480, 860))
        steps = self.random.choice((1, 1, 12))
        for n in range(1, steps + 1):
            width, height = (a + (b - a) * n // steps for a, b in zip(start, self.size, strict=True))
            xdotool(self.env, "windowsize", self.window, str(width), str(height))

    def minimize(self) -> None:
        xdotool(self.env, "windowminimize", self.window)
        time.sleep(1)
        xdotool(self.env, "windowactivate", self.window)


def run_real_soak(seconds: float, seed: int, folder: Path) -> RealReport:
    """Drives the program for so many seconds; everything it writes is in `folder`."""
    report, home = RealReport(), folder / "home"
    with open_display() as display:
        env = {**display, "PARTY_CARD_HOME": str(home), "PARTY_CARD_ACCESS": "0", "BROWSER": "/bin/true", "PATH": ""}
        with (folder / "errors").open("w") as errors:
            game = RealGame(SCRIPT.format(root=str(ROOT), folder=str(folder)), env, folder, ROOT, errors)
        try:
            hands = RandomHands(display, find_window(display), seed)
            _drive(game, hands, report, seconds, folder)
        finally:
            game.close()
    report.failures += _read_failures(folder)
    report.failures += find_lost_saves(folder, home, report)
    report.folder_bytes = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
    for line in (folder / "screens").read_text().splitlines():
        report.screens[line.strip()] = report.screens.get(line.strip(), 0) + 1
    return report


def _drive(game: RealGame, hands: RandomHands, report: RealReport, seconds: float, folder: Path) -> None:
    start = time.monotonic()
    next_still = start
    while True:
        now = time.monotonic()
        is_over = now - start >= seconds
        if now >= next_still or is_over:
            next_still = now + STILL_INTERVAL_S
            _measure_at_rest(game, report)
        report.seconds = now - start
        if game.process.poll() is not None:
            report.failures.append(f"the program ended with {game.process.returncode} after {report.seconds:.0f} s")
            return
        if time.time() - (folder / "beat").stat().st_mtime > ANSWER_TIMEOUT_S:
            report.failures.append(f"the window did not answer after {report.seconds:.0f} s")
            game.process.send_signal(signal.SIGUSR1)  # writes where it is
            time.sleep(1)
            return
        if is_over:
            game.process.send_signal(signal.SIGTERM)
            return
        try:
            hands.act()
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            continue  # the window is gone, which is reported next, or the display was busy
        except KeyboardInterrupt:
            return  # what was seen so far is reported
        report.action_count += 1


def _measure_at_rest(game: RealGame, report: RealReport) -> None:
    """Measures memory, and the processor time of a while in which nothing is sent."""
    time.sleep(SETTLE_S)
    if game.process.poll() is not None:
        return
    pid, start = game.process.pid, time.monotonic()
    used = cpu_seconds(pid)
    time.sleep(STILL_S)
    if game.process.poll() is None:
        report.idle_shares.append((cpu_seconds(pid) - used) / (time.monotonic() - start))
        report.resident_bytes.append(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096)


def _read_failures(folder: Path) -> list[str]:
    """Returns the crash logs, and what the program has written as an error."""
    logs = [path.read_text(encoding="utf-8") for path in sorted((folder / "home").glob("**/crash-*.log"))]
    errors = (folder / "errors").read_text(encoding="utf-8").strip()
    return [*logs, *([errors] if errors else [])]


def find_lost_saves(folder: Path, home: Path, report: RealReport) -> list[str]:
    """Returns the playthroughs of which the store has something else than the program reported last."""
    promised: dict[tuple[str, str, int], tuple[list[str], list[list[str]]]] = {}
    for line in (folder / "promises").read_text(encoding="utf-8").splitlines():
        kind, player, *values = json.loads(line)
        if kind == "deleted":
            promised = {key: value for key, value in promised.items() if key[0] != player}
        else:
            scene, attempt, steps, answers = values
            promised[player, scene, attempt] = (steps, answers)
            report.promise_count += 1
    store, message = Store.open(home)
    lost = [message] if message else []
    for (player, scene, attempt), (steps, answers) in promised.items():
        saved = [found for found in store.list_playthroughs(player, scene) if found.attempt == attempt]
        found = [(list(saved[0].steps), [list(answer) for answer in saved[0].answers])] if saved else []
        if found != [(steps, answers)] and (steps or answers):
            lost.append(f"lost: {player}, {scene}, {attempt}: reported {steps} {answers}, found {found}")
    store.close()
    return lost


def main(seconds: int = 3600, seed: int = 1) -> int:
    """Drives the program and prints a report. Returns 1 if anything was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        report = run_real_soak(seconds, seed, Path(folder))
    print(report.describe())
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
