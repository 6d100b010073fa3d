"""What a link in a pack leads to outside its folder does not belong to it: it is neither shown, played nor exported."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from party_card.studio.page_worker import PageWriter
from tests.language_server.sample import DOSSIER, write_sample
from tests.studio.page_connection import PageConnection, talk
from tests.studio.requests.questions import ask

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links for administrators alone")


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    """A pack whose dossier is a link to a file beside its folder."""
    path = write_sample(tmp_path / "pack")
    dossier = tmp_path / "pack/seeds/post.yaml"
    (tmp_path / "outside.yaml").write_text(DOSSIER.replace("A letter was sent.", "A secret."), encoding="utf-8")
    dossier.unlink()
    dossier.symlink_to(tmp_path / "outside.yaml")
    return path


def test_the_facts_of_a_file_outside_are_neither_listed_nor_told(scene: Path) -> None:
    seen: list[Any] = []

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(scene)
        seen.append(await page.request("evidence", uri=uri))
        published = await page.wait_for("textDocument/publishDiagnostics", lambda params: params["uri"] == uri)
        seen.append({item["code"] for item in published["diagnostics"]})

    talk(scene.parents[1], conversation)
    evidence, codes = seen
    assert evidence["facts"] == []
    assert "unknown-dossier" in codes


def test_the_page_of_a_student_holds_nothing_of_it(scene: Path) -> None:
    request: dict[str, Any] = {
        "texts": {},
        "path": str(scene),
        "passage": None,
        "choices": None,
        "carried": (),
        "theme": "light",
    }
    answer = PageWriter(scene.parents[1]).answer({**request, "token": ""})
    assert "A letter lies here" in answer["page"]
    assert "A secret" not in answer["page"]


def test_an_export_says_which_link_leads_out(scene: Path) -> None:
    seen: list[Any] = []

    async def conversation(page: PageConnection) -> None:
        seen.append(await page.request("export", uri=await page.open(scene), kind="pack"))

    talk(scene.parents[1], conversation)
    assert seen[0]["problem"].startswith("The link post.yaml leads out of the folder.")
    assert not list(scene.parents[1].glob("exports/*"))


def test_a_link_within_the_folder_is_followed(scene: Path) -> None:
    root = scene.parents[1]
    (root / "kept").mkdir()
    (root / "kept/post.yaml").write_text(DOSSIER, encoding="utf-8")
    (root / "seeds/post.yaml").unlink()
    (root / "seeds/post.yaml").symlink_to(root / "kept/post.yaml")
    facts = ask(root, "evidence", uri=scene.as_uri())["facts"]
    assert [fact["text"] for fact in facts] == ["A letter was sent.", "A letter was lost."]
