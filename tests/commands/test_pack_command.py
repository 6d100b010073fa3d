"""`party-card pack` and `party-card watch` as they are typed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from party_card.cli import main
from party_card.services.scaffold import SceneTemplateValues, begin
from tests import SOURCE


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def zipped(tmp_path: Path) -> Path:
    root = tmp_path / "post-office"
    written = begin(root, "first-letter", SceneTemplateValues(title="The First Letter"))
    with zipfile.ZipFile(tmp_path / "post-office.zip", "w") as archive:
        for path in written:
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


def test_a_pack_with_mistakes_is_refused_with_their_places(zipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scene = Path("post-office/scenes/first-letter.yaml")
    scene.write_text(scene.read_text().replace("goto: evening", "goto: evning", 1))
    assert main(["pack", "add", "post-office"]) == 1
    out = capsys.readouterr().out
    assert "error[unknown-passage]: this scene has no passage `evning`" in out
    assert f"--> {scene}:" in out
    assert out.endswith("Post office was not added: mend what is named above, and add it again.\n")
    with zipfile.ZipFile(zipped, "a") as archive:
        archive.writestr("../evil.yaml", "scene: evil\n")
        archive.writestr("post-office/scenes/x\\y.yaml", "scene: evil\n")
    assert main(["pack", "add", str(zipped)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "party-card: post-office.zip: `../evil.yaml` leads out of the pack"
    assert len(told) == 2


def test_where_a_parcel_cannot_be_opened_its_path_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    Path("note.zip").write_text("no zip")
    for path, told in (("note.zip", "it is no zip, or a damaged one"), ("no.zip", "there is no such file or folder")):
        assert main(["pack", "add", path]) == 1
        said = capsys.readouterr().err
        assert said.startswith(f"party-card: {path}: {told}")
        assert said.count(path) == 1


def test_a_scene_of_a_pack_can_be_left_out(zipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(Path("post-office"), "second-letter", SceneTemplateValues())
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
    begin(Path("post-office"), "first-letter", SceneTemplateValues())
    Path("post-office/scenes/year.yaml").write_text(
        "campaign: year\ntitle: A year\nscenes: [first-letter, two-notes]\n"
    )
    assert main(["pack", "add", "post-office"]) == 0
    assert main(["play", "two-notes", "--terminal", "--without", "two-notes"]) == 2
    assert "there is no scene `two-notes`" in capsys.readouterr().err


def test_who_plays_a_zip_is_told_how(zipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", "--pack", str(zipped)]) == 2
    assert "a zip is put on the shelf with: party-card pack add post-office.zip" in capsys.readouterr().err


def test_the_list_in_the_terminal_has_a_heading_a_pack(zipped: Path) -> None:
    assert main(["pack", "add", str(zipped)]) == 0
    code = (
        "import sys\nfrom party_card.commands.play import _pick\nfrom party_card.commands._packs import own_pack, packs_beside\n"
        "from party_card.app.session import Session\nown = own_pack()\n_pick(Session(own, beside=packs_beside(own)[0]), True)"
    )
    said = subprocess.run([sys.executable, "-c", code], input="q\n", capture_output=True, text=True, check=True)
    assert "\n\nPost office\n14. The First Letter." in said.stdout


@pytest.mark.skipif(os.name == "nt", reason="no interrupt to send there")
def test_watching_without_a_screen_prints_what_is_wrong_at_every_save(zipped: Path, tmp_path: Path) -> None:
    assert zipped.exists()
    scene = tmp_path / "post-office/scenes/first-letter.yaml"
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
    command = [sys.executable, "-m", "party_card", "watch", "first-letter", "--pack", "post-office"]
    env["PYTHONPATH"] = str(SOURCE)
    log = tmp_path / "log"
    with log.open("w") as out:
        watch = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=env)
    try:
        _until(log, "no problems")
        text = scene.read_text()
        line = text[: text.index("goto: evening")].count("\n") + 1
        scene.write_text(text.replace("goto: evening", "goto: evning", 1))
        _until(log, f"post-office/scenes/first-letter.yaml:{line}:")
        _until(log, "error[unknown-passage] this scene has no passage `evning`")
    finally:
        watch.send_signal(2)
        assert watch.wait(10) == 0
    assert "Traceback" not in log.read_text()


def _until(log: Path, words: str) -> None:
    end = time.monotonic() + 20
    while words not in log.read_text():
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.05)
