"""Files are listed, opened, saved, created and deleted by a page; nothing that was written is lost."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from party_card.content.file_text import MAX_FILE_BYTES
from tests.commands.test_full_disk import fill, full_disk
from tests.language_server.sample import SCENE, write_sample
from tests.studio.process import AnswerError, Page, StudioProcess

CHANGED = "partyCard/studio/changed"
__all__ = ("full_disk",)
"""The fixture of another module that tests here use."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files") / "pack"


@pytest.fixture(scope="module")
def studio(root: Path) -> Iterator[StudioProcess]:
    write_sample(root)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("PARTY_CARD_HOME", str(root.parent / "home"))
        with StudioProcess(root) as studio:
            yield studio
            assert studio.interrupt()[1] == ""


@pytest.fixture
def page(studio: StudioProcess, root: Path) -> Iterator[Page]:
    """A page, and the sample as it was at first."""
    shutil.rmtree(root)
    write_sample(root)
    with studio.open_page() as page:
        yield page


@pytest.fixture
def scene(root: Path) -> Path:
    return root / "scenes/letter.yaml"


def save(page: Page, path: Path, text: str, digest: str) -> str:
    result = page.studio("save", uri=path.as_uri(), text=text, hash=digest)
    assert result["isSaved"] is True
    assert "warning" not in result
    return str(result["hash"])


def versions(page: Page, path: Path) -> list[str]:
    uri = path.as_uri()
    found = page.studio("versions", uri=uri)["versions"]
    return [page.studio("version", uri=uri, id=version["id"])["text"] for version in found]


def test_the_list_has_the_kind_and_the_title_of_each_file(page: Page, scene: Path) -> None:
    answer = page.studio("folder")
    files = {file["name"]: file for file in answer["files"]}
    assert {name: file["kind"] for name, file in files.items()} == {
        "seeds/post.yaml": "dossier",
        "seeds/sources.yaml": "sources",
        "scenes/letter.yaml": "scene",
    }
    assert files["scenes/letter.yaml"]["title"] == "A letter"
    assert files["scenes/letter.yaml"]["uri"] == scene.as_uri()
    assert files["scenes/letter.yaml"]["changedAt"] == scene.stat().st_mtime_ns // 1_000_000
    assert answer["isWritable"] is True


def test_what_is_saved_is_in_the_file_and_in_the_history(page: Page, scene: Path) -> None:
    opened = page.studio("open", uri=scene.as_uri())
    assert opened["text"] == SCENE
    assert "recovered" not in opened
    digest = save(page, scene, SCENE + "# one\n", opened["hash"])
    digest = save(page, scene, SCENE + "# one\n", digest)
    save(page, scene, SCENE + "# two Žižkov 🙂\n", digest)
    assert scene.read_bytes() == f"{SCENE}# two Žižkov 🙂\n".encode()
    assert versions(page, scene)[:3] == [f"{SCENE}# two Žižkov 🙂\n", f"{SCENE}# one\n", SCENE]
    newest = page.studio("versions", uri=scene.as_uri())["versions"][0]
    assert newest["change"] == len("# two Žižkov 🙂") - len("# one")


def test_a_file_that_another_program_has_changed_is_not_overwritten(page: Page, scene: Path) -> None:
    digest = page.studio("open", uri=scene.as_uri())["hash"]
    scene.write_text("scene: theirs\n")
    conflict = page.studio("save", uri=scene.as_uri(), text="scene: mine\n", hash=digest)
    assert conflict["isSaved"] is False
    assert conflict["text"] == scene.read_text() == "scene: theirs\n"
    save(page, scene, "scene: mine\n", conflict["hash"])
    assert scene.read_text() == "scene: mine\n"
    assert versions(page, scene)[:2] == ["scene: mine\n", "scene: theirs\n"]


def test_what_another_program_has_saved_alike_is_no_conflict(page: Page, scene: Path) -> None:
    digest = page.studio("open", uri=scene.as_uri())["hash"]
    scene.write_text("scene: same\n")
    save(page, scene, "scene: same\n", digest)


def test_a_file_that_is_gone_is_a_conflict_and_can_be_written_again(page: Page, scene: Path) -> None:
    digest = page.studio("open", uri=scene.as_uri())["hash"]
    scene.unlink()
    conflict = page.studio("save", uri=scene.as_uri(), text=SCENE, hash=digest)
    assert conflict == {"isSaved": False, "text": "", "hash": ""}
    assert not scene.exists()
    save(page, scene, SCENE, conflict["hash"])
    assert scene.read_text() == SCENE


