"""Runs the packaged program: the folder `PARTY_CARD_APP`, inside the bare system `PARTY_CARD_BARE_ROOT` if there is one.

The bare system is a folder with a Linux that has neither Python nor a network; `bubblewrap` makes it the root.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests import ROOT

APP = Path(os.environ.get("PARTY_CARD_APP", ROOT / "dist" / "Party Card"))
BARE_ROOT = os.environ.get("PARTY_CARD_BARE_ROOT")
_INSIDE = "/opt/Party Card"
TIMEOUT_S = 120


def build_command(folder: Path, *arguments: str, program: str = "party-card", has_network: bool = False) -> list[str]:
    """Returns the command that runs the program, which sees of this system's files only `folder`."""
    if BARE_ROOT is None:
        return [str(APP / program), *arguments]
    network = () if has_network else ("--unshare-net",)
    return [
        "bwrap", "--ro-bind", BARE_ROOT, "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--unshare-pid",
        "--die-with-parent", *network, "--ro-bind", str(APP), _INSIDE, "--bind", str(folder), str(folder),
        "--ro-bind-try", "/tmp/.X11-unix", "/tmp/.X11-unix", "--chdir", str(folder), "--", f"{_INSIDE}/{program}",
        *arguments,
    ]  # fmt: skip


def build_environment(folder: Path, **variables: str) -> dict[str, str]:
    """Returns the environment of the program: its files lie in `folder`."""
    own = {"PARTY_CARD_HOME": str(folder / "home"), "PARTY_CARD_TRACEBACK": "", "SDL_AUDIODRIVER": "dummy", **variables}
    if BARE_ROOT is not None:
        return {"PATH": "/usr/bin:/bin", "HOME": str(folder), **own}
    return {**{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}, **own}


def run(
    folder: Path, *arguments: str, input_: str = "", program: str = "party-card"
) -> subprocess.CompletedProcess[str]:
    """Runs the program to its end, without a display."""
    environment = build_environment(folder)
    environment.pop("DISPLAY", None)
    return subprocess.run(
        build_command(folder, *arguments, program=program),
        input=input_,
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=TIMEOUT_S,
    )
