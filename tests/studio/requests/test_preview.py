"""The page of a scene as it is written: what is answered, and how it is served."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from party_card.content.models import SceneId
from party_card.engine.compiled import compile_scene
from party_card.studio.page_process import PageProcess
from party_card.studio.page_worker import TOO_LARGE, UNREADABLE, PageWriter, answer_safely, find_path
from party_card.studio.previews import MAX_PREVIEWS, PreviewStore
from tests.language_server.sample import SCENE, open_sample, write_sample
from tests.studio.page_connection import PageConnection, talk
from tests.studio.requests.questions import apply_answer


def read_data(page: str) -> Any:
    """Returns the data that a page plays."""
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', page)
    assert match
    return json.loads(match[1])


def ask(path: Path, text: str, **wishes: Any) -> Any:
    """Returns what the process of the pages answers for a text that is not saved."""
    request = {"texts": {str(path): text}, "path": str(path), "passage": None, "choices": None, "carried": ()}
    return PageWriter(path.parents[1]).answer({**request, "theme": "dark", "token": "", **wishes})


def test_the_page_of_an_unsaved_text_comes_over_the_connection_and_in_a_sandbox(tmp_path: Path) -> None:
    path, answers, seen = write_sample(tmp_path), [], []

    def fetch(address: str, **headers: str) -> Any:
        with urlopen(Request(address, headers=headers)) as answer:  # our own server
            return answer.read().decode(), answer.headers

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(path)
        await page.change(uri, SCENE.replace("A letter lies here.", "Rain."))
        answer = await page.request("preview", uri=uri, passage="hidden", theme="dark")
        answers.append(answer)
        seen.append(await asyncio.to_thread(fetch, page.access.origin + answer["address"]))
        for wrong in (
            answer["address"].replace(page.access.preview_token, page.access.token),
            f"/{page.access.preview_token}/",
            f"/{page.access.preview_token}/studio.js",
        ):
            with pytest.raises(HTTPError, match=r"40[34]"):
                await asyncio.to_thread(fetch, page.access.origin + wrong)

    talk(tmp_path, conversation)
    (answer,), ((page, headers),) = answers, seen
    assert (answer["version"], answer["isAtPassage"], answer["omittedChoices"]) == (2, True, [])
    assert headers["Content-Security-Policy"] == "sandbox allow-scripts; frame-ancestors 'self'"
    assert "Cross-Origin-Opener-Policy" not in headers
    data = read_data(page)
    assert data["preview"] == {"theme": "dark", "token": "", "carried": [], "choices": ["open", "hide"]}
    assert "Rain." in page
    assert "letter lies here" in path.read_text(encoding="utf-8")


def test_the_page_comes_before_a_text_that_is_being_written_and_is_not_made_again_when_it_has_come(
    tmp_path: Path,
) -> None:
    path = write_sample(tmp_path)
    asked: list[dict[str, Any]] = []
    seen: list[str] = []
    real_ask = PageProcess.ask

    async def ask_noted(process: PageProcess, request: dict[str, Any]) -> dict[str, Any]:
        asked.append(request)
        return await real_ask(process, request)

    async def conversation(page: PageConnection) -> None:
        uri = await page.open(path)
        operation = {"kind": "setText", "path": ["passages", "desk", "text"], "text": "Rain. [@sent]"}
        ahead = await page.request("preview", uri=uri, passage="desk", operation=operation)
        seen.append(await asyncio.to_thread(read_page, page.access.origin + ahead["address"]))
        edited = await page.request("edit", uri=uri, operation=operation)
        await page.change(uri, apply_answer({uri: SCENE}, {"create": [], **edited})[uri])
        assert (await page.request("preview", uri=uri, passage="desk"))["address"] == ahead["address"]
        assert len(asked) == 1
        await page.request("preview", uri=uri, passage="desk")
        assert len(asked) == 2, "a file of another program may have changed"

    def read_page(address: str) -> str:
        with urlopen(address) as answer:  # our own server
            return str(answer.read().decode())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PageProcess, "ask", ask_noted)
        talk(tmp_path, conversation)
    assert "Rain." in seen[0]


def test_a_choice_that_leads_nowhere_yet_is_left_out(tmp_path: Path) -> None:
    answer = ask(write_sample(tmp_path), SCENE.replace("goto: hidden}", "goto: ende}"), passage="night")
    assert answer["omittedChoices"] == ["hide"]
    assert answer["isAtPassage"]
    assert [choice[0] for choice in read_data(answer["page"])["scenes"][0]["passages"][1][3]] == ["burn"]


def test_what_cannot_be_shown_is_answered_with_a_sentence(tmp_path: Path) -> None:
    path = write_sample(tmp_path)
    assert ask(path, "scene: [") == {"problem": UNREADABLE}
    assert ask(path, SCENE.replace("read and kept", "red and kept")) == {
        "problem": "The page cannot be shown until 1 problem is solved."
    }
    wide = SCENE.replace("read: false", "read: {range: [0, 900], start: 0}\n  more: {range: [0, 900], start: 0}")
    wide = wide.replace("read and kept == page", "read + more > 5").replace("read: true, ", "")
    assert ask(path, wide) == {"problem": TOO_LARGE}


def test_a_passage_that_nothing_leads_to_is_not_begun_at(tmp_path: Path) -> None:
    attic = "  attic:\n    text: Dust.\n    ending: {id: dust, title: Dust}\nrecord:"
    answer = ask(write_sample(tmp_path), SCENE.replace("record:", attic), passage="attic")
    assert not answer["isAtPassage"]
    assert read_data(answer["page"])["preview"]["choices"] is None


def test_known_choices_count_while_they_lead_to_the_passage_else_the_shortest_way(tmp_path: Path) -> None:
    workspace, _ = open_sample(tmp_path)
    compiled = compile_scene(workspace.pack, workspace.pack.scenes[SceneId("letter")])
    known, shortest = ("leave", "burn"), ("open", "burn")
    assert find_path(compiled, "end", known, ()) == ((), known)
    assert find_path(compiled, "end", ("leave", "hide"), ()) == ((), shortest)
    assert find_path(compiled, "end", ("gone",), ()) == ((), shortest)
    assert find_path(compiled, "end", None, ()) == ((), shortest)
    assert find_path(compiled, "nowhere", None, ()) is None


def test_a_way_that_needs_an_earlier_scene_is_found_with_its_trace(tmp_path: Path) -> None:
    path = write_sample(tmp_path)
    scene = SCENE.replace("read: false", "read: {carried: letter-read}").replace("set: {read: true,", "set: {")
    answer = ask(path, scene.replace("if: visited(desk)", "if: read"), passage="end")
    assert read_data(answer["page"])["preview"] == {
        "theme": "dark", "token": "", "carried": ["letter-read"], "choices": ["open", "burn"],
    }  # fmt: skip


def test_a_mistake_of_the_program_is_logged_and_the_next_page_is_made(tmp_path: Path, home: Path) -> None:
    path = write_sample(tmp_path)
    writer = PageWriter(tmp_path)
    request = {"texts": {}, "path": str(path), "passage": "end", "choices": 5, "carried": (), "theme": "dark"}
    request["token"] = ""
    assert answer_safely(writer, request)["problem"].startswith("This is a mistake of the program, not yours.")
    assert any(home.rglob("crash-*"))
    assert "page" in answer_safely(writer, {**request, "choices": None})


def test_only_the_newest_pages_are_kept() -> None:
    store = PreviewStore()
    names = [store.add(f"page {number}") for number in range(MAX_PREVIEWS + 1)]
    assert store.find(names[0]) is None
    assert store.add("page 1") == names[1]
    store.add("another")
    assert store.find(names[1]) == b"page 1"
    assert store.find(names[2]) is None
