"""`party-card prove`: visits every position of every scene."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from party_card.commands._arguments import LIMIT_HELP, add_format_arguments, parse_limit, require_different_files
from party_card.commands._exit import EXIT_FINDINGS, EXIT_OK
from party_card.commands._output import print_diagnostics, write_text
from party_card.services.errors import UsageError

SUMMARY = "visit every position of scenes"
DESCRIPTION = (
    "Visits every position of every scene and says what holds: exit status 0 all, 1 not all, 2 could not look."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="scenes or folders; without any, the game's own"
    )
    parser.add_argument("--jobs", type=int, metavar="N", help="prove scenes in so many processes (default: 1)")
    parser.add_argument("--dask", metavar="ADDRESS", help="prove scenes on the Dask cluster at this address")
    parser.add_argument("--limit", type=parse_limit, metavar="N", help=LIMIT_HELP)
    add_format_arguments(parser)
    parser.add_argument(
        "--coverage", metavar="FILE", help="write an HTML page: what tests and paths have seen of each scene"
    )
    parser.add_argument(
        "--least", default="", metavar="KIND=PERCENT,…", help="fail where story tests see less: passages=100,choices=80"
    )
    parser.add_argument(
        "--random", type=int, metavar="N", help="play N times at random instead, as for scenes too large"
    )
    parser.add_argument("--seed", type=int, metavar="N", help="with --random: the seed (default: 0)")
    parser.add_argument("--strict", action="store_true", help="warnings count as problems too")


def run(args: argparse.Namespace) -> int:
    """Proves scenes, or plays them at random, and prints the diagnostics."""
    from party_card.commands._progress import ProgressReport
    from party_card.modelcheck.findings import FINDINGS
    from party_card.rules import RULES
    from party_card.services.prove import ProofRun

    _check_arguments(args)
    proof_run = ProofRun(
        args.paths,
        max_states=args.limit,
        min_coverage=args.least,
        random_plays=args.random,
        seed=args.seed or 0,
        progress=(progress := ProgressReport()).report_proof,
    )
    is_data_printed = args.format in ("json", "sarif", "github") and args.to is None
    stream_for_people = sys.stderr if is_data_printed else sys.stdout
    for line in proof_run.run(jobs=1 if args.jobs is None else args.jobs, dask=args.dask):
        progress.clear()
        print(line, file=stream_for_people, flush=True)
    diagnostics = proof_run.diagnostics
    scenes = [report.proof_data for report in proof_run.reports if report.proof_data is not None]
    print_diagnostics(diagnostics, args.format, (*RULES, *FINDINGS), args.to, {"scenes": scenes})
    if args.coverage:
        from party_card.reports.coverage_html import render_coverage_page

        write_text(args.coverage, render_coverage_page(proof_run.reports))
    has_failures = any(diagnostic.severity.is_failure(args.strict) for diagnostic in diagnostics)
    return EXIT_FINDINGS if has_failures or proof_run.missed_thresholds else EXIT_OK


def _check_arguments(args: argparse.Namespace) -> None:
    """Raises UsageError if an option has no effect beside the others, or is no number that can be meant."""
    if args.random is not None and args.random < 1:
        raise UsageError("--random wants a number of at least 1")
    if args.random is None and args.seed is not None:
        raise UsageError("--seed needs --random")
    if args.random is not None:
        for option in ("jobs", "dask", "limit", "coverage", "least"):
            if getattr(args, option):
                raise UsageError(f"--{option} goes with a proof; --random plays instead of proving")
    if args.dask is not None and args.jobs is not None:
        raise UsageError("--jobs and --dask exclude each other: the cluster has as many processes as it has")
    require_different_files({"--to": args.to, "--coverage": args.coverage})
