"""Measures proofs of a thousand to 20 million states.

The scenes come from a seeded generator: 40 passages, 104 choices, 6 variables that are read everywhere; only the ranges
differ. Times are medians of several runs from the compiled scene; `plainly` is a breadth-first search over tuples.
"""

from __future__ import annotations

import gc
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from party_card.content.pack import read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.modelcheck import explore_scene
from party_card.modelcheck.findings import run_findings
from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.corpus import unpack_corpus
from tests.benchmarks.installation import PACKS
from tests.modelcheck.scenes import explore_plainly

SIZES = {"1 thousand": (1, 1, 3), "25 thousand": (4, 3, 13), "2 million": (13, 13, 45), "20 million": (30, 30, 82)}
"""The upper ends of three ranges: trust, evidence and time."""
PLAIN_LIMIT = 100_000
"""So many positions take a plain search a second."""


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


def measure_size(name: str) -> Figures:
    """Returns the figures of one size."""
    scene = compile_text(generate_scene(*SIZES[name]))
    memory_before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    exploring_ms = measure_median_ms(lambda: explore_scene(scene))
    states = explore_scene(scene)
    findings_ms = measure_median_ms(lambda: run_findings(explore_scene(scene))) - exploring_ms
    figures = {
        "positions": float(states.state_count),
        "moves": float(states.transition_count),
        "every position, ms": exploring_ms,
        "findings on top, ms": findings_ms,
        "more memory, MB": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory_before) / 1024,
    }
    if states.state_count < PLAIN_LIMIT:
        figures["plainly, ms"] = measure_median_ms(lambda: explore_plainly(scene))
        figures["every position ÷ plainly"] = exploring_ms / figures["plainly, ms"]
    return {f"{name}: {figure}": value for figure, value in figures.items()}


def measure(options: Options) -> Figures:
    """Returns the figures of all sizes, each measured in a process of its own; quickly: of one."""
    figures: Figures = {}
    for name in [*SIZES][1:2] if options.is_quick else SIZES:
        code = f"import json; from {__name__} import measure_size; print(json.dumps(measure_size({name!r})))"
        figures |= json.loads(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout)
    if not options.is_quick:
        for pack in PACKS:
            figures[f"all scenes, {pack}, ms"] = _measure_all_scenes(pack)
    return figures


def _measure_all_scenes(pack_name: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        pack, _ = read_pack(unpack_corpus(Path(folder)) if pack_name == "0.1" else find_builtin_pack())
        scenes = [compile_scene(pack, scene) for scene in pack.scenes.values()]
        return measure_median_ms(lambda: [run_findings(explore_scene(scene)) for scene in scenes])


def render(figures: Mapping[str, float]) -> str:
    """Returns the table, and what all scenes of each pack take together."""
    rows = []
    for name in SIZES:
        forms = {
            "positions": "{:,.0f}", "moves": "{:,.0f}", "every position, ms": "{:,.1f}", "findings on top, ms": "{:,.1f}",
            "plainly, ms": "{:,.0f}", "more memory, MB": "{:,.0f}",
        }  # fmt: skip
        rows.append([name, *(format_figure(figures, f"{name}: {figure}", form) for figure, form in forms.items())])
    table = format_rows(["size", *forms], rows)
    sums = (f"{pack}: {format_figure(figures, f'all scenes, {pack}, ms', '{:,.0f}')} ms" for pack in PACKS)
    return f"{table}\n\nAll scenes of a pack together, from compiled scene to complete proof: {', '.join(sums)}."
