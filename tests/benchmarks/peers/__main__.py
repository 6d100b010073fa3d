"""Compares our engine and proof with inkjs, bink and Bardic: python -m tests.benchmarks.peers FOLDER [--cover SEED ...]

FOLDER has the peers installed (`venv` and `node_modules`, see ../README.md).
"""

from __future__ import annotations

import statistics
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path

from party_card.engine.compiled import CompiledScene
from party_card.modelcheck import explore_scene, prove_scene
from tests.benchmarks.peers.comparison import count_differences, make_paths
from tests.benchmarks.peers.engines import EngineProcess, start_engines
from tests.benchmarks.peers.generators import generate_forty_passages, generate_twenty_turns
from tests.benchmarks.peers.play_ours import compile_text
from tests.benchmarks.peers.story import Story, build_random_play_model, compute_expected_plays
from tests.benchmarks.peers.writers import write_yaml
from tests.benchmarks.timing import time_functions

SPREAD_SEEDS = range(1, 25)
STORY_SEED = 14
"""The story with the rarest choice, among those in which all six endings are reached."""
PAGE_ENGINE = "ours, whole pages"


def main() -> None:
    """Prints all tables, each with a description of its story."""
    parser = ArgumentParser()
    parser.add_argument("peers", type=Path)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--cover", type=int, nargs="*", default=[], help="seeds: plays on until every choice was made")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rates, proofs = _benchmark_forty_passages(args.peers.resolve(), Path(folder), args.rounds, args.cover)
        _benchmark_twenty_turns(args.peers.resolve(), Path(folder), args.rounds)
    _print_spread(rates, proofs)


def _benchmark_forty_passages(
    peers: Path, folder: Path, rounds: int, seeds: list[int]
) -> tuple[Mapping[str, float], Mapping[str, float]]:
    story = generate_forty_passages(STORY_SEED)
    model = build_random_play_model(story)
    probabilities = model.choice_probabilities
    rare = sorted(probabilities, key=lambda label: probabilities[label])
    plays = compute_expected_plays(story, rare[:10])
    print("### The story of 40 passages\n")
    print(
        f"{len(story.passages)} passages, {len(rare)} choices, {len(story.variables)} variables, {model.state_count:,} "
        f"positions, {sum(probabilities.values()):.1f} choices a random play. The rarest choice is made by one play in "
        f"{1 / probabilities[rare[0]]:,.0f}, the next by one in {1 / probabilities[rare[1]]:,.0f}: all are made after "
        f"{plays:,.0f} plays on average.\n"
    )
    with start_engines(story, peers, folder) as engines:
        _check_engines_agree(story, engines, 1000)
        rates, proofs = _measure(story, engines, rounds, _check_every_choice_enabled)
        _print_rates("Random plays a second", rates)
        _print_waiting_times("Until every choice was made", rates, proofs, plays)
        for seed in seeds:
            for name, engine in engines.items():
                if name != PAGE_ENGINE:
                    response = engine.ask(do="cover", seed=seed, choices=len(rare), most=int(6 * plays))
                    number = f"{response['plays']:,} plays" if response["plays"] else "not all were made"
                    print(
                        f"- run to its end with seed {seed}, {name}: {number}, {response['seconds']:.1f} s", flush=True
                    )
    return rates, proofs


def _benchmark_twenty_turns(peers: Path, folder: Path, rounds: int) -> None:
    for use_counter in (False, True):
        story = generate_twenty_turns(use_counter=use_counter)
        storage = "counted in one number" if use_counter else "in twenty yes/nos"
        print(f"\n### A defect that one path in 2^20 reaches, turns {storage}\n")
        (turns_folder := folder / str(use_counter)).mkdir()
        with start_engines(story, peers, turns_folder) as engines:
            _check_engines_agree(story, engines, 500, (1,) * 20)
            rates, proofs = _measure(story, engines, rounds, _find_deadlock)
            _print_waiting_times("Until the defect is found", rates, proofs, 2**20)


def _check_engines_agree(
    story: Story, engines: Mapping[str, EngineProcess], count: int, *extra_paths: tuple[int, ...]
) -> None:
    checked_paths = [*make_paths(story, count), *extra_paths]
    differences = count_differences(story, engines, checked_paths)
    assert not any(differences.values()), differences
    print(
        f"Along {len(checked_paths):,} paths, every choice among them, all show the same: {', '.join(differences)}.\n"
    )


