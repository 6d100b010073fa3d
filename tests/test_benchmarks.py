"""What the benchmarks rest on: the pack of 0.1, the comparison of ratios, the figures of their README."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from party_card.content.pack import read_pack
from party_card.diagnostics.diagnostic import Severity
from party_card.engine.compiled import compile_scene
from party_card.modelcheck import prove_scene
from party_card.rules import check_pack
from tests.benchmarks import __main__ as command_line
from tests.benchmarks import results
from tests.benchmarks.benchmark import BENCHMARKS, Benchmark
from tests.benchmarks.cluster import read_progress, summarize
from tests.benchmarks.corpus import unpack_corpus
from tests.benchmarks.processes import run_process
from tests.benchmarks.readme import README, list_sections, renew_figures
from tests.benchmarks.results import iter_regressions, load_results, save_results, take_better


def test_the_pack_of_0_1_is_read_and_proved_by_today_s_program(tmp_path: Path) -> None:
    pack, diagnostics = read_pack(unpack_corpus(tmp_path))
    assert len(pack.scenes) == 13
    assert {d.code for d in (*diagnostics, *check_pack(pack)) if d.severity is not Severity.INFO} == set()
    assert all(prove_scene(compile_scene(pack, scene)).is_proved for scene in pack.scenes.values())


def make_result(**figures: float) -> dict[str, object]:
    return {"version": "0.2.0", "figures": {name.replace("_by_", " ÷ "): value for name, value in figures.items()}}


def test_a_ratio_that_grew_beyond_the_bound_is_named() -> None:
    former = {"start": make_result(title_by_window=2.0, title=100.0), "export": make_result(page_by_words=6.0)}
    present = {"start": make_result(title_by_window=3.2, title=900.0), "export": make_result(page_by_words=8.9)}
    assert list(iter_regressions(former, present)) == [
        ("start", "start: title ÷ window is 3.2; with version 0.2.0 it was 2 (1.6 times as much).")
    ]


def test_nothing_is_said_of_noise_of_new_benchmarks_and_of_what_got_better() -> None:
    former = {"start": make_result(title_by_window=2.0), "export": make_result(page_by_words=6.0)}
    present = {"start": make_result(title_by_window=2.9, page_by_window=9.0), "export": make_result(page_by_words=1.0)}
    assert list(iter_regressions(former, {**present, "new": make_result(a_by_b=9.0)})) == []


def test_of_two_measurements_the_lower_ratio_counts() -> None:
    better = take_better({"a ÷ b": 4.0, "a": 1.0, "c ÷ b": 1.0}, {"a ÷ b": 3.0, "a": 2.0, "c ÷ b": 2.0})
    assert better == {"a ÷ b": 3.0, "a": 2.0, "c ÷ b": 1.0}


def test_every_benchmark_has_its_place_in_the_readme_and_renders_what_was_and_was_not_measured() -> None:
    names = list_sections(README.read_text(encoding="utf-8"))
    assert sorted(names) == sorted(BENCHMARKS)
    assert all(benchmark.load().render({}) for benchmark in BENCHMARKS.values())


def test_the_readme_has_the_kept_figures() -> None:
    text = README.read_text(encoding="utf-8")
    assert renew_figures(text, load_results()) == text


def test_only_what_stands_between_markers_is_renewed() -> None:
    text = "Before 1.\n<!-- figures: page_size -->\nold\n<!-- end of figures -->\nAfter 2.\n"
    source = {"date": "2026-11-30 10:00", "commit": "abc", "python": "3.11", "machine": "2 cores", "load": 0.1}
    figures = {"page, bytes": 51234.0, "bare words, bytes": 15792.0, "page, bytes ÷ bare words": 3.24}
    renewed = renew_figures(text, {"page_size": {**source, "figures": figures}})
    assert renewed.startswith("Before 1.\n<!-- figures: page_size -->\n")
    assert renewed.endswith("<!-- end of figures -->\nAfter 2.\n")
    assert "| bytes | 51,234 | 15,792 | 3.24 | 50,000 |" in renewed
    assert "old" not in renewed


def test_a_benchmark_that_breaks_leaves_the_kept_figures_and_fails_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, readme = tmp_path / "results.json", tmp_path / "README.md"
    save_results({"start": make_result(title_by_window=2.0)}, kept)
    readme.write_text("Nothing.", encoding="utf-8")
    monkeypatch.setattr(results, "RESULTS_FILE", kept)
    monkeypatch.setattr(command_line, "README", readme)
    monkeypatch.setitem(BENCHMARKS, "start", Benchmark("start", timeout_s=0))
    assert command_line.main(["--only", "start"]) == 1
    assert load_results(kept) == {"start": make_result(title_by_window=2.0)}
    assert "no end after 0 s" in capsys.readouterr().err


def test_a_run_on_the_cluster_goes_on_after_what_was_kept(tmp_path: Path) -> None:
    progress = tmp_path / "progress.jsonl"
    assert read_progress(progress) == {}
    both = {"one worker, s": 30.0, "one worker, MB": 90.0, "two workers, s": 20.0, "two workers, MB": 90.0}
    lines = [{"batch": 0.0, **both}, {"batch": 1.0, "two workers, s": 22.0, "two workers, MB": 95.0}]
    progress.write_text("".join(f"{json.dumps(line)}\n" for line in lines) + '{"batch": 2.0, "two', encoding="utf-8")
    done = read_progress(progress)
    assert done == {0: lines[0], 1: lines[1]}
    figures = summarize(iter(done.values()))
    assert (figures["scenes"], figures["two workers, s"], figures["speed-up of two workers"]) == (2000, 42, 1.5)


def test_the_memory_of_a_process_is_its_own_and_not_that_of_the_one_that_measures() -> None:
    much = b"x" * 300_000_000
    cost = run_process([sys.executable, "-c", "pass"], os.environ)
    assert 1 < cost.peak_mb < 100 < len(much) / 1e6
    assert 0 < cost.cpu_s < cost.wall_s + 1


def test_what_a_process_ends_with_and_reads_is_as_asked(tmp_path: Path) -> None:
    file = tmp_path / "letters.txt"
    file.write_text("abc")
    command = [sys.executable, "-c", "import sys; sys.exit(len(sys.stdin.read()))"]
    run_process(command, os.environ, statuses=(3,), stdin=file)
    with pytest.raises(RuntimeError, match=r"^exit status 3: .* -c import sys"):
        run_process(command, os.environ, stdin=file)
    with pytest.raises(RuntimeError, match=r"^cannot be started: no-such-command x"):
        run_process(["no-such-command", "x"], os.environ)
