"""Measures proofs of a thousand to 20 million states: python -m tests.benchmarks.prove_sizes

The scenes come from a seeded generator: 40 passages, 104 choices, 6 variables that are read everywhere; only the ranges
differ. Every size runs in a separate process. Times are medians of several runs from the compiled scene: `explore` is
the exploration, `findings` all findings, `plainly` a breadth-first search over tuples.
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
from party_card.modelcheck import explore_scene
from party_card.modelcheck.findings import run_findings
from tests.modelcheck.scenes import explore_plainly

SIZES = {"1 thousand": (1, 1, 3), "25 thousand": (4, 3, 13), "2 million": (13, 13, 45), "20 million": (30, 30, 82)}
"""The upper ends of three ranges: trust, evidence and time."""


def generate_scene(trust: int, evidence: int, hours: int, seed: int = 1) -> str:
    """Returns a scene as YAML text; only the ranges differ from size to size."""
    rng = random.Random(seed)
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
                target = number + 1
            elif choice == 1:
                target = rng.randrange(max(number - 6, 0), min(number + 5, passages))
            else:
                target = rng.randrange(max(number - 2, 0), min(number + 8, passages))
            steps = ["time: 1"] if rng.random() < 0.8 else []
            stepped_names = [name for name in ("trust", "evidence") if rng.random() < 0.4]
            steps += [f"{name}: {rng.choice((1, 1, 2, -1))}" for name in stepped_names]
            values = []
            if rng.random() < 0.2:
                values.append(rng.choice(("read_it: true", "has_key: true", "stance: doubt", "stance: fear")))
            name = rng.choice(list(ranges))
            bound = ranges[name]
            conditions = (f"{name} < {bound}", f"{name} >= {bound // 4}", "not read_it or has_key", "stance != fear")
            condition = f", if: {rng.choice(conditions)}" if choice and rng.random() < 0.5 else ""
            effects = f", set: {{{', '.join(values)}}}" if values else ""
            effects += f", add: {{{', '.join(steps)}}}" if steps else ""
            lines.append(f"      - {{id: c{number}-{choice}, text: Go on, goto: p{target}{condition}{effects}}}")
    return "\n".join(lines) + "\n"


def compile_text(text: str) -> CompiledScene:
    """Compiles the scene of a YAML text."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "made.yaml").write_text(text, encoding="utf-8")
        pack, diagnostics = read_pack(Path(folder))
    assert not diagnostics, diagnostics
    return compile_scene(pack, next(iter(pack.scenes.values())))


def measure_median_ms(work: Callable[[], object], min_seconds: float = 0.5) -> float:
    """Returns the median duration in milliseconds, of at least three runs and `min_seconds` in total."""
    times: list[float] = []
    while len(times) < 3 or sum(times) < min_seconds:
        gc.collect()
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def measure_row(name: str) -> str:
    """Returns one row of the table."""
    scene = compile_text(generate_scene(*SIZES[name]))
    memory_before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    exploring_ms = measure_median_ms(lambda: explore_scene(scene))
    states = explore_scene(scene)
    findings_ms = measure_median_ms(lambda: run_findings(explore_scene(scene))) - exploring_ms
    memory_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory_before) / 1024
    plain_ms = "-" if states.state_count >= 100_000 else f"{measure_median_ms(lambda: explore_plainly(scene)):,.0f}"
    return (
        f"{name:<12}{states.state_count:>12,}{states.transition_count:>13,}"
        f"{exploring_ms:>12,.1f}{findings_ms:>10,.1f}{plain_ms:>10}{memory_mb:>10,.0f}"
    )


def main() -> None:
    """Prints the table."""
    if len(sys.argv) > 1:
        print(measure_row(sys.argv[1]))
        return
    print(
        f"{'size':<12}{'positions':>12}{'moves':>13}{'explore ms':>12}{'findings':>10}{'plainly':>10}{'more MB':>10}",
        flush=True,
    )
    for name in SIZES:
        subprocess.run([sys.executable, "-m", "tests.benchmarks.prove_sizes", name], check=True)


if __name__ == "__main__":
    main()
