"""What is handed out: the wheel carries the evidence, the scenes and the art, and plays where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import pytest

from tests import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (made,) = folder.glob("party_card-*.whl")
    return made


def test_the_wheel_carries_seeds_scenes_and_pictures(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    carried = {
        f"party_card/builtin/{path.relative_to(ROOT).as_posix()}"
        for folder in ("seeds", "scenes", "assets/pictures")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert carried <= names
    assert "party_card/builtin/scenes/forbidden-paper.yaml" in names
    assert "party_card/py.typed" in names
    assert not [name for name in names if name.startswith("tests/")]


def test_pygame_does_not_lie_beside_pygame_ce() -> None:
    names = {distribution.metadata["Name"].lower() for distribution in distributions()}
    assert "pygame-ce" in names
    assert "pygame" not in names, (
        "the distribution `pygame` overwrites pygame-ce: uninstall both, then install pygame-ce"
    )


@pytest.mark.install
def test_the_wheel_plays_a_scene_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", wheel], check=True, timeout=600)
    played = subprocess.run(
        [scripts / "party-card", "play", "forbidden-paper", "--terminal"],
        input="1\n1\n",
        cwd=tmp_path,
        env=os.environ | {"PARTY_CARD_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (played.returncode, played.stderr) == (0, "")
    assert "Step 2" in played.stdout
    checked = subprocess.run(
        [scripts / "python", "-m", "party_card", "check"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert checked.stdout.startswith("no problems found")
