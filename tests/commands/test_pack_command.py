"""`party-card pack` as it is typed."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.cli import main
from party_card.commands._scene_list import choose_scene
from party_card.content.lazy_pack import open_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.services.scaffold import SceneTemplateValues, create_scene
from party_card.storage.installed_packs import open_installed_packs, packs_folder


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def zipped(tmp_path: Path) -> Path:
    root = tmp_path / "post-office"
    written_paths = create_scene(root, "first-letter", SceneTemplateValues(title="The First Letter"))
    with zipfile.ZipFile(tmp_path / "post-office.zip", "w") as archive:
        for path in written_paths:
            archive.write(path, path.relative_to(tmp_path))
    return Path("post-office.zip")


def test_a_zip_is_added_played_listed_and_removed(zipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "list"]) == 0
    assert "no packs but the game's own" in capsys.readouterr().out
    assert main(["pack", "add", str(zipped)]) == 0
    assert capsys.readouterr().out.endswith(
        "Post office is on the shelf: 1 scene, every path proved.\n  party-card play first-letter\n"
    )
    assert main(["pack", "list"]) == 0
    assert capsys.readouterr().out == "post-office: Post office, added\n  first-letter: The First Letter\n"
    assert main(["play", "first-letter", "--terminal"]) == 0
    assert "The First Letter" in capsys.readouterr().out
    assert main(["pack", "add", str(zipped)]) == 1
    assert "`post-office` already; --again" in capsys.readouterr().err
    assert main(["pack", "add", str(zipped), "--again"]) == 0
    capsys.readouterr()
    assert main(["pack", "remove", "post-offce"]) == 2
    assert "there is no pack `post-offce`; did you mean `post-office`?" in capsys.readouterr().err
    assert main(["pack", "remove", "post-office"]) == 0
    capsys.readouterr()
    assert main(["play", "first-letter", "--terminal"]) == 2


@pytest.mark.parametrize("is_zip", [True, False])
def test_copies_of_sources_beside_a_pack_are_not_put_on_the_shelf(zipped: Path, is_zip: bool) -> None:
    root = Path("post-office")
    copies = {
        "copies/station-log.md": b"The whole text of a book.",
        "sources/station-log.pdf": b"%PDF-1.7",
        "seeds/copies/letter.txt": b"A whole letter.",
        "scenes/first-letter.docx": b"PK",
        "station-log.epub": b"PK",
        "assets/pictures/page-1.png": b"\x89PNG",
    }
    for name, data in copies.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    with zipfile.ZipFile(zipped, "a") as archive:
        for name in copies:
            archive.write(root / name, f"post-office/{name}")
    assert main(["pack", "add", str(zipped if is_zip else root)]) == 0
    shelf = packs_folder() / "post-office"
    installed = {path.relative_to(shelf).as_posix() for path in shelf.rglob("*") if path.is_file()}
    assert "scenes/first-letter.yaml" in installed
    assert not installed & copies.keys()
    assert {Path(name).suffix for name in installed} <= {".yaml", ".json"}


def test_a_pack_with_mistakes_is_refused_with_their_places(zipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scene = Path("post-office/scenes/first-letter.yaml")
    scene.write_text(scene.read_text().replace("goto: silent", "goto: silnet", 1))
    assert main(["pack", "add", "post-office"]) == 1
    out = capsys.readouterr().out
    assert "error[unknown-passage]: this scene has no passage `silnet`" in out
    assert f"--> {scene}:" in out
    assert out.endswith("Post office was not added: mend what is named above, and add it again.\n")
    with zipfile.ZipFile(zipped, "a") as archive:
        archive.writestr("../evil.yaml", "scene: evil\n")
        archive.writestr("post-office/scenes/x\\y.yaml", "scene: evil\n")
    assert main(["pack", "add", str(zipped)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "party-card: post-office.zip: `../evil.yaml` leads out of the pack"
    assert len(lines) == 2


def test_where_a_parcel_cannot_be_opened_its_path_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    Path("note.zip").write_text("no zip")
    for path, reason in (("note.zip", "it is no zip, or a damaged one"), ("no.zip", "there is no such file or folder")):
        assert main(["pack", "add", path]) == 1
        err = capsys.readouterr().err
        assert err.startswith(f"party-card: {path}: {reason}")
        assert err.count(path) == 1


def test_a_scene_of_a_pack_can_be_left_out(zipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_scene(Path("post-office"), "second-letter", SceneTemplateValues())
    assert main(["pack", "add", "post-office"]) == 0
    assert zipped.exists()
    assert main(["play", "second-letter", "--terminal", "--without", "first-letter"]) == 0
    assert main(["play", "first-letter", "--terminal", "--without", "first-letter"]) == 2
    assert main(["play", "two-notes", "--terminal", "--without", "first-letter,second-letter"]) == 0
    assert "there is no scene `first-letter`" in capsys.readouterr().err
    assert main(["play", "two-notes", "--terminal", "--without", "first-leter"]) == 2
    assert "no scene `first-leter` to leave out; did you mean `first-letter`?" in capsys.readouterr().err
    assert main(["play", "two-notes", "--terminal", "--without", "nothing-near"]) == 2
    assert ", first-letter, forbidden-paper, " in capsys.readouterr().err


def test_what_is_left_out_is_left_out_of_every_pack_that_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    create_scene(Path("post-office"), "first-letter", SceneTemplateValues())
    Path("post-office/scenes/year.yaml").write_text(
        "campaign: year\ntitle: A year\nscenes: [first-letter, two-notes]\n"
    )
    assert main(["pack", "add", "post-office"]) == 0
    assert main(["play", "two-notes", "--terminal", "--without", "two-notes"]) == 2
    assert "there is no scene `two-notes`" in capsys.readouterr().err


def test_who_plays_a_zip_is_told_how(zipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", "--pack", str(zipped)]) == 2
    assert "a zip is put on the shelf with: party-card pack add post-office.zip" in capsys.readouterr().err


def test_the_list_in_the_terminal_has_a_heading_a_pack(
    zipped: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", "add", str(zipped)]) == 0
    builtin_pack = open_pack(find_builtin_pack())
    session = Session(builtin_pack, other_packs=open_installed_packs(builtin_pack)[0])
    monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))
    assert choose_scene(session, is_interactive=True) is None
    session.close()
    assert "\n\nPost office\n14. The First Letter." in capsys.readouterr().out
