"""Installs the program into a folder with a given built-in pack, as a wheel would be installed.

What a user starts is measured: the files of the wheel, modules compiled, nothing of the checkout on the path.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.corpus import unpack_corpus

ROOT = Path(__file__).parents[2]
PACKS = ("0.1", "today")
"""The built-in packs that are measured."""
_LEFT_OUT = (".*", "tests", "node_modules", "__pycache__", "dist", "build", "*.log")
_BUILD = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"


def install(work: Path, pack: str) -> Path:
    """Builds a wheel with the pack of 0.1 or today's, once in the folder `work`, and returns the folder to import from."""
    folder = work / f"with-pack-{pack}"
    source, target = folder / "source", folder / "installed"
    if target.exists():
        return target
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    if pack == "0.1":
        for name in ("scenes", "seeds", "assets/pictures"):
            shutil.rmtree(source / name)
        unpack_corpus(source)
    subprocess.run([sys.executable, "-c", _BUILD, str(folder)], cwd=source, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = folder.glob("*.whl")
    unpacked = folder / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    shutil.rmtree(source)
    unpacked.rename(target)
    compileall.compile_dir(target, quiet=1)
    return target


def make_environment(installed: Path, home: Path, **variables: str) -> dict[str, str]:
    """Returns the environment in which the installed program runs, with all it writes below `home`."""
    usual: Mapping[str, str] = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")
    }
    return {
        **usual,
        "PYTHONPATH": str(installed),
        "PARTY_CARD_HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "SDL_VIDEODRIVER": "dummy",
        "SDL_AUDIODRIVER": "dummy",
        "PYGAME_HIDE_SUPPORT_PROMPT": "1",
        **variables,
    }


def offers_option(environment: Mapping[str, str], command: str, option: str) -> bool:
    """Returns True if the help of a command names an option."""
    words = [sys.executable, "-m", "party_card", command, "--help"]
    return option in subprocess.run(words, env=dict(environment), capture_output=True, text=True, check=True).stdout
