"""`party-card watch`: a scene in its window beside the editor."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import WELL, CommandError
from party_card.commands.play import has_display

if TYPE_CHECKING:
    from party_card.frontends.window.shell.navigator import Navigator
    from party_card.services.watch import SceneWatcher


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("scene", help="the scene's name, or its file")
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the folder it lies in (default: the game's own)")
    parser.set_defaults(command=watch)


def watch(args: argparse.Namespace) -> int:
    """Shows a scene while you write it: after every save the window has it anew, at the same place, with what is wrong.

    The same is printed here as FILE:LINE:COLUMN, which many terminals open at a click. Nothing that is played is kept.
    """
    from party_card.app.preview_session import PreviewSession
    from party_card.content.lazy_pack import open_pack
    from party_card.content.pack import builtin
    from party_card.services.watch import CannotWatchError, SceneWatcher, found_scene
    from party_card.storage.errors import KeepError

    try:
        root, path = found_scene(args.scene, args.pack)
        session = PreviewSession(open_pack(builtin()))
        watching = SceneWatcher(root, path, session)
    except CannotWatchError as why:
        raise CommandError(str(why)) from None
    except KeepError as error:
        raise CommandError(error.message) from None
    except OSError as error:
        raise CommandError(f"{args.scene} cannot be read: {error.strerror or error}") from None
    try:
        print(f"Watching {watching.name}. Save it, and it is shown anew. Ctrl+C ends this.")
        if not watching.is_event_driven:
            print("Changes are seen after half a second; sooner with: python -m pip install watchfiles")
        _tell(watching)
        if not has_display() or not _in_window(watching):
            _in_terminal(watching)
    except KeyboardInterrupt:
        pass
    finally:
        watching.close()
        session.close()
    return WELL


def _tell(watching: SceneWatcher) -> None:
    """What is wrong now, a line each."""
    from party_card.diagnostics.render import render

    print(
        render(watching.diagnostics, "concise") if watching.diagnostics else f"{watching.name}: no problems\n",
        end="",
        flush=True,
    )


def _in_window(watching: SceneWatcher) -> bool:
    """Shows the scene until the window is closed; whether there could be one."""
    from party_card.frontends.window import app
    from party_card.frontends.window.live_reload import LiveReload

    following = LiveReload(watching)

    def beside(stage: Navigator) -> None:
        if following.poll(stage):
            _tell(watching)

    try:
        app.run(watching.session, screen=following.initial_screen(), beside=beside)
    except app.WindowUnavailableError as reason:
        print(f"No window could be opened ({reason}); what is wrong is printed here.")
        return False
    return True


def _in_terminal(watching: SceneWatcher) -> None:
    """Prints what is wrong after every save."""
    while True:
        time.sleep(0.03)
        if watching.poll():
            _tell(watching)
