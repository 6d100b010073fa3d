"""Tests of the entries of the glossary: who somebody was, and, only after an ending, what became of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content import lazy_pack
from party_card.content.file_reader import read_model
from party_card.content.lazy_pack import open_pack
from party_card.content.models import DossierId, SceneId
from party_card.content.overlay import overlay_pack
from party_card.content.pack import Pack, read_pack
from party_card.diagnostics.source import SourceFile
from party_card.engine.compiled import collect_evidence, compile_scene
from party_card.engine.entries import NOT_FOUND_TEXT, build_entry, find_entries
from party_card.engine.footnotes import find_fact_usage
from party_card.engine.page import Entry, Line, Page
from party_card.engine.page_builder import build_page, build_skipped_record
from party_card.engine.playthrough import Playthrough
from tests.pack_files import write_texts

FILES = {
    "seeds/sources.yaml": "references:\n  - {id: log, type: book, title: The Log, issued: 1911}\n"
    "  - {id: register, type: book, title: The Register, issued: 1950}\n",
    "seeds/ferry.yaml": "dossier: ferry\nfacts:\n"
    "  rope-cut: {text: The rope was cut., grade: reported, cite: {source: log, p: 1}, people: [lund]}\n"
    "  lund-ferryman: {text: Lund ran the ferry., grade: documented, cite: {source: log, p: 2}}\n",
    "seeds/afterwards.yaml": "dossier: afterwards\nfacts:\n"
    "  lund-left: {text: Lund left in 1913., date: 1913, grade: contested, cite: {source: register, p: 9}}\n",
    "seeds/people.yaml": """\
people:
  lund:
    name: Dora Lund
    named: [Dora Lund, Lund]
    born: 1870
    died: 1931
    was: She *ran* the ferry. [@lund-ferryman]
    later: She left the town, [@lund-left] and the ferry was sold. [@lund-left; @rope-cut]
  voss:
    name: Karl Voss
    was: Nobody knows him here. [@lund-left]
    later: not found
""",
    "scenes/rope.yaml": """\
scene: rope
title: The rope
span: 1911-05-02
role: {name: a passenger, kind: invented, text: Lund looks at you.}
dossiers: [ferry]
passages:
  one:
    text: Lund waits. Karl Voss does not. [@rope-cut]
    choices:
      - {id: wait, text: Wait., goto: end, did: You waited for Lund.}
  end:
    text: Lund is gone.
    ending: {id: done, title: Done}
record:
  - text: "Somebody cut the rope, and Lund was asked. [@rope-cut]"
debrief:
  - {ask: What did Lund see?, skill: sourcing}
