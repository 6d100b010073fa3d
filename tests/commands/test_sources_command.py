"""`party-card sources` as it is typed."""

from __future__ import annotations

import re
from pathlib import Path

from tests.commands.command_line import run_command
from tests.shipped import load_shipped_pack


def test_coverage_by_scenes_counts_what_each_record_shows() -> None:
    result = run_command("sources", "coverage", "--by", "scenes")
    assert result.status == 0
    assert "together: 49 of 49 paragraphs, 132 of 132 notes" in result.out
    assert re.search(r"^  ten-cattle: \d+ paragraphs, \d+ notes, \d+ facts$", result.out, re.MULTILINE)
    assert "the end of the campaign" in result.out


def test_a_pack_whose_records_show_nothing_is_not_covered(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("references:\n  - {id: book, type: book, title: A Book}\n")
    (tmp_path / "index.yaml").write_text(
        "index: book\nparagraphs:\n  - {p: 1, section: All, words: 3, fingerprint: 0000000000000000, notes: [7]}\n"
    )
    (tmp_path / "facts.yaml").write_text(
        "dossier: d\nfacts:\n  f: {text: It was., grade: documented, cite: {source: book, p: 1, n: 7}}\n"
    )
    assert run_command("sources", "coverage", "--pack", str(tmp_path)).status == 0
    result = run_command("sources", "coverage", "--by", "scenes", "--pack", str(tmp_path))
    assert result.status == 1
    assert "notes without a fact: 7" in result.out


def test_the_sources_are_listed_as_a_bibliography() -> None:
    result = run_command("sources")
    assert result.status == 0
    entries = result.out.splitlines()
    assert len(entries) == len(load_shipped_pack().sources)
    assert "Kotkin, Stephen. Stalin: Waiting for Hitler, 1929–1941. New York: Penguin Press, 2017." in entries


def test_a_text_that_is_not_the_source_is_told_so(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("Another book altogether.\n")
    result = run_command("sources", "verify", "--text", str(copy))
    assert result.status == 1
    assert "none of the 49 paragraphs of `kotkin-2017` stands in this copy" in result.out
    assert run_command("sources", "verify", "--text", str(tmp_path / "missing.txt")).status == 2


def test_an_index_is_made_from_a_copy(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("One thing was said.1 Another.2\n\nA HEADING\n\nThe last.3\n")
    result = run_command("sources", "index", "--text", str(copy), "--source", "book")
    assert result.status == 0
    assert result.out.startswith("index: book\n")
    assert 'section: "A Heading"' in result.out


def test_sources_are_exported_by_the_ending_of_the_file(sample_root: Path, tmp_path: Path) -> None:
    for name, part in (("s.txt", "Author, Anna."), ("s.json", '"type": "book"'), ("s.bib", "@book{book,")):
        result = run_command("sources", "export", "--to", str(tmp_path / name), "--pack", str(sample_root))
        assert result.status == 0
        assert part in (tmp_path / name).read_text("utf-8")
    result = run_command("sources", "export", "--to", "s.xml", "--pack", str(sample_root))
    assert result.status == 2
    assert "must end in .txt, .json or .bib" in result.err
