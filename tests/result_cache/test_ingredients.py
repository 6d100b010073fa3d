"""Each thing on which a result depends: if it changes, the known result is not used."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from party_card.platform import font_files
from party_card.result_cache import program_digest, request
from party_card.result_cache.pack_contents import PackContents
from party_card.result_cache.program_digest import CHECK_PACKAGES, LIBRARIES, UnknownProgramError, digest_program
from tests import ROOT, SOURCE
from tests.commands.command_line import run_command
from tests.commands.conftest import SAMPLE_FILES as FILES
from tests.pack_files import write_texts
from tests.result_cache.commands import is_answered_from_cache

PACKAGE = SOURCE / "party_card"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'
TEXTS = FILES | {
    "scenes/campaign.yaml": "campaign: winter\ntitle: Winter\nscenes: [paper]\n",
    "assets/pictures/door.svg": PICTURE,
    "scenes/letter.txt": "scene: letter\n",
    "scenes/below/letter.yaml": "scene: letter\n",
    "letter.yaml": "scene: letter\n",
    "scenes/translations/de/paper.po": "# German\n",
}
"""The sample pack with one file of each other kind."""

Change = Callable[[Path], object]
CHANGES: dict[str, Change] = {
    **{f"a letter of {name}": lambda root, name=name: append(root / name, "#") for name in TEXTS},  # type: ignore[misc]
    "a new scene": lambda root: write_texts(root, {"scenes/b.yaml": "scene: b\n"}),
    "a scene removed": lambda root: (root / "scenes" / "paper.yaml").unlink(),
    "a scene renamed": lambda root: (root / "scenes" / "paper.yaml").rename(root / "scenes" / "sheet.yaml"),
    "a scene where none is read": lambda root: write_texts(root, {"b.yaml": "scene: b\n"}),
    "a scene in a folder below": lambda root: write_texts(root, {"scenes/more/b.yaml": "scene: b\n"}),
    "a translation": lambda root: write_texts(root, {"scenes/translations/uk/paper.po": ""}),
    "a picture in the wrong folder": lambda root: write_texts(root, {"assets/window.png": ""}),
    "a folder of scenes removed": lambda root: shutil.rmtree(root / "scenes"),
    "the built-in pack": lambda root: append(root.parent / "builtin" / "seeds" / "terms.yaml", "#"),
}


def append(file: Path, text: str) -> None:
    """Adds a comment: nothing else of the file changes."""
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "pack", TEXTS)


@pytest.mark.parametrize("command", ["check", "prove"])
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_the_pack_is_seen(pack: Path, name: str, command: str) -> None:
    run_command(command, str(pack))
    assert is_answered_from_cache(command, str(pack))
    CHANGES[name](pack)
    assert not is_answered_from_cache(command, str(pack))


def test_a_file_with_the_size_and_date_of_the_former_is_read(pack: Path) -> None:
    import os

    file = pack / "scenes" / "paper.yaml"
    status = file.stat()
    run_command("check", str(pack))
    file.write_text(file.read_text(encoding="utf-8").replace("minutes: 5", "minutez: 5"), encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.stat().st_size == status.st_size
    assert "minutez" in run_command("check", str(pack)).out


def test_the_way_a_pack_is_named_is_part_of_its_messages(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_command("check", str(pack))
    monkeypatch.chdir(pack.parent)
    assert not is_answered_from_cache("check", "pack")
    assert not is_answered_from_cache("check", "pack/scenes/paper.yaml")
    assert not is_answered_from_cache("check", "pack/scenes")


@pytest.mark.parametrize(
    "options",
    [["--limit", "9"], ["--least", "choices=1"], ["--random", "3"], ["--random", "3", "--seed", "1"]],
    ids=" ".join,
)
def test_an_option_that_changes_the_result_is_seen(pack: Path, options: list[str]) -> None:
    run_command("prove", str(pack))
    run_command("prove", str(pack), "--random", "2")
    assert not is_answered_from_cache("prove", str(pack), *options)
    assert is_answered_from_cache("prove", str(pack), *options)


def test_the_number_of_processes_changes_no_result(pack: Path) -> None:
    run_command("prove", str(pack))
    assert is_answered_from_cache("prove", str(pack), "--jobs", "2")


def test_another_program_knows_nothing_of_the_results(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_command("check", str(pack))
    monkeypatch.setattr(request, "digest_program", lambda _packages: "another")
    assert not is_answered_from_cache("check", str(pack))


def test_a_program_that_cannot_be_read_keeps_nothing(pack: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    def fail(_packages: object) -> str:
        raise UnknownProgramError

    monkeypatch.setattr(request, "digest_program", fail)
    assert run_command("check", str(pack)).err == ""
    assert not (home / "cache").exists()


# ------------------------------------------------------------------------------------------------------- the program


def test_every_package_that_checks_and_proves_is_read() -> None:
    """`services` may import these alone: the contract of the layers says so."""
    contract = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition('  "services",')[2].partition("]")[0]
    layers = {name.strip(' ",') for line in contract.splitlines() for name in line.split("|")} - {""}
    assert layers | {"services"} == {name.removesuffix(".py") for name in CHECK_PACKAGES}


@pytest.mark.parametrize("name", ["rules/unknown_fact.py", "services/starter/scene.yaml", "frozen_dataclass.py"])
def test_a_change_of_our_own_code_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    copy = tmp_path / "party_card"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "frontends", "studio", "classroom"))
    monkeypatch.setattr(program_digest, "__file__", str(copy / "result_cache" / "program_digest.py"))
    before = digest_program()
    assert digest_program() == before
    append(copy / name, "\n")
    assert digest_program() != before


@pytest.mark.parametrize(
    ("target", "name", "value"),
    [
        (sys, "version", "3.99.0"),
        (sys, "platform", "other"),
        (program_digest, "__version__", "99"),
        (program_digest, "find_spec", lambda _name: None),
    ],
)
def test_a_change_of_python_or_a_library_is_seen(
    monkeypatch: pytest.MonkeyPatch, target: object, name: str, value: object
) -> None:
    before = digest_program(["frozen_dataclass.py"])
    monkeypatch.setattr(target, name, value)
    assert digest_program(["frozen_dataclass.py"]) != before


def test_a_library_that_is_installed_anew_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_texts(tmp_path, {"sample_library/__init__.py": "A = 1\n", "sample_library/part/b.py": "B = 1\n"})
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(program_digest, "LIBRARIES", ("sample_library",))
    before = digest_program(["frozen_dataclass.py"])
    append(tmp_path / "sample_library" / "part" / "b.py", "#")
    assert digest_program(["frozen_dataclass.py"]) != before


_LIST_DEPENDENCIES = """
import json, os, sys
opened = set()
sys.addaudithook(lambda event, values: opened.add(values[0]) if event == "open" else None)
from party_card.cli import main
main(sys.argv[1:])
names = [os.path.realpath(name) for name in list(opened) if isinstance(name, (str, os.PathLike))]
print(json.dumps([sorted(names), sorted(sys.modules)]))
"""
_NOT_USED = re.compile(
    r"__main__|__mp_main__|party_card|_distutils_hack|sitecustomize|_?cython_.*|__editable__.*|_virtualenv|_sysconfigdata_.*"
)
"""Modules of Python and of installers, and those that a library's extension registers."""


