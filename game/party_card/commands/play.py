"""`party-card play`: in a window, in the terminal, or a walk without either."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import MEND, WELL, CommandError
from party_card.commands._output import refuse, write
from party_card.commands._packs import checked, exclude_scenes, names, not_found, own_pack, packs_beside

if TYPE_CHECKING:
    from party_card.app.session import Session
    from party_card.content.models import SceneId
    from party_card.content.pack import Pack
    from party_card.engine.playthrough import Playthrough

DEFAULTS: dict[str, object] = {
    "pack": None, "reader": "", "terminal": False, "choices": None, "carried": None, "without": (), "transcript": None,
    "json": False,
}  # fmt: skip
"""What is asked for where the program is called without a command."""


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("scene", nargs="?", help="the scene's name; without it, choose from the list")
    parser.add_argument("--terminal", action="store_true", help="play in this terminal, line by line")
    parser.add_argument(
        "--reader", default="", metavar="NICKNAME", help="who is playing; each has progress of their own"
    )
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="play the scenes of this folder")
    parser.add_argument(
        "--without", type=names, default=(), metavar="A,B,C", help="leave these scenes out, as if they were not there"
    )
    parser.add_argument(
        "--choices", metavar="A,B,C", help="make these choices without showing a window, and print the rest"
    )
    parser.add_argument(
        "--carried", metavar="A,B,C", help="with --choices: begin with what earlier scenes of the campaign left"
    )
    parser.add_argument(
        "--transcript",
        metavar="FILE",
        help="write the path, ending and record: Markdown, or HTML or JSON by the ending of FILE; - prints it",
    )
    parser.add_argument("--json", action="store_true", help="with --choices: print the same as data")
    parser.set_defaults(command=play)


def play(args: argparse.Namespace) -> int:
    """Plays a scene: in a window, in this terminal, or (with --choices) without either."""
    gc.disable()  # until the first page is shown: what is built on the way there stays, and looking at it takes 30 ms
    try:
        return _play(args)
    finally:
        gc.enable()


def _play(args: argparse.Namespace) -> int:
    pack, errors = (own_pack(), []) if args.pack is None else checked(args.pack, args.scene)
    beside, told = packs_beside(pack) if args.pack is None else ((), ())
    there = any(args.scene in one.scenes for one in (pack, *beside))
    if args.pack is None and args.scene is not None and not there:
        pack, errors = checked(None, args.scene)  # it may be there, with a mistake that quick opening leaves untold
    if errors:
        refuse(errors)
        return MEND
    if not pack.scenes:
        raise CommandError("there is no scene in this folder; a scene file begins with `scene: its-name`")
    shelf = exclude_scenes((pack, *beside), args.without)
    pack, beside = shelf[0], shelf[1:]
    home = next((one for one in (pack, *beside) if args.scene in one.scenes), None)
    if args.scene is not None and home is None:
        raise not_found(args.scene, [name for one in (pack, *beside) for name in one.scenes], args.pack)
    if args.choices is not None or args.json:
        return _headless(home or pack, args)
    if args.carried is not None:
        raise CommandError("--carried needs --choices; while playing, what earlier scenes left is carried by itself")
    if args.transcript is not None:
        raise CommandError("--transcript needs --choices; while playing in the terminal, t writes your transcript")
    return _show(pack, beside, told, args)


def _show(pack: Pack, beside: Sequence[Pack], told: Sequence[str], args: argparse.Namespace) -> int:
    from party_card.app.session import KeepError, Session

    try:
        session = Session(pack, reader=args.reader, beside=beside)
    except KeepError as error:
        raise CommandError(error.message) from None
    session.notices += told
    try:
        remark = "" if args.terminal else _in_window(session, args)
        return WELL if remark is None else _in_terminal(session, args, remark)
    finally:
        session.close()


def _in_window(session: Session, args: argparse.Namespace) -> str | None:
    """Plays in a window; where there can be none, what to tell the reader who gets the terminal instead."""
    if not has_display():
        from party_card.frontends.terminal.app import NO_DISPLAY

        return NO_DISPLAY
    from party_card.frontends.window.app import WindowUnavailableError, run
    from party_card.storage.errors import KeepError

    try:
        run(session, args.scene)
    except KeepError as error:
        raise CommandError(error.message) from None
    except WindowUnavailableError as reason:
        return f"No window could be opened ({reason}), so the scene is shown here, in the terminal."
    return None


def has_display() -> bool:
    """Whether there is a screen to open a window on."""
    if sys.platform in ("win32", "darwin", "cygwin") or os.environ.get("SDL_VIDEODRIVER"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _in_terminal(session: Session, args: argparse.Namespace, remark: str) -> int:
    from party_card.frontends.terminal import app

    gc.enable()
    interactive = sys.stdin is not None and sys.stdin.isatty()
    scene = args.scene or _pick(session, interactive)
    if not scene:
        return WELL
    more = ["--terminal"]
    if args.reader:  # joined by = where it could be taken for an option
        more += [f"--reader={args.reader}"] if args.reader.startswith("-") else ["--reader", args.reader]
    if args.pack:
        more += ["--pack", str(args.pack)]
    if args.without:
        more += ["--without", ",".join(args.without)]
    return app.play(
        session,
        scene,
        input=sys.stdin,
        output=sys.stdout,
        interactive=interactive,
        remark=remark,
        again=lambda name: _to_type(["play", name, *more]),
    )


def _to_type(words: Sequence[str]) -> str:
    """A command of this program as it can be typed here: by its path where its name alone would not be found."""
    import shlex
    import shutil
    import subprocess

    path = sys.argv[0]
    nameable = Path(path).stem != "party-card" or shutil.which("party-card") is not None
    line = ["party-card" if nameable else path, *words]
    return subprocess.list2cmdline(line) if sys.platform == "win32" else shlex.join(line)


def _pick(session: Session, interactive: bool) -> SceneId | None:
    """The scene to play where none was named: the only one, or the one that a person picks from the list."""
    shelf = session.list_scenes()
    if len(shelf) == 1 or not interactive:
        return next((one.scene for one in shelf if one.state == "begun"), shelf[0].scene)
    pack = ""
    for number, one in enumerate(shelf, 1):
        if one.pack != pack:
            pack = one.pack
            print(f"\n{pack}")
        print(f"{number}. {one.title}. {one.when}. {one.state.capitalize()}.")
    while True:
        try:
            said = input("Which scene? Type its number, or q to leave: ").strip()
        except EOFError:
            return None
        if said.isdecimal() and 0 < int(said) <= len(shelf):
            return shelf[int(said) - 1].scene
        if said.lower() in ("q", "quit", ""):
            return None
        print(f"There is no scene {said}; there are 1 to {len(shelf)}.")


def _headless(pack: Pack, args: argparse.Namespace) -> int:
    from party_card.engine.compiled import InvalidSceneError, compile_scene
    from party_card.engine.phases import TURNS, ChoiceUnavailableError
    from party_card.engine.playthrough import Playthrough

    if args.scene is None:
        raise CommandError("--choices needs a scene: party-card play SCENE --choices a,b,c")
    file = Path(args.transcript or "")
    if args.json and file.suffix.lower() in (".html", ".htm", ".md"):
        raise CommandError(f"--json writes data, and {file} is named as a page; leave out --json, or name a .json file")
    try:
        compiled = compile_scene(pack, pack.scenes[args.scene])
    except InvalidSceneError as mistakes:
        refuse(mistakes.diagnostics)
        return MEND
    wanted, carried = _listed(args.choices), _listed(args.carried)
    if strange := [name for name in carried if name not in compiled.system.carried]:
        asks = ", ".join(compiled.system.carried) or "nothing"
        raise CommandError(f"`{strange[0]}` is not carried into this scene; it asks for: {asks}")
    playthrough = Playthrough(compiled, carried)
    try:
        _walk(playthrough, wanted)
    except ChoiceUnavailableError as unavailable:
        number = sum(step not in TURNS for step in playthrough.steps)  # so many were taken
        place = [place for place, choice in enumerate(wanted, 1) if choice not in TURNS][number]
        print(f"party-card: choice {place}, {unavailable}", file=sys.stderr)
        return MEND
    return _write_transcript(playthrough, args)


def _listed(names: str | None) -> list[str]:
    return [name.strip() for name in (names or "").split(",") if name.strip()]


def _walk(playthrough: Playthrough, choices: Sequence[str]) -> None:
    """Begins, makes the choices, and goes on through the record where they lead to an ending."""
    from party_card.engine.phases import BEGIN, FINISHED, TURNS

    playthrough.choose(BEGIN)
    for choice in choices:
        if choice not in TURNS:
            playthrough.choose(choice)
    while playthrough.state != FINISHED and (offers := playthrough.enabled()) and offers[0] in TURNS:
        playthrough.choose(offers[0])


def _write_transcript(playthrough: Playthrough, args: argparse.Namespace) -> int:
    from party_card.frontends.transcript import markdown

    ending = Path(args.transcript or "").suffix.lower()
    if args.json or ending == ".json":
        import json

        from party_card.frontends.transcript.json import transcript_json

        text = json.dumps(transcript_json(playthrough), ensure_ascii=False, indent=2) + "\n"
    elif ending in (".html", ".htm"):
        from party_card.frontends.transcript.html import html

        text = html(playthrough)
    else:
        text = markdown.markdown(playthrough)
    if args.transcript in (None, "-"):
        print(text, end="")
        return WELL
    write(args.transcript, text)
    return WELL
