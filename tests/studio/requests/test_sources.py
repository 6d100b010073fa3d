"""A copy of a source beside a scene: numbered like its index, kept on this machine, and in no file of the pack."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from party_card.content.pack_folders import find_builtin_pack
from party_card.storage.paths import data_folder
from tests.studio.page_connection import PageConnection, talk
from tests.studio.requests.questions import ask

EXAMPLES = find_builtin_pack() / "scenes" / "examples"
BOX = (EXAMPLES / "lennbridge-box.txt").read_bytes()


def encode(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_paragraphs_have_the_numbers_and_facts_of_the_index() -> None:
    copy = ask(EXAMPLES / "high-water", "openSourceCopy", name="box.txt", data=encode(BOX), source="lennbridge-box")
    numbered = {item["number"]: item for item in copy["paragraphs"] if not item["isHeading"]}
    assert list(numbered) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert numbered[3]["facts"] == ["rule-four", "rule-five"]
    assert "Rule 4" in numbered[3]["text"]
    assert copy["remark"] is None


def test_another_text_gets_no_numbers_of_the_index_and_a_remark() -> None:
    data = encode(b"One thing.\n\nAnother thing.")
    copy = ask(EXAMPLES / "high-water", "openSourceCopy", name="a.txt", data=data, source="lennbridge-box")
    assert [item["number"] for item in copy["paragraphs"]] == [None, None]
    assert copy["remark"].endswith("?")


def test_notes_are_taken_out_of_the_text(tmp_path: Path) -> None:
    data = encode(b"It rained.1 It stopped.2\n\nIt began again.3\n")
    copy = ask(tmp_path, "openSourceCopy", name="a.txt", data=data)
    assert [(item["text"], item["notes"]) for item in copy["paragraphs"]] == [
        ("It rained. It stopped.", [{"offset": 10, "number": 1}, {"offset": 22, "number": 2}]),
        ("It began again.", [{"offset": 15, "number": 3}]),
    ]


def test_a_copy_opens_again_without_its_file_until_it_is_closed(tmp_path: Path) -> None:
    answers: list[Any] = []

    async def converse(page: PageConnection) -> None:
        opened = await page.request("openSourceCopy", name="My Diary.txt", data=encode(b"One day."), source="diary")
        again = await page.request("openSourceCopy", id=opened["id"])
        answers.extend([opened, again, await page.request("sourceCopies")])
        await page.request("closeSourceCopy", id=opened["id"])
        answers.append(await page.request("sourceCopies"))

    talk(tmp_path, converse)
    opened, again, copies, copies_after = answers
    assert again == opened
    assert copies["copies"] == [{"id": opened["id"], "title": "My Diary", "name": "My Diary.txt", "source": "diary"}]
    assert copies_after["copies"] == []
    assert list(tmp_path.iterdir()) == []
    assert not [path for path in data_folder().rglob("*") if path.is_file() and b"One day" in path.read_bytes()]


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b'{"file": 3}', b"\xff"])
def test_a_damaged_copy_is_left_out_of_the_list(damage: bytes, tmp_path: Path) -> None:
    ask(tmp_path, "openSourceCopy", name="a.txt", data=encode(b"One day."))
    (file,) = (data_folder() / "studio-sources").glob("*/*.json")
    file.write_bytes(damage)
    assert ask(tmp_path, "sourceCopies")["copies"] == []
