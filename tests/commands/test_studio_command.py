"""`party-card studio` as it is typed: it begins, says what hinders it, and ends without a trace."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest

from party_card.commands import studio as studio_command
from tests.commands.command_line import run_command
from tests.language_server.sample import SCENE, write_sample
from tests.studio.process import TIMEOUT_S, StudioProcess


def test_ctrl_c_ends_everything(tmp_path: Path) -> None:
    write_sample(tmp_path / "pack")
    scene = tmp_path / "pack/scenes/letter.yaml"
    with StudioProcess(tmp_path / "pack") as studio, studio.open_page() as page:
        document = {"uri": scene.as_uri(), "languageId": "yaml", "version": 1, "text": SCENE}
        page.tell("textDocument/didOpen", {"textDocument": document})
        page.wait_for("partyCard/proof")
        provers = list_children(studio.process.pid)
        assert len(provers) == 1
        out, err = studio.interrupt()
    assert out.endswith("The studio has ended. Everything is saved.\n")
    assert err == ""
    assert studio.process.returncode == 0
    assert not any(is_running(prover) for prover in provers)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the children of a process there")
def test_a_killed_studio_leaves_no_process_behind(tmp_path: Path) -> None:
    write_sample(tmp_path / "pack")
    scene = tmp_path / "pack/scenes/letter.yaml"
    with StudioProcess(tmp_path / "pack") as studio, studio.open_page() as page:
        document = {"uri": scene.as_uri(), "languageId": "yaml", "version": 1, "text": SCENE}
        page.tell("textDocument/didOpen", {"textDocument": document})
        page.wait_for("partyCard/proof")
        (prover,) = list_children(studio.process.pid)
        studio.process.send_signal(signal.SIGKILL)
        deadline = time.monotonic() + TIMEOUT_S
        while is_running(prover):
            assert time.monotonic() < deadline
            time.sleep(0.02)


def list_children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]


def is_running(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_a_new_folder_is_made_and_two_studios_share_it(tmp_path: Path) -> None:
    folder = tmp_path / "new/pack"
    with StudioProcess(folder) as first, StudioProcess(folder) as second:
        assert first.port != second.port
        assert first.token != second.token
        with first.open_page() as page, second.open_page() as other:
            created = page.studio("create", name="scenes/letter.yaml", text=SCENE)
            assert other.wait_for("partyCard/studio/changed") == {"uri": created["uri"], "hash": created["hash"]}
            assert [file["title"] for file in other.studio("folder")["files"]] == ["A letter"]
        assert first.request(f"/{second.token}/").status == 403


def test_the_folder_of_the_scenes_means_the_pack_around_it(tmp_path: Path) -> None:
    (tmp_path / "scenes").mkdir()
    with no_studio() as run:
        assert run_command("studio", str(tmp_path / "scenes")).status == 0
    assert run.call_args.args[0] == tmp_path


@contextmanager
def no_studio() -> Iterator[mock.Mock]:
    """Lets the command do all but serve."""
    with mock.patch("party_card.studio.server.run_studio") as run:
        yield run


def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    with mock.patch.object(studio_command, "find_spec", lambda _: None):
        result = run_command("studio", str(tmp_path))
    assert result.err == "party-card: studio needs a few more packages: python -m pip install 'party-card[studio]'\n"
    assert result.status == 2


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "letter.yaml"
    path.write_text(SCENE)
    result = run_command("studio", str(path))
    assert result == (2, "", f"party-card: {path} is a file; name the folder that it lies in\n")
    inside = run_command("studio", str(path / "pack"))
    assert inside == (2, "", f"party-card: the folder {path / 'pack'} cannot be used: Not a directory\n")
    assert run_command("studio", "a\0b").status == 2


@pytest.mark.skipif(sys.platform == "win32", reason="another meaning of permissions")
def test_a_folder_that_is_closed_or_read_only_is_told(tmp_path: Path) -> None:
    denied = {os.R_OK: False, os.W_OK: False}
    with no_studio() as run, mock.patch.object(os, "access", lambda _, mode: denied.get(mode, True)):
        result = run_command("studio", str(tmp_path))
    assert result.out == f"The folder {tmp_path} is read-only: you can look at everything, and nothing can be saved.\n"
    assert run.called
    with mock.patch.object(Path, "iterdir", side_effect=PermissionError(13, "Permission denied")):
        result = run_command("studio", str(tmp_path))
    assert result == (2, "", f"party-card: the folder {tmp_path} cannot be used: Permission denied\n")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "８０", "1e3", "99999999999999999999"])
def test_what_is_no_port_is_told(port: str) -> None:
    result = run_command("studio", "--port", port)
    assert result.status == 2
    assert "a port is a number from 1 to 65535" in result.err or "expected one argument" in result.err


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run_command("studio", str(tmp_path), "--port", str(port), "--no-browser")
    assert result.err == f"party-card: the port {port} cannot be used: Address already in use; leave out --port\n"
    assert result.status == 2


@pytest.mark.skipif(sys.platform != "linux", reason="BROWSER is read there")
def test_without_a_browser_the_address_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", str(tmp_path / "no-such-browser"))
    with StudioProcess(tmp_path, opens_browser=True) as studio:
        assert studio.request(f"/{studio.token}/").status == 200
        out, err = studio.interrupt()
    assert err == ""
    assert "Traceback" not in out


@pytest.mark.skipif(sys.platform != "linux", reason="BROWSER is read there")
def test_the_browser_gets_an_address_that_is_answered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >{tmp_path}/part && mv {tmp_path}/part {tmp_path}/address\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    with StudioProcess(tmp_path / "pack", opens_browser=True) as studio:
        deadline = time.monotonic() + TIMEOUT_S
        while not (tmp_path / "address").exists():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        address = (tmp_path / "address").read_text().strip()
        path = "/" + address.partition("//")[2].partition("/")[2]
        assert studio.token not in path, "other people of this machine can see what programs are started with"
        answer = studio.request(path)
        assert (answer.status, answer.headers["Location"]) == (303, f"/{studio.token}/")
        assert studio.request(path).status == 403
