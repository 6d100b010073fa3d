"""`party-card watch`: shows a scene in a window while it is being edited."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import EXIT_OK
from party_card.commands._streams import is_output_discarded
from party_card.commands.play import has_display
from party_card.services.errors import UsageError

if TYPE_CHECKING:
    from party_card.frontends.window.shell.navigator import Navigator
    from party_card.services.watch import SceneWatcher

SUMMARY = "show a scene anew at every save while you write it"
DESCRIPTION = """\
Shows a scene while you write it: after every save the window has it anew, at the same place, with what is wrong.

The same is printed here as FILE:LINE:COLUMN, which many terminals open at a click. Nothing that is played is kept."""
TERMINAL_POLL_S = 0.03
"""How often the terminal asks for something new."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument("scene", help="the scene's name, or its file")
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the folder it lies in (default: the game's own)")


def run(args: argparse.Namespace) -> int:
    """Follows the scene in a window or in the terminal until it is closed or interrupted."""
    from party_card.app.preview_session import PreviewSession
    from party_card.content.lazy_pack import open_pack
    from party_card.content.pack_folders import find_builtin_pack
    from party_card.services.load import find_scene_file
    from party_card.services.watch import SceneWatcher
    from party_card.storage.errors import StorageError

    root, path = find_scene_file(args.scene, args.pack)
    try:
        preview = PreviewSession(open_pack(find_builtin_pack()))
        watcher = SceneWatcher(root, path, preview)
        watcher.start()
    except StorageError as error:
        raise UsageError(error.message) from None
    except OSError as error:
        raise UsageError(f"{args.scene} cannot be read: {error.strerror or error}") from None
    try:
        print(f"Watching {watcher.name}. Save it, and it is shown anew. Ctrl+C ends this.")
        if not watcher.is_event_driven:
            print("Changes are seen after half a second; sooner with: python -m pip install watchfiles")
        _print_diagnostics(watcher)
        if not has_display() or not _follow_in_window(watcher):
            _follow_in_terminal(watcher)
    except KeyboardInterrupt:
        pass
    finally:
        watcher.close()
        watcher.session.close()
    return EXIT_OK


def _print_diagnostics(watcher: SceneWatcher) -> None:
    from party_card.diagnostics.render import render

    text = render(watcher.diagnostics, "concise") if watcher.diagnostics else f"{watcher.name}: no problems\n"
    print(text, end="", flush=True)


def _follow_in_window(watcher: SceneWatcher) -> bool:
    """Shows the scene until the window is closed. Returns False if no window can be opened."""
    from party_card.frontends.window import app
    from party_card.frontends.window.live_reload import LiveReload

    live_reload = LiveReload(watcher)

    def follow(navigator: Navigator) -> None:
        if live_reload.poll(navigator):
            _print_diagnostics(watcher)

    try:
        app.run(watcher.session, route=live_reload.choose_route(), on_frame=follow)
    except app.WindowFailedError as error:
        raise UsageError(str(error)) from None
    except app.WindowUnavailableError as reason:
        print(f"No window could be opened ({reason}); what is wrong is printed here.")
        return False
    return True


def _follow_in_terminal(watcher: SceneWatcher) -> None:
    """Prints the diagnostics after every save, until interrupted or no longer read."""
    while not is_output_discarded():
        time.sleep(TERMINAL_POLL_S)
        if watcher.poll():
            _print_diagnostics(watcher)
