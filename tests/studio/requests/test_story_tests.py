"""Tests of the shortest walks are made from what the proof has found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.language_server.sample import SCENE, write_sample
from tests.studio.page_connection import PageConnection, RequestError, talk
from tests.studio.requests.test_cards import apply_edits

PROOF = "partyCard/proof"


def test_each_ending_without_a_test_gets_one_that_holds_in_one_step(tmp_path: Path) -> None:
    seen: list[Any] = []

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(write_sample(tmp_path))
        await page.wait_for(PROOF, lambda item: item["version"] == 1)
        answer = await page.request("testEndings", uri=uri)
        changed = apply_edits(SCENE, answer["edits"][uri])
        version = await page.change(uri, changed)
        verdict = await page.wait_for(PROOF, lambda item: item["version"] == version)
        cards = await page.request("cards", uri=uri)
        seen.append((answer["count"], cards["tests"][1:], verdict["holds"], verdict["problems"]))
        with pytest.raises(RequestError, match="has a test already"):
            await page.request("testEndings", uri=uri)

    talk(tmp_path, conversation)
    ((count, tests, holds, problems),) = seen
    assert (count, holds, problems) == (1, True, 0)
    assert [(test["name"], test["play"], test["expect"]) for test in tests] == [
        ("Safe", ["open", "hide"], {"ending": "safe"})
    ]


def test_a_scene_that_is_not_proved_yet_is_told_so(tmp_path: Path) -> None:
    async def conversation(page: PageConnection) -> None:
        uri = await page.open(write_sample(tmp_path))
        version = await page.change(uri, SCENE.replace("goto: end}", "goto: ende}"))
        await page.wait_for(PROOF, lambda item: item["version"] == version)
        with pytest.raises(RequestError, match="Wait until the scene is proved"):
            await page.request("testEndings", uri=uri)

    talk(tmp_path, conversation)
