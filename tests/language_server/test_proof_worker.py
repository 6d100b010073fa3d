"""The process that proves leaves out what a newer request makes idle, and never says less of the newest one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from party_card.language_server import proof_worker
from party_card.language_server.proof_worker import Worker
from party_card.modelcheck import passage_summary
from tests import SOURCE
from tests.language_server.sample import SCENE, write_sample


def ask(worker: Worker, path: Path, text: str, is_outdated: Callable[[], bool] = lambda: False) -> list[dict[str, Any]]:
    request = {"root": str(worker.workspace.root), "version": 1, "paths": [str(path)], "texts": {str(path): text}}
    return list(worker.answer(request, is_outdated))


def test_the_newest_request_is_answered_with_the_proof_and_with_every_file(tmp_path: Path) -> None:
    path = write_sample(tmp_path)
    proof, *others = ask(Worker(tmp_path), path, SCENE)
    assert (proof["path"], proof["proof"]["holds"], proof["problems"]) == (str(path), True, 0)
    assert {Path(name).name for answer in others for name in answer.get("files", {})} == {
        "letter.yaml",
        "post.yaml",
        "sources.yaml",
    }
    assert ["isLast" in answer for answer in (proof, *others)] == [False] * len(others) + [True]


def test_an_outdated_request_is_ended_and_its_text_is_known_all_the_same(tmp_path: Path) -> None:
    path = write_sample(tmp_path)
    worker = Worker(tmp_path)
    assert ask(worker, path, SCENE.replace("Ash.", "Cinders."), lambda: True) == [{"version": 1, "isLast": True}]
    file = worker.workspace.find_file(path)
    assert file is not None
    assert "Cinders." in file.text


def test_a_summary_is_made_again_only_where_more_than_prose_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_sample(tmp_path)
    worker = Worker(tmp_path)
    count = 0

    def count_summary(states: Any) -> Any:
        nonlocal count
        count += 1
        return summarize(states)

    summarize = passage_summary.summarize_passages
    monkeypatch.setattr(proof_worker, "summarize_passages", count_summary)
    first = ask(worker, path, SCENE)[0]["proof"]["passages"]
    assert ask(worker, path, SCENE.replace("Ash.", "Cinders."))[0]["proof"]["passages"] == first
    assert count == 1
    changed = ask(worker, path, SCENE.replace("goto: hidden}", "goto: end}"))[0]["proof"]["passages"]
    assert count == 2
    assert changed["hidden"]["witness"] is None


def test_the_process_ends_with_its_input_and_with_what_is_no_request() -> None:
    command = [sys.executable, "-m", "party_card.language_server.proof_worker"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    for text, is_clean in (("", True), ("no JSON\n", False)):
        process = subprocess.run(
            command, input=text, capture_output=True, text=True, env=environment, timeout=60, check=False
        )
        assert ("JSONDecodeError" in process.stderr) != is_clean
