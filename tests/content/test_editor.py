"""Tests of schemas in an editor: the YAML language server of VS Code's extension, on a pack made by `new`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from party_card.services.scaffold import SceneTemplateValues, create_scene
from tests import ROOT

SERVER = ROOT / "tests/evidence/oracle/node_modules/yaml-language-server/bin/yaml-language-server"
pytestmark = pytest.mark.oracle


class Editor:
    """Client of the language server: opens files, and requests completion and hover."""

    def __init__(self, folder: Path) -> None:
        self.server = subprocess.Popen(["node", SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last_id = 0
        capabilities = {
            "textDocument": {"publishDiagnostics": {}, "hover": {"contentFormat": ["markdown"]}},
            "workspace": {"configuration": True},
        }
        self.request("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        self.notify("initialized", {})

    def notify(self, method: str, params: Any, **more: Any) -> None:
        self._send({"method": method, "params": params, **more})

    def request(self, method: str, params: Any) -> Any:
        self.last_id += 1
        self.notify(method, params, id=self.last_id)
        while (message := self._read()).get("id") != self.last_id or "method" in message:
            pass
        return message["result"]

    def open(self, path: Path, text: str) -> list[str]:
        """Opens a file; returns the messages of its diagnostics."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        while (message := self._read()).get("method") != "textDocument/publishDiagnostics":
            pass
        return [diagnostic["message"] for diagnostic in message["params"]["diagnostics"]]

    def request_after(self, feature: str, path: Path, text: str, phrase: str) -> Any:
        """Requests completion or hover at the end of `words`."""
        text_before = text[: text.index(phrase) + len(phrase)]
        position = {"line": text_before.count("\n"), "character": len(text_before) - text_before.rfind("\n") - 1}
        return self.request(f"textDocument/{feature}", {"textDocument": {"uri": path.as_uri()}, "position": position})

    def _send(self, message: Any) -> None:
        assert self.server.stdin is not None
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.server.stdin.flush()

    def _read(self) -> Any:
        assert self.server.stdout is not None
        size = 0
        while line := self.server.stdout.readline().strip():
            size = int(line.removeprefix(b"Content-Length: ")) if line.startswith(b"Content-Length") else size
        message = json.loads(self.server.stdout.read(size))
        if message.get("method") == "workspace/configuration":  # as without any set-up, and without a network
            answers = [
                {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
                if item.get("section") == "yaml"
                else None
                for item in message["params"]["items"]
            ]
            self._send({"id": message["id"], "result": answers})
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})
        return message


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    if not SERVER.is_file():
        pytest.fail("run `npm install` in tests/evidence/oracle first")
    create_scene(tmp_path, "high-water", SceneTemplateValues())
    client = Editor(tmp_path)
    yield client
    client.server.kill()
    client.server.communicate()


def test_what_new_writes_is_known_completed_explained_and_underlined(editor: Editor, tmp_path: Path) -> None:
    for folder, name in (("scenes", "high-water"), ("seeds", "high-water-facts"), ("seeds", "sources")):
        path = tmp_path / folder / f"{name}.yaml"
        assert editor.open(path, path.read_text(encoding="utf-8")) == []

    scene = tmp_path / "scenes" / "high-water.yaml"
    text = scene.read_text(encoding="utf-8")
    hover = editor.request_after("hover", scene, text, "        did")["contents"]["value"]
    assert "it stands beside the record" in hover
    assert "You burned it." in hover

    edited_scene = tmp_path / "scenes" / "fresh.yaml"
    text = text.replace("goto: silent\n", "goto: \n", 1).replace("question:", "hitory: [a]\nquestion:")
    messages = editor.open(edited_scene, text)
    assert any("hitory" in message for message in messages), messages
    labels = {item["label"] for item in editor.request_after("completion", edited_scene, text, "goto: ")["items"]}
    assert {"morning", "evening", "shown", "silent"} <= labels
    text = text.replace("goto: \n", "goto: silent\n        \n", 1)
    other_scene = tmp_path / "scenes" / "again.yaml"
    editor.open(other_scene, text)
    labels = {
        item["label"]
        for item in editor.request_after("completion", other_scene, text, "goto: silent\n        ")["items"]
    }
    assert {"locked", "hypothesis"} <= labels
