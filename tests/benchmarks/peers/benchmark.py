"""Compares our engine and proof with inkjs, bink, yarn-bound and Bardic on the same generated stories."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from party_card.engine.compiled import CompiledScene
from party_card.modelcheck import explore_scene, prove_scene
from tests.benchmarks.benchmark import Figures, Options
from tests.benchmarks.peers.comparison import count_differences, make_paths
from tests.benchmarks.peers.engines import (
    ROOT,
    EngineProcess,
    make_peer_environment,
    start_engines,
    write_engine_commands,
)
from tests.benchmarks.peers.generators import generate_forty_passages, generate_twenty_turns
from tests.benchmarks.peers.installation import install_peers
from tests.benchmarks.peers.play_ours import compile_text
from tests.benchmarks.peers.story import Story, build_random_play_model, compute_expected_plays
from tests.benchmarks.peers.tables import DEFECT_STORIES, PAGE_ENGINE, PROOFS, SHARES, render_tables
from tests.benchmarks.peers.writers import write_yaml
from tests.benchmarks.processes import measure_processes
from tests.benchmarks.timing import time_functions

ROUNDS = 8
SPREAD_SEEDS = range(1, 25)
STORY_SEED = 14
"""The story with the rarest choice, among those in which all six endings are reached."""
INTERPRETERS = {"Python": [sys.executable, "-c", "pass"], "Node": ["node", "-e", ""]}
render = render_tables


def measure(options: Options) -> Figures:
    """Returns the figures of all tables; installs the peers if they are not there."""
    peers = install_peers(options.peers)
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        story = generate_forty_passages(STORY_SEED)
        figures |= _describe_story(story)
        figures |= _measure_loading(story, peers, folder)
        with start_engines(story, peers, _make_folder(folder, "play")) as engines:
            _check_engines_agree(story, engines, 1000)
            figures |= _measure_story("forty passages", story, engines, _check_every_choice_enabled)
            for engine, process in engines.items():
                figures[f"{engine}: memory, MB"] = process.read_peak_mb()
        for title, use_counter in DEFECT_STORIES.items():
            turns = generate_twenty_turns(use_counter=use_counter)
            with start_engines(turns, peers, _make_folder(folder, title)) as engines:
                _check_engines_agree(turns, engines, 100, (1,) * 20)
                figures |= _measure_story(title, turns, engines, _find_deadlock)
    return figures | _measure_spread()


def _make_folder(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def _describe_story(story: Story) -> Figures:
    model = build_random_play_model(story)
    probabilities = model.choice_probabilities
    rare = sorted(probabilities, key=lambda label: probabilities[label])
    return {
        "positions": float(model.state_count),
        "choices a play": sum(probabilities.values()),
        "rarest choice, one play in": 1 / probabilities[rare[0]],
        "next rarest choice, one play in": 1 / probabilities[rare[1]],
        "expected plays": compute_expected_plays(story, rare[:10]),
    }


def _measure_loading(story: Story, peers: Path, folder: Path) -> Figures:
    """Returns what each engine takes from its start to the first passage, and what a bare interpreter takes."""
    (folder / "load").mkdir()
    commands = {**INTERPRETERS, **write_engine_commands(story, peers, folder / "load")}
    request = folder / "request"
    request.write_text(json.dumps({"do": "walk", "paths": [[]]}) + "\n", encoding="utf-8")
    costs = measure_processes(commands, make_peer_environment(peers), 11, ROOT, stdin=request)
    figures = {f"{name}: to the first passage, ms": cost.cpu_s * 1000 for name, cost in costs.items()}
    return figures | {f"{name}: memory, MB": costs[name].peak_mb for name in INTERPRETERS}


def _check_engines_agree(
    story: Story, engines: Mapping[str, EngineProcess], count: int, *extra_paths: tuple[int, ...]
) -> None:
    """Asserts that all engines show the same along many paths, every choice among them."""
    differences = count_differences(story, engines, [*make_paths(story, count), *extra_paths])
    assert not any(differences.values()), differences


def _check_every_choice_enabled(scene: CompiledScene) -> None:
    """Asserts that every choice is enabled in some state."""
    states = explore_scene(scene)
    assert all(state_set for row in states.enabled_states for state_set in row)


def _find_deadlock(scene: CompiledScene) -> None:
    """Asserts that a shortest path to the deadlock is found."""
    states = explore_scene(scene)
    assert len(states.shortest_path(states.deadlocks).choices) == 20


def _measure_story(
    title: str, story: Story, engines: Mapping[str, EngineProcess], question: Callable[[CompiledScene], None]
) -> Figures:
    """Returns plays a second by engine, and milliseconds by proof: the best of several alternating rounds."""
    text = write_yaml(story)
    scene = compile_text(text)
    proof = prove_scene(scene)
    assert proof.coverage is not None
    assert proof.is_proved is (story.name == "peers")
    functions: tuple[Callable[[], object], ...] = (
        lambda: question(scene),
        lambda: prove_scene(scene).coverage,
        lambda: prove_scene(compile_text(text)).coverage,
    )
    proof_functions = dict(zip(PROOFS, functions, strict=True))
    rates = dict.fromkeys(engines, 0.0)
    proofs = dict.fromkeys(proof_functions, float("inf"))
    for _ in range(ROUNDS):
        choices = set()
        for name, engine in engines.items():
            plays = 10 if name == PAGE_ENGINE else 500
            response = engine.ask(do="random", plays=plays)
            rates[name] = max(rates[name], plays / response["seconds"])
            if name != PAGE_ENGINE:
                choices.add(response["choices"])
        assert len(choices) == 1, "the same random numbers make the same plays"
        for name, ms in time_functions(proof_functions, 5).items():
            proofs[name] = min(proofs[name], ms)
    return {f"{title}: {name}, plays a second": rate for name, rate in rates.items()} | {
        f"{title}: {name}, ms": ms for name, ms in proofs.items()
    }


def _measure_spread() -> Figures:
    """Returns how rare the rarest choice is in the other stories of the generator."""
    plays = []
    for seed in SPREAD_SEEDS:
        model = build_random_play_model(generate_forty_passages(seed))
        if all(model.state_probabilities[f"p{number}"] for number in range(34, 40)):
            plays.append(1 / min(model.choice_probabilities.values()))
    plays.sort()
    first, middle, third = statistics.quantiles(plays)
    shares = zip(SHARES, (plays[0], first, middle, third, plays[-1]), strict=True)
    return {f"{share}: one play in": count for share, count in shares} | {"stories": float(len(plays))}
