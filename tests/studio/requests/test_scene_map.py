"""The map of the page is asked for over the real connection."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.language_server.sample import SCENE, write_sample
from tests.studio.page_connection import PageConnection, talk


def test_the_map_follows_the_text_and_lists_what_leads_nowhere(tmp_path: Path) -> None:
    maps: list[Any] = []

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(write_sample(tmp_path))
        maps.append(await page.request("map", uri=uri))
        await page.change(uri, SCENE.replace("goto: hidden}", "goto: hiden}"))
        maps.append(await page.request("map", uri=uri))
        await page.change(uri, "scene: [")
        maps.append(await page.request("map", uri=uri))

    talk(tmp_path, conversation)
    first, misspelled, broken = maps
    assert [(node["number"], node["id"], node["endingTitle"]) for node in first["nodes"]] == [
        (1, "desk", None),
        (2, "night", None),
        (3, "end", "Ash"),
        (4, "hidden", "Safe"),
    ]
    assert first["edges"][0]["choices"] == ["open", "leave"]
    assert all(len(point) == 2 for edge in first["edges"] for point in edge["points"])
    assert not any(node["isUnreached"] for node in first["nodes"])
    assert misspelled["version"] == 2
    assert [edge["target"] for edge in misspelled["edges"] if edge["isMissing"]] == ["hiden"]
    assert [node["id"] for node in misspelled["nodes"] if node["isUnreached"]] == ["hidden"]
    assert misspelled["isCurrent"]
    assert not broken["isCurrent"]
    assert broken["nodes"] == misspelled["nodes"]


def test_once_the_proof_has_spoken_the_map_shows_what_no_path_reaches(tmp_path: Path) -> None:
    unreached: list[list[str]] = []

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(write_sample(tmp_path))
        version = await page.change(uri, SCENE.replace("if: visited(desk)", "if: kept == copy"))
        await page.wait_for("partyCard/proof", lambda verdict: verdict["version"] == version)
        answer = await page.request("map", uri=uri)
        unreached.append([node["id"] for node in answer["nodes"] if node["isUnreached"]])

    talk(tmp_path, conversation)
    assert unreached == [["end"]]
