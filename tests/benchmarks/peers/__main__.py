"""Our engine and proof beside inkjs, bink and Bardic: python -m tests.benchmarks.peers FOLDER [--cover SEED ...]

FOLDER holds the peers: `venv` and `node_modules`; ../README.md says how they get there.
"""

from __future__ import annotations

import statistics
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path

from party_card.engine.compiled import CompiledScene
from party_card.modelcheck import explore, prove_scene
from tests.benchmarks.peers.engines import Engine, engines
from tests.benchmarks.peers.made import forty_passages, twenty_turns
from tests.benchmarks.peers.play_ours import compiled
from tests.benchmarks.peers.same import differences, paths
from tests.benchmarks.peers.story import Story, chances, plays_to_make
from tests.benchmarks.peers.written import as_yaml
from tests.benchmarks.side_by_side import functions

SEEDS = range(1, 25)
SEED = 14
"""Of these stories the one whose rarest choice is rarest, among those in which all six endings are reached."""
PAGES = "ours, whole pages"


def main() -> None:
    """Prints all tables; what the stories are is told with them."""
    parser = ArgumentParser()
    parser.add_argument("peers", type=Path)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--cover", type=int, nargs="*", default=[], help="seeds: plays on until every choice was made")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rates, proofs = _forty(asked.peers.resolve(), Path(folder), asked.rounds, asked.cover)
        _turns(asked.peers.resolve(), Path(folder), asked.rounds)
    _spread(rates, proofs)


def _forty(peers: Path, folder: Path, rounds: int, seeds: list[int]) -> tuple[Mapping[str, float], Mapping[str, float]]:
    story = forty_passages(SEED)
    told = chances(story)
    rare = sorted(told.choices, key=lambda label: told.choices[label])
    plays = plays_to_make(story, rare[:10])
    print("### The story of 40 passages\n")
    print(
        f"{len(story.passages)} passages, {len(rare)} choices, {len(story.variables)} variables, {told.positions:,} "
        f"positions, {sum(told.choices.values()):.1f} choices a random play. The rarest choice is made by one play in "
        f"{1 / told.choices[rare[0]]:,.0f}, the next by one in {1 / told.choices[rare[1]]:,.0f}: all are made after "
        f"{plays:,.0f} plays on average.\n"
    )
    with engines(story, peers, folder) as started:
        _compare(story, started, 1000)
        found, proofs = _measure(story, started, rounds, _every_offer)
        _rates("Random plays a second", found)
        _waits("Until every choice was made", found, proofs, plays)
        for seed in seeds:
            for name, engine in started.items():
                if name != PAGES:
                    ran = engine.ask(do="cover", seed=seed, choices=len(rare), most=int(6 * plays))
                    number = f"{ran['plays']:,} plays" if ran["plays"] else "not all were made"
                    print(f"- run to its end with seed {seed}, {name}: {number}, {ran['seconds']:.1f} s", flush=True)
    return found, proofs


def _turns(peers: Path, folder: Path, rounds: int) -> None:
    for counted in (False, True):
        story = twenty_turns(counted=counted)
        how = "counted in one number" if counted else "in twenty yes/nos"
        print(f"\n### A defect that one path in 2^20 reaches, turns {how}\n")
        (at := folder / str(counted)).mkdir()
        with engines(story, peers, at) as started:
            _compare(story, started, 500, (1,) * 20)
            found, proofs = _measure(story, started, rounds, _a_path_to_where_all_is_closed)
            _waits("Until the defect is found", found, proofs, 2**20)


def _compare(story: Story, started: Mapping[str, Engine], count: int, *more: tuple[int, ...]) -> None:
    wanted = [*paths(story, count), *more]
    found = differences(story, started, wanted)
    assert not any(found.values()), found
    print(f"Along {len(wanted):,} paths, every choice among them, all show the same: {', '.join(found)}.\n")


def _every_offer(scene: CompiledScene) -> None:
    """Whether each choice is offered somewhere."""
    atlas = explore(scene)
    assert all(region for row in atlas.enabled for region in row)


def _a_path_to_where_all_is_closed(scene: CompiledScene) -> None:
    """A shortest path to a position where every choice is closed."""
    atlas = explore(scene)
    assert len(atlas.shortest_path(atlas.deadlocks).choices) == 20


def _measure(
    story: Story, started: Mapping[str, Engine], rounds: int, question: Callable[[CompiledScene], None]
) -> tuple[dict[str, float], dict[str, float]]:
    """Plays a second, and milliseconds of each proof: the best of rounds in which each has its turn."""
    text = as_yaml(story)
    scene = compiled(text)
    proof = prove_scene(scene)
    assert proof.coverage is not None
    assert proof.holds is (story.name == "peers")
    ways: dict[str, Callable[[], object]] = {
        "this question alone": lambda: question(scene),
        "all findings and coverage": lambda: prove_scene(scene).coverage,
        "the same from the YAML text on": lambda: prove_scene(compiled(text)).coverage,
    }
    rates = dict.fromkeys(started, 0.0)
    proofs = dict.fromkeys(ways, float("inf"))
    for _ in range(rounds):
        choices = set()
        for name, engine in started.items():
            plays = 100 if name == PAGES else 500
            ran = engine.ask(do="random", plays=plays)
            rates[name] = max(rates[name], plays / ran["seconds"])
            if name != PAGES:
                choices.add(ran["choices"])
        assert len(choices) == 1, "the same dice make the same plays"
        for name, ms in functions(ways, 5).items():
            proofs[name] = min(proofs[name], ms)
    return rates, proofs


def _rates(title: str, rates: Mapping[str, float]) -> None:
    print(f"**{title}**\n\n| | plays a second | ours is so many times |\n|---|---:|---:|")
    for name, rate in rates.items():
        print(f"| {name} | {rate:,.0f} | {rates['ours'] / rate:.1f} |")
    print()


def _waits(title: str, rates: Mapping[str, float], proofs: Mapping[str, float], plays: float) -> None:
    names = list(proofs)
    print(f"**{title}**\n\n| | expected: {plays:,.0f} plays | ÷ {names[0]} | ÷ {names[1]} |\n|---|---:|---:|---:|")
    for name, rate in rates.items():
        seconds = plays / rate
        ratios = " | ".join(f"{seconds * 1000 / proofs[proof]:,.0f}" for proof in names[:2])
        print(f"| random play: {name} | {seconds:,.1f} s | {ratios} |")
    for proof, ms in proofs.items():
        print(f"| proof: {proof} | {ms:.1f} ms | {ms / proofs[names[0]]:.1f} | {ms / proofs[names[1]]:.1f} |")
    print()


def _spread(rates: Mapping[str, float], proofs: Mapping[str, float]) -> None:
    """How much hangs on the story: the same generator with other seeds."""
    plays = []
    for seed in SEEDS:
        told = chances(forty_passages(seed))
        if all(told.at[f"p{number}"] for number in range(34, 40)):
            plays.append(1 / min(told.choices.values()))
    plays.sort()
    quickest = max(rate for name, rate in rates.items() if not name.startswith("ours"))
    alone, whole, _ = proofs.values()
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
        print(
            f"| {name} | {count:,.0f} | {count / quickest * 1000 / alone:,.0f} | {count / quickest * 1000 / whole:,.0f} |"
        )


if __name__ == "__main__":
    main()
