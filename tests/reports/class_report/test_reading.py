"""Handed-in files: each is counted, or named with a reason, whatever it is and however it was sent."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.frontends.shared.transcript.transcript_data import (
    BROKEN,
    LATER_VERSION,
    NO_DATA,
    TranscriptData,
    to_block_text,
)
from party_card.reports.class_report import file_entries, reasons
from party_card.reports.class_report.class_list import ClassListError, parse_class_list
from party_card.reports.class_report.reading import is_transcript, read_handed_in_files
from tests.reports.class_report.students import to_html


def make_data(
    nickname: str = "heron", revision: int = 1, attempt_id: str = "a" * 32, answer: str = ""
) -> TranscriptData:
    answers = {"Why?": answer} if answer else {}
    return TranscriptData(
        "0.2.0",
        "",
        "bread",
        "Bread",
        "0" * 16,
        nickname=nickname,
        attempt_id=attempt_id,
        revision=revision,
        answers=answers,
    )


def zip_files(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


HERON = to_html(make_data()).encode()


def read(folder: Path, files: Mapping[str, bytes]) -> tuple[list[str], dict[str, str]]:
    """Writes files and reads them; returns the names of those counted, and the reasons for the others."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    handed_in = read_handed_in_files(folder)
    assert handed_in.file_count >= len(handed_in.transcripts) + len(handed_in.uncounted)
    return [item.file for item in handed_in.transcripts], {file.name: file.reason for file in handed_in.uncounted}


# ------------------------------------------------------------------------------------------------------------ counted


@pytest.mark.parametrize(
    "content",
    [
        HERON,
        b"\xef\xbb\xbf" + HERON,
        HERON.decode().encode("utf-16"),
        b"<p>caf\xe9</p>" + HERON,
        f"# Bread\n\n```json\n{to_block_text(make_data())}\n```\n".encode(),
        f'{{"scene": "bread", "transcript": {to_block_text(make_data())}}}'.encode(),
    ],
    ids=["html", "mark", "utf-16", "latin-1", "markdown", "json"],
)
def test_every_form_counts_under_any_name(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, {"my homework": content}) == (["my homework"], {})


def test_folders_and_zips_in_zips_are_opened(tmp_path: Path) -> None:
    files = [to_html(make_data(f"student{number}", attempt_id=f"{number:032x}")).encode() for number in range(5)]
    inner = zip_files({"c.html": files[2]})
    middle = zip_files({"b.html": files[1], "inner.zip": inner})
    counted, uncounted = read(
        tmp_path, {"deep/er/a.html": files[0], "all.zip": zip_files({"x/middle.zip": middle, "d.html": files[3]})}
    )
    assert counted == [
        "all.zip/d.html",
        "all.zip/x/middle.zip/b.html",
        "all.zip/x/middle.zip/inner.zip/c.html",
        "deep/er/a.html",
    ]
    assert not uncounted


def test_a_zip_can_stand_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "moodle.zip").write_bytes(zip_files({"Heron_1_file/a.html": HERON}))
    assert [item.file for item in read_handed_in_files(tmp_path / "moodle.zip").transcripts] == [
        "moodle.zip/Heron_1_file/a.html"
    ]


def test_what_systems_leave_is_passed_over(tmp_path: Path) -> None:
    leftovers = {
        ".DS_Store": b"x",
        "__MACOSX/._a.html": b"x",
        "Thumbs.db": b"x",
        "z.zip": zip_files({"__MACOSX/._a.html": b"x"}),
    }
    assert read(tmp_path, {"a.html": HERON, **leftovers}) == (["a.html"], {})


def test_own_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("heron")
    (tmp_path / "a.html").write_bytes(HERON)
    assert read_handed_in_files(tmp_path, [tmp_path / "list.txt"]).file_count == 1


# ---------------------------------------------------------------------------------------------------------- repeated


def test_the_newest_state_of_a_playthrough_counts_whatever_it_is_called(tmp_path: Path) -> None:
    counted, uncounted = read(tmp_path, {
        "a.html": to_html(make_data(revision=2)).encode(),
        "b (1).html": to_html(make_data(revision=7)).encode(),
        "c.html": to_html(make_data(revision=7)).encode(),
    })  # fmt: skip
    assert counted == ["b (1).html"]
    assert uncounted == {
        "a.html": reasons.EARLIER.format(file="b (1).html"), "c.html": reasons.COPY.format(file="b (1).html"),
    }  # fmt: skip


def test_the_markdown_beside_the_html_is_no_copy(tmp_path: Path) -> None:
    block = to_block_text(make_data()).encode()
    assert read(tmp_path, {"a.html": HERON, "a.md": block}) == (["a.html"], {})


def test_a_copy_under_another_nickname_is_named(tmp_path: Path) -> None:
    counted, uncounted = read(tmp_path, {"a.html": HERON, "b.html": to_html(make_data("lark")).encode()})
    assert (counted, uncounted) == (["a.html"], {"b.html": reasons.OTHER_NICKNAME.format(file="a.html")})


def test_one_of_two_different_texts_of_the_same_state_was_changed(tmp_path: Path) -> None:
    counted, uncounted = read(tmp_path, {"a.html": HERON, "b.html": to_html(make_data(answer="So.")).encode()})
    assert (counted, uncounted) == (["a.html"], {"b.html": reasons.CHANGED.format(file="a.html")})


