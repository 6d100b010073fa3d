"""Simulated students send choices to a lesson, each from an address of its own, and listen to its events.

The same load goes to a bare Starlette endpoint that commits one row, so that ratios can be compared. Linux only: other
systems have one address on the loopback.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from party_card.classroom.lesson import Lesson
from party_card.classroom.server import LessonOptions, configure_server, create_applications, serve
from party_card.classroom.sqlite_store import SqliteLessonStore
from party_card.local_server.listener import open_listener
from party_card.local_server.page_access import PageAccess
from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.classroom.sample import open_lesson, sample_bundle, sample_file, sample_pack, sample_shape

WARM_UP_S = 5
WALKS = 60
ROWS = {"40": (40, 0), "200": (200, 0), "1,000": (1000, 0), "200, with 15 ms added to every flush": (200, 15)}
"""Students, and milliseconds that are added to every commit."""


def serve_bare(folder: Path, flush_s: float) -> None:
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE row(text TEXT);")

    async def save(request: Request) -> Response:
        body = await request.json()
        connection.execute("BEGIN")
        connection.execute("INSERT INTO row VALUES(?)", (body["steps"],))
        time.sleep(flush_s)
        connection.execute("COMMIT")
        return JSONResponse({"revision": 1, "steps": body["steps"]})

    with open_listener("127.0.0.1", 0) as listener:
        print(json.dumps({"port": listener.getsockname()[1]}), flush=True)
        application = Starlette(routes=[Route("/api/progress", save, methods=["POST"])])
        asyncio.run(uvicorn.Server(configure_server(application)).serve([listener]))


def serve_lesson(folder: Path, flush_s: float) -> None:
    store = SqliteLessonStore(sample_file(folder), before_commit=lambda: time.sleep(flush_s))
    lesson: Lesson = open_lesson(store)
    listeners = open_listener("127.0.0.1", 0), open_listener("127.0.0.1", 0)
    port, access = listeners[0].getsockname()[1], PageAccess(listeners[1].getsockname()[1])
    options = LessonOptions(sample_file(folder), folder / "report.html")
    applications = create_applications(sample_pack(), sample_bundle(), lesson, access, port, options)
    print(json.dumps({"port": port, "code": lesson.record.code, "teacher": access.address}), flush=True)
    asyncio.run(serve(applications, listeners, lesson, is_shared_address=False))


async def ask(
    streams: tuple[asyncio.StreamReader, asyncio.StreamWriter], host: str, path: str, body: Any = None, cookie: str = ""
) -> tuple[int, bytes, bytes]:
    """Sends a request on a connection; returns status, head and body of the answer."""
    reader, writer = streams
    data = b"" if body is None else json.dumps(body).encode()
    lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", f"Host: {host}", f"Cookie: {cookie}"]
    if body is not None:
        lines += [f"Origin: http://{host}", "Content-Type: application/json", f"Content-Length: {len(data)}"]
    writer.write("\r\n".join([*lines, "", ""]).encode() + data)
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head.lower())
    return int(head[9:12]), head, await reader.readexactly(int(length[1])) if length else b""


async def read_all(reader: asyncio.StreamReader) -> None:
    """Reads what comes, and forgets it."""
    while await reader.read(65_536):
        pass


class Student:
    """A simulated student; `times` are milliseconds until a choice was acknowledged."""

    def __init__(self, number: int, port: int, code: str) -> None:
        self.number, self.port, self.code = number, port, code
        self.host = f"127.0.0.1:{port}"
        self.address = f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"
        self.cookie, self.base, self.steps = "", 0, "0"
        self.times: list[float] = []
        self.faults: Counter[str] = Counter()

    async def open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port, local_addr=(self.address, 0))

    async def join(self) -> None:
        streams = await self.open()
        body = {"code": self.code, "nickname": f"student {self.number}", "word": "1932"}
        status, head, _ = await ask(streams, self.host, "/api/join", body)
        found = re.search(rb"set-cookie: ([^;]+)", head)
        assert status == 200 and found, (status, head)
        self.cookie = found[1].decode()
        streams[1].close()

    async def listen(self) -> None:
        streams = await self.open()
        await ask(streams, self.host, "/api/events", cookie=self.cookie)
        await read_all(streams[0])

    async def play(self, walk: list[str], every_s: float, end: float) -> None:
        await asyncio.sleep(random.random() * every_s)
        streams = await self.open()
        number = 0
        while (due := time.monotonic()) < end:
            body = {"shape": sample_shape(), "steps": walk[number % len(walk)], "base": self.base, "answers": {}}
            number += 1
            status, _, answer = await ask(streams, self.host, "/api/progress", body, self.cookie)
            if status == 200:
                self.base, self.steps = json.loads(answer)["revision"], str(body["steps"])
                if due > end - self.measured_s:
                    self.times.append((time.monotonic() - due) * 1000)
            else:
                self.faults[str(status)] += 1
            await asyncio.sleep(every_s * random.uniform(0.8, 1.2))

    measured_s = 0.0

    async def is_stored(self) -> bool:
        """Returns True if the lesson has what was acknowledged last."""
        _, _, answer = await ask(await self.open(), self.host, "/api/me", cookie=self.cookie)
        return bool(json.loads(answer)["steps"] == self.steps)


def read_cpu_s(pid: int) -> float:
    """Returns how many seconds of processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def list_walks() -> list[list[str]]:
    """Returns random playthroughs, each as the steps after every choice."""
    from party_card.classroom.replay import Replayer

    replayer, rng = Replayer(sample_bundle().scenes[0]), random.Random(7)
    walks = []
    for _ in range(WALKS):
        walk = ["0-"]
        while offers := replayer.list_open_choices(walk[-1]):
            walk.append(replayer.encode_choice(walk[-1], rng.choice(offers)) or "")
        walks.append(walk)
    return walks


