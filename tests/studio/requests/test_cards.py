"""A scene is shown as cards, and changed from them, over the real connection."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from party_card.language_server.positions import TextLines
from tests.language_server.sample import SCENE, write_sample
from tests.studio.page_connection import PageConnection, RequestError, talk


def apply_edits(text: str, edits: list[dict[str, Any]]) -> str:
    """Carries edits out as an editor does."""
    from lsprotocol.types import Position

    lines = TextLines(text)
    for edit in reversed(edits):
        start, end = (lines.index_at(Position(**edit["range"][name])) for name in ("start", "end"))
        text = text[:start] + edit["newText"] + text[end:]
    return text


def test_an_edit_from_a_card_is_applied_to_the_text_that_the_page_has_and_shown_by_the_cards(tmp_path: Path) -> None:
    seen: list[Any] = []

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(write_sample(tmp_path))
        text = "# 🙂 an unsaved line\n" + SCENE
        await page.change(uri, text)
        cards = await page.request("cards", uri=uri)
        passage = cards["passages"][0]
        operation = {"kind": "setText", "path": passage["blocks"][0]["textPath"], "text": "“Somebody” 🙂: knocks."}
        answer = await page.request("edit", uri=uri, operation=operation)
        changed = apply_edits(text, answer["edits"][uri])
        await page.change(uri, changed)
        seen.extend([text, changed, cards, await page.request("cards", uri=uri)])

    talk(tmp_path, conversation)
    text, changed, cards, new_cards = seen
    assert changed.startswith("# 🙂 an unsaved line\n")
    assert cards["isReadable"]
    lines = text.split("\n")
    assert lines[cards["passages"][0]["range"]["start"]["line"]].strip() == f"{cards['passages'][0]['id']}:"
    assert new_cards["passages"][0]["blocks"][0]["text"] == "“Somebody” 🙂: knocks."
    assert new_cards["passages"][1:] == [
        passage | {"range": new["range"]}
        for passage, new in zip(cards["passages"][1:], new_cards["passages"][1:], strict=True)
    ]


def test_while_the_text_cannot_be_read_the_cards_show_what_was_read_last_and_refuse_changes(tmp_path: Path) -> None:
    seen: list[Any] = []

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(write_sample(tmp_path))
        await page.request("cards", uri=uri)
        await page.change(uri, SCENE + "\n}")
        seen.append(await page.request("cards", uri=uri))
        with pytest.raises(RequestError, match=r"The text cannot be read at the moment \(.*\)\. Mend it first\."):
            await page.request("edit", uri=uri, operation={"kind": "setText", "path": ["title"], "text": "x"})

    talk(tmp_path, conversation)
    assert not seen[0]["isReadable"]
    assert seen[0]["error"].startswith("The text cannot be read at the moment")
    assert seen[0]["passages"]


def test_the_menus_of_a_condition_offer_what_the_proof_says_is_possible(tmp_path: Path) -> None:
    seen: list[Any] = []

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(write_sample(tmp_path))
        await page.wait_for("partyCard/proof")
        seen.append(await page.request("conditions", uri=uri, passage="night", condition="kept == page"))

    talk(tmp_path, conversation)
    answer = seen[0]
    assert answer["rows"] == [{"variable": "kept", "comparison": "==", "value": "page"}]
    assert answer["isReached"] is True
    assert next(entry for entry in answer["menu"] if entry["variable"] == "kept")["isProved"] is True


def test_a_caret_goes_from_a_card_to_the_text_and_back(tmp_path: Path) -> None:
    seen: list[Any] = []

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(write_sample(tmp_path))
        path = ["passages", "night", "choices", 1, "text"]
        place = await page.request("positionOf", uri=uri, path=path, offset=len("Hide it ") + 3)
        seen.extend([place["position"], await page.request("fieldAt", uri=uri, position=place["position"])])

    talk(tmp_path, conversation)
    position, field = seen
    line = SCENE.split("\n")[position["line"]]
    assert line.encode("utf-16-le")[position["character"] * 2 :].decode("utf-16-le").startswith("well")
    assert field == {"path": ["passages", "night", "choices", 1, "text"], "offset": len("Hide it ") + 3}


def test_a_file_outside_the_folder_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    other = tmp_path / "other.yaml"
    other.write_text(SCENE, encoding="utf-8")

    async def conversation(page: PageConnection) -> None:
        with pytest.raises(RequestError, match="outside the folder"):
            await page.request("cards", uri=other.as_uri())

    talk(tmp_path / "pack", conversation)