def test_playthroughs_that_were_never_saved_are_different_ones(tmp_path: Path) -> None:
    first, second = (to_html(make_data(attempt_id="", answer=text)).encode() for text in ("One.", "Two."))
    assert read(tmp_path, {"a.html": first, "b.html": second}) == (["a.html", "b.html"], {})


# --------------------------------------------------------------------------------------------------------- uncounted


def lock(content: bytes) -> bytes:
    """Marks the first file of a zip as locked with a password."""
    data = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.html", b" \n", reasons.EMPTY),
        ("photo.jpg", b"\xff\xd8\xff\x00", reasons.NOT_TEXT),
        ("print.pdf", b"%PDF-1.7\n\xff", reasons.PRINTED),
        ("essay.docx", zip_files({"[Content_Types].xml": b"<x/>"}), reasons.DOCUMENT),
        ("essay.txt", b"My essay.", NO_DATA),
        ("cut.html", HERON[: HERON.index(b"attempt_id")], BROKEN),
        ("later.html", HERON.replace(b'"version": 1', b'"version": 2'), LATER_VERSION),
        ("broken.zip", zip_files({"a.html": HERON})[:-30], reasons.DAMAGED_ZIP),
    ],
    ids=["empty", "picture", "pdf", "document", "essay", "cut", "later", "zip"],
)  # fmt: skip
def test_a_file_without_a_transcript_is_named_with_the_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    assert read(tmp_path, {"a.html": to_html(make_data(attempt_id="b" * 32)).encode(), name: content}) == (
        ["a.html"], {name: reason},
    )  # fmt: skip


def test_a_locked_zip_is_named(tmp_path: Path) -> None:
    _, uncounted = read(tmp_path, {"a.zip": lock(zip_files({"a.html": HERON}))})
    assert uncounted == {"a.zip/a.html": "This file is locked with a password; make the zip without one."}


def test_zips_are_opened_to_a_depth(tmp_path: Path) -> None:
    content = zip_files({"a.html": HERON})
    for _ in range(file_entries.MAX_ZIP_DEPTH):
        content = zip_files({"in.zip": content})
    assert read(tmp_path, {"out.zip": content}) == ([], {"out.zip/in.zip/in.zip/in.zip": reasons.TOO_DEEP})


def test_a_zip_that_swells_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_entries, "MAX_FILE_BYTES", 100_000)
    assert read(tmp_path, {"bomb.zip": zip_files({"a.html": bytes(300_000)})}) == (
        [],
        {"bomb.zip/a.html": reasons.TOO_LARGE},
    )


@pytest.mark.parametrize(("limit", "value"), [("MAX_FILES", 2), ("MAX_TOTAL_BYTES", 2 * len(HERON))])
def test_reading_ends_at_a_limit_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(file_entries, limit, value)
    files = {f"{letter}.html": to_html(make_data(attempt_id=letter * 32)).encode() for letter in "abcd"}
    counted, uncounted = read(tmp_path, files)
    assert counted == ["a.html", "b.html"]
    assert uncounted == {"c.html": reasons.TOO_MUCH}


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "device.html").symlink_to("/dev/zero")
    assert read(tmp_path, {"a.html": HERON}) == (["a.html"], {"device.html": reasons.LINK})


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    assert read(tmp_path, {"a.html": HERON}) == (["a.html"], {"pipe.html": reasons.UNREADABLE})


@given(content=st.binary(max_size=200), prefix=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", HERON[:200]]))
def test_any_bytes_are_counted_or_named(
    tmp_path_factory: pytest.TempPathFactory, prefix: bytes, content: bytes
) -> None:
    counted, uncounted = read(tmp_path_factory.mktemp("any"), {"file": prefix + content})
    assert len(counted) + len(uncounted) == 1


def test_a_report_does_not_replace_a_transcript(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HERON)
    assert is_transcript(tmp_path / "a.html")
    assert not is_transcript(tmp_path / "b.html")


def test_the_same_playthrough_saved_on_two_days_is_a_copy(tmp_path: Path) -> None:
    first, second = (replace(make_data(), app=app) for app in ("0.2.0", "0.2.0"))
    _, uncounted = read(tmp_path, {"a.html": to_html(first).encode(), "sub/a.html": to_html(second).encode()})
    assert uncounted == {"sub/a.html": reasons.COPY.format(file="a.html")}


# -------------------------------------------------------------------------------------------------------- class list


@pytest.mark.parametrize(
    "content",
    [
        b"heron\nlark\n\nheron\n",
        b'\xef\xbb\xbfNickname;Class\r\nheron;9b\r\n"lark";9b\r\n',
        "heron\tx\nlark".encode("utf-16"),
    ],
)
def test_a_list_is_text_or_the_first_column_of_a_table(content: bytes) -> None:
    assert parse_class_list(content) == ("heron", "lark")


@pytest.mark.parametrize("content", [b"", b"Name\n", b"PK\x03\x04\0\0", b"a\n" * 3000])
def test_a_list_without_nicknames_is_refused(content: bytes) -> None:
    with pytest.raises(ClassListError):
        parse_class_list(content)
