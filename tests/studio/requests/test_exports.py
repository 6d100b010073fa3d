"""Files to hand out are written, told of, and downloaded, over the real connection."""

from __future__ import annotations

import asyncio
import zipfile
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from party_card.frontends.print import pdf
from party_card.studio.export_process import CANCELLED, find_export
from party_card.studio.export_worker import FILE_NAMES, MISTAKES, NO_PDF, UNWRITABLE, run_order
from party_card.studio.folder import StudioFolder
from party_card.studio.requests.exports import KINDS
from tests.language_server.sample import SCENE, TEXTS, write_sample
from tests.studio.page_connection import PageConnection, RequestError, talk


def fetch(address: str) -> Any:
    with urlopen(address) as answer:  # our own server
        return answer.read(), answer.headers


def order(root: Path, kind: str, steps: list[int] | None = None) -> dict[str, Any]:
    """Returns what the process of an export answers."""
    wishes = {"root": str(root), "scene": "letter", "name": "letter", "kind": kind, "paper": "a4"}
    return run_order(wishes, lambda step, _: steps.append(step) if steps is not None else None)


def test_every_kind_has_a_name() -> None:
    assert set(KINDS) == set(FILE_NAMES)


def test_a_page_is_exported_told_of_downloaded_and_shown_in_a_sandbox(tmp_path: Path) -> None:
    answers: list[Any] = []
    fetched: list[Any] = []

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(write_sample(tmp_path))
        answers.append(await page.request("export", uri=uri, kind="html", export="first"))
        answers.append(await page.wait_for("partyCard/studio/progress"))
        addresses = [page.access.origin + answers[0][name] for name in ("address", "view")]
        fetched.extend([await asyncio.to_thread(fetch, address) for address in addresses])
        for wrong in ("..%2Fscenes%2Fletter.yaml", "letter.yaml", "%2Fetc%2Fpasswd"):
            with pytest.raises(HTTPError, match="404"):
                await asyncio.to_thread(fetch, f"{page.access.origin}/{page.access.token}/exports/{wrong}")

    talk(tmp_path, conversation)
    answer, progress = answers
    assert (answer["path"], answer["name"]) == ("exports/letter.html", "letter.html")
    assert (progress["export"], progress["done"], progress["total"]) == ("first", 0, 3)
    (page_file, headers), (view, view_headers) = fetched
    assert page_file == view == (tmp_path / "exports" / "letter.html").read_bytes()
    assert headers["Content-Disposition"] == 'attachment; filename="letter.html"'
    assert headers["Content-Security-Policy"] == "sandbox"
    assert view_headers["Content-Security-Policy"].startswith("sandbox allow-scripts;")


def test_a_scene_with_mistakes_is_answered_with_them_and_nothing_is_written(tmp_path: Path) -> None:
    path, answers = write_sample(tmp_path), []
    path.write_text(SCENE.replace("ending: ash", "ending: safe"), encoding="utf-8")

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(path)
        answers.append(await page.request("export", uri=uri, kind="guide"))
        with pytest.raises(RequestError, match="offered"):
            await page.request("export", uri=uri, kind="film")

    talk(tmp_path, conversation)
    (answer,) = answers
    assert answer["problem"] == MISTAKES
    (diagnostic,) = answer["diagnostics"]
    assert diagnostic["uri"] == path.as_uri()
    assert SCENE.splitlines()[diagnostic["range"]["start"]["line"]].strip().startswith("expect")
    assert not (tmp_path / "exports").exists()


def test_an_export_can_be_cancelled(tmp_path: Path) -> None:
    async def conversation(page: PageConnection) -> None:
        uri = await page.open(write_sample(tmp_path))
        export = asyncio.create_task(page.request("export", uri=uri, kind="html", export="slow"))
        while not (await page.request("cancelExport", export="slow"))["isCancelled"]:
            await asyncio.sleep(0.01)
        with pytest.raises(RequestError, match=CANCELLED):
            await export
        assert await page.request("cancelExport", export="slow") == {"isCancelled": False}

    talk(tmp_path, conversation)
    assert not (tmp_path / "exports").exists()


def test_papers_a_gamebook_and_packages_are_written(tmp_path: Path) -> None:
    write_sample(tmp_path)
    steps: list[int] = []
    for kind in ("scorm", "cmi5", "gamebook", "guide", "worksheet"):
        name = order(tmp_path, kind, steps)["name"]
        assert name == FILE_NAMES[kind].format("letter")
        assert (tmp_path / "exports" / name).stat().st_size > 1000
    assert set(steps) == {0, 1, 2}
    for kind in ("scorm", "cmi5"):
        assert zipfile.is_zipfile(tmp_path / "exports" / f"letter-{kind}.zip")


def test_a_pack_holds_its_files_and_no_exports(tmp_path: Path) -> None:
    write_sample(tmp_path)
    order(tmp_path, "guide")
    answer = order(tmp_path, "pack")
    with zipfile.ZipFile(tmp_path / "exports" / answer["name"]) as package:
        assert {name: package.read(name).decode() for name in package.namelist()} == TEXTS


def test_a_pack_with_a_scene_whose_proof_fails_is_not_written(tmp_path: Path) -> None:
    write_sample(tmp_path).write_text(SCENE.replace("ending: ash", "ending: safe"), encoding="utf-8")
    assert order(tmp_path, "pack")["problem"] == MISTAKES


def test_where_no_pdf_can_be_written_the_browser_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sample(tmp_path)
    monkeypatch.setattr(pdf, "import_module", _refuse)
    answer = order(tmp_path, "pdf guide")
    assert answer["problem"] == NO_PDF
    assert "WeasyPrint" in answer["details"]


def _refuse(name: str) -> None:
    raise ImportError(name)


def test_a_file_in_the_place_of_the_folder_is_told_of(tmp_path: Path) -> None:
    write_sample(tmp_path)
    (tmp_path / "exports").write_text("mine", encoding="utf-8")
    assert order(tmp_path, "guide")["problem"] == UNWRITABLE.format(folder="exports", reason="File exists")
    assert (tmp_path / "exports").read_text(encoding="utf-8") == "mine"


def test_only_files_of_the_folder_of_exports_are_found(tmp_path: Path) -> None:
    write_sample(tmp_path)
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "own.html").write_text("own", encoding="utf-8")
    (exports / "link.html").symlink_to(tmp_path / "scenes" / "letter.yaml")
    folder = StudioFolder(tmp_path)
    assert find_export(folder, "own.html") == exports / "own.html"
    for name in ("link.html", "../scenes/letter.yaml", "..", "none.html", ""):
        assert find_export(folder, name) is None
