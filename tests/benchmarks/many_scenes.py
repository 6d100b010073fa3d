"""Measures loading, checking, compiling and proving packs of 10 to 1,000 scenes.

Run: python -m tests.benchmarks.many_scenes [N …]      (default: 10 100 1000)
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from party_card.content.garbage_collection import gc_paused
from party_card.content.logic_parser import parse_logic
from party_card.content.pack import Pack, read_pack
from party_card.engine.compiled import compile_scene
from party_card.modelcheck import explore_scene, prove_scene
from party_card.rules import check_pack
from tests.benchmarks.peers.generators import generate_forty_passages
from tests.benchmarks.peers.writers import write_yaml

SCENE_SIZE_CHARS = 25_000


def write_scenes(root: Path, count: int) -> int:
    """Writes `count` scenes of about 25 KB into a pack. Returns their total size in bytes."""
    folder = root / "scenes"
    folder.mkdir(parents=True)
    total = 0
    for number in range(count):
        text = write_yaml(generate_forty_passages(number % 16 + 1))
        first, _, rest = text.partition("\n")
        assert first.startswith("scene:")
        padding = "".join(
            f"# a remark of the author, line {line}\n" for line in range(max(0, SCENE_SIZE_CHARS - len(text)) // 40)
        )
        scene_text = f"scene: scene-{number}\n{rest}{padding}"
        total += len(scene_text)
        (folder / f"scene-{number:04}.yaml").write_text(scene_text, encoding="utf-8")
    return total


def main() -> None:
    """Prints a row for each number of scenes, with milliseconds a scene for each stage."""
    print("| scenes | KB | read | check | compile | every position | findings on top | together, s |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    for count in [int(word) for word in sys.argv[1:]] or [10, 100, 1000]:
        with tempfile.TemporaryDirectory() as folder:
            total = write_scenes(Path(folder) / "pack", count)
            print(_measure_row(Path(folder) / "pack", count, total), flush=True)


def _measure_row(root: Path, count: int, total: int) -> str:
    times: list[float] = []

    def record_time(started: float) -> None:
        times.append((time.perf_counter() - started) * 1000 / count)

    started = time.perf_counter()
    pack: Pack = read_pack(root)[0]
    record_time(started)
    with gc_paused():
        started = time.perf_counter()
        check_pack(pack)
        record_time(started)
        started = time.perf_counter()
        compiled_scenes = [compile_scene(pack, scene) for scene in pack.scenes.values()]
        record_time(started)
        started = time.perf_counter()
        for scene in compiled_scenes:
            explore_scene(scene)
        record_time(started)
        started = time.perf_counter()
        for scene in compiled_scenes:
            prove_scene(scene)
        record_time(started)
    assert not any(parse_logic(scene)[1] for scene in pack.scenes.values())
    read, check, compiling, exploring, proof = times
    cells = " | ".join(f"{ms:.1f}" for ms in (read, check, compiling, exploring, proof - exploring))
    return (
        f"| {count} | {total / count / 1000:.0f} | {cells} | {(read + check + compiling + proof) * count / 1000:.2f} |"
    )


if __name__ == "__main__":
    main()