""",
}


def read_files(folder: Path, files: dict[str, str]) -> Pack:
    pack, diagnostics = read_pack(write_texts(folder, files))
    assert not diagnostics, diagnostics
    return pack


def list_pages(pack: Pack) -> list[Page]:
    """Returns every page of the only way through the scene."""
    playthrough = Playthrough(compile_scene(pack, pack.scenes[SceneId("rope")]))
    pages = [build_page(playthrough)]
    while offers := pages[-1].offers:
        playthrough.choose(offers[0].id)
        pages.append(build_page(playthrough))
    return pages


def to_text(line: Line) -> str:
    return "".join(run.text if run.note is None else f"[{run.note}]" for run in line)


def only_entry(page: Page) -> Entry:
    (entry,) = page.entries
    return entry


def test_what_became_of_somebody_is_shown_from_the_record_on_and_never_before(tmp_path: Path) -> None:
    entries = {page.kind: only_entry(page) for page in list_pages(read_files(tmp_path, FILES)) if page.entries}
    assert set(entries) == {"briefing", "passage", "record", "debrief"}
    for kind, entry in entries.items():
        is_after = kind in ("record", "debrief")
        assert to_text(entry.line) == "She ran the ferry.[1]"
        assert entry.years == ("1870–1931" if is_after else "born 1870")
        assert to_text(entry.later) == ("She left the town,[2] and the ferry was sold.[2][3]" if is_after else "")
        assert [note.fact for note in entry.notes] == ["lund-ferryman", *(["lund-left", "rope-cut"] * is_after)]


def test_a_skipped_scene_shows_what_became_of_people_with_its_record(tmp_path: Path) -> None:
    pack = read_files(tmp_path, FILES)
    assert only_entry(build_skipped_record(compile_scene(pack, pack.scenes[SceneId("rope")]))).later


def test_notes_on_people_have_grades_and_full_citations_of_whatever_dossier(tmp_path: Path) -> None:
    record = next(page for page in list_pages(read_files(tmp_path, FILES)) if page.kind == "record")
    notes = only_entry(record).notes
    assert [(note.number, note.grade) for note in notes] == [(1, "documented"), (2, "contested"), (3, "reported")]
    assert [to_text(note.citation) for note in notes] == [
        "The Log (1911), para. 2.",
        "The Register (1950), para. 9.",
        "The Log, para. 1.",
    ]


def test_where_nothing_was_found_it_is_said_after_the_ending(tmp_path: Path) -> None:
    files = {**FILES, "seeds/ferry.yaml": FILES["seeds/ferry.yaml"].replace("[lund]", "[lund, voss]")}
    pack = read_files(tmp_path, files)
    evidence = collect_evidence(pack, pack.scenes[SceneId("rope")])
    before, after = (find_entries(evidence, "Karl Voss", is_after_ending=is_after)[0] for is_after in (False, True))
    assert (to_text(before.later), to_text(after.later)) == ("", NOT_FOUND_TEXT)


def test_a_person_whom_no_fact_of_the_dossiers_names_is_not_explained(tmp_path: Path) -> None:
    pack = read_files(tmp_path, FILES)
    evidence = collect_evidence(pack, pack.scenes[SceneId("rope")])
    assert find_entries(evidence, "Karl Voss", is_after_ending=True) == ()


def test_a_year_of_death_alone_waits_for_the_ending_too(tmp_path: Path) -> None:
    files = {**FILES, "seeds/people.yaml": FILES["seeds/people.yaml"].replace("    born: 1870\n", "")}
    pages = list_pages(read_files(tmp_path, files))
    assert {page.kind: only_entry(page).years for page in pages if page.entries} == {
        "briefing": "", "passage": "", "record": "died 1931", "debrief": "died 1931",
    }  # fmt: skip


def test_a_pack_opened_for_playing_reads_a_dossier_only_for_the_facts_about_people_who_are_met(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_texts(tmp_path, FILES)
    (tmp_path / "seeds" / "other.yaml").write_text(
        "dossier: other\nfacts:\n  mill: {text: A mill., grade: documented, cite: {source: log, p: 3}}\n"
    )
    read_names: list[str] = []

    def record_read(file: SourceFile) -> object:
        if file.text.startswith("dossier:") or "passages:" in file.text:
            read_names.append(Path(file.name).stem)
        return read_model(file)

    monkeypatch.setattr(lazy_pack, "read_model", record_read)
    pages = list_pages(open_pack(tmp_path))
    assert only_entry(pages[0]).line
    assert sorted(read_names) == ["afterwards", "ferry", "rope"]


def test_the_people_of_the_game_keep_their_facts_below_a_pack_that_has_facts_of_the_same_names(tmp_path: Path) -> None:
    game = read_files(tmp_path / "game", FILES)
    own_files = {
        "seeds/own.yaml": "dossier: own\nfacts:\n"
        "  lund-ferryman: {text: Another claim., grade: rumoured, cite: {source: log, p: 5}}\n",
        "scenes/mine.yaml": FILES["scenes/rope.yaml"].replace("scene: rope", "scene: mine"),
    }
    pack = overlay_pack(read_files(tmp_path / "mine", own_files), game)
    evidence = collect_evidence(pack, pack.scenes[SceneId("mine")])
    (entry,) = find_entries(evidence, "Lund", is_after_ending=False)
    assert [note.text for note in entry.notes] == ["Lund ran the ferry."]


def test_own_people_cite_own_facts_first(tmp_path: Path) -> None:
    game = read_files(tmp_path / "game", FILES)
    own_files = {
        "seeds/own.yaml": "dossier: own\nfacts:\n"
        "  lund-left: {text: Another claim., grade: rumoured, cite: {source: log, p: 5}, people: [berg]}\n",
        "seeds/people.yaml": 'people:\n  berg: {name: Ada Berg, was: "A nurse. [@lund-left]", later: not found}\n',
        "scenes/mine.yaml": FILES["scenes/rope.yaml"]
        .replace("scene: rope", "scene: mine")
        .replace("[ferry]", "[own, ferry]"),
    }
    pack = overlay_pack(read_files(tmp_path / "mine", own_files), game)
    evidence = collect_evidence(pack, pack.scenes[SceneId("mine")])
    (entry,) = find_entries(evidence, "Ada Berg", is_after_ending=False)
    assert [note.text for note in entry.notes] == ["Another claim."]
    assert DossierId("own") in pack.dossiers


def test_entries_of_all_people_and_terms_can_be_listed(tmp_path: Path) -> None:
    pack = read_files(tmp_path, FILES)
    evidence = collect_evidence(pack, pack.scenes[SceneId("rope")])
    entries = [build_entry(evidence, subject, is_after_ending=True) for subject in evidence.glossary.subjects.values()]
    assert [(entry.id, entry.form) for entry in entries] == [("lund", "Dora Lund")]


def test_the_note_on_a_person_names_its_source_in_full_though_no_dossier_of_the_scene_has_the_fact(
    tmp_path: Path,
) -> None:
    pack = read_files(tmp_path, FILES)
    compiled = compile_scene(pack, pack.scenes[SceneId("rope")])
    usage = find_fact_usage(pack, compiled, [SceneId("rope")], "lund-left")
    assert to_text(usage.citation) == "The Register (1950), para. 9."
