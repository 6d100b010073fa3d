"""What editors and systems leave beside the files of a pack is skipped wherever files are listed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from party_card.content.file_names import is_leftover
from party_card.content.lazy_pack import open_pack
from party_card.content.pack import find_pictures, read_pack
from party_card.content.pack_archive import open_pack_archive
from party_card.platform.file_watcher import FileWatcher
from tests.commands.command_line import run_command

SCENE = "scene: letter\ntitle: A\nspan: 1908-03\npassages: {one: {text: T., ending: {id: e, title: E}}}\n"
LEFTOVERS = (
    "._letter.yaml", ".#letter.yaml", "#letter.yaml#", "letter.yaml~", ".letter.yaml.swp", ".letter.yaml", "~$letter.yaml",
    ".DS_Store", ".git.yaml",
)  # fmt: skip


@pytest.fixture
def untidy_pack(write_pack: Callable[..., Path]) -> Path:
    files = {"seeds/sources.yaml": "references:\n  - {id: box, type: document, title: A Box}\n"}
    files |= {f"{folder}/{name}": "\0\x05\x16\x07 Mac OS X" for folder in ("seeds", "scenes") for name in LEFTOVERS}
    files |= {"assets/pictures/._river.svg": "\0", "__MACOSX/scenes/._letter.yaml": "\0", ".idea/a.yaml": "a: 1\n"}
    root = write_pack({"scenes/letter.yaml": SCENE, **files})
    (root / "scenes" / ".#letter.yaml").unlink()
    try:
        (root / "scenes" / ".#letter.yaml").symlink_to("ada@host.1234:5678")  # the lock of Emacs, a link to nowhere
    except OSError:  # Windows permits links to administrators only
        (root / "scenes" / ".#letter.yaml").write_text("ada@host")
    return root


def test_names_are_told_apart() -> None:
    assert all(map(is_leftover, (*LEFTOVERS, "__MACOSX", "Thumbs.db")))
    assert not any(map(is_leftover, ("letter.yaml", "#1-letter.yaml", "a~b.yaml", "_letter.yaml", "$letter.yaml")))


@pytest.mark.parametrize(
    "command",
    [
        "check {}",
        "check {} --strict",
        "check {}/scenes",
        "check {}/scenes/letter.yaml",
        "prove {}",
        "pack add {} --name tidy",
        "export letter --pack {} --html {}/../letter.html",
        "play letter --pack {} --choices begin",
        "sources --pack {}",
    ],
)
def test_no_command_minds_them(untidy_pack: Path, command: str) -> None:
    result = run_command(*(word.replace("{}", str(untidy_pack)) for word in command.split()))
    assert (result.status, result.err) == (0, "")
    assert "letter.yaml~" not in result.out


def test_fixes_leave_them_alone(untidy_pack: Path) -> None:
    (untidy_pack / "scenes" / "letter.yaml").write_text(SCENE.replace("title: A\n", "title: A  \n"))
    result = run_command("check", str(untidy_pack), "--fix", "--yes")
    assert result.status == 0
    assert (untidy_pack / "scenes" / "letter.yaml").read_text() == SCENE


def test_no_list_of_files_has_them(untidy_pack: Path) -> None:
    pack, diagnostics = read_pack(untidy_pack)
    assert diagnostics == ()
    assert [Path(file.name).name for file in pack.files] == ["sources.yaml", "letter.yaml"]
    assert list(open_pack(untidy_pack).scenes) == ["letter"]
    assert find_pictures(untidy_pack) == {}
    archive = open_pack_archive(untidy_pack)
    assert (sorted(archive.files), archive.errors) == (["scenes/letter.yaml", "seeds/sources.yaml"], ())
    watched = FileWatcher([untidy_pack / "scenes"], (".yaml", ".yml")).fingerprint()
    assert [Path(path).name for path, _, _ in watched] == ["letter.yaml"]


@pytest.mark.parametrize("top", ["", "pack/"])
def test_nor_has_a_zip(untidy_pack: Path, tmp_path: Path, top: str) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        for path in sorted(untidy_pack.rglob("*")):
            if path.is_file():
                archive.write(path, f"{top}{path.relative_to(untidy_pack).as_posix()}")
    opened = open_pack_archive(tmp_path / "pack.zip")
    assert (sorted(opened.files), opened.errors) == (["scenes/letter.yaml", "seeds/sources.yaml"], ())


def test_the_second_of_two_campaigns_is_an_error_that_names_both(write_pack: Callable[..., Path]) -> None:
    campaign = "campaign: {}\ntitle: T\nscenes: [letter]\n"
    files = {f"scenes/{name}.yaml": campaign.format(name) for name in ("order", "zz-copy", "campaign")}
    root = write_pack({"scenes/letter.yaml": SCENE, **files})
    result = run_command("check", str(root), "--format", "json")
    assert result.status == 1
    assert result.out.count('"code": "duplicate-campaign"') == 2
    pack, diagnostics = read_pack(root)
    assert pack.campaign is not None
    assert pack.campaign.campaign == "campaign"
    assert [diagnostic.primary.source.name for diagnostic in diagnostics] == [
        str(root / "scenes" / name) for name in ("order.yaml", "zz-copy.yaml")
    ]
    assert {label.source.name for diagnostic in diagnostics for label in diagnostic.secondary} == {
        str(root / "scenes" / "campaign.yaml")
    }
    assert run_command("pack", "add", str(root)).status == 1


def test_a_second_campaign_adds_no_warnings_of_what_it_holds(write_pack: Callable[..., Path]) -> None:
    leaves = "leaves: [{id: waited, kind: said, text: You waited.}]\n"
    carries = "variables: {has: {carried: waited}}\n"
    scene = "scene: {0}\ntitle: T\n{1}passages:\n  one: {{text: You wait., ending: {{id: done, title: Done}}}}\n"
    root = write_pack({
        "scenes/cellar.yaml": scene.format("cellar", leaves),
        "scenes/attic.yaml": scene.format("attic", carries),
        "scenes/campaign.yaml": "campaign: house\ntitle: T\nscenes: [attic]\n",
        "scenes/other.yaml": "campaign: house-again\ntitle: T\nscenes: [cellar, attic]\n",
    })  # fmt: skip
    output = run_command("check", str(root)).out
    assert "[duplicate-campaign]" in output
    assert "[carried-too-early]" not in output
    (root / "scenes" / "other.yaml").unlink()
    assert "[carried-too-early]" in run_command("check", str(root)).out, "without the second campaign it is a mistake"
