"""What is handed out: the wheel carries the evidence, the scenes and the art, and plays where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from importlib.metadata import distributions
from pathlib import Path

import pytest

from party_card.content.lazy_pack import compile_pack
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


def test_the_wheel_carries_the_pack_compiled_as_it_is_now(wheel: Path, tmp_path: Path) -> None:
    compile_pack(ROOT, tmp_path)
    compiled = {path.relative_to(tmp_path).as_posix(): path.read_text() for path in tmp_path.rglob("*.json")}
    with zipfile.ZipFile(wheel) as archive:
        prefix = "party_card/builtin/compiled/"
        names = [name for name in archive.namelist() if name.startswith(prefix)]
        assert {name.removeprefix(prefix): archive.read(name).decode() for name in names} == compiled
    yaml_files = [path for folder in ("seeds", "scenes") for path in (ROOT / folder).glob("*.yaml")]
    assert len(compiled) == len(yaml_files) - 1, "campaign and prologue are with the heads"


def test_pygame_does_not_lie_beside_pygame_ce() -> None:
    names = {distribution.metadata["Name"].lower() for distribution in distributions()}
    assert "pygame-ce" in names
    assert "pygame" not in names, (
        "the distribution `pygame` overwrites pygame-ce: uninstall both, then install pygame-ce"
    )


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an empty environment into which the wheel and pytest were installed."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    command: list[Path | str] = [scripts / "python", "-m", "pip", "install", "--quiet", wheel, "pytest"]
    subprocess.run(command, check=True, timeout=600)
    return scripts


def run_program(
    command: Sequence[Path | str], folder: Path, input_: str | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        input=input_,
        cwd=folder,
        env=os.environ | {"PARTY_CARD_HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.install
def test_the_wheel_plays_a_scene_in_an_empty_environment(scripts: Path, tmp_path: Path) -> None:
    played = run_program([scripts / "party-card", "play", "forbidden-paper", "--terminal"], tmp_path, "s\n1\n1\n")
    assert (played.returncode, played.stderr) == (0, "")
    assert "Step 2" in played.stdout
    checked = run_program([scripts / "python", "-m", "party_card", "check"], tmp_path)
    assert checked.stdout.startswith("no problems found")


@pytest.mark.install
@pytest.mark.parametrize("name", ["game.py", "game/__init__.py"])
def test_a_module_called_game_in_the_present_folder_is_left_alone(scripts: Path, tmp_path: Path, name: str) -> None:
    module = tmp_path / name
    module.parent.mkdir(exist_ok=True)
    module.write_text("import pathlib\npathlib.Path('imported').touch()\nraise RuntimeError('imported')\n")
    (tmp_path / "test_sum.py").write_text("def test_sum() -> None:\n    assert 1 + 1 == 2\n")
    tested = run_program([scripts / "python", "-m", "pytest", "test_sum.py"], tmp_path)
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert "1 passed" in tested.stdout
    commands: list[list[Path | str]] = [[scripts / "party-card"], [scripts / "python", "-m", "party_card"]]
    for command in commands:
        checked = run_program([*command, "check"], tmp_path)
        assert (checked.returncode, checked.stderr) == (0, "")
    assert not (tmp_path / "imported").exists()
