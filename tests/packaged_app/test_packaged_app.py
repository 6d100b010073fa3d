"""The packaged program does without Python, Graphviz, Pango, Node and a network all that it does with them but PDF."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.frontends.window.real_window import find_window, open_display, xdotool
from tests.language_server.sample import SCENE, write_sample
from tests.packaged_app.packaged import TIMEOUT_S, build_command, build_environment, run

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
        (["prove", "forbidden-paper", "two-notes", "--jobs", "2"], "every path reaches an ending"),
        (["map", "forbidden-paper", "--html", "map.html"], ""),
        (["rules"], "unknown-passage"),
        (["sources"], "kotkin"),
        (["schema"], "schema"),
        (["new", "my-scene", "--pack", "new"], "my-scene"),
    ],
)
def test_the_commands_run(tmp_path: Path, arguments: list[str], expected: str) -> None:
    write_sample(tmp_path / "pack")
    result = run(tmp_path, *arguments)
    assert (result.returncode, result.stderr) == (0, "")
    assert expected in result.stdout


@pytest.mark.parametrize(
    ("arguments", "file", "beginning"),
    [
        (["export", "forbidden-paper", "--html"], "page.html", b"<!doctype html>"),
        (["export", "forbidden-paper", "--gamebook"], "book.html", b"<!doctype html>"),
        (["export", "forbidden-paper", "--scorm"], "package.zip", b"PK"),
        (["print", "forbidden-paper", "--guide"], "guide.html", b"<!doctype html>"),
        (["print", "forbidden-paper", "--worksheet"], "sheet.html", b"<!doctype html>"),
        (["print", "forbidden-paper", "--bibliography"], "sources.bib", b"@"),
    ],
)
def test_what_a_class_gets_is_written(tmp_path: Path, arguments: list[str], file: str, beginning: bytes) -> None:
    result = run(tmp_path, *arguments, file)
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / file).read_bytes().startswith(beginning)
    assert file != "package.zip" or "imsmanifest.xml" in zipfile.ZipFile(tmp_path / file).namelist()


def test_a_pdf_is_refused_with_the_way_that_there_is(tmp_path: Path) -> None:
    result = run(tmp_path, "print", "forbidden-paper", "--guide", "guide.pdf")
    assert result.returncode == 2
    assert "open it in a browser and print it" in result.stderr
    assert "pip" not in result.stderr


def test_the_language_server_ends_with_its_input(tmp_path: Path) -> None:
    assert run(tmp_path, "lsp").returncode == 0


def test_the_studio_tells_mistakes_and_proves(tmp_path: Path) -> None:
    path = write_sample(tmp_path / "pack")
    with open_studio(tmp_path, "studio", "pack", "--no-browser") as address:
        page = urllib.request.urlopen(address, timeout=TIMEOUT_S).read().decode()
        assert "Party Card Studio" in page
        for file in ("studio.js", "studio.css", "fonts/serif.ttf"):
            assert urllib.request.urlopen(address + file, timeout=TIMEOUT_S).read()
        with connect_page(address) as socket:
            document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1}
            send(socket, "initialize", {"capabilities": {}, "rootUri": path.parents[1].as_uri()}, number=1)
            wait_for(socket, lambda message: message.get("id") == 1)
            send(socket, "initialized", {})
            text = SCENE.replace("goto: end}", "goto: ende}")
            send(socket, "textDocument/didOpen", {"textDocument": {**document, "text": text}})
            wait_for(socket, lambda message: "unknown-passage" in json.dumps(message))
            change = {"textDocument": {**document, "version": 2}, "contentChanges": [{"text": SCENE}]}
            send(socket, "textDocument/didChange", change)
            proof = wait_for(socket, lambda message: message.get("method") == "partyCard/proof")
            assert proof["params"]["holds"] is True


def test_the_studio_that_is_opened_by_its_icon_works_in_the_documents(tmp_path: Path) -> None:
    with open_studio(tmp_path, program="Party Card Studio") as address:
        assert urllib.request.urlopen(address, timeout=TIMEOUT_S).status == 200


@contextmanager
def open_studio(folder: Path, *arguments: str, program: str = "party-card") -> Iterator[str]:
    """Starts the studio and yields its address."""
    command = build_command(folder, *arguments, program=program, has_network=True)
    environment = build_environment(folder, BROWSER="true")
    process = subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        found = next(filter(None, (re.search(r"http://\S+", line) for line in lines)), None)
        assert found is not None, "it ended without an address"
        yield found.group()
    finally:
        process.kill()
        process.wait()


def connect_page(address: str) -> ClientConnection:
    """Opens the WebSocket as the page does."""
    found = re.fullmatch(r"http://([^/]+)/([^/]+)/", address)
    assert found is not None
    host, token = found.groups()
    subprotocols = [Subprotocol(f"party-card.{token}")]
    return connect(f"ws://{host}/{token}/connection", origin=Origin(f"http://{host}"), subprotocols=subprotocols)


def send(socket: ClientConnection, method: str, params: dict[str, Any], number: int | None = None) -> None:
    """Sends a message of the protocol; with a number it is a request."""
    identifier = {} if number is None else {"id": number}
    socket.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **identifier}))


def wait_for(socket: ClientConnection, is_meant: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Returns the first message that is meant; those before it are passed over."""
    while True:
        message: dict[str, Any] = json.loads(socket.recv(timeout=TIMEOUT_S))
        if is_meant(message):
            return message
