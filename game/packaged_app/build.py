"""Builds the packaged program, for people who have no Python: `python game/packaged_app/build.py`.

It works in the folder `build/`, writes the folder `dist/Party Card`, and beside it the archive to hand out. PyInstaller
builds for the system that it runs on. What it collects says `party_card.spec`.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parent
PYINSTALLER = "pyinstaller>=6.16,<7"


def main() -> None:
    """Builds the folder and the archive."""
    python = _install()
    work, out = ROOT / "build" / "packaged_app", ROOT / "dist"
    options = ["--noconfirm", "--log-level=WARN", "--workpath", str(work), "--distpath", str(out)]
    _run(python, "-m", "PyInstaller", *options, str(FOLDER / "party_card.spec"))
    app = out / "Party Card"
    shutil.copy(FOLDER / "READ ME.txt", app)
    version = _run(app / "party-card", "--version").strip()
    name = f"{version.replace(' ', '-')}-{sys.platform}-{platform.machine().lower()}"
    # A .zip keeps neither links nor the right to run a program.
    archive = shutil.make_archive(str(out / name), "zip" if sys.platform == "win32" else "gztar", out, app.name)
    print(archive)  # noqa: T201  # for the person who builds


def _install() -> Path:
    """Installs the game, as a user would, with PyInstaller into an environment of its own; returns its Python."""
    folder = ROOT / "build" / "packaged_app" / "environment"
    venv.create(folder, with_pip=True, clear=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    _run(python, "-m", "pip", "install", "--quiet", f"{ROOT}[studio]", PYINSTALLER)
    return python


def _run(program: Path, *arguments: str) -> str:
    command = [str(program), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603  # our own words


if __name__ == "__main__":
    main()
