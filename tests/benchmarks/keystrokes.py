"""Measures the language server over its pipe: from a keystroke in the largest shipped scene to what is wrong in it.

`python -m tests.benchmarks.keystrokes CHECKOUT` prints beside it the same of another checkout, in turn in one run.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median

from lsprotocol import types

from party_card.content.file_reader import read_model
from party_card.content.file_text import read_file
from party_card.content.pack_folders import find_builtin_pack
from party_card.diagnostics.source import SourceFile
from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.language_server.client import RecordingClient

KEYSTROKE_COUNT = 120
PLACE_COUNT = 6
"""In how many passages is typed in turn."""
PROVING_AFTER_S = 0.12
"""So long after a keystroke the other process is at work: it begins after a pause of 30 ms, and is busy for a while."""
REST_S = 1.5
READING = "the file read, nothing else"
ROWS = (READING, "at rest", "while the proof runs", "in a row", "to the proof")
COLUMNS = ("median, ms", "95 of 100 below, ms", "at work, ms", "at work ÷ reading")
TEXT = " and then the letter was sent to the office in the city"


class Typist:
    """An editor in which somebody writes into the prose of a scene, a letter at a time, here and there."""

    def __init__(self, client: RecordingClient, path: Path) -> None:
        self.client, self.uri, self.version = client, path.as_uri(), 1
        self.text = path.read_text(encoding="utf-8")
        self._keystrokes = self._iter_keystrokes()

    def open(self) -> None:
        item = types.TextDocumentItem(self.uri, "yaml", self.version, self.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self) -> None:
        """Types the next letter."""
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [next(self._keystrokes)]))

    def _iter_keystrokes(self) -> Iterator[types.TextDocumentContentChangePartial]:
        lines = self.text.split("\n")
        prose = [number for number, line in enumerate(lines) if line.startswith("      ") and line.endswith((".", ","))]
        places = [prose[len(prose) * place // PLACE_COUNT] for place in range(PLACE_COUNT)]
        for letter in TEXT:
            for number in places:
                end = types.Position(number, len(lines[number].encode("utf-16-le")) // 2)
                lines[number] += letter
                yield types.TextDocumentContentChangePartial(types.Range(end, end), letter)

    async def measure(self, is_answered: Callable[[], bool]) -> tuple[float, float]:
        """Types a letter, and returns in how many milliseconds it is answered, and how many the server works in them."""
        started, started_work = time.perf_counter(), self._read_work()
        self.type()
        while not is_answered():
            self.client.changed.clear()
            await self.client.changed.wait()
        return (time.perf_counter() - started) * 1000, self._read_work() - started_work

    def _read_work(self) -> float:
        """Returns how many milliseconds the server has had a processor; 0 where the system is not Linux."""
        statistics = Path(f"/proc/{self.client.server_id}/schedstat")
        return int(statistics.read_text().split()[0]) / 1_000_000 if statistics.exists() else 0.0

    def is_checked(self) -> bool:
        """Returns True if the diagnostics of the newest text are there."""
        return self.client.checked_versions.get(self.uri) == self.version

    def is_proved(self) -> bool:
        """Returns True if the proof of the newest text is there."""
        return self.client.proved_versions.get(self.uri) == self.version


def measure(options: Options) -> Figures:  # noqa: ARG001  # as that of every benchmark
    """Returns for each row the median, the limit of 95 of 100, and how long the server had a processor."""
    rows = _measure_rows([None])
    reading = median(work for _, work in rows[READING])
    figures: Figures = {}
    for name, measured in rows.items():
        times, work = zip(*sorted(measured), strict=True)
        columns = (median(times), times[len(times) * 95 // 100], median(work), median(work) / reading)
        figures |= {f"{name}: {column}": figure for column, figure in zip(COLUMNS, columns, strict=True)}
    return figures


def render(figures: Mapping[str, float]) -> str:
    """Returns the table: a row for each moment of typing."""
    forms = dict(zip(COLUMNS, ("{:,.0f}", "{:,.0f}", "{:,.0f}", "{:.1f}"), strict=True))
    rows = [
        [row, *(format_figure(figures, f"{row}: {column}", form) for column, form in forms.items())] for row in ROWS
    ]
    return format_rows(["", *COLUMNS], rows)


def main() -> None:
    """Prints the table, beside it that of the checkout in the folder that the first argument names."""
    print("| | median, ms | at work, ms | ÷ reading |\n|---|---:|---:|---:|")
    rows = _measure_rows([None, *map(Path, sys.argv[1:2])])
    reading = median(work for _, work in rows[READING])
    for name, measured in rows.items():
        times, work = zip(*measured, strict=True)
        print(f"| {name} | {median(times):.0f} | {median(work):.0f} | {median(work) / reading:.1f} |")


def _measure_rows(checkouts: list[Path | None]) -> dict[str, list[tuple[float, float]]]:
    path = max((find_builtin_pack() / "scenes").glob("*.yaml"), key=lambda scene: scene.stat().st_size)
    file, _ = read_file(path, str(path))
    if file is None:
        raise SystemExit(f"{path} cannot be read")
    return asyncio.run(_measure(path, file, checkouts))


async def _measure(path: Path, file: SourceFile, checkouts: list[Path | None]) -> dict[str, list[tuple[float, float]]]:
    measured: dict[str, list[tuple[float, float]]] = {READING: []}
    typists = [await _start(path, checkout) for checkout in checkouts]
    for _ in range(KEYSTROKE_COUNT // 4):
        started, started_work = time.perf_counter(), time.process_time()
        read_model(file)
        work = time.process_time() - started_work
        measured[READING].append(((time.perf_counter() - started) * 1000, work * 1000))
        for typist, checkout in zip(typists, checkouts, strict=True):
            for name, pause_s, is_answered in (
                ("at rest", REST_S, typist.is_checked),
                ("while the proof runs", PROVING_AFTER_S, typist.is_checked),
                ("in a row", 0, typist.is_checked),
                ("to the proof", REST_S, typist.is_proved),
            ):
                await asyncio.sleep(pause_s)
                row = name if checkout is None else f"{name}, there"
                measured.setdefault(row, []).append(await typist.measure(is_answered))
    for typist in typists:
        await typist.client.end()
    return dict(sorted(measured.items(), key=lambda item: item[0].endswith("there")))


async def _start(path: Path, checkout: Path | None) -> Typist:
    client = RecordingClient()
    environment = [f"PYTHONPATH={checkout / 'game'}"] if checkout is not None else []
    await client.begin(path.parent.parent, "env", *environment, sys.executable, "-m", "party_card", "lsp")
    typist = Typist(client, path)
    typist.open()
    await typist.measure(typist.is_proved)
    return typist


if __name__ == "__main__":
    main()
