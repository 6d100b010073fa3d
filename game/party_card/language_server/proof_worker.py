"""The process that proves and checks while the server answers: `python -m party_card.language_server.proof_worker`.

It reads a line of JSON for each request and writes one for the proof of each scene, then one with what is wrong in
every file. It ends with its standard input, so that it never outlives the server.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lsprotocol.converters import get_converter

from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.source import SourceFile
from party_card.engine.compiled import InvalidSceneError, compile_scene
from party_card.language_server.messages import to_protocol
from party_card.language_server.positions import TextLines
from party_card.language_server.proof_figures import describe_proof
from party_card.modelcheck import prove_scene
from party_card.modelcheck.passage_summary import summarize_passages
from party_card.services.workspace import Workspace

Answer = dict[str, Any]


class Worker:
    """Keeps its own reading of the pack in `root`, and is sent only the texts that are not saved."""

    def __init__(self, root: Path) -> None:
        self.workspace = Workspace(root, root)
        self._converter = get_converter()
        self._unsaved: set[Path] = set()

    def answer(self, request: dict[str, Any]) -> Iterator[Answer]:
        """Yields the proof of the scene in each file of a request, None if it cannot be proved, then all of `check`."""
        texts = {Path(path): text for path, text in request["texts"].items()}
        for path in self._unsaved - texts.keys():
            self.workspace.discard_text(path)
        for path, text in texts.items():
            self.workspace.set_text(path, text)
        self._unsaved = set(texts)
        self.workspace.refresh()
        version = request["version"]
        for path in map(Path, request["paths"]):
            yield {"version": version, "path": str(path), **self._prove(path)}
        paths = self.workspace.list_paths()
        diagnostics = self.workspace.check(*paths)
        yield {"version": version, "files": {str(path): self._to_data(diagnostics, path) for path in paths}}

    def _prove(self, path: Path) -> Answer:
        """Returns the proof, None if there is none, and the number of mistakes that stand against it."""
        pack, file = self.workspace.pack, self.workspace.find_file(path)
        scene = next((scene for scene in pack.scenes.values() if scene.location.file is file), None)
        problems = sum(item.is_obstacle for item in self.workspace.check(path))
        if scene is None or problems:
            return {"proof": None, "problems": problems}
        started_at = time.perf_counter()
        try:
            proof = prove_scene(compile_scene(pack, scene))
        except InvalidSceneError as error:
            return {"proof": None, "problems": len(error.diagnostics)}
        passages = {} if proof.states is None else summarize_passages(proof.states)
        answer = {
            "holds": proof.is_proved,
            "positions": None if proof.states is None else proof.states.state_count,
            "diagnostics": self._to_data(proof.diagnostics, path),
            "passages": {
                name: {"endings": item.endings, "values": dict(item.values), "witness": item.witness}
                for name, item in passages.items()
            },
            "figures": describe_proof(proof),
            "seconds": time.perf_counter() - started_at,
        }
        return {"proof": answer, "problems": sum(item.severity is Severity.ERROR for item in proof.diagnostics)}

    def _to_data(self, diagnostics: tuple[Diagnostic, ...], path: Path) -> list[Any]:
        file = self.workspace.find_file(path)
        lines = TextLines(file.text if file is not None else "")
        own = [item for item in diagnostics if item.primary.source.name == self.workspace.name_of(path)]
        return [self._converter.unstructure(to_protocol(item, lines, _uri_of)) for item in own]


def _uri_of(file: SourceFile) -> str | None:
    return Path(file.name).as_uri() if Path(file.name).is_absolute() else None


def main() -> None:
    """Answers requests until standard input ends."""
    worker: Worker | None = None
    for line in sys.stdin:
        request = json.loads(line)
        if worker is None:
            worker = Worker(Path(request["root"]))
        for answer in worker.answer(request):
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
