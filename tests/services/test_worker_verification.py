"""Other processes prove the same scenes, find the same, and prove nothing if their files differ."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from party_card.content.pack import Pack
from party_card.result_cache.diagnostic_codec import encode_diagnostics
from party_card.services import verification, worker_verification
from party_card.services.errors import UsageError
from party_card.services.known_rules import map_files
from party_card.services.load import load_pack
from party_card.services.prove import ProofRun
from party_card.services.report_codec import encode_report
from party_card.services.verification import verify_scene
from party_card.services.worker_verification import VerificationRequest, submit_requests
from tests.commands.command_line import run_command
from tests.test_cli import GOOD

WritePack = Callable[..., Path]
LONGER = """scene: a
title: A
passages:
  zero: {text: T., choices: [{id: go, text: Go, goto: one}]}
  one: {text: T., ending: {id: e, title: E}}
"""
BROKEN = GOOD.replace("scene: a", "scene: broken").replace("passages:", "passages: [")
LOST_PROCESSES = (
    "party-card: other processes that shared the work have ended, perhaps because memory ran out; "
    "run the command again, with fewer of them\n"
)
MISSPELT = GOOD.replace("scene: a", "scene: misspelt").replace("title:", "titel:")


@pytest.fixture(scope="module")
def other_process() -> Iterator[Executor]:
    """A process that begins with nothing."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
        executor.submit(len, ()).result()  # now it runs
        yield executor


def verify(executor: Executor, root: Path | None) -> dict[str, dict[str, Any]]:
    """Returns the reports on all scenes of a pack, made by other processes."""
    pack = load_pack(root)
    (reports,) = submit_requests([VerificationRequest(pack, root, tuple(pack.scenes), None, None)], executor)
    return dict(reports)


def verify_here(root: Path | None) -> dict[str, dict[str, Any]]:
    pack = load_pack(root)
    find_file = map_files(pack).get
    return {scene: encode_report(verify_scene(pack, scene, languages=None), find_file) for scene in pack.scenes}


def list_results(proof_run: ProofRun) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Returns the reports and diagnostics of a run as data, with the texts of their files."""

    def find_no_file(_: str) -> None:
        return None

    reports = [encode_report(report, find_no_file) for report in proof_run.reports]
    return reports, encode_diagnostics(proof_run.diagnostics, find_no_file)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes begin with nothing")
def test_processes_that_are_copies_read_the_pack_no_more(
    write_pack: WritePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_pack({"scenes/a.yaml": GOOD, "scenes/b.yaml": GOOD.replace("scene: a", "scene: b")})
    monkeypatch.setattr(worker_verification, "_read_part", None)
    alone, together = ProofRun([root]), ProofRun([root])
    assert list(alone.run()) == list(together.run(jobs=2))
    assert list_results(alone) == list_results(together)


def test_the_own_pack_is_proved_the_same_by_a_process_that_begins_with_nothing(other_process: Executor) -> None:
    assert verify(other_process, None) == verify_here(None)


def test_scenes_with_mistakes_are_passed_over(write_pack: WritePack) -> None:
    files = {f"scenes/{name}.yaml": GOOD.replace("scene: a", f"scene: {name}") for name in "abcd"}
    root = write_pack({**files, "scenes/b2.yaml": BROKEN, "scenes/c2.yaml": MISSPELT})
    alone, together = ProofRun([root]), ProofRun([root])
    lines = list(alone.run())
    assert list(together.run(jobs=2)) == lines
    assert "misspelt: not proved; its file has mistakes" in lines
    assert list_results(alone) == list_results(together)


def test_a_scene_that_cannot_be_proved_for_its_mistakes_takes_no_other_of_its_task_along(write_pack: WritePack) -> None:
    files = {f"scenes/s{n}.yaml": GOOD.replace("scene: a", f"scene: s{n}") for n in range(40)}
    lost = LONGER.replace("scene: a", "scene: lost").replace("goto: one}", "goto: one, if: }")
    root = write_pack({**files, "scenes/s20b.yaml": lost})
    with pytest.raises(KeyError):
        verify_here(root)
    alone, together = ProofRun([root]), ProofRun([root])
    lines = list(alone.run())
    assert len(alone.reports) == 40
    assert list(together.run(jobs=2)) == lines
    assert list_results(alone) == list_results(together)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes begin with nothing, and so without this fault")
def test_a_mistake_of_the_program_in_another_process_is_told_as_in_this_one(
    write_pack: WritePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_pack({"scenes/a.yaml": GOOD})
    monkeypatch.setattr(verification, "prove_scene", lambda *_, **__: 1 / 0)
    result = run_command("prove", str(root), "--jobs", "2", "--no-cache")
    assert result.status == 2
    assert "a mistake of the program, not yours: ZeroDivisionError: division by zero" in result.err


def test_several_paths_and_packs_come_in_their_order(write_pack: WritePack, tmp_path: Path) -> None:
    first = write_pack({"scenes/a.yaml": GOOD, "scenes/b.yaml": GOOD.replace("scene: a", "scene: b")})
    shutil.copytree(first, second := tmp_path / "second")
    paths = [first / "scenes" / "b.yaml", second, first]
    alone, together = ProofRun(paths), ProofRun(paths)
    lines = list(alone.run())
    assert list(together.run(jobs=2)) == lines
    assert [report.scene for report in together.reports] == ["b", "a", "b", "a"]
    assert list_results(alone) == list_results(together)


GERMAN = GOOD.replace("scene: a", "scene: a\nlanguage: de").replace("dossiers: []\n", "")
FACT = 'dossier: d\ntitle: D\nfacts:\n  f: {text: "Er sagte \\"nein\\" z. B. um 7 Uhr."}\n'


def test_a_dossier_of_two_languages_is_typeset_as_all_scenes_have_it(
    write_pack: WritePack, other_process: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    german = GERMAN.replace("title:", "dossiers: [d]\ntitle:", 1)
    english = german.replace("scene: a", "scene: b").replace("language: de\n", "")
    root = write_pack({"seeds/d.yaml": FACT, "scenes/a.yaml": german, "scenes/b.yaml": english})
    facts: list[str] = []

    def record(pack: Pack, *arguments: Any, **options: Any) -> Any:
        facts.append(pack.dossiers["d"].facts["f"].text)  # type: ignore[index]  # an id is a text
        return verify_scene(pack, *arguments, **options)

    monkeypatch.setattr(worker_verification, "verify_scene", record)
    assert verify(_RunHere(), root) == verify(other_process, root) == verify_here(root)
    assert facts == [load_pack(root).dossiers["d"].facts["f"].text] * 2  # type: ignore[index]


class _RunHere(Executor):
    """Does what it is given at once, in this process, as one that has inherited nothing."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **options: Any) -> Future[Any]:
        future: Future[Any] = Future()
        inherited = dict(worker_verification._packs)
        worker_verification._packs.clear()
        future.set_result(function(*arguments, **options))
        worker_verification._packs.update(inherited)
        return future