def test_a_byte_order_mark_and_line_ends_stay(page: Page, scene: Path) -> None:
    scene.write_bytes(b"\xef\xbb\xbfscene: a\r\ntitle: A\r\n")
    opened = page.studio("open", uri=scene.as_uri())
    assert opened["text"] == "scene: a\ntitle: A\n"
    digest = save(page, scene, "scene: a\ntitle: B\n", opened["hash"])
    assert scene.read_bytes() == b"\xef\xbb\xbfscene: a\r\ntitle: B\r\n"
    save(page, scene, "scene: a\ntitle: B\n", digest)
    assert scene.read_bytes() == b"\xef\xbb\xbfscene: a\r\ntitle: B\r\n"


def test_what_is_no_text_is_told_with_its_line(page: Page, scene: Path) -> None:
    scene.write_bytes("scene: a\ntitle: Žižka\n".encode("cp1250"))
    with pytest.raises(AnswerError, match=r"^From line 2 on, the file scenes/letter\.yaml is not UTF-8 text\."):
        page.studio("open", uri=scene.as_uri())
    with pytest.raises(AnswerError, match="not UTF-8"):
        page.studio("save", uri=scene.as_uri(), text="mine", hash="")
    assert scene.read_bytes() == "scene: a\ntitle: Žižka\n".encode("cp1250")


def test_what_is_too_large_or_no_file_is_told(page: Page, scene: Path) -> None:
    scene.write_bytes(b"#" * (MAX_FILE_BYTES + 1))
    with pytest.raises(
        AnswerError, match=r"^The file scenes/letter\.yaml has 4,000,001 bytes, and at most 4,000,000 are read\."
    ):
        page.studio("open", uri=scene.as_uri())
    scene.unlink()
    with pytest.raises(AnswerError, match=r"^The file scenes/letter\.yaml is not there any more\.$"):
        page.studio("open", uri=scene.as_uri())
    scene.mkdir()
    with pytest.raises(AnswerError, match="it is a folder"):
        page.studio("open", uri=scene.as_uri())
    scene.rmdir()
    os.mkfifo(scene)
    with pytest.raises(AnswerError, match="it is a pipe"):
        page.studio("open", uri=scene.as_uri())
    scene.unlink()


def test_a_text_that_no_file_can_hold_is_refused_with_its_line(page: Page, scene: Path) -> None:
    digest = page.studio("open", uri=scene.as_uri())["hash"]
    with pytest.raises(AnswerError, match=r"^Line 2 of scenes/letter\.yaml has half a character"):
        page.studio("save", uri=scene.as_uri(), text="scene: a\ntitle: \ud800\n", hash=digest)
    with pytest.raises(AnswerError, match="too long"):
        page.studio("save", uri=scene.as_uri(), text="#" * (MAX_FILE_BYTES + 1), hash=digest)
    assert scene.read_text() == SCENE


def test_a_new_file_is_created_once(page: Page, root: Path) -> None:
    created = page.studio("create", name="scenes/new.yaml", text="scene: new\n")
    path = root / "scenes/new.yaml"
    assert created["uri"] == path.as_uri()
    assert path.read_text() == "scene: new\n"
    assert page.studio("open", uri=created["uri"])["hash"] == created["hash"]
    with pytest.raises(AnswerError, match=r"^There is a file scenes/new\.yaml already\. Choose another name\.$"):
        page.studio("create", name="scenes/new.yaml", text="scene: other\n")
    assert path.read_text() == "scene: new\n"


def test_a_deleted_file_can_be_brought_back(page: Page, scene: Path) -> None:
    digest = page.studio("open", uri=scene.as_uri())["hash"]
    with pytest.raises(AnswerError, match="Another program has changed this file"):
        page.studio("delete", uri=scene.as_uri(), hash="other")
    page.studio("delete", uri=scene.as_uri(), hash=digest)
    assert not scene.exists()
    gone = {"uri": scene.as_uri(), "name": "scenes/letter.yaml"}
    assert gone in page.studio("deletedFiles")["files"]
    save(page, scene, versions(page, scene)[0], "")
    assert scene.read_text() == SCENE
    assert gone not in page.studio("deletedFiles")["files"]


