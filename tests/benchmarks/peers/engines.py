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
from tests.benchmarks.peers.writers import write_bardic, write_ink, write_yaml

PEERS_FOLDER = Path(__file__).parent
ROOT = PEERS_FOLDER.parents[2]
RANDOM_NUMBER_COUNT = 1 << 17
"""Random numbers drawn in advance for all engines; after the last one they repeat."""


class EngineProcess:
    """An engine in a separate process."""

    def __init__(self, requests: IO[str], responses: IO[str]) -> None:
        self._requests, self._responses = requests, responses

    def ask(self, **request: Any) -> Any:
        """Sends a request and returns the response."""
        print(json.dumps(request), file=self._requests, flush=True)
        line = self._responses.readline()
        assert line, "the player ended: see its message above"
        return json.loads(line)


@contextmanager
def start_engines(story: Story, peers: Path, folder: Path) -> Iterator[Mapping[str, EngineProcess]]:
    """Starts all engines with a story loaded; `peers` has `venv` and `node_modules`, `folder` takes the files."""
    story_folder = folder / story.name
    story_folder.mkdir()
    for suffix, text in (("yaml", write_yaml(story)), ("ink", write_ink(story)), ("bard", write_bardic(story))):
        (story_folder / f"story.{suffix}").write_text(text, encoding="utf-8")
    random_numbers_file = str(story_folder / "random_numbers.json")
    random = Random(1932)
    Path(random_numbers_file).write_text(
        json.dumps([random.random() for _ in range(RANDOM_NUMBER_COUNT)]), encoding="utf-8"
    )
    ink, ours, bard = (str(story_folder / name) for name in ("story.json", "story.yaml", "story.bard"))
    compiler = str(peers / "node_modules/inkjs/bin/inkjs-compiler.js")
    subprocess.run(["node", compiler, "-o", ink, str(story_folder / "story.ink")], check=True)
    names = ",".join(variable.name for variable in story.variables)
    python, module = str(peers / "venv/bin/python"), "tests.benchmarks.peers.play_"
    commands = {
        "ours": [sys.executable, "-m", f"{module}ours", "system", ours, random_numbers_file],
        "ours, whole pages": [sys.executable, "-m", f"{module}ours", "page", ours, random_numbers_file],
        "inkjs": ["node", str(PEERS_FOLDER / "play_inkjs.js"), ink, random_numbers_file, names],
        "bink": [python, "-m", f"{module}bink", ink, random_numbers_file, names],
        "Bardic": [python, "-m", f"{module}bardic", bard, random_numbers_file],
    }
    environment = os.environ | {"NODE_PATH": str(peers / "node_modules")}
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
            processes[name] = EngineProcess(process.stdin, process.stdout)
        yield processes