def _check_every_choice_enabled(scene: CompiledScene) -> None:
    """Asserts that every choice is enabled in some state."""
    states = explore_scene(scene)
    assert all(state_set for row in states.enabled_states for state_set in row)


def _find_deadlock(scene: CompiledScene) -> None:
    """Asserts that a shortest path to the deadlock is found."""
    states = explore_scene(scene)
    assert len(states.shortest_path(states.deadlocks).choices) == 20


def _measure(
    story: Story, engines: Mapping[str, EngineProcess], rounds: int, question: Callable[[CompiledScene], None]
) -> tuple[dict[str, float], dict[str, float]]:
    """Returns plays a second by engine, and milliseconds by proof: the best of several alternating rounds."""
    text = write_yaml(story)
    scene = compile_text(text)
    proof = prove_scene(scene)
    assert proof.coverage is not None
    assert proof.is_proved is (story.name == "peers")
    proof_functions: dict[str, Callable[[], object]] = {
        "this question alone": lambda: question(scene),
        "all findings and coverage": lambda: prove_scene(scene).coverage,
        "the same from the YAML text on": lambda: prove_scene(compile_text(text)).coverage,
    }
    rates = dict.fromkeys(engines, 0.0)
    proofs = dict.fromkeys(proof_functions, float("inf"))
    for _ in range(rounds):
        choices = set()
        for name, engine in engines.items():
            plays = 100 if name == PAGE_ENGINE else 500
            response = engine.ask(do="random", plays=plays)
            rates[name] = max(rates[name], plays / response["seconds"])
            if name != PAGE_ENGINE:
                choices.add(response["choices"])
        assert len(choices) == 1, "the same random numbers make the same plays"
        for name, ms in time_functions(proof_functions, 5).items():
            proofs[name] = min(proofs[name], ms)
    return rates, proofs


def _print_rates(title: str, rates: Mapping[str, float]) -> None:
    print(f"**{title}**\n\n| | plays a second | ours is so many times |\n|---|---:|---:|")
    for name, rate in rates.items():
        print(f"| {name} | {rate:,.0f} | {rates['ours'] / rate:.1f} |")
    print()


def _print_waiting_times(title: str, rates: Mapping[str, float], proofs: Mapping[str, float], plays: float) -> None:
    names = list(proofs)
    print(f"**{title}**\n\n| | expected: {plays:,.0f} plays | ÷ {names[0]} | ÷ {names[1]} |\n|---|---:|---:|---:|")
    for name, rate in rates.items():
        seconds = plays / rate
        ratios = " | ".join(f"{seconds * 1000 / proofs[proof]:,.0f}" for proof in names[:2])
        print(f"| random play: {name} | {seconds:,.1f} s | {ratios} |")
    for proof, ms in proofs.items():
        print(f"| proof: {proof} | {ms:.1f} ms | {ms / proofs[names[0]]:.1f} | {ms / proofs[names[1]]:.1f} |")
    print()


def _print_spread(rates: Mapping[str, float], proofs: Mapping[str, float]) -> None:
    """Prints how much the results vary between stories of the same generator."""
    plays = []
    for seed in SPREAD_SEEDS:
        model = build_random_play_model(generate_forty_passages(seed))
        if all(model.state_probabilities[f"p{number}"] for number in range(34, 40)):
            plays.append(1 / min(model.choice_probabilities.values()))
    plays.sort()
    fastest_peer = max(rate for name, rate in rates.items() if not name.startswith("ours"))
    question_ms, findings_ms, _ = proofs.values()
    print(f"\n### The other stories of the generator\n\n{len(plays)} stories with all endings reached.\n")
    print("| | the rarest choice: one play in | quickest peer ÷ this question alone | ÷ all findings and coverage |")
    print("|---|---:|---:|---:|")
    for name, count in (
        ("least", plays[0]),
        ("first quartile", statistics.quantiles(plays)[0]),
        ("median", statistics.median(plays)),
        ("third quartile", statistics.quantiles(plays)[2]),
        ("most", plays[-1]),
    ):
        play_ms = count / fastest_peer * 1000
        print(f"| {name} | {count:,.0f} | {play_ms / question_ms:,.0f} | {play_ms / findings_ms:,.0f} |")


if __name__ == "__main__":
    main()