def test_what_a_page_had_not_saved_is_offered_to_the_next(studio: StudioProcess, page: Page, scene: Path) -> None:
    uri = scene.as_uri()
    with studio.open_page() as lost:
        digest = lost.studio("open", uri=uri)["hash"]
        lost.studio("keep", uri=uri, text=SCENE + "# lost\n", hash=digest)
        assert "recovered" not in page.studio("open", uri=uri), "that page is open still"
    opened = wait_for_recovered(page, uri)
    assert opened["recovered"]["text"] == SCENE + "# lost\n"
    assert opened["text"] == SCENE
    save(page, scene, SCENE + "# other\n", opened["hash"])
    assert "recovered" not in page.studio("open", uri=uri)
    assert SCENE + "# lost\n" in versions(page, scene)


def wait_for_recovered(page: Page, uri: str) -> dict[str, Any]:
    """Opens a file until the server has learnt that the other page has gone."""
    opened: dict[str, Any] = page.studio("open", uri=uri)
    while "recovered" not in opened:
        opened = page.studio("open", uri=uri)
    return opened


def test_what_was_not_saved_before_the_file_changed_is_only_in_the_history(
    studio: StudioProcess, page: Page, scene: Path
) -> None:
    uri = scene.as_uri()
    with studio.open_page() as lost:
        lost.studio("keep", uri=uri, text="scene: lost\n", hash="")
    late_s = scene.stat().st_mtime + 60
    scene.write_text("scene: later\n")
    os.utime(scene, (late_s, late_s))
    while "scene: lost\n" not in versions(page, scene):
        assert "recovered" not in page.studio("open", uri=uri)


def test_a_save_tells_the_other_page(studio: StudioProcess, page: Page, scene: Path) -> None:
    with studio.open_page() as other:
        digest = page.studio("open", uri=scene.as_uri())["hash"]
        other.studio("open", uri=scene.as_uri())
        digest = save(page, scene, SCENE + "# one\n", digest)
        while other.wait_for(CHANGED) != {"uri": scene.as_uri(), "hash": digest}:
            pass  # the sample was written a moment ago
        conflict = other.studio("save", uri=scene.as_uri(), text="scene: mine\n", hash="old")
        assert conflict == {"isSaved": False, "text": SCENE + "# one\n", "hash": digest}
        save(other, scene, "scene: mine\n", digest)
    assert (CHANGED, {"uri": scene.as_uri(), "hash": digest}) not in page.notes


def test_another_program_is_told_of_and_its_text_checked(page: Page, root: Path, scene: Path) -> None:
    page.studio("open", uri=scene.as_uri())
    document = {"uri": scene.as_uri(), "languageId": "yaml", "version": 1, "text": SCENE}
    page.tell("textDocument/didOpen", {"textDocument": document})
    page.wait_for("textDocument/publishDiagnostics")
    path = root / "seeds/post.yaml"
    path.write_text(path.read_text().replace("  lost:", "  found:"))
    while page.wait_for(CHANGED)["uri"] != path.as_uri():
        pass
    while not (told := page.wait_for("textDocument/publishDiagnostics"))["diagnostics"]:
        pass
    assert any("lost" in item["message"] for item in told["diagnostics"])


@contextmanager
def small_studio(folder: Path) -> Iterator[Page]:
    with StudioProcess(folder) as studio, studio.open_page() as page:
        yield page


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_is_told_and_nothing_is_lost(full_disk: Path, home: Path) -> None:
    scene = full_disk / "scenes/letter.yaml"
    scene.parent.mkdir()
    scene.write_text(SCENE)
    with small_studio(full_disk) as page:
        digest = page.studio("open", uri=scene.as_uri())["hash"]
        fill(full_disk)
        text = SCENE + "# more\n" * 2000
        with pytest.raises(AnswerError, match=r"^letter\.yaml cannot be saved: No space left on device\."):
            page.studio("save", uri=scene.as_uri(), text=text, hash=digest)
        assert scene.read_text() == SCENE
        page.studio("keep", uri=scene.as_uri(), text=text, hash=digest)
        (full_disk / "filler").unlink()
        assert page.studio("save", uri=scene.as_uri(), text=SCENE + "# more\n", hash=digest)["isSaved"]
    assert home.is_dir()


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_of_the_history_stops_no_saving(
    full_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sample(tmp_path / "pack")
    scene = tmp_path / "pack/scenes/letter.yaml"
    monkeypatch.setenv("PARTY_CARD_HOME", str(full_disk))
    with small_studio(tmp_path / "pack") as page:
        digest = page.studio("open", uri=scene.as_uri())["hash"]
        fill(full_disk)
        answer = page.studio("save", uri=scene.as_uri(), text=SCENE + "# more\n", hash=digest)
    assert answer["isSaved"] is True
    assert answer["warning"].startswith("The history of this folder cannot be used now: the disk is full")
    assert scene.read_text() == SCENE + "# more\n"