def test_a_process_in_another_folder_finds_a_pack_named_from_here(
    write_pack: WritePack, other_process: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_pack({"scenes/a.yaml": GOOD.replace("ending:", "text: And so on.\n    ending:")})
    monkeypatch.chdir(root.parent)
    assert verify(other_process, Path(root.name)) == verify_here(Path(root.name))


def count_kept_files() -> list[int]:
    """Returns how many files a worker keeps of each pack; runs there."""
    return [len(files) for files in worker_verification._shared_files.values()]


def test_a_worker_that_lives_on_proves_the_files_as_they_are_and_keeps_those_of_one_pack(
    write_pack: WritePack, tmp_path: Path, other_process: Executor
) -> None:
    def count_positions(root: Path) -> list[int]:
        return [report["proof"]["positions"] for report in verify(other_process, root).values()]

    root = write_pack({"seeds/d.yaml": "dossier: d\ntitle: D\n", "scenes/a.yaml": GOOD})
    assert count_positions(root) == [1]
    (root / "scenes" / "a.yaml").write_text(LONGER)
    assert count_positions(root) == [2]
    other = tmp_path / "other"
    (other / "scenes").mkdir(parents=True)
    (other / "scenes" / "a.yaml").write_text(GOOD)
    assert count_positions(other) == [1]
    assert other_process.submit(count_kept_files).result() == [0]
    assert count_positions(root) == [2]
    assert other_process.submit(count_kept_files).result() == [1]


@pytest.mark.parametrize("name", ["scenes/a.yaml", "seeds/d.yaml"])
@pytest.mark.parametrize("is_gone", [False, True])
def test_a_worker_with_other_files_than_those_that_were_read_proves_nothing(
    write_pack: WritePack, other_process: Executor, name: str, is_gone: bool
) -> None:
    root = write_pack({"seeds/d.yaml": "dossier: d\ntitle: D\n", "scenes/a.yaml": GOOD})
    pack = load_pack(root)
    file = root / name
    if is_gone:
        file.unlink()
    else:
        file.write_text(file.read_text() + "# changed\n")
    (reports,) = submit_requests([VerificationRequest(pack, root, tuple(pack.scenes))], other_process)
    with pytest.raises(UsageError) as changed:
        list(reports)
    assert str(changed.value) == f"a worker finds other files in {root}, or is of another version; nothing is proved"
    shutil.rmtree(root)
    (reports,) = submit_requests([VerificationRequest(pack, root, tuple(pack.scenes))], other_process)
    with pytest.raises(UsageError) as missing:
        list(reports)
    assert str(missing.value) == f"a worker cannot read {root}: all workers need the same folder"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes begin with nothing, and so without this fault")
def test_a_process_that_is_ended_from_outside_is_told_in_a_sentence(
    write_pack: WritePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_pack({"scenes/a.yaml": GOOD, "scenes/b.yaml": GOOD.replace("scene: a", "scene: b")})
    monkeypatch.setattr(worker_verification, "verify_scene", lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    result = run_command("prove", str(root), "--jobs", "2")
    assert (result.status, result.err) == (2, LOST_PROCESSES)


def test_a_process_of_another_version_proves_nothing(
    write_pack: WritePack, other_process: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_pack({"scenes/a.yaml": GOOD})
    monkeypatch.setattr(worker_verification, "__version__", "0.0")
    with pytest.raises(UsageError, match="or is of another version"):
        verify(other_process, root)
