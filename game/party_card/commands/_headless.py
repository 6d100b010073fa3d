"""`party-card play --choices`: plays a scene without a front end and prints or writes its transcript."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import EXIT_FINDINGS, EXIT_OK
from party_card.commands._output import write_text
from party_card.services.errors import InvalidContentError, UsageError

if TYPE_CHECKING:
    from party_card.content.pack import Pack
    from party_card.engine.playthrough import Playthrough

_HTML_SUFFIXES = (".html", ".htm")


def play_headless(pack: Pack, args: argparse.Namespace) -> int:
    """Makes the choices of `--choices` in a scene of `pack`, then writes the transcript."""
    from party_card.engine.compiled import InvalidSceneError, compile_scene
    from party_card.engine.phases import PHASE_TRIGGERS, ChoiceUnavailableError
    from party_card.engine.playthrough import Playthrough

    if args.scene is None:
        raise UsageError("--choices needs a scene: party-card play SCENE --choices a,b,c")
    file = Path(args.transcript or "")
    if args.json and file.suffix.lower() in (*_HTML_SUFFIXES, ".md"):
        raise UsageError(f"--json writes data, and {file} is named as a page; leave out --json, or name a .json file")
    try:
        compiled = compile_scene(pack, pack.scenes[args.scene])
    except InvalidSceneError as error:
        raise InvalidContentError(error.diagnostics) from None
    choices, traces = args.choices or (), args.carried or ()
    if unknown_traces := [trace for trace in traces if trace not in compiled.system.trace_slots]:
        known_traces = ", ".join(compiled.system.trace_slots) or "nothing"
        raise UsageError(f"`{unknown_traces[0]}` is not carried into this scene; it asks for: {known_traces}")
    playthrough = Playthrough(compiled, traces)
    try:
        _make_choices(playthrough, choices)
    except ChoiceUnavailableError as error:
        made_count = sum(step not in PHASE_TRIGGERS for step in playthrough.steps)
        numbers = [number for number, choice in enumerate(choices, 1) if choice not in PHASE_TRIGGERS]
        print(f"party-card: choice {numbers[made_count]}, {error}", file=sys.stderr)
        return EXIT_FINDINGS
    text = _render_transcript(playthrough, args)
    if args.transcript in (None, "-"):
        print(text, end="")
    else:
        write_text(args.transcript, text)
    return EXIT_OK


def _make_choices(playthrough: Playthrough, choices: Sequence[str]) -> None:
    """Begins, makes the choices, and if they lead to an ending goes on through the record."""
    from party_card.engine.phases import BEGIN, FINISHED, PHASE_TRIGGERS

    playthrough.choose(BEGIN)
    for choice in choices:
        if choice not in PHASE_TRIGGERS:
            playthrough.choose(choice)
    while playthrough.state != FINISHED and (offers := playthrough.enabled_triggers()) and offers[0] in PHASE_TRIGGERS:
        playthrough.choose(offers[0])


def _render_transcript(playthrough: Playthrough, args: argparse.Namespace) -> str:
    suffix = Path(args.transcript or "").suffix.lower()
    if args.json or suffix == ".json":
        import json

        from party_card.frontends.shared.transcript.json import to_json_data

        return json.dumps(to_json_data(playthrough), ensure_ascii=False, indent=2) + "\n"
    if suffix in _HTML_SUFFIXES:
        from party_card.frontends.shared.transcript.html import to_html

        return to_html(playthrough)
    from party_card.frontends.shared.transcript.markdown import to_markdown

    return to_markdown(playthrough)
