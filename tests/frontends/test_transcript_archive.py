"""The archive as a transcript: the shelf, and each file with the answers, in every form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from party_card.app.archive import PlayerArchive
from party_card.app.session import Session
from party_card.frontends.shared.transcript.archive import (
    archive_to_html,
    archive_to_json_data,
    archive_to_markdown,
    read_archive,
)
from party_card.frontends.shared.transcript.files import write_archive_transcript, write_session_transcript
from party_card.frontends.shared.transcript.several_transcripts import find_all_transcript_data
from party_card.reports.class_report.build import build_class_report
from party_card.reports.class_report.reading import read_handed_in_files
from tests.app.archive_campaign import FERRY, KILN, SIGNAL, write_archive_campaign
from tests.app.provenance_campaign import write_provenance_campaign
from tests.app.sample import play


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[PlayerArchive]:
    session = Session(write_archive_campaign(tmp_path / "pack"), folder=tmp_path / "home")
    play(session, FERRY, "let-pass", "tear", "hush", "answer")
    archive = session.open_archive()
    assert archive is not None
    archive.save_answer(1, 2, "documented")
    archive.save_question_answer("The leaf & why.\nIt names <him>.")
    yield archive
    session.close()


def test_markdown_has_shelf_files_and_answers_in_order(archive: PlayerArchive) -> None:
    text = archive_to_markdown(read_archive(archive))
    expected = [
        "# The River",
        "## The cellar of the office",
        "1. **Reed, T.** Office of tolls. 3 papers, card kept.",
        "2. **The Kiln.** No file.",
        "3. **The Signal.** Not played to the end.",
        "### What a stranger cannot conclude",
        "   > The leaf & why.\\\n   > It names \\<him\\>.",
        "## File 1: Reed, T.",
        "> *Gap: After leaf 8 comes leaf 10.*",
        "   > corroborated / documented / reported / not recorded",
        "   > documented. By these papers it is reported. Somebody says so here: one person’s word.",
        "### What you lived",
        "2. You tore the leaf out. *known to nobody but you*",
    ]
    places = [text.find(part) for part in expected]
    assert -1 not in places, expected[places.index(-1)]
    assert places == sorted(places)
    assert (
        "left no paper"
        not in text[places[7] : places[11]].partition("## File 1: Reed, T.\n")[2].partition("## File")[0]
    )


def test_html_escapes_answers_and_shows_every_part(archive: PlayerArchive) -> None:
    text = archive_to_html(read_archive(archive), name="Ann", date="3 May 2027")
    assert "It names &lt;him&gt;." in text
    for part in ("Ann", "3 May 2027", "After leaf 8 comes leaf 10.", "Book of tolls", "You hushed", "The Kiln."):
        assert (part in text) == (part not in ("Book of tolls", "You hushed")), part
    assert text.count("<h2>File 1: Reed, T.</h2>") == 2  # as a stranger, and with what was lived
    assert text.index("A minute") < text.index("You answered.")


def test_three_files_are_written_and_the_data_can_be_read_again(
    archive: PlayerArchive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "documents"
    monkeypatch.setattr("party_card.frontends.shared.transcript.files.transcript_folders", lambda: (folder,))
    html_file, markdown_file = write_archive_transcript(archive, "Ann", date(2027, 5, 3))
    assert (html_file.name, markdown_file.name) == ("2027-05-03 Ann – Archive.html", "2027-05-03 Ann – Archive.md")
    data = json.loads(html_file.with_suffix(".json").read_text(encoding="utf-8"))
    assert data["answer"] == archive.question_answer
    assert [block["closed"] for block in data["shelf"]["blocks"] if block["type"] == "folder"] == [
        "", "no file", "not played"
    ]  # fmt: skip
    assert data["files"][0]["answers"][1] == "documented"
    assert [block["number"] for block in data["files"][0]["lived"]["blocks"] if block["type"] == "file-decision"] == [
        1, 2, 3, 4
    ]  # fmt: skip


def test_the_way_of_a_thing_is_in_every_form_of_the_transcript(tmp_path: Path) -> None:
    session = Session(write_provenance_campaign(tmp_path / "pack"), folder=tmp_path / "home")
    play(session, FERRY, "let-pass", "enter", "hush", "refuse")
    archive = session.open_archive()
    assert archive is not None
    content = read_archive(archive)
    markdown = archive_to_markdown(content)
    way = markdown.partition("## A bell without a clapper\n")[2]
    assert "4. **A bell without a clapper.** Its mark joins 2 papers." in markdown
    for part in (
        "**2 March 1931. The landing.** A bell hangs here, and Counter is paid.",
        "> Against the light: Cast for the \\*ferry\\*, 1890.",
        "**20 March 1931. The yard. The way breaks off.** It was melted down.",
        "From here on no mark joins these papers.",
    ):
        assert part in way, part
    data = archive_to_json_data(content)
    steps = [block for block in data["provenance"]["blocks"] if block["type"] == "step"]  # type: ignore[index]
    assert [(step["kind"], step["office"]) for step in steps] == [
        ("use", "The landing"), ("copy", "The office of tolls"), ("break", "The yard"),
    ]  # fmt: skip
    page = archive_to_html(content)
    assert "<h2>A bell without a clapper</h2>" in page
    assert page.index("The way breaks off") < page.index("no mark joins these papers")
    session.close()


def test_every_form_has_the_data_of_all_finished_scenes_and_a_report_counts_each_scene_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "documents"
    monkeypatch.setattr("party_card.frontends.shared.transcript.files.transcript_folders", lambda: (folder,))
    pack = write_archive_campaign(tmp_path / "pack")
    session = Session(pack, folder=tmp_path / "home", player="Ann")
    play(session, SIGNAL)
    play(session, KILN, "wait")
    alone, _ = write_session_transcript(session)
    play(session, FERRY, "let-pass", "tear", "hush", "answer")
    archive = session.open_archive()
    assert archive is not None
    page, text = write_archive_transcript(archive, "Ann")
    files = (page, text, page.with_suffix(".json"))
    data, *others = (find_all_transcript_data(file.read_text(encoding="utf-8")) for file in files)
    assert others == [data, data]
    assert [(item.scene, item.ending, item.nickname) for item in data] == [
        ("ferry", "thanked", "Ann"), ("kiln", "out", "Ann"),
    ]  # fmt: skip
    assert [(step.passage, step.choice) for step in data[0].steps] == [
        ("landing", "let-pass"), ("book", "tear"), ("night", "hush"), ("office", "answer"),
    ]  # fmt: skip
    assert find_all_transcript_data(alone.read_text(encoding="utf-8")) == (data[1],)

    (folder / "renamed.html").write_bytes(page.read_bytes())
    handed_in = read_handed_in_files(folder)
    assert handed_in.file_count == 6
    report = build_class_report(pack, handed_in.transcripts)
    assert [(scene.scene, len(scene.playthroughs)) for scene in report.scenes] == [("ferry", 1), ("kiln", 1)]
    assert report.students == ("Ann",)
    copy = f"This is a copy of {page.name}, which is counted."
    assert {(file.name, file.reason) for file in handed_in.uncounted} == {
        ("renamed.html (“The Ferry”)", copy), ("renamed.html (“The Kiln”)", copy),
        (alone.name, copy), (alone.with_suffix(".md").name, copy),
    }  # fmt: skip
    session.close()
