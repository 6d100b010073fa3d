"""`party-card play --choices`: plays a scene without a front end and prints or writes its transcript."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import EXIT_FINDINGS, EXIT_OK
from party_card.commands._output import format_json, write_text
from party_card.services.errors import InvalidContentError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from party_card.content.models import SceneId, TraceId
    from party_card.content.pack import Pack
    from party_card.engine.compiled import CompiledScene
    from party_card.engine.playthrough import Playthrough

_HTML_SUFFIXES = (".html", ".htm")


def play_headless(pack: Pack, args: argparse.Namespace) -> int:
    """Makes the choices of `--choices` in a scene of `pack`, then writes the transcript."""
    from party_card.engine.phases import BEGIN, ChoiceUnavailableError
    from party_card.engine.playthrough import Playthrough

    if args.scene is None:
        raise UsageError("--choices needs a scene: party-card play SCENE --choices a,b,c")
    file = Path(args.transcript or "")
    if args.json and file.suffix.lower() in (*_HTML_SUFFIXES, ".md"):
        raise UsageError(f"--json writes data, and {file} is named as a page; leave out --json, or name a .json file")
    compiled = compile_valid_scene(pack, args.scene)
    choices, traces = tuple(args.choices or ()), require_known_traces(compiled, args.carried)
    playthrough = Playthrough(compiled, traces)
    if choices[:1] != (BEGIN,):
        playthrough.choose(BEGIN)
    for number, choice in enumerate(choices, 1):
        try:
            playthrough.choose(choice)
        except ChoiceUnavailableError as error:
            print(f"party-card: choice {number}, {error}", file=sys.stderr)
            return EXIT_FINDINGS
    _go_through_record(playthrough)
    text = _render_transcript(playthrough, args)
    if args.transcript in (None, "-"):
        print(text, end="")
    else:
        write_text(args.transcript, text)
    return EXIT_OK


def compile_valid_scene(pack: Pack, name: SceneId) -> CompiledScene:
    """Compiles a scene of a pack, or raises InvalidContentError."""
    from party_card.engine.compiled import InvalidSceneError, compile_scene

    try:
        return compile_scene(pack, pack.scenes[name])
    except InvalidSceneError as error:
        raise InvalidContentError(error.diagnostics) from None


def require_known_traces(compiled: CompiledScene, traces: Sequence[TraceId] | None) -> tuple[TraceId, ...]:
    """Returns the traces of `--carried`, or raises UsageError if the scene does not ask for one of them."""
    if unknown_traces := [trace for trace in traces or () if trace not in compiled.system.trace_slots]:
        known_traces = ", ".join(compiled.system.trace_slots) or "nothing"
        raise UsageError(f"`{unknown_traces[0]}` is not carried into this scene; it asks for: {known_traces}")
    return tuple(traces or ())


def _go_through_record(playthrough: Playthrough) -> None:
    """Goes on to the end if an ending was reached."""
    from party_card.engine.phases import FINISHED, PHASE_TRIGGERS

    while playthrough.state != FINISHED and (offers := playthrough.enabled_triggers()) and offers[0] in PHASE_TRIGGERS:
        playthrough.choose(offers[0])


def _render_transcript(playthrough: Playthrough, args: argparse.Namespace) -> str:
    suffix = Path(args.transcript or "").suffix.lower()
    if args.json or suffix == ".json":
        from party_card.frontends.shared.transcript.json import to_json_data

        return format_json(to_json_data(playthrough), indent=2)
    if suffix in _HTML_SUFFIXES:
        from party_card.frontends.shared.transcript.html import to_html

        return to_html(playthrough)
    from party_card.frontends.shared.transcript.markdown import to_markdown

    return to_markdown(playthrough)
