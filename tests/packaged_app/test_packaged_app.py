"""The packaged program does without Python, Graphviz, Pango, Node and a network all that it does with them but PDF."""

from __future__ import annotations

import base64
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.commands.command_line import run_command
from tests.frontends.window.real_window import find_window, open_display, xdotool
from tests.language_server.sample import SCENE, write_sample
from tests.packaged_app.packaged import TIMEOUT_S, build_command, build_environment, run
from tests.studio.process import StudioProcess

pytestmark = pytest.mark.app


def test_a_scene_is_played_in_the_terminal(tmp_path: Path) -> None:
    played = run(tmp_path, "play", "forbidden-paper", "--terminal", input_="s\n1\n1\n")
    assert (played.returncode, played.stderr) == (0, "")
    assert "Step 2" in played.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there the display is the person's own")
def test_a_scene_is_played_in_the_window(tmp_path: Path) -> None:
    with open_display() as display:
        environment = build_environment(tmp_path, DISPLAY=display["DISPLAY"])
        process = subprocess.Popen(build_command(tmp_path, program="Party Card"), env=environment)
        find_window(display)
        xdotool(display, "key", "ctrl+q")
        assert process.wait(TIMEOUT_S) == 0


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--version"], "party-card "),
        (["--help"], "commands"),
        (["check"], "no problems found"),
        (["check", "--strict", "pack"], "no problems found"),
        (["prove", "pack", "--jobs", "2"], "shape: "),
        (["map", "letter", "--pack", "pack", "--to", "map.svg"], "4 passages"),
        (["rules"], "unknown-passage"),
        (["sources"], "Kotkin"),
        (["new", "my-scene", "--pack", "new"], "my-scene"),
    ],
)
def test_the_commands_run(tmp_path: Path, arguments: list[str], expected: str) -> None:
    write_sample(tmp_path / "pack")
    result = run(tmp_path, *arguments)
    assert result.returncode == 0, result.stderr
    assert "party-card:" not in result.stderr
    assert expected in result.stdout


def test_the_schema_says_what_keys_mean_as_it_does_with_python(tmp_path: Path) -> None:
    assert run(tmp_path, "schema", "scene").stdout == run_command("schema", "scene").out


@pytest.mark.parametrize(
    ("arguments", "file", "beginning"),
    [
        (["export", "letter", "--html"], "page.html", b"<!doctype html>"),
        (["export", "letter", "--gamebook"], "book.html", b"<!doctype html>"),
        (["export", "letter", "--scorm"], "package.zip", b"PK"),
        (["print", "letter", "--guide"], "guide.html", b"<!doctype html>"),
        (["print", "letter", "--worksheet"], "sheet.html", b"<!doctype html>"),
        (["print", "letter", "--bibliography"], "sources.bib", b"@"),
    ],
)
def test_what_a_class_gets_is_written(tmp_path: Path, arguments: list[str], file: str, beginning: bytes) -> None:
    write_sample(tmp_path / "pack")
    result = run(tmp_path, *arguments, file, "--pack", "pack")
    assert result.returncode == 0, result.stderr
    assert "party-card:" not in result.stderr
    assert (tmp_path / file).read_bytes().startswith(beginning)
    assert file != "package.zip" or "imsmanifest.xml" in zipfile.ZipFile(tmp_path / file).namelist()


def test_a_pdf_is_refused_with_the_way_that_there_is(tmp_path: Path) -> None:
    write_sample(tmp_path / "pack")
    result = run(tmp_path, "print", "letter", "--guide", "guide.pdf", "--pack", "pack")
    assert result.returncode == 2
    assert "open it in a browser and print it" in result.stderr
    assert "pip" not in result.stderr


def test_the_language_server_ends_with_its_input(tmp_path: Path) -> None:
    assert run(tmp_path, "lsp").returncode == 0


class PackagedStudio(StudioProcess):
    """The studio of the packaged program."""

    def __init__(self, folder: Path, *arguments: str, program: str = "party-card") -> None:
        environment = build_environment(folder, BROWSER="true")
        self.start(build_command(folder, *arguments, program=program, has_network=True), environment)


def test_the_studio_tells_mistakes_and_proves(tmp_path: Path) -> None:
    path = write_sample(tmp_path / "pack")
    with PackagedStudio(tmp_path, "studio", str(path.parents[1]), "--no-browser") as studio:
        for file in ("", "studio.js", "studio.css", "fonts/serif.ttf"):
            answer = studio.request(f"/{studio.token}/{file}")
            assert answer.status == 200
            assert answer.body
        with studio.open_page() as page:
            document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1}
            text = SCENE.replace("goto: end}", "goto: ende}")
            page.tell("textDocument/didOpen", {"textDocument": {**document, "text": text}})
            while "unknown-passage" not in str(page.wait_for("textDocument/publishDiagnostics")):
                pass
            change = {"textDocument": {**document, "version": 2}, "contentChanges": [{"text": SCENE}]}
            page.tell("textDocument/didChange", change)
            while not (proof := page.wait_for("partyCard/proof"))["holds"]:
                pass
            assert proof["version"] == 2
            source = base64.b64encode(b"A letter was sent.\n").decode()
            copy = page.studio("openSourceCopy", name="diary.txt", data=source)
            assert [paragraph["text"] for paragraph in copy["paragraphs"]] == ["A letter was sent."]


def test_the_studio_that_is_opened_by_its_icon_works_in_the_documents(tmp_path: Path) -> None:
    with PackagedStudio(tmp_path, program="Party Card Studio") as studio, studio.open_page() as page:
        assert page.studio("folder")["name"] == "Party Card"
        choices = [item for item in page.studio("beginnings")["choices"] if "template" in item]
        assert choices
        for choice in choices:
            assert page.studio("begin", kind=choice["kind"], template=choice["template"], title="My scene")["files"]
