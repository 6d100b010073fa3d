"""Tests that no text of an author costs more than time in proportion to its length."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from party_card.content.prose import parse_prose
from party_card.content.unread_files import find_unread_files
from party_card.evidence.wording import is_quoted_verbatim
from party_card.importers.harlowe_assignments import _find_target_of_put

ROOT = Path(__file__).resolve().parents[1]
TIMEOUT_S = 900
NOT_DONE = -1.0


def _run(*arguments: str) -> str:
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=TIMEOUT_S).stdout


def test_no_regular_expression_of_the_program_grows_with_the_square_of_a_text() -> None:
    *slow_patterns, count = _run("tests.hostile_patterns", "16000", "0.06").splitlines()
    if slow_patterns:  # perhaps the machine was busy with something else
        *slow_patterns, count = _run("tests.hostile_patterns", "16000", "0.06").splitlines()
    assert not slow_patterns
    assert int(count.split()[0]) > 200


@pytest.mark.release
def test_no_regular_expression_grows_with_the_square_of_a_long_text_however_it_ends() -> None:
    assert _run("tests.hostile_patterns", "30000", "0.2", "--every-end").count("\n") == 1


@pytest.mark.release
def test_no_rule_renderer_or_importer_grows_with_the_square_of_a_hostile_text() -> None:
    rows = _measure_hostile_texts()
    assert len(rows) > 400
    assert [name for name, _, factor in rows if factor == NOT_DONE] == [], "not done in a minute"
    slow_names = [name for name, seconds, factor in rows if _grows_with_the_square(seconds, factor)]
    repeated = _measure_hostile_texts(*slow_names) if slow_names else []
    assert [row for row in repeated if _grows_with_the_square(*row[1:])] == []


def _measure_hostile_texts(*names: str) -> list[tuple[str, float, float]]:
    """Returns the name, the seconds and the factor on twice the text of each job; NOT_DONE if it was stopped."""
    rows = []
    for line in _run("tests.benchmarks.hostile_text", "40000", *names).splitlines():
        name, _, factor = line.partition(" s   ×")
        name, seconds = name.rsplit(maxsplit=1) if factor else (name, "0")
        rows.append((name, float(seconds), float(factor) if factor else NOT_DONE))
    return rows


def _grows_with_the_square(seconds: float, factor: float) -> bool:
    return seconds > 0.17 and factor > 3.2


def test_a_quotation_of_one_long_repetition_is_compared_at_once() -> None:
    text = "ab " * 40_000
    assert is_quoted_verbatim(text[:60_000] + "ab", text)
    assert not is_quoted_verbatim(text[:60_000] + "a", text)
    assert not is_quoted_verbatim("b" * 30_000, "b" * 60_000)


def test_expressions_that_grow_with_the_square_are_found() -> None:
    texts = (r"[ \t]+$", r"\s*\[x\]", r'"(?:[^"\\]|\\.)*"', r"\(.+\)", r"(?:a|a\r?)*b")
    command = "import re,sys\nfrom tests.hostile_patterns import *\n" + "\n".join(
        f"print(len(find_slow_patterns([UsedPattern('x', re.compile({text!r}), False)], 16000, 0.06)))"
        for text in texts
    )
    shown = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True, timeout=TIMEOUT_S
    ).stdout
    assert shown.split() == ["1"] * len(texts)


def test_a_text_of_many_stars_and_escapes_is_read_whole() -> None:
    (paragraph,) = parse_prose("\\* a" * 20_001 + " [@x]" + "  *y*")
    assert paragraph[0].text == "* a" * 20_001
    assert [(span.text, span.italic, span.fact) for span in paragraph[1:]] == [
        ("", False, "x"), (" ", False, ""), ("y", True, ""),
    ]  # fmt: skip


def test_a_note_of_many_comment_lines_from_windows_is_judged_at_once(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "notes.txt").write_bytes(b"# a\r\n" * 60 + b"Notes\r\n")
    assert find_unread_files(tmp_path, tmp_path, ("seeds",)) == []


def test_the_target_of_put_is_the_whole_name_of_a_variable() -> None:
    for text, target in (
        ("3 into $score", "$score"),
        ("$a into _first_name", "_first_name"),
        ("into $1 into $b", "$b"),
        ("into it", None),
    ):
        match = _find_target_of_put(text)
        assert (match[1] if match else None) == target
