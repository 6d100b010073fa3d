"""What an author meets in an editor: the YAML language server of VS Code's extension, on a pack fresh from `new`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from party_card.services.scaffold import SceneTemplateValues, begin
from tests import ROOT

SERVER = ROOT / "tests/evidence/oracle/node_modules/yaml-language-server/bin/yaml-language-server"
pytestmark = pytest.mark.oracle


class Editor:
    """Speaks to the server as an editor does: opens a file, and asks at a place in it."""

    def __init__(self, folder: Path) -> None:
        self.server = subprocess.Popen(["node", SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.asked = 0
        capabilities = {
            "textDocument": {"publishDiagnostics": {}, "hover": {"contentFormat": ["markdown"]}},
            "workspace": {"configuration": True},
        }
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        self.tell("initialized", {})

    def tell(self, method: str, params: Any, **more: Any) -> None:
        self._send({"method": method, "params": params, **more})

    def ask(self, method: str, params: Any) -> Any:
        self.asked += 1
        self.tell(method, params, id=self.asked)
        while (message := self._read()).get("id") != self.asked or "method" in message:
            pass
        return message["result"]

    def open(self, path: Path, text: str) -> list[str]:
        """Opens a file; returns what is underlined in it."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while (message := self._read()).get("method") != "textDocument/publishDiagnostics":
            pass
        return [one["message"] for one in message["params"]["diagnostics"]]

    def at(self, what: str, path: Path, text: str, words: str) -> Any:
        """Asks for completion or hover right behind `words`."""
        before = text[: text.index(words) + len(words)]
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return self.ask(f"textDocument/{what}", {"textDocument": {"uri": path.as_uri()}, "position": place})

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
    begin(tmp_path, "high-water", SceneTemplateValues())
    opened = Editor(tmp_path)
    yield opened
    opened.server.kill()
    opened.server.communicate()


def test_what_new_writes_is_known_completed_explained_and_underlined(editor: Editor, tmp_path: Path) -> None:
    for folder, name in (("scenes", "high-water"), ("seeds", "high-water-facts"), ("seeds", "sources")):
        path = tmp_path / folder / f"{name}.yaml"
        assert editor.open(path, path.read_text(encoding="utf-8")) == []

    scene = tmp_path / "scenes" / "high-water.yaml"
    text = scene.read_text(encoding="utf-8")
    explained = editor.at("hover", scene, text, "        did")["contents"]["value"]
    assert "it stands beside the record" in explained
    assert "You burned it." in explained

    fresh = tmp_path / "scenes" / "fresh.yaml"
    text = text.replace("goto: evening\n", "goto: \n", 1).replace("question:", "hitory: [a]\nquestion:")
    underlined = editor.open(fresh, text)
    assert any("hitory" in message for message in underlined), underlined
    offered = {item["label"] for item in editor.at("completion", fresh, text, "goto: ")["items"]}
    assert {"morning", "evening", "shown", "silent"} <= offered
    text = text.replace("goto: \n", "goto: evening\n        \n", 1)
    again = tmp_path / "scenes" / "again.yaml"
    editor.open(again, text)
    offered = {item["label"] for item in editor.at("completion", again, text, "goto: evening\n        ")["items"]}
    assert {"locked", "hypothesis"} <= offered
