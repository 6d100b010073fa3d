"""Installs the other programs into a folder, each in a fixed version; nothing of ours ever needs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

NPM_PACKAGES = ("inkjs@2.4.0", "yarn-bound@0.5.5")
REQUIREMENTS = Path(__file__).parent / "requirements.txt"


def install_peers(folder: Path) -> Path:
    """Installs what is missing in `folder` from npm and PyPI, and returns the folder. Needs Node 20."""
    if not (folder / "venv" / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        python = str(folder / "venv" / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", str(REQUIREMENTS)], check=True)
        (folder / "venv" / "installed").touch()
    missing = [name for name in NPM_PACKAGES if not (folder / "node_modules" / name.split("@")[0]).exists()]
    if missing:
        options = ["--silent", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", str(folder)]
        subprocess.run(["npm", "install", *options, *NPM_PACKAGES], check=True)
    return folder