@pytest.mark.parametrize("command", ["check", "prove"])
def test_whatever_a_result_depends_on_is_an_ingredient(pack: Path, command: str) -> None:
    """The program tells which files it opens and which libraries it imports, also for a text in a rare script."""
    scene = pack / "scenes" / "paper.yaml"
    scene.write_text(FILES["scenes/paper.yaml"].replace("Ozola coughs", "学 coughs"), encoding="utf-8")
    arguments = [sys.executable, "-c", _LIST_DEPENDENCIES, command, "--no-cache", str(pack)]
    run = subprocess.run(arguments, capture_output=True, text=True, check=True)
    files, modules = json.loads(run.stdout.splitlines()[-1])
    libraries = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names
    assert {name for name in libraries if not _NOT_USED.fullmatch(name)} <= {
        name.partition("/")[0] for name in LIBRARIES
    }
    known_files = set(PackContents(pack, pack).file_digests) | set(PackContents(ROOT, ROOT).file_digests)
    program = (
        Path(sys.base_prefix).resolve(),
        Path(sys.prefix).resolve(),
        PACKAGE,
        Path("/dev"),
        Path("/usr/share/zoneinfo"),
    )
    assert {name for name in files if not any(Path(name).is_relative_to(folder) for folder in program)} <= known_files
    fonts = [Path(name).parts for name in files if name.endswith(".ttf")]
    assert all(set(parts) & set(LIBRARIES) for parts in fonts)


def test_the_fonts_of_the_rules_are_among_the_libraries() -> None:
    assert {font_files.find_font_folder(family).parent.name for family in font_files._REGULAR_FILES} <= set(LIBRARIES)
