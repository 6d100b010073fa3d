"""How long a proof takes at 25,000, 2 million and 20 million positions: python -m tests.benchmarks.prove_sizes

The stories are made by a seeded generator: 40 passages, 104 choices, 6 variables that every part of the story reads;
only the ranges differ. Every size has a process of its own. Times are medians of several runs from the compiled scene:
`atlas` explores it, `findings` looks for everything that can be wrong; `plainly` is a search over tuples by the kernel.
"""

from __future__ import annotations

import gc
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from party_card.content.pack import read_pack
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.modelcheck import explore
from party_card.modelcheck.findings import find_all
from tests.modelcheck.scenes import search

SIZES = {"1 thousand": (1, 1, 3), "25 thousand": (4, 3, 13), "2 million": (13, 13, 45), "20 million": (30, 30, 82)}
"""The ends of three ranges: trust, evidence and time."""


def story(trust: int, evidence: int, hours: int, seed: int = 1) -> str:
    """A scene as YAML text; only the ranges differ from size to size."""
    chance = random.Random(seed)
    passages = 40
    lines = [
        "scene: made",
        "title: Made by a generator",
        "variables:",
        "  read_it: false",
        "  has_key: false",
        "  stance: {values: [calm, doubt, fear], start: calm}",
        f"  trust: {{range: [0, {trust}], start: 0}}",
        f"  evidence: {{range: [0, {evidence}], start: 0}}",
        f"  time: {{range: [0, {hours}], start: 0}}",
        "passages:",
    ]
    ranges = {"trust": trust, "evidence": evidence, "time": hours}
    for number in range(passages):
        lines += [f"  p{number}:", "    text: Something is heard through the wall."]
        if number >= passages - 4:
            lines.append(f"    ending: {{id: e{number}, title: An end}}")
            continue
        lines.append("    choices:")
        for choice in range(3 if number < 28 else 2):
            if choice == 0:
                goal = number + 1
            elif choice == 1:
                goal = chance.randrange(max(number - 6, 0), min(number + 5, passages))
            else:
                goal = chance.randrange(max(number - 2, 0), min(number + 8, passages))
            change = ["time: +1"] if chance.random() < 0.8 else []
            stepped = [name for name in ("trust", "evidence") if chance.random() < 0.4]
            change += [f"{name}: {chance.choice(('+1', '+1', '+2', '-1'))}" for name in stepped]
            if chance.random() < 0.2:
                change.append(chance.choice(("read_it: true", "has_key: true", "stance: doubt", "stance: fear")))
            name = chance.choice(list(ranges))
            bound = ranges[name]
            some = (f"{name} < {bound}", f"{name} >= {bound // 4}", "not read_it or has_key", "stance != fear")
            asked = f", if: {chance.choice(some)}" if choice and chance.random() < 0.5 else ""
            set_ = f", set: {{{', '.join(change)}}}" if change else ""
            lines.append(f"      - {{id: c{number}-{choice}, text: Go on, goto: p{goal}{asked}{set_}}}")
    return "\n".join(lines) + "\n"


def compiled(text: str) -> CompiledScene:
    """The scene of a text, ready to be proved."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "made.yaml").write_text(text, encoding="utf-8")
        pack, problems = read_pack(Path(folder))
    assert not problems, problems
    return compile_scene(pack, next(iter(pack.scenes.values())))


def median(work: Callable[[], object], least: float = 0.5) -> float:
    """Milliseconds of one run: the median of as many as fit into `least` seconds, of three at least."""
    times: list[float] = []
    while len(times) < 3 or sum(times) < least:
        gc.collect()
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def measure(name: str) -> str:
    """One row of the table."""
    scene = compiled(story(*SIZES[name]))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    exploring = median(lambda: explore(scene))
    atlas = explore(scene)
    finding = median(lambda: find_all(explore(scene))) - exploring
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    plainly = f"{median(lambda: search(scene)):>10,.0f}" if atlas.positions < 100_000 else f"{'-':>10}"
    return f"{name:<12}{atlas.positions:>12,}{atlas.moves:>13,}{exploring:>10,.1f}{finding:>10,.1f}{plainly}{memory:>10,.0f}"


def main() -> None:
    """Prints the table."""
    if len(sys.argv) > 1:
        print(measure(sys.argv[1]))
        return
    print(
        f"{'size':<12}{'positions':>12}{'moves':>13}{'atlas ms':>10}{'findings':>10}{'plainly':>10}{'more MB':>10}",
        flush=True,
    )
    for name in SIZES:
        subprocess.run([sys.executable, "-m", "tests.benchmarks.prove_sizes", name], check=True)


if __name__ == "__main__":
    main()
