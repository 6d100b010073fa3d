"""What came after stands below the record, with the estimates of several sources and the end of the main source."""

from __future__ import annotations

import itertools
from pathlib import Path

from party_card.content.models import SceneId
from party_card.engine import page as pages
from party_card.engine.compiled import compile_scene
from party_card.engine.page import Heading, Line, Page
from party_card.engine.page_builder import build_page, build_skipped_record
from tests.aftermath import play_flood, read_aftermath, write_pack


def open_record(folder: Path, choice: str = "wait") -> Page:
    return build_page(play_flood(folder, choice=choice))


def read_line(line: Line) -> str:
    return "".join(run.text if run.note is None else f"[{run.note}]" for run in line)


def list_headings(page: Page) -> list[tuple[str, int]]:
    return [(block.text, block.level) for block in page.blocks if isinstance(block, Heading)]


def test_what_came_after_follows_the_record_under_a_heading_of_its_own(tmp_path: Path) -> None:
    assert list_headings(open_record(tmp_path)) == [
        ("The whole story", 1),
        ("What came after", 1),
        ("Was the dam to blame? Historians disagree", 2),
        ("The dam", 2),
        ("What became of the people in this scene", 2),
        ("Where the main source ends", 2),
    ]


def test_a_part_with_a_condition_is_there_only_where_it_holds(tmp_path: Path) -> None:
    for choice, is_shown in (("wait", True), ("go", False)):
        blocks = open_record(tmp_path, choice).blocks
        assert any(isinstance(block, pages.Unknown) for block in blocks) == is_shown, choice


def test_a_scene_without_it_tells_what_became_of_its_people_all_the_same(tmp_path: Path) -> None:
    scene = write_pack(tmp_path) / "scenes" / "flood.yaml"
    text = scene.read_text(encoding="utf-8")
    start, end = text.index("aftermath:"), text.index("debrief:")
    playthrough = play_flood(tmp_path)
    assert "What came after" in [name for name, _ in list_headings(build_page(playthrough))]
    from party_card.content.pack import read_pack

    scene.write_text(text[:start] + text[end:], encoding="utf-8")
    pack, _ = read_pack(tmp_path)
    page = build_skipped_record(compile_scene(pack, pack.scenes[SceneId("flood")]))
    assert [name for name, _ in list_headings(page)] == [
        "What came after",
        "What became of the people in this scene",
        "Where the main source ends",
    ], "its people are told of all the same"


def list_fates(page: Page) -> list[tuple[str, str]]:
    blocks = page.blocks
    start = next(n for n, block in enumerate(blocks) if block == Heading("What became of the people in this scene", 2))
    fates = itertools.takewhile(lambda block: isinstance(block, pages.Statement), blocks[start + 1 :])
    return [(block.label, read_line(block.line)) for block in fates if isinstance(block, pages.Statement)]


def test_what_became_of_those_whom_a_playthrough_met_is_told_with_its_sources(tmp_path: Path) -> None:
    met_both, met_one = open_record(tmp_path), open_record(tmp_path, "go")
    note = next(note for note in met_both.notes if note.fact == "orrin-later")
    fate = ("Lea Orrin", f"She kept the night book until 1951.[{note.number}]")
    assert list_fates(met_both) == [("Ada Finch", "What became of this person was not found."), fate], "as they are met"
    assert [name for name, _ in list_fates(met_one)] == ["Lea Orrin"]
    assert "120" in read_line(note.citation)


def test_who_skips_a_scene_is_told_of_all_its_people(tmp_path: Path) -> None:
    pack = read_aftermath(tmp_path)
    page = build_skipped_record(compile_scene(pack, pack.scenes[SceneId("flood")]))
    assert [name for name, _ in list_fates(page)] == ["Ada Finch", "Lea Orrin"], "Lund is named by no passage"


def test_an_estimate_names_who_says_so_how_sure_that_is_and_its_range(tmp_path: Path) -> None:
    page = open_record(tmp_path)
    chart = next(block for block in page.blocks if isinstance(block, pages.Chart))
    facts = {note.number: note.fact for note in page.notes}
    assert chart.note == 0, "each estimate has a note of its own"
    assert [
        (bar.label, bar.low, bar.value, bar.bound, bar.text, bar.by[0].text, facts[bar.by[1].note or 0], bar.grade)
        for bar in chart.bars
    ] == [
        ("The valley", 5.5, 6.5, "", "5.5–6.5", "Harding and Lund 1987", "homeless-valley", "documented"),
        ("The valley", 5.7, 8.7, "", "5.7–8.7", "older estimates", "homeless-old", "reported"),
        ("The town", None, 2.6, "about", "about 2.6", "Moss 2015", "homeless-town", "documented"),
        ("The town", None, 3.9, "over", "over 3.9", "Harding and Lund 1987", "homeless-town-high", "documented"),
    ]


def test_sources_are_compared_with_the_days_between_them_and_what_follows(tmp_path: Path) -> None:
    block = next(block for block in open_record(tmp_path).blocks if isinstance(block, pages.SourceComparison))
    assert read_line(block.line) == "The bell was rung on 14 November.[3]"
    assert block.grades == ("contested",)
    assert block.gap == "30 days apart"
    assert [(item.value, item.says) for item in block.attestations] == [
        ("14 November 1932", ""),
        ("14 December 1932", "The paper has it a month later."),
    ], "the claim stands above its sources"
    assert block.conclusion.startswith("They agree on the day of the month.")


def test_the_days_between_are_told_only_of_two_exact_days(tmp_path: Path) -> None:
    dossier = write_pack(tmp_path) / "seeds" / "flood.yaml"
    text = dossier.read_text(encoding="utf-8")
    from party_card.content.pack import read_pack

    for value, gap in (
        ("1932-11-15", "1 day apart"),
        ("1932-12", ""),
        ("1932-11-14", ""),
        ("1932-12-14~", ""),
        ("noon", ""),
    ):
        dossier.write_text(text.replace("value: 1932-12-14", f"value: {value}"), encoding="utf-8")
        pack, _ = read_pack(tmp_path)
        page = build_skipped_record(compile_scene(pack, pack.scenes[SceneId("flood")]))
        assert next(block.gap for block in page.blocks if isinstance(block, pages.SourceComparison)) == gap, value


def test_the_main_source_is_the_one_with_most_facts_of_those_that_say_where_they_end(tmp_path: Path) -> None:
    page = open_record(tmp_path)
    last = page.blocks[-1]
    assert isinstance(last, pages.Paragraph)
    assert read_line(last.line) == "The night book ends on 30 November 1932; what came after is from other works."
    evidence = compile_scene(pack := read_aftermath(tmp_path), pack.scenes[SceneId("flood")]).evidence
    cited = [str(fact.main_cite.source) for fact in evidence.facts.values()]
    assert cited.count("town-history") > cited.count("night-book"), "the history says nowhere where it ends"
