"""What a scene begins with: every choice gives a scene without errors, and nothing is written over."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from party_card.content.file_reader import read_model
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.source import SourceFile
from party_card.services.checked_pack import read_checked_pack
from party_card.services.verification import verify_scene
from party_card.studio.beginnings import MAX_NAME_LENGTH, SceneWriter, StoryFile
from party_card.studio.errors import StudioError
from tests.studio.page_connection import PageConnection, RequestError, talk
from tests.studio.requests.questions import ask

TWEE = """:: StoryTitle
Бунт

:: StoryData
{"ifid": "00000000-0000-4000-8000-000000000000", "format": "SugarCube", "start": "Start"}

:: Start
You wait. <<widget "x">>
[[Go->End]]

:: End
It is over.
"""


def begin(root: Path, **params: Any) -> Any:
    """Returns the answer to the request."""
    return ask(root, "begin", **params)


def find_errors(root: Path) -> list[str]:
    found = read_checked_pack(root).diagnostics_at(None)
    return [f"{item.code}: {item.message}" for item in found if item.severity is not Severity.INFO]


def test_every_choice_but_an_import_gives_a_scene_that_checks_and_is_proved(tmp_path: Path) -> None:
    choices = [choice for choice in ask(tmp_path, "beginnings")["choices"] if choice["kind"] != "import"]

    async def begin_with_all(page: PageConnection) -> None:
        for choice in choices:
            arguments = {"kind": choice["kind"], "template": choice.get("template"), "title": f"My {choice['title']}"}
            await page.request("begin", **arguments)

    talk(tmp_path, begin_with_all)
    assert len(choices) == 7
    assert find_errors(tmp_path) == []
    checked_pack = read_checked_pack(tmp_path)
    scenes = {scene.title: scene for scene in checked_pack.pack.scenes.values()}
    assert sorted(scenes) == sorted(f"My {choice['title']}" for choice in choices)
    assert [verify_scene(checked_pack.pack, scene.scene).diagnostics for scene in scenes.values()] == [()] * 7
    assert all(scene.tests for title, scene in scenes.items() if title != "My An empty scene")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A Strike, 1905!", "a-strike-1905"),
        ("Забастовка", "zabastovka"),
        ("罢工", "scene"),
        ("1932", "scene-1932"),
        ("no", "no"),
        ("aux", "scene-aux"),
        ("  ", "a-new-scene"),
    ],
)
def test_the_name_of_the_file_comes_from_the_title(title: str, name: str, tmp_path: Path) -> None:
    scene = SceneWriter(tmp_path, Pack(tmp_path)).begin_with_template("empty", title)
    assert scene.files == (tmp_path / "scenes" / f"{name}.yaml",)
    _, diagnostics = read_model(SourceFile("", scene.files[0].read_text(encoding="utf-8")))
    assert diagnostics == []


def test_a_second_scene_of_the_same_title_gets_another_name(tmp_path: Path) -> None:
    begin(tmp_path, kind="empty", title="Loose Tongues")
    first = (tmp_path / "scenes" / "loose-tongues.yaml").read_bytes()
    answer = begin(tmp_path, kind="template", template="what-to-sign", title="Loose Tongues")
    assert answer["uri"] == (tmp_path / "scenes" / "loose-tongues-2.yaml").as_uri()
    assert (tmp_path / "scenes" / "loose-tongues.yaml").read_bytes() == first


def test_the_name_of_the_file_is_known_before_it_is_written(tmp_path: Path) -> None:
    title = "A clerk finds a letter that was not meant for her"
    name = ask(tmp_path, "sceneName", title=title)["name"]
    assert len(name) <= MAX_NAME_LENGTH
    assert begin(tmp_path, kind="empty", title=title)["files"][0]["name"] == f"scenes/{name}.yaml"


def test_an_example_can_be_copied_twice(tmp_path: Path) -> None:
    begin(tmp_path, kind="example", template="high-water", title="High Water")
    answer = begin(tmp_path, kind="example", template="high-water", title="High Water")
    assert find_errors(tmp_path) == []
    assert [file["name"] for file in answer["files"]] == ["scenes/high-water-2.yaml"]


def test_files_without_folders_get_another_beside_them(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "scene: mine\ntitle: Mine\npassages: {a: {text: B, ending: {id: c, title: D}}}\n"
    )
    begin(tmp_path, kind="empty", title="Another")
    assert {path.name for path in tmp_path.iterdir()} == {"mine.yaml", "another.yaml"}


def test_a_story_comes_with_the_list_of_what_is_lost(tmp_path: Path) -> None:
    data = base64.b64encode(TWEE.encode()).decode()
    answer = begin(tmp_path, kind="import", title="", **{"import": {"name": "my story.twee", "data": data}})
    assert answer["uri"] == (tmp_path / "scenes" / "bunt.yaml").as_uri()
    (loss,) = answer["losses"]
    assert "widget" in loss
    assert [error.partition(":")[0] for error in find_errors(tmp_path)] == ["todo"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.ink", "-> END", "Stories of ink are not imported"),
        ("a.docx", "x", "a.docx is no story that can be imported"),
        ("a.twee", TWEE.replace('"format": "SugarCube", ', ""), "Choose one of these: SugarCube, Harlowe, Chapbook."),
        ("../../a.twee", "", "There is no passage in a.twee"),
        ("a.html", "<p>", "There is no story of Twine 2 in a.html"),
    ],
)
def test_what_cannot_be_imported_gets_a_sentence(name: str, text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(StudioError) as error:
        SceneWriter(tmp_path, Pack(tmp_path)).begin_with_story(StoryFile(name, text.encode()), "")
    assert message in str(error.value)
    assert "--" not in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "scenes").write_text("")
    with pytest.raises(RequestError, match="has to be a folder, and is a file; rename it"):
        begin(tmp_path, kind="empty", title="A")


def test_the_history_of_a_new_scene_begins_with_what_it_began_with(tmp_path: Path) -> None:
    (uri,) = [file["uri"] for file in begin(tmp_path, kind="empty", title="A")["files"]]
    (version,) = ask(tmp_path, "versions", uri=uri)["versions"]
    text = ask(tmp_path, "version", uri=uri, id=version["id"])["text"]
    assert text == (tmp_path / "scenes/a.yaml").read_text(encoding="utf-8")
