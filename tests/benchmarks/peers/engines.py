"""The players as processes: each gets the story in its own language, and answers questions in lines of JSON."""

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
from tests.benchmarks.peers.written import as_bardic, as_ink, as_yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
DICE = 1 << 17
"""So many numbers are thrown beforehand, for all engines alike; the next play after them throws the first again."""


class Engine:
    """A player in a process of its own."""

    def __init__(self, asking: IO[str], answering: IO[str]) -> None:
        self._asking, self._answering = asking, answering

    def ask(self, **asked: Any) -> Any:
        """The answer to one question."""
        print(json.dumps(asked), file=self._asking, flush=True)
        line = self._answering.readline()
        assert line, "the player ended: see its message above"
        return json.loads(line)


@contextmanager
def engines(story: Story, peers: Path, folder: Path) -> Iterator[Mapping[str, Engine]]:
    """All engines with a story loaded; `peers` holds `venv` and `node_modules`, `folder` takes what is written."""
    written = folder / story.name
    written.mkdir()
    for ending, text in (("yaml", as_yaml(story)), ("ink", as_ink(story)), ("bard", as_bardic(story))):
        (written / f"story.{ending}").write_text(text, encoding="utf-8")
    dice = str(written / "dice.json")
    chance = Random(1932)
    Path(dice).write_text(json.dumps([chance.random() for _ in range(DICE)]), encoding="utf-8")
    ink, ours, bard = (str(written / name) for name in ("story.json", "story.yaml", "story.bard"))
    compiler = str(peers / "node_modules/inkjs/bin/inkjs-compiler.js")
    subprocess.run(["node", compiler, "-o", ink, str(written / "story.ink")], check=True)
    names = ",".join(variable.name for variable in story.variables)
    python, module = str(peers / "venv/bin/python"), "tests.benchmarks.peers.play_"
    commands = {
        "ours": [sys.executable, "-m", f"{module}ours", "kernel", ours, dice],
        "ours, whole pages": [sys.executable, "-m", f"{module}ours", "page", ours, dice],
        "inkjs": ["node", str(HERE / "play_inkjs.js"), ink, dice, names],
        "bink": [python, "-m", f"{module}bink", ink, dice, names],
        "Bardic": [python, "-m", f"{module}bardic", bard, dice],
    }
    environment = os.environ | {"NODE_PATH": str(peers / "node_modules")}
    with ExitStack() as stack:
        started = {}
        for name, command in commands.items():
            process = stack.enter_context(
                subprocess.Popen(
                    command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
            )
            assert process.stdin is not None
            assert process.stdout is not None
            started[name] = Engine(process.stdin, process.stdout)
        yield started
