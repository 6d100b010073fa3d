"""`party-card play`: plays a scene in a window, in the terminal, or without either."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._arguments import LANGUAGE_HELP, format_command, parse_names
from party_card.commands._exit import EXIT_OK
from party_card.commands._streams import OutputError, SafeOutput
from party_card.localization import gettext, use_language
from party_card.localization.languages import ENGLISH, choose_language
from party_card.services.errors import UsageError

if TYPE_CHECKING:
    from party_card.app.session import Session
    from party_card.content.models import SceneId
    from party_card.content.pack import Pack
    from party_card.frontends.window.navigation import Route

SUMMARY = "play a scene"
DEFAULT_CLASS = "class"
"""The nickname under which lessons on a projector are kept if none is given."""
DESCRIPTION = "Plays a scene: in a window, in this terminal, or (with --choices or --random) without either."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument("scene", nargs="?", help="the scene's name; without it, choose from the list")
    parser.add_argument("--terminal", action="store_true", help="play in this terminal, line by line")
    parser.add_argument(
        "--player",
        "--reader",
        default="",
        metavar="NICKNAME",
        help="who is playing; each has progress of their own (--reader is its older name)",
    )
    parser.add_argument(
        "--projector",
        action="store_true",
        help="play with a class on one screen: big type, hands counted by keys, works with a clicker; what is kept "
        "stays apart from the progress of players, by the NICKNAME of the class",
    )
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="play the scenes of this folder")
    parser.add_argument("--language", metavar="CODE", help=f"play it {LANGUAGE_HELP}")
    parser.add_argument(
        "--without",
        type=parse_names,
        default=(),
        metavar="A,B,C",
        help="leave these scenes out, as if they were not there",
    )
    parser.add_argument(
        "--choices",
        type=parse_names,
        metavar="A,B,C",
        help="make these choices without showing a window, and print the rest",
    )
    parser.add_argument(
        "--carried",
        type=parse_names,
        metavar="A,B,C",
        help="with --choices or --random: begin with what earlier scenes of the campaign left",
    )
    parser.add_argument(
        "--transcript",
        metavar="FILE",
        help="write the path, ending and record: Markdown, or HTML or JSON by the ending of FILE; - prints it",
    )
    parser.add_argument("--json", action="store_true", help="with --choices or --random: print the same as data")
    parser.add_argument(
        "--random", type=int, metavar="N", help="play N times at random, and print what was met and how it ended"
    )
    parser.add_argument("--seed", type=int, metavar="N", help="with --random: the seed (default: 0)")


def run(args: argparse.Namespace) -> int:
    """Plays a scene, or lets the player choose one."""
    gc.disable()  # until the first page is shown: the objects built until then stay alive, and a scan takes 30 ms
    try:
        return _load_and_play(args)
    finally:
        gc.enable()


def _load_and_play(args: argparse.Namespace) -> int:
    from party_card.services.load import exclude_from_packs, require_scenes

    _check_arguments(args)
    packs, warnings = _load_packs(args.pack, args.scene)
    require_scenes(packs[0])
    packs = exclude_from_packs(packs, args.without)
    home_pack = next((pack for pack in packs if args.scene in pack.scenes), None)
    if args.scene is not None and home_pack is None:
        raise _unknown_scene_error(args.scene, (scene for pack in packs for scene in pack.scenes), args.pack)
    if args.language is not None and home_pack is not None:
        from party_card.commands._language import translate_home_pack

        home_pack, packs = translate_home_pack(home_pack, packs, args)
    elif args.language is not None:
        from party_card.commands._language import translate_all_packs

        packs = translate_all_packs(packs, args.language)
    if args.random is not None:
        from party_card.commands._random_plays import play_at_random

        return play_at_random(home_pack or packs[0], args)
    if args.choices is not None or args.json:
        from party_card.commands._headless import play_headless

        with use_language(choose_language((args.language or ENGLISH,))):
            return play_headless(home_pack or packs[0], args)
    return _play_in_front_end(packs, warnings, args)


def _check_arguments(args: argparse.Namespace) -> None:
    """Raises UsageError if an option has no effect beside the others."""
    if args.random is not None:
        _check_random_arguments(args)
        return
    if args.seed is not None:
        raise UsageError("--seed needs --random")
    if args.projector and (args.terminal or args.choices is not None or args.json):
        raise UsageError("--projector shows a scene to a class in a window; leave out --terminal, --choices and --json")
    if args.choices is not None or args.json:
        if args.terminal:
            raise UsageError("--terminal is for playing; --choices makes the choices without showing anything")
        if args.player:
            raise UsageError("--player is who is playing; with --choices nobody is, and nothing is kept")
        return
    if args.carried is not None:
        raise UsageError(
            "--carried needs --choices or --random; while playing, what earlier scenes left is carried by itself"
        )
    if args.transcript is not None:
        raise UsageError("--transcript needs --choices; while playing in the terminal, t writes your transcript")


def _check_random_arguments(args: argparse.Namespace) -> None:
    """Raises UsageError if an option has no effect beside --random, or the number of plays is none."""
    if args.random < 1:
        raise UsageError("--random wants a number of at least 1")
    if args.choices is not None:
        raise UsageError("--choices and --random exclude each other: random plays make their own choices")
    for option in ("terminal", "projector", "player", "transcript"):
        if getattr(args, option):
            raise UsageError(f"--{option} is for playing; --random plays without a player, and keeps nothing")
    if args.scene is None:
        raise UsageError("--random needs a scene: party-card play SCENE --random 100")


def _load_packs(root: Path | None, scene: str | None) -> tuple[tuple[Pack, ...], tuple[str, ...]]:
    """Returns the pack in `root`, or the built-in pack and the installed ones; and why other packs were not opened.

    Raises InvalidContentError if the pack in which `scene` is looked for has errors that concern it.
    """
    from party_card.storage.builtin_pack import open_builtin_pack
    from party_card.storage.installed_packs import open_installed_packs

    if root is not None:
        return (_load_valid_pack(root, scene),), ()
    builtin_pack = open_builtin_pack()
    other_packs, warnings = open_installed_packs(builtin_pack)
    if scene is not None and not any(scene in pack.scenes for pack in (builtin_pack, *other_packs)):
        # Opening a pack quickly leaves out a scene with errors, and does not report them.
        builtin_pack = _load_valid_pack(None, scene)
    return (builtin_pack, *other_packs), warnings


def _load_valid_pack(root: Path | None, scene: str | None) -> Pack:
    from party_card.services.checked_pack import load_valid_pack

    return load_valid_pack(root, scene)


def _unknown_scene_error(name: str, scene_names: Iterable[str], root: Path | None) -> UsageError:
    """Returns the error for an unknown scene; if a file was named, it explains how to name its scene."""
    from party_card.content.file_names import is_yaml_name
    from party_card.content.pack_folders import find_pack_root
    from party_card.services.load import unknown_scene_error

    path = Path(name)
    if is_yaml_name(path.name):
        arguments = f"{path.stem} --pack {find_pack_root(path)}" if path.is_file() else path.stem
        return UsageError(f"there is no scene `{name}`; a scene is named without its file: write `{arguments}`")
    return unknown_scene_error(name, scene_names, "" if root else "; one of your own is found with --pack FOLDER")


def _play_in_front_end(packs: Sequence[Pack], warnings: Sequence[str], args: argparse.Namespace) -> int:
    from party_card.app.interface_language import find_language
    from party_card.app.session import Session
    from party_card.storage.errors import StorageError
    from party_card.storage.paths import projector_folder

    try:
        folder = projector_folder() if args.projector else None
        player = args.player or (DEFAULT_CLASS if args.projector else "")
        session = Session(packs[0], folder=folder, player=player, other_packs=tuple(packs[1:]))
    except StorageError as error:
        raise UsageError(error.message) from None
    session.notices += warnings
    if args.projector:
        return _play_on_projector(session, args.scene, args.language)
    try:
        remark = "" if args.terminal else _play_in_window(session, args.scene, args.language)
        if remark is None:
            return EXIT_OK
        with use_language(find_language(session.settings, args.language or "")):
            return _play_in_terminal(session, args, remark)
    finally:
        session.close()


def _play_on_projector(session: Session, scene: SceneId | None, language: str | None) -> int:
    """Plays with a class until the window is closed. Raises UsageError if no window can be opened."""
    from party_card.frontends.window.navigation import Route

    route = Route("projector_scene", scene) if scene else Route("projector")
    try:
        reason = _play_in_window(session, scene, language, route)
    finally:
        session.close()
    if reason is not None:
        raise UsageError(f"--projector needs a window. {reason}")
    return EXIT_OK


def _play_in_window(
    session: Session, scene: SceneId | None, language: str | None, route: Route | None = None
) -> str | None:
    """Plays until the window is closed. Returns why no window can be opened, for the player in the terminal.

    A `language` is that of the scene, and of the interface. A `route` is that of a projector, and fills the screen.
    """
    if not has_display():
        from party_card.frontends.terminal.app import NO_DISPLAY

        return NO_DISPLAY
    from party_card.frontends.window.app import WindowFailedError, WindowUnavailableError, run
    from party_card.storage.errors import StorageError

    try:
        run(session, scene, route=route, language=language or "", is_fullscreen=route is not None)
        session.suspend()
        if session.storage_status != "saved":  # the window, which said so, is closed
            print(f"party-card: {session.describe_place()}", file=sys.stderr)
    except StorageError as error:
        raise UsageError(error.message) from None
    except WindowFailedError as error:
        raise UsageError(str(error)) from None
    except WindowUnavailableError as reason:
        message = gettext("No window could be opened ({reason}), so the scene is shown here, in the terminal.")
        return message.format(reason=reason)
    return None


def has_display() -> bool:
    """Returns True if there is a screen to open a window on."""
    if sys.platform in ("win32", "darwin", "cygwin") or os.environ.get("SDL_VIDEODRIVER"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _play_in_terminal(session: Session, args: argparse.Namespace, first_line: str) -> int:
    from party_card.commands._scene_list import choose_scene
    from party_card.frontends.terminal import app

    gc.enable()
    is_interactive = sys.stdin is not None and sys.stdin.isatty()
    scene = args.scene or choose_scene(session, is_interactive)
    if not scene:
        return EXIT_OK
    options = ["--terminal"]
    if args.player:  # joined by = if it could be taken for an option
        options += [f"--player={args.player}"] if args.player.startswith("-") else ["--player", args.player]
    if args.pack:
        options += ["--pack", str(args.pack)]
    options += ["--language", args.language] if args.language else []
    if args.without:
        options += ["--without", ",".join(args.without)]
    try:
        return app.play(
            session,
            scene,
            input=sys.stdin,
            output=sys.stdout.stream if isinstance(sys.stdout, SafeOutput) else sys.stdout,
            interactive=is_interactive,
            first_line=first_line,
            resume_command=lambda name: format_command(["play", name, *options]),
        )
    except OSError as error:
        raise OutputError(error.strerror or str(error)) from error
