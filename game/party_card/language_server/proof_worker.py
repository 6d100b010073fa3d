"""The process that proves and checks while the server answers: `python -m party_card.language_server.proof_worker`.

It reads a line of JSON for each request and writes one for the proof of each scene, one with the minutes that it takes
to read, then some with what is wrong in
every file, then a last one. A line that comes meanwhile ends the answer early. The process ends with its standard
input, so that it never outlives the server.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from lsprotocol.converters import get_converter

from party_card.content.garbage_collection import skip_long_lived_objects
from party_card.content.models import PassageId
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.source import SourceFile
from party_card.engine.compiled import InvalidSceneError, compile_scene
from party_card.language_server.messages import iter_fixes, to_protocol
from party_card.language_server.positions import TextLines
from party_card.language_server.proof_figures import describe_proof
from party_card.modelcheck import ReachableStates, prove_scene
from party_card.modelcheck.passage_summary import PassageSummary, describe_rules, summarize_passages
from party_card.modelcheck.proof import add_findings_of_words
from party_card.services.workspace import Workspace

Answer = dict[str, Any]
MAX_KEPT_STATES = 500_000
"""More states are not kept: in the memory that they take another scene may have to be proved."""
_FILES_AT_ONCE = 8
"""How many files are checked before the process looks for a newer request."""


class Worker:
    """Keeps its own reading of the pack in `root`, and is sent only the texts that are not saved."""

    def __init__(self, root: Path, *, reads_links_out: bool = True) -> None:
        self.workspace = Workspace(root, root, reads_links_out=reads_links_out)
        self._converter = get_converter()
        self._unsaved: set[Path] = set()
        self._summaries: dict[Path, tuple[Any, Mapping[PassageId, PassageSummary]]] = {}
        self._last_states: tuple[Any, ReachableStates] | None = None
        """The states of the scene that was proved last, with what they depend on: only prose is changed most often."""

    def answer(self, request: dict[str, Any], is_outdated: Callable[[], bool]) -> Iterator[Answer]:
        """Yields the proof of the scene in each file of a request, None if it cannot be proved, then all of `check`.

        Leaves out what is not begun yet as soon as the request is outdated.
        """
        texts = {Path(path): text for path, text in request["texts"].items()}
        for path in self._unsaved - texts.keys():
            self.workspace.discard_text(path)
        for path, text in texts.items():
            self.workspace.set_text(path, text)
        self._unsaved = set(texts)
        self.workspace.refresh()
        version = request["version"]
        for path in map(Path, request["paths"]):
            if not is_outdated():
                for answer in self._prove(path):
                    yield {"version": version, "path": str(path), **answer}
                    if is_outdated():
                        break
        paths = self.workspace.list_paths()
        for start in range(0, len(paths), _FILES_AT_ONCE):
            if not is_outdated():
                part = paths[start : start + _FILES_AT_ONCE]
                diagnostics = self.workspace.check(*part)
                yield {"version": version, "files": {str(path): self._to_data(diagnostics, path) for path in part}}
        yield {"version": version, "isLast": True}

    def _prove(self, path: Path) -> Iterator[Answer]:
        """Yields the proof or None, and the number of mistakes against it; then the proof with its minutes."""
        pack, file = self.workspace.pack, self.workspace.find_file(path)
        scene = next((scene for scene in pack.scenes.values() if scene.location.file is file), None)
        problems = sum(item.is_obstacle for item in self.workspace.check(path))
        if scene is None or problems:
            yield {"proof": None, "problems": problems}
            return
        started_at = time.perf_counter()
        try:
            compiled = compile_scene(pack, scene)
        except InvalidSceneError as error:
            yield {"proof": None, "problems": len(error.diagnostics)}
            return
        rules, known = (scene.scene, describe_rules(compiled)), self._last_states
        self._last_states = None
        known_states = known[1] if known is not None and known[0] == rules else None
        proof = prove_scene(compiled, counts_words=False, known_states=known_states)
        if proof.states is not None and proof.states.state_count <= MAX_KEPT_STATES:
            self._last_states = rules, proof.states
        passages = {} if proof.states is None else self._summarize(path, rules, proof.states)
        answer: Answer = {
            "holds": proof.is_proved,
            "positions": None if proof.states is None else proof.states.state_count,
            "diagnostics": self._to_data(proof.diagnostics, path, has_fixes=True),
            "passages": {
                name: {
                    "endings": item.endings,
                    "values": dict(item.values),
                    "witness": item.witness,
                    "carried": item.carried,
                }
                for name, item in passages.items()
            },
            "figures": describe_proof(proof, has_minutes=False),
            "seconds": time.perf_counter() - started_at,
        }
        problems = sum(item.severity is Severity.ERROR for item in proof.diagnostics)
        yield {"proof": answer, "problems": problems}
        if proof.states is not None:
            proof = add_findings_of_words(proof)
            counted = {
                "diagnostics": self._to_data(proof.diagnostics, path, has_fixes=True),
                "figures": describe_proof(proof),
            }
            yield {"proof": answer | counted, "problems": problems}

    def _summarize(self, path: Path, rules: Any, states: ReachableStates) -> Mapping[PassageId, PassageSummary]:
        """Returns what the states say of the passages; found once as long as only prose changes."""
        known = self._summaries.get(path)
        if known is None or known[0] != rules:
            known = self._summaries[path] = rules, summarize_passages(states)
        return known[1]

    def _to_data(
        self, diagnostics: tuple[Diagnostic, ...], path: Path, *, has_fixes: bool = False
    ) -> list[dict[str, Any]]:
        """Returns what is wrong in a file as the protocol has it; `has_fixes` if each is to have its own as `data`."""
        file = self.workspace.find_file(path)
        lines = TextLines(file.text if file is not None else "")
        messages = []
        for item in diagnostics:
            if item.primary.source.name == self.workspace.name_of(path):
                message = self._converter.unstructure(to_protocol(item, lines, _uri_of))
                if has_fixes:
                    message["data"] = self._converter.unstructure([*iter_fixes(item, lines)])
                messages.append(message)
        return messages


def _uri_of(file: SourceFile) -> str | None:
    return Path(file.name).as_uri() if Path(file.name).is_absolute() else None


def main() -> None:
    """Answers requests until standard input ends."""
    requests: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
    reader = Thread(target=_read_requests, args=(requests,), daemon=True)
    reader.start()
    worker: Worker | None = None
    while (request := requests.get()) is not None:
        if not request:
            continue  # it ended an answer that was complete already
        is_first = worker is None
        worker = worker or Worker(Path(request["root"]), reads_links_out=request["readsLinksOut"])
        for answer in worker.answer(request, lambda: not requests.empty()):
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
        if is_first:
            skip_long_lived_objects()
    reader.join()


def _read_requests(requests: SimpleQueue[dict[str, Any] | None]) -> None:
    try:
        for line in sys.stdin:
            requests.put(json.loads(line))
    finally:  # also if a line is no request: nobody would ever end this process
        requests.put(None)


if __name__ == "__main__":
    main()
