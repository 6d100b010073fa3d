"""`party-card play --random`: plays a scene at random and prints what was met."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from party_card.commands._exit import EXIT_FINDINGS, EXIT_OK
from party_card.commands._headless import compile_valid_scene, require_known_traces
from party_card.commands._output import format_json

if TYPE_CHECKING:
    from party_card.content.pack import Pack


def play_at_random(pack: Pack, args: argparse.Namespace) -> int:
    """Plays a scene of `pack` as often as `--random` says; a play that gets stuck is a finding."""
    from party_card.services.random_plays import report_random_plays

    compiled = compile_valid_scene(pack, args.scene)
    traces = require_known_traces(compiled, args.carried)
    report = report_random_plays(compiled, args.random, args.seed or 0, traces)
    print(format_json(report.to_data(), indent=2) if args.json else "\n".join(report.describe()) + "\n", end="")
    return EXIT_FINDINGS if report.stuck_plays else EXIT_OK
