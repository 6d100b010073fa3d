"""The studio answers its own page and nobody else, whatever it is sent, and goes on."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from party_card.studio.server import MAX_MESSAGE_BYTES
from tests.language_server.sample import write_sample
from tests.studio.process import AnswerError, Page, StudioProcess

EVIL = "http://evil.example"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("security") / "pack"
    write_sample(root)
    (root.parent / "secret.yaml").write_text("dossier: secret\n")
    (root / "scenes/link.yaml").symlink_to(root.parent / "secret.yaml")
    (root / "scenes/loop.yaml").symlink_to(root / "scenes/loop.yaml")
    (root / "notes.txt").write_text("Mine.")
    return root


@pytest.fixture(scope="module")
def studio(folder: Path) -> Iterator[StudioProcess]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("PARTY_CARD_HOME", str(folder.parent / "home"))
        with StudioProcess(folder) as studio:
            yield studio
            out, err = studio.interrupt()
    assert "Traceback" not in out + err
    assert err == ""


@pytest.fixture
def page(studio: StudioProcess) -> Iterator[Page]:
    with studio.open_page() as page:
        yield page


def test_its_own_page_is_answered_under_a_strict_policy(studio: StudioProcess) -> None:
    for path in ("", "studio.js", "studio.css", "fonts/serif.ttf"):
        answer = studio.request(f"/{studio.token}/{path}")
        assert answer.status == 200
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    policy = studio.request(f"/{studio.token}/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/x/", {}),
        ("/%00/", {}),
        ("//{token}/", {}),
        ("/{token}x/", {}),
        ("/{token}/", {"Host": "evil.example"}),
        ("/{token}/", {"Host": "localhost:{port}"}),
        ("/{token}/", {"Host": "127.0.0.1"}),
        ("/{token}/", {"Host": "127.0.0.1:1"}),
        ("/{token}/", {"Host": "evil.example:{port}"}),
        ("/{token}/", {"Origin": EVIL}),
        ("/{token}/", {"Origin": "null"}),
        ("/{token}/", {"Origin": "http://127.0.0.1:1"}),
        ("/{token}/", {"Origin": "https://127.0.0.1:{port}"}),
        ("/{token}/studio.js", {"Sec-Fetch-Site": "cross-site"}),
        ("/{token}/studio.js", {"Sec-Fetch-Site": "same-site"}),
    ],
)
def test_a_request_from_elsewhere_is_refused(studio: StudioProcess, path: str, headers: dict[str, str]) -> None:
    filled = {name: value.format(port=studio.port) for name, value in headers.items()}
    answer = studio.request(path.format(token=studio.token), filled)
    assert answer.status == 403
    assert studio.token not in answer.body.decode()


def test_a_request_without_a_host_is_refused(studio: StudioProcess) -> None:
    assert studio.request(f"/{studio.token}/", {"Host": None}).status in (400, 403)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"])
def test_other_methods_are_refused(studio: StudioProcess, method: str) -> None:
    answer = studio.request(f"/{studio.token}/", method=method)
    assert answer.status == 405
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    "name", ["../access.py", "..%2faccess.py", "%2e%2e/access.py", "studio.py", "fonts/..%2f..%2faccess.py"]
)
def test_only_what_belongs_to_the_page_is_served(studio: StudioProcess, name: str) -> None:
    answer = studio.request(f"/{studio.token}/{name}")
    assert answer.status in (403, 404)
    assert b"class Access" not in answer.body


@pytest.mark.parametrize(
    "options",
    [
        {"origin": None},
        {"origin": EVIL},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "http://localhost:{port}"},
        {"subprotocols": None},
        {"subprotocols": ["party-card.x"]},
        {"address": "ws://127.0.0.1:{port}/connection"},
        {"address": "ws://127.0.0.1:{port}/x/connection"},
        {"address": "ws://localhost:{port}/{token}/connection"},
    ],
)
def test_a_websocket_from_elsewhere_is_refused(studio: StudioProcess, options: dict[str, Any]) -> None:
    filled = {
        name: value.format(port=studio.port, token=studio.token) if isinstance(value, str) else value
        for name, value in options.items()
    }
    with pytest.raises(InvalidStatus) as refusal, studio.connect(**filled):
        pass
    assert refusal.value.response.status_code == 403


@pytest.mark.parametrize(
    "frame",
    [
        b"\x00\x01",
        "",
        "no JSON",
        "[]",
        "7",
        '"text"',
        "{}",
        '{"jsonrpc": "1.0", "id": 1, "method": "initialize"}',
        '{"jsonrpc": "2.0", "id": [1], "method": "initialize"}',
        '{"jsonrpc": "2.0", "id": 1, "method": ["initialize"]}',
        "[" * 200_000,
        '{"a":' * 100_000,
        "1" * 10_000,
    ],
    ids=range(13),
)
def test_what_is_no_message_closes_its_connection_alone(studio: StudioProcess, page: Page, frame: str | bytes) -> None:
    with studio.connect() as connection:
        connection.send(frame)
        assert closing_code(connection) == 1003
    assert page.studio("folder")["files"]


def test_a_message_that_is_too_long_closes_its_connection_alone(studio: StudioProcess, page: Page) -> None:
    with studio.connect() as connection:
        frame_start = struct.pack("!BBQI", 0x81, 0xFF, MAX_MESSAGE_BYTES + 1, 0)
        connection.socket.sendall(frame_start)
        assert closing_code(connection) == 1009
    assert page.studio("folder")["files"]


def closing_code(connection: ClientConnection) -> int | None:
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            connection.recv(timeout=60)
    return closed.value.rcvd.code if closed.value.rcvd is not None else None


def test_what_cannot_be_carried_out_is_answered_and_the_connection_stays(page: Page) -> None:
    for method, params in (
        ("partyCard/studio/nothing", {}),
        ("textDocument/hover", {"textDocument": {"uri": 7}}),
        ("textDocument/hover", None),
        ("textDocument/hover", {"position": {"line": "a"}}),
        ("initialize", 7),
        ("workspace/executeCommand", {"command": "no-such"}),
    ):
        with pytest.raises(AnswerError) as answer:
            page.ask(method, params)
        assert "Traceback" not in str(answer.value)
    for method in ("exit", "shutdown", "nothing", "$/cancelRequest", "textDocument/didChange"):
        page.tell(method, {"id": 1})
    page.send({"jsonrpc": "2.0", "id": 99, "result": 1})
    page.send({"jsonrpc": "2.0", "id": 98, "error": {"code": 1, "message": "no"}})
    assert page.studio("folder")["files"]


def test_a_mistake_of_the_program_is_answered_and_written_to_the_crash_log(page: Page, folder: Path) -> None:
    with pytest.raises(
        AnswerError, match=r"^This is a mistake of the program, not yours\. What happened is written in the"
    ):
        page.studio("open")
    logs = [path.read_text() for path in (folder.parent / "home/logs").iterdir()]
    assert any("KeyError" in log for log in logs)
    assert page.studio("folder")["files"]


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "/etc/passwd.yaml",
        "{root}/../secret.yaml",
        "{root}/scenes/../../secret.yaml",
        "{root}/scenes/%2e%2e/%2e%2e/secret.yaml",
        "{root}/scenes/link.yaml",
        "{root}/scenes/loop.yaml",
        "{root}/notes.txt",
        "{root}/other/letter.yaml",
        "{root}/scenes/letter.yaml%00",
        "{root}/scenes/letter.yaml%00.yaml",
        "{root}/scenes/.hidden.yaml",
        "{root}/scenes",
        "//evil.example/share/letter.yaml",
        "",
    ],
)
def test_no_file_outside_the_folder_is_read_or_written(page: Page, folder: Path, name: str) -> None:
    uri = "file://" + name.format(root=folder)
    position = {"line": 0, "character": 0}
    before = snapshot(folder.parent)
    for request in ("open", "save", "keep", "delete", "versions", "version"):
        with pytest.raises(AnswerError, match=r"outside the folder|only files of YAML"):
            page.studio(request, uri=uri, text="x", hash="", id=1)
    requests: list[tuple[str, dict[str, Any]]] = [
        ("textDocument/documentSymbol", {}),
        ("textDocument/hover", {"position": position}),
        ("textDocument/rename", {"position": position, "newName": "other"}),
        ("textDocument/codeAction", {"range": {"start": position, "end": position}, "context": {"diagnostics": []}}),
    ]
    for method, params in requests:
        with pytest.raises(AnswerError, match=r"outside the folder|only files of YAML"):
            page.ask(method, {"textDocument": {"uri": uri}, **params})
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": "scene: x"}
    page.tell("textDocument/didOpen", {"textDocument": document})
    page.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": "scene: y"}]})
    assert page.studio("folder")["files"]
    assert not [note for note in page.notes if note[0] == "textDocument/publishDiagnostics"]
    assert snapshot(folder.parent) == before


@pytest.mark.parametrize(
    "scheme", ["http://127.0.0.1/a.yaml", "data:,scene: x", "C:/a.yaml", "scenes/a.yaml", "untitled:a.yaml"]
)
def test_only_addresses_of_files_are_taken(page: Page, scheme: str) -> None:
    with pytest.raises(AnswerError, match="outside the folder"):
        page.studio("open", uri=scheme)


@pytest.mark.parametrize(
    "name",
    [
        "../a.yaml",
        "/tmp/a.yaml",
        "scenes/../../a.yaml",
        "scenes/a.txt",
        "a/b.yaml",
        "scenes/a\0.yaml",
        "scenes/.a.yaml",
    ],
)
def test_no_file_is_created_elsewhere(page: Page, folder: Path, name: str) -> None:
    before = snapshot(folder.parent)
    with pytest.raises(AnswerError):
        page.studio("create", name=name, text="scene: x\n")
    assert snapshot(folder.parent) == before


def snapshot(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file() and "home" not in path.parts]
    return {str(path): path.read_bytes() for path in paths}


def test_a_link_out_of_the_folder_is_not_in_the_list(page: Page) -> None:
    names = [file["name"] for file in page.studio("folder")["files"]]
    assert "scenes/letter.yaml" in names
    assert "scenes/link.yaml" not in names


def test_many_connections_leave_the_page_alone(studio: StudioProcess, page: Page) -> None:
    sockets = [socket.create_connection(("127.0.0.1", studio.port)) for _ in range(300)]
    for each in sockets[:50]:
        each.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
    assert page.studio("folder")["files"]
    for each in sockets:
        each.close()
    assert studio.request(f"/{studio.token}/").status == 200


def test_more_pages_than_twenty_are_refused(studio: StudioProcess) -> None:
    with ExitStack() as stack:
        for _ in range(20):
            stack.enter_context(studio.connect())
        with pytest.raises(InvalidStatus), studio.connect():
            pass
    with studio.open_page() as page:
        assert page.studio("folder")["files"]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="only Linux lists the sockets there")
def test_it_listens_on_this_machine_alone(studio: StudioProcess) -> None:
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    addresses = {line[1] for line in lines if line[3] == "0A" and line[1].endswith(f":{studio.port:04X}")}
    assert addresses == {f"0100007F:{studio.port:04X}"}
