"""`party-card prove`: visits every position of every scene."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from party_card.commands._exit import EXIT_FINDINGS, EXIT_OK
from party_card.commands._output import FORMATS, print_diagnostics, write_text

SUMMARY = "visit every position of scenes"
DESCRIPTION = (
    "Visits every position of every scene and says what holds: exit status 0 all, 1 not all, 2 could not look."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="scenes or folders; without any, the game's own"
    )
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="prove scenes in so many processes")
    parser.add_argument("--dask", metavar="ADDRESS", help="prove scenes on the Dask cluster at this address")
    parser.add_argument("--limit", type=int, metavar="N", help="give up on a scene after so many positions")
    parser.add_argument("--format", choices=FORMATS, default="full", help="how problems are shown (default: full)")
    parser.add_argument(
        "--coverage", metavar="FILE", help="write an HTML page: what tests and paths have seen of each scene"
    )
    parser.add_argument(
        "--least", default="", metavar="KIND=PERCENT,…", help="fail where story tests see less: passages=100,choices=80"
    )
    parser.add_argument(
        "--random", type=int, metavar="N", help="play N times at random instead, as for scenes too large"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="with --random: the seed (default: 0)")
    parser.add_argument("--strict", action="store_true", help="warnings count as problems too")


def run(args: argparse.Namespace) -> int:
    """Proves scenes, or plays them at random, and prints the diagnostics."""
    from party_card.modelcheck.findings import FINDINGS
    from party_card.rules import RULES
    from party_card.services.prove import ProofRun

    proof_run = ProofRun(
        args.paths, max_states=args.limit, min_coverage=args.least, random_plays=args.random, seed=args.seed
    )
    stream_for_people = sys.stderr if args.format in ("json", "sarif", "github") else sys.stdout
    for line in proof_run.run(jobs=args.jobs, dask=args.dask):
        print(line, file=stream_for_people, flush=True)
    diagnostics = proof_run.diagnostics
    print_diagnostics(diagnostics, args.format, (*RULES, *FINDINGS))
    if args.coverage:
        from party_card.reports.coverage_html import render_coverage_page

        write_text(args.coverage, render_coverage_page(proof_run.reports))
    has_failures = any(diagnostic.severity.is_failure(args.strict) for diagnostic in diagnostics)
    return EXIT_FINDINGS if has_failures or proof_run.missed_thresholds else EXIT_OK
