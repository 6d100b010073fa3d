"""Measures the language server over its pipe: from a keystroke in the largest shipped scene to what is wrong in it.

Run: python -m tests.benchmarks.keystrokes
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from lsprotocol import types

from party_card.content.file_reader import read_file, read_model
from party_card.content.pack import find_builtin_pack
from tests.benchmarks.timing import time_functions
from tests.language_server.client import RecordingClient

KEYSTROKE_COUNT = 120
PLACE_COUNT = 6
"""In how many passages is typed in turn."""
PROVING_AFTER_S = 0.12
"""So long after a keystroke the other process is at work: it begins after a pause of 80 ms, and is busy for a second."""
REST_S = 1.5
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

    async def measure(self, is_answered: Callable[[], bool]) -> float:
        """Types a letter, and returns how many milliseconds pass until it is answered."""
        started = time.perf_counter()
        self.type()
        while not is_answered():
            self.client.changed.clear()
            await self.client.changed.wait()
        return (time.perf_counter() - started) * 1000

    def is_checked(self) -> bool:
        """Returns True if the diagnostics of the newest text are there."""
        return self.client.checked_versions.get(self.uri) == self.version

    def is_proved(self) -> bool:
        """Returns True if the proof of the newest text is there."""
        return self.client.proved_versions.get(self.uri) == self.version


def main() -> None:
    """Prints the table of the README."""
    path = max((find_builtin_pack() / "scenes").glob("*.yaml"), key=lambda scene: scene.stat().st_size)
    file, _ = read_file(path, str(path))
    if file is None:
        raise SystemExit(f"{path} cannot be read")
    reading = time_functions({"": lambda: read_model(file)})[""]
    print(f"{path.name}, {path.stat().st_size / 1000:.0f} KB\n")
    print("| | median, ms | 95 of 100 below | most | ÷ reading the file |\n|---|---:|---:|---:|---:|")
    print(f"| the file read, nothing else | {reading:.1f} | | | 1 |")
    for name, times in asyncio.run(_measure(path)).items():
        ordered = sorted(times)
        print(
            f"| {name} | {median(times):.0f} | {ordered[len(times) * 95 // 100]:.0f} | {ordered[-1]:.0f}"
            f" | {median(times) / reading:.1f} |"
        )


async def _measure(path: Path) -> dict[str, list[float]]:
    client = RecordingClient()
    await client.begin(path.parent.parent, sys.executable, "-m", "party_card", "lsp")
    typist = Typist(client, path)
    typist.open()
    await typist.measure(typist.is_proved)
    times: dict[str, list[float]] = {"at rest": [], "while the proof runs": [], "in a row": [], "to the proof": []}
    for _ in range(KEYSTROKE_COUNT // 4):
        await asyncio.sleep(REST_S)
        times["at rest"].append(await typist.measure(typist.is_checked))
        await asyncio.sleep(PROVING_AFTER_S)
        times["while the proof runs"].append(await typist.measure(typist.is_checked))
        times["in a row"].append(await typist.measure(typist.is_checked))
        await asyncio.sleep(REST_S)
        times["to the proof"].append(await typist.measure(typist.is_proved))
    await client.end()
    return times


if __name__ == "__main__":
    main()
