"""The statements of a session, in a learning record store that is used by schools: Ralph."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.frontends.html.cmi5_platform import open_platform
from tests.frontends.html.test_browser_cmi5 import build_page, click, leave, list_verbs, open_device, wait_for
from tests.frontends.html.test_browser_scorm import HOSTILE_ANSWER, SCENE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.release]

RALPH = "ralph-malph[backends,cli,lrs]==5.1.0"
SERVER = """
import sys
import uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend
write = FSLRSBackend.write
def append(self, data, target=None, chunk_size=None, ignore_errors=False, operation_type=None):
    return write(self, data, target, chunk_size, ignore_errors, operation_type or BaseOperationType.APPEND)
FSLRSBackend.write = append  # its own way makes the file, and refuses to write to it again
uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
"""
AUTHORIZATION = "Basic " + b64encode(b"platform:secret").decode()
VERSION = {"X-Experience-API-Version": "1.0.3"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Installs Ralph in an environment of its own and starts it on an empty file; yields its address."""
    folder = tmp_path_factory.mktemp("ralph")
    python = folder / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "-q", RALPH], check=True)
    environment = os.environ | {
        "RALPH_APP_DIR": str(folder),
        "RALPH_AUTH_FILE": str(folder / "auth.json"),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder),
        "RALPH_BACKENDS__LRS__FS__DEFAULT_LRS_FILE": "statements.jsonl",
    }
    account = ["-u", "platform", "-p", "secret", "-s", "all", "-A", "platform", "https://platform.example", "-w"]
    subprocess.run([str(python.with_name("ralph")), "auth", *account], check=True, env=environment, cwd=folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([str(python), "-c", SERVER, str(port)], env=environment, cwd=folder)
    address = f"http://127.0.0.1:{port}"
    for _ in range(150):
        try:
            urlopen(f"{address}/__heartbeat__", timeout=1).close()
            break
        except HTTPError:
            break
        except OSError:
            time.sleep(0.2)
    yield address
    process.terminate()
    process.wait(timeout=20)


def test_a_record_store_takes_every_statement_of_a_session_and_gives_it_back(browser: Browser, store: str) -> None:
    with open_platform(build_page(SCENE), record_store=(store, AUTHORIZATION)) as platform:
        with open_device(browser, platform.launch()) as page:
            click(page, "Begin", "Stay a while", "Go on", "Go home", "See what really happened", "To the questions")
            page.locator("#answer-0").fill(HOSTILE_ANSWER)
            click(page, "Finish")
            wait_for(page, lambda: list_verbs(platform)[-1] == "completed")
            leave(page, platform)
        request = Request(f"{store}/xAPI/statements/?limit=100", headers={"Authorization": AUTHORIZATION, **VERSION})
        with urlopen(request) as answer:
            stored = {statement["id"]: statement for statement in json.load(answer)["statements"]}
    assert len(stored) == len(platform.statements) == 6
    for statement in platform.statements:
        assert {name: stored[statement["id"]].get(name) for name in statement} == statement