async def load(setup: dict[str, Any], count: int, args: argparse.Namespace, pid: int) -> dict[str, Any]:
    """Lets students play; returns what was measured: `cpu` is the server's processor time for a choice, in ms."""
    is_lesson = "code" in setup
    students = [Student(number, setup["port"], setup.get("code", "")) for number in range(count)]
    listeners = []
    if is_lesson:
        for begin in range(0, count, 20):
            await asyncio.gather(*(student.join() for student in students[begin : begin + 20]))
        address = re.fullmatch(r"http://127\.0\.0\.1:(\d+)(/.*)", setup["teacher"])
        assert address
        teacher = await asyncio.open_connection("127.0.0.1", int(address[1]))
        started = {"do": "start", "mode": "alone"}
        assert (await ask(teacher, f"127.0.0.1:{address[1]}", f"{address[2]}do", started))[0] == 200
        await ask(teacher, f"127.0.0.1:{address[1]}", f"{address[2]}events")
        listeners = [asyncio.create_task(read_all(teacher[0]))]
        listeners += [asyncio.create_task(student.listen()) for student in students]
    walks, end = list_walks(), time.monotonic() + WARM_UP_S + args.seconds
    for student in students:
        student.measured_s = args.seconds
    plays = [asyncio.create_task(student.play(walks[n % WALKS], args.every, end)) for n, student in enumerate(students)]
    await asyncio.sleep(WARM_UP_S)
    cpu_before = read_cpu_s(pid)
    await asyncio.gather(*plays)
    cpu_s = read_cpu_s(pid) - cpu_before
    times = sorted(one for student in students for one in student.times)
    faults: Counter[str] = sum((student.faults for student in students), Counter())
    lost = 0
    if is_lesson:
        lost = sum(not found for found in await asyncio.gather(*(student.is_stored() for student in students)))
    for task in listeners:
        task.cancel()
    memory = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    row = {f"p{share}": round(times[min(len(times) - 1, len(times) * share // 100)], 1) for share in (50, 95, 99)}
    return {
        **row,
        "acknowledged": len(times),
        "lost": lost,
        "faults": dict(faults),
        "cpu": round(cpu_s * 1000 / len(times), 2),
        "MB": int(memory[1]) // 1024 if memory else 0,
    }


def measure_server(kind: str, count: int, args: argparse.Namespace) -> dict[str, Any]:
    """Starts a server, and loads it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.benchmarks.class_load", "--serve", kind, "--folder", folder]
        command += ["--flush-ms", str(args.flush_ms)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            setup = json.loads(process.stdout.readline())
            gc.collect()
            gc.disable()
            try:
                return asyncio.run(load(setup, count, args, process.pid))
            finally:
                gc.enable()
                process.kill()


def measure(options: Options) -> Figures:
    """Returns the figures of the bare endpoint and of a lesson, for each number of students."""
    figures: Figures = {}
    for row, (count, flush_ms) in ROWS.items():
        for kind in ("bare", "lesson"):
            args = argparse.Namespace(seconds=10 if options.is_quick else 35, every=5, flush_ms=flush_ms)
            measured = measure_server(kind, count, args)
            names = ("p50", "p95", "p99", "acknowledged", "lost", "MB")
            figures |= {f"{row}: {kind}, {name}": float(measured[name]) for name in names}
        figures[f"{row}: p95 ÷ bare"] = figures[f"{row}: lesson, p95"] / figures[f"{row}: bare, p95"]
    return figures


def render(figures: Mapping[str, float]) -> str:
    """Returns the table: a row for each number of students."""
    rows = []
    for row in ROWS:
        times = [f"{row}: {kind}, {share}" for kind in ("bare", "lesson") for share in ("p50", "p95", "p99")]
        cells = [format_figure(figures, name) for name in times]
        cells.append(format_figure(figures, f"{row}: p95 ÷ bare"))
        forms = {"lost": "{:,.0f}", "acknowledged": "{:,.0f}", "MB": "{:,.0f}"}
        lost, acknowledged, memory = (
            format_figure(figures, f"{row}: lesson, {name}", form) for name, form in forms.items()
        )
        rows.append([row, *cells, f"{lost} of {acknowledged}", f"{memory} MB"])
    header = ["students", "bare: p50", "p95", "p99", "lesson: p50", "p95", "p99", "p95 ÷ bare", "lost", "memory"]
    return format_rows(header, rows)


def main() -> None:
    """Prints one line for each number of students and kind of server."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, nargs="+", default=[40, 200, 1000])
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--every", type=float, default=5)
    parser.add_argument("--flush-ms", type=float, default=0)
    parser.add_argument("--serve", choices=("lesson", "bare"))
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    if args.serve:
        with suppress(KeyboardInterrupt):
            (serve_bare if args.serve == "bare" else serve_lesson)(args.folder, args.flush_ms / 1000)
        return
    for count in args.students:
        for kind in ("bare", "lesson"):
            print(f"{count:5} students, {kind:6}: {measure_server(kind, count, args)}", flush=True)


if __name__ == "__main__":
    main()
