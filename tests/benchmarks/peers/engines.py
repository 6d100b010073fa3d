"""Starts every engine as a process with the story in its own language; they answer requests in lines of JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import IO, Any

from tests.benchmarks.peers.story import Story
from tests.benchmarks.peers.writers import write_bardic, write_ink, write_yaml, write_yarn

PEERS_FOLDER = Path(__file__).parent
ROOT = PEERS_FOLDER.parents[2]
RANDOM_NUMBER_COUNT = 1 << 17
"""Random numbers drawn in advance for all engines; after the last one they repeat."""


class EngineProcess:
    """An engine in a separate process."""

    def __init__(self, requests: IO[str], responses: IO[str], pid: int) -> None:
        self._requests, self._responses, self._pid = requests, responses, pid

    def ask(self, **request: Any) -> Any:
        """Sends a request and returns the response."""
        print(json.dumps(request), file=self._requests, flush=True)
        line = self._responses.readline()
        assert line, "the player ended: see its message above"
        return json.loads(line)

    def read_peak_mb(self) -> float:
        """Returns the most memory that the process has had so far."""
        status = Path(f"/proc/{self._pid}/status").read_text(encoding="utf-8")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024


def write_engine_commands(story: Story, peers: Path, folder: Path) -> dict[str, list[str]]:
    """Writes a story in all languages into `folder`; returns the command of each engine that plays it."""
    story_folder = folder / story.name
    story_folder.mkdir()
    writers = {"yaml": write_yaml, "ink": write_ink, "bard": write_bardic, "yarn": write_yarn}
    for suffix, write in writers.items():
        (story_folder / f"story.{suffix}").write_text(write(story), encoding="utf-8")
    random_numbers_file = str(story_folder / "random_numbers.json")
    random = Random(1932)
    Path(random_numbers_file).write_text(
        json.dumps([random.random() for _ in range(RANDOM_NUMBER_COUNT)]), encoding="utf-8"
    )
    ink, ours, bard, yarn = (str(story_folder / f"story.{suffix}") for suffix in ("json", "yaml", "bard", "yarn"))
    compiler = str(peers / "node_modules/inkjs/bin/inkjs-compiler.js")
    subprocess.run(["node", compiler, "-o", ink, str(story_folder / "story.ink")], check=True)
    names = ",".join(variable.name for variable in story.variables)
    python, module = str(peers / "venv/bin/python"), "tests.benchmarks.peers.play_"
    return {
        "ours": [sys.executable, "-m", f"{module}ours", "system", ours, random_numbers_file],
        "ours, whole pages": [sys.executable, "-m", f"{module}ours", "page", ours, random_numbers_file],
        "inkjs": ["node", str(PEERS_FOLDER / "play_inkjs.js"), ink, random_numbers_file, names],
        "bink": [python, "-m", f"{module}bink", ink, random_numbers_file, names],
        "yarn-bound": ["node", str(PEERS_FOLDER / "play_yarn.js"), yarn, random_numbers_file, names],
        "Bardic": [python, "-m", f"{module}bardic", bard, random_numbers_file],
    }


def make_peer_environment(peers: Path) -> dict[str, str]:
    """Returns the environment in which all engines run."""
    return os.environ | {"NODE_PATH": str(peers / "node_modules")}


@contextmanager
def start_engines(story: Story, peers: Path, folder: Path) -> Iterator[Mapping[str, EngineProcess]]:
    """Starts all engines with a story loaded; `peers` has `venv` and `node_modules`, `folder` takes the files."""
    commands, environment = write_engine_commands(story, peers, folder), make_peer_environment(peers)
    with ExitStack() as stack:
        processes = {}
        for name, command in commands.items():
            process = stack.enter_context(
                subprocess.Popen(
                    command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
            )
            assert process.stdin is not None
            assert process.stdout is not None
            processes[name] = EngineProcess(process.stdin, process.stdout, process.pid)
        yield processes
