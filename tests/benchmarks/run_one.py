"""Measures one benchmark and writes its figures as JSON: python -m tests.benchmarks.run_one NAME FILE WORK PEERS [--quick]"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path

from tests.benchmarks.benchmark import BENCHMARKS, Options


def main() -> None:
    """Measures, and writes the file at the end."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=BENCHMARKS)
    parser.add_argument("file", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("peers", type=Path)
    parser.add_argument("--quick", action="store_true")
    args = parser.parse_args()
    figures = BENCHMARKS[args.name].load().measure(Options(args.work, args.peers, args.quick))
    args.file.write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
