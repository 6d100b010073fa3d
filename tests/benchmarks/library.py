"""Scenes by the hundred, from disk to proved, and where the time goes.

Run: python -m tests.benchmarks.library [N …]      (default: 10 100 1000)
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from party_card.content.pack import Pack, gc_paused, read_pack
from party_card.content.scene_logic import read_logic
from party_card.engine.compiled import compile_scene
from party_card.modelcheck import explore, prove_scene
from party_card.rules import check_pack
from tests.benchmarks.peers.made import forty_passages
from tests.benchmarks.peers.written import as_yaml

SIZE = 25_000


def write(root: Path, count: int) -> int:
    """Writes `count` scenes of about 25 KB below `root`; returns how many bytes they have together."""
    folder = root / "scenes"
    folder.mkdir(parents=True)
    total = 0
    for number in range(count):
        text = as_yaml(forty_passages(number % 16 + 1))
        first, _, rest = text.partition("\n")
        assert first.startswith("scene:")
        filler = "".join(f"# a remark of the author, line {line}\n" for line in range(max(0, SIZE - len(text)) // 40))
        written = f"scene: scene-{number}\n{rest}{filler}"
        total += len(written)
        (folder / f"scene-{number:04}.yaml").write_text(written, encoding="utf-8")
    return total


def main() -> None:
    """Prints a table: a row for each number of scenes, a column for each stage, in milliseconds a scene."""
    print("| scenes | KB | read | check | compile | every position | findings on top | together, s |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    for count in [int(word) for word in sys.argv[1:]] or [10, 100, 1000]:
        with tempfile.TemporaryDirectory() as folder:
            total = write(Path(folder) / "pack", count)
            print(_row(Path(folder) / "pack", count, total), flush=True)


def _row(root: Path, count: int, total: int) -> str:
    times: list[float] = []

    def since(started: float) -> None:
        times.append((time.perf_counter() - started) * 1000 / count)

    started = time.perf_counter()
    pack: Pack = read_pack(root)[0]
    since(started)
    with gc_paused():
        started = time.perf_counter()
        check_pack(pack)
        since(started)
        started = time.perf_counter()
        ready = [compile_scene(pack, scene) for scene in pack.scenes.values()]
        since(started)
        started = time.perf_counter()
        for scene in ready:
            explore(scene)
        since(started)
        started = time.perf_counter()
        for scene in ready:
            prove_scene(scene)
        since(started)
    assert not any(read_logic(scene)[1] for scene in pack.scenes.values())
    read, check, compiling, atlas, proof = times
    cells = " | ".join(f"{ms:.1f}" for ms in (read, check, compiling, atlas, proof - atlas))
    return (
        f"| {count} | {total / count / 1000:.0f} | {cells} | {(read + check + compiling + proof) * count / 1000:.2f} |"
    )


if __name__ == "__main__":
    main()
