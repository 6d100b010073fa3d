"""`party-card prove`: visits every position of every scene."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from party_card.commands._arguments import LIMIT_HELP, add_format_arguments, parse_limit, require_different_files
from party_card.commands._cached_request import add_cache_argument, open_request
from party_card.commands._exit import EXIT_FINDINGS, EXIT_OK
from party_card.commands._output import print_diagnostics, write_text
from party_card.services.errors import UsageError

if TYPE_CHECKING:
    from party_card.diagnostics.rule import Rule
    from party_card.result_cache.results import ProofResult
    from party_card.services.known_reports import KnownReports
    from party_card.services.scene_report import SceneReport

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
    parser.add_argument(
        "--language",
        action="append",
        metavar="CODE",
        help="of the translations, only these run the story tests too (default: all)",
    )
    parser.add_argument("--strict", action="store_true", help="warnings count as problems too")
    add_cache_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Proves scenes, or plays them at random, and prints the diagnostics."""
    _check_arguments(args)
    result, reports = _find_or_prove(args)
    rules = _list_documented_rules(args.format)
    print_diagnostics(result.diagnostics, args.format, rules, args.to, {"scenes": list(result.scenes)})
    if args.coverage:
        from party_card.reports.coverage_html import render_coverage_page

        write_text(args.coverage, render_coverage_page(reports))
    has_failures = any(diagnostic.severity.is_failure(args.strict) for diagnostic in result.diagnostics)
    return EXIT_FINDINGS if has_failures or result.misses_thresholds else EXIT_OK


def _find_or_prove(args: argparse.Namespace) -> tuple[ProofResult, Sequence[SceneReport]]:
    """Prints the lines for people, and returns what was found for the same request before, or proves the scenes.

    A page of coverage needs the reports of the scenes, which are kept one by one.
    """
    from party_card.result_cache.results import find_proof_result, keep_proof_result

    options = {name: getattr(args, name) for name in ("limit", "least", "random", "seed", "language")}
    is_cacheable = args.dask is None and (args.jobs is None or args.jobs > 0)
    with open_request(args, "prove", options, is_enabled=is_cacheable) as request:
        known_result = None
        if not args.coverage:
            known_result = find_proof_result(request, with_scenes=args.format == "json")
        if known_result is not None:
            for line in known_result.lines:
                print(line, file=_get_stream_for_people(args))
            return known_result, ()
        from party_card.services.known_reports import KnownReports

        reports = KnownReports(request, args.limit, args.language)
        try:
            result, scene_reports = _prove(args, reports)
        except BaseException:
            request.keep({}, reports.entries)  # what was proved before the user lost patience is not proved again
            raise
        keep_proof_result(request, result, reports.entries)
        return result, scene_reports


def _prove(args: argparse.Namespace, known_reports: KnownReports) -> tuple[ProofResult, Sequence[SceneReport]]:
    """Proves scenes, or plays them at random, and prints each line for people as soon as it is known."""
    from party_card.commands._progress import ProgressReport
    from party_card.result_cache.results import ProofResult
    from party_card.services.prove import ProofRun

    progress = ProgressReport()
    proof_run = ProofRun(
        args.paths,
        max_states=args.limit,
        min_coverage=args.least,
        random_plays=args.random,
        seed=args.seed or 0,
        progress=progress.report_proof,
        known_reports=known_reports,
        keeps_coverage=bool(args.coverage),
        languages=args.language,
    )
    lines = []
    for line in proof_run.run(jobs=1 if args.jobs is None else args.jobs, dask=args.dask):
        progress.clear()
        print(line, file=_get_stream_for_people(args), flush=True)
        lines.append(line)
    scenes = tuple(report.proof_data for report in proof_run.reports if report.proof_data is not None)
    misses_thresholds = bool(proof_run.missed_thresholds)
    return ProofResult(tuple(lines), tuple(proof_run.diagnostics), misses_thresholds, scenes), proof_run.reports


def _get_stream_for_people(args: argparse.Namespace) -> TextIO:
    is_data_printed = args.format in ("json", "sarif", "github") and args.to is None
    return sys.stderr if is_data_printed else sys.stdout


def _list_documented_rules(output_format: str) -> Sequence[Rule[Any]]:
    if output_format != "sarif":
        return ()
    from party_card.modelcheck.findings import FINDINGS
    from party_card.rules import RULES
    from party_card.translation.check import FINDINGS as TRANSLATION_FINDINGS

    return (*RULES, *FINDINGS, *TRANSLATION_FINDINGS)


def _check_arguments(args: argparse.Namespace) -> None:
    """Raises UsageError if an option has no effect beside the others, or is no number that can be meant."""
    if args.random is not None and args.random < 1:
        raise UsageError("--random wants a number of at least 1")
    if args.random is None and args.seed is not None:
        raise UsageError("--seed needs --random")
    if args.random is not None:
        for option in ("jobs", "dask", "limit", "coverage", "least", "language"):
            if getattr(args, option):
                raise UsageError(f"--{option} goes with a proof; --random plays instead of proving")
    if args.dask is not None and args.jobs is not None:
        raise UsageError("--jobs and --dask exclude each other: the cluster has as many processes as it has")
    require_different_files({"--to": args.to, "--coverage": args.coverage})
