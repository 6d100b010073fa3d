"""Plays on until every choice was really made: python -m tests.benchmarks.peers FOLDER SEED …

FOLDER has the other programs, or gets them. The expected time of the benchmark is held against this: some minutes an engine.
"""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser
from pathlib import Path

from tests.benchmarks.peers.benchmark import STORY_SEED
from tests.benchmarks.peers.engines import start_engines
from tests.benchmarks.peers.generators import generate_forty_passages
from tests.benchmarks.peers.installation import install_peers
from tests.benchmarks.peers.story import build_random_play_model
from tests.benchmarks.peers.tables import PAGE_ENGINE

MOST_PLAYS = 600_000


def main() -> None:
    """Prints for each seed and engine how many plays it took."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("peers", type=Path)
    parser.add_argument("seeds", type=int, nargs="+")
    args = parser.parse_args()
    story = generate_forty_passages(STORY_SEED)
    count = len(build_random_play_model(story).choice_probabilities)
    peers = install_peers(args.peers.resolve())
    with tempfile.TemporaryDirectory() as folder, start_engines(story, peers, Path(folder)) as engines:
        for seed in args.seeds:
            for name, engine in engines.items():
                if name != PAGE_ENGINE:
                    response = engine.ask(do="cover", seed=seed, choices=count, most=MOST_PLAYS)
                    number = f"{response['plays']:,} plays" if response["plays"] else "not all were made"
                    print(f"seed {seed}, {name}: {number}, {response['seconds']:.1f} s", flush=True)


if __name__ == "__main__":
    main()
