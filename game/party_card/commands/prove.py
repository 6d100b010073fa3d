"""`party-card prove`: every position of every scene."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from party_card.commands._exit import MEND, WELL, CommandError
from party_card.commands._output import FORMATS, colour, write


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
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
    parser.set_defaults(command=prove)


def prove(args: argparse.Namespace) -> int:
    """Visits every position of every scene and says what holds: exit status 0 all, 1 not all, 2 could not look."""
    from party_card.diagnostics.render import render
    from party_card.services.prove import ProofRun, UsageError

    try:
        proving = ProofRun(args.paths, limit=args.limit, least=args.least, random=args.random, seed=args.seed)
        shown = sys.stderr if args.format in ("json", "sarif", "github") else sys.stdout
        for line in proving.run(jobs=args.jobs, dask=args.dask):
            print(line, file=shown, flush=True)
    except UsageError as reason:
        raise CommandError(str(reason)) from None
    found = proving.diagnostics
    if found or args.format in ("json", "sarif"):
        rules = proving.documented() if args.format == "sarif" else ()
        print(render(found, args.format, colour=colour(), rules=rules), end="")
    if args.coverage:
        from party_card.reports.coverage_html import coverage_page

        write(args.coverage, coverage_page(proving.verdicts))
    counted = [problem for problem in found if problem.severity.counts(args.strict)]
    return MEND if counted or proving.missed else WELL
