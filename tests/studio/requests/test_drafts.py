"""A draft is shown before it is made, and made as one step; the first heading names the passage that is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.studio.page_connection import PageConnection, talk
from tests.studio.requests.test_cards import apply_edits

EMPTY = Path("game/party_card/studio/templates/empty.yaml").read_text(encoding="utf-8")
SCENE = (
    EMPTY.replace("$name", "meadow").replace("$title", "The meadow")
    + "\ntests:\n  - {name: t, play: [first], expect: {passage: beginning}}\n"
)
DRAFT = "The Bailiff's meadow\nYou stand there.\n- Go home -> At home\n- Run -> The wood\n\nAt home\nNobody speaks.\n"


def test_a_draft_is_shown_and_made_and_its_first_heading_names_the_passage(tmp_path: Path) -> None:
    path = tmp_path / "scenes" / "meadow.yaml"
    path.parent.mkdir()
    path.write_text(SCENE, encoding="utf-8")
    seen: list[Any] = []

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(path)
        shown = await page.request("readDraft", uri=uri, passage="beginning", text=DRAFT)
        answer = await page.request("insertDraft", uri=uri, passage="beginning", text=DRAFT)
        changed = apply_edits(SCENE, answer["edits"][uri])
        await page.change(uri, changed)
        seen.append((shown, answer["path"], changed, await page.request("cards", uri=uri)))

    talk(tmp_path, conversation)
    ((shown, new_path, changed, cards),) = seen
    assert [passage["title"] for passage in shown["passages"]] == ["The Bailiff's meadow", "At home"]
    assert shown["takesFirst"]
    assert [item["words"] for item in shown["unplaced"]] == ["The wood"]
    assert shown["passages"][0]["choices"][0] == {"text": "Go home", "leadsTo": 1, "passage": "", "isGuess": False}
    assert new_path == ["passages", "the-bailiffs-meadow"]
    assert "start: the-bailiffs-meadow" in changed
    assert "expect: {passage: the-bailiffs-meadow}" in changed  # the name follows wherever it stands
    assert [card["title"] for card in cards["passages"]] == ["The Bailiff's meadow", "At home"]
