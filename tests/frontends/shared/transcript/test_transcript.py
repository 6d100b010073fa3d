"""A walk on paper: all that was read and chosen, nothing that was not, and the same every time."""

from __future__ import annotations

import errno
import json
import os
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from party_card.app.open_playthrough import OpenPlaythrough
from party_card.content.pack import Pack
from party_card.engine.page import Run
from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.transcript import files as transcript_files
from party_card.frontends.shared.transcript.files import transcript_name, write_transcript
from party_card.frontends.shared.transcript.json import to_json_data
from party_card.frontends.shared.transcript.markdown import _escape, _line, to_markdown
from party_card.frontends.shared.transcript.transcript_data import MARKDOWN_HEADING
from party_card.storage.errors import StorageError
from party_card.storage.player_name import is_visible, normalize_nickname
from party_card.storage.saved_playthrough import SavedPlaythrough
from tests.random_examples import random_examples
from tests.storage.sample import letter, walk, write_pack

WHOLE = ("begin", "read", "wait", "tell", "reveal", "close", "close")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return write_pack(tmp_path_factory.mktemp("pack"))


def test_a_decision_is_written_with_what_else_was_on_offer(pack: Pack) -> None:
    text = to_markdown(walk(pack, "begin", "close-drawer", "shrug"))
    assert (
        """\
## Step 1

*2 March 1931, The registry, composite*

Petrov is out. The drawer of the *registry* desk is open, and one letter lies across the others. [1]

> To whom it concerns.\x20\x20
>\x20\x20
> Nobody is to number this.

**You chose:** Close the drawer

Also on offer:

- Read it

Closed:

- Look at it a second time (You have not read it once)

Notes:

1. Documented. Anna Writer, *A Chronicle of the Office* (Riga: Example Press, 2001), “The office,” para. 1, n. 1.

## Step 2
"""
        in text
    )
    assert "**Ending: You said nothing**" in text


def test_the_record_is_in_it_with_its_notes_once_it_was_seen_and_not_before(pack: Pack) -> None:
    text = to_markdown(walk(pack, *WHOLE))
    for part in (
        "## What really happened",
        "### Decision 2\n\nYou waited. You told him.\n\nWhat really happened (4 March 1931): It was said that the clerk burned it. [2] (rumoured)",
        "| 1931 | over 90 |",
        "**What remains unknown:** What became of the letter is not known.",
        "2. Rumoured. Ibid., para. 2, n. 3.",
        "1. Who would have gained from a number on this letter? (sourcing)",
    ):
        assert part in text
    assert "What really happened" not in to_markdown(walk(pack, *WHOLE[:4]))


def test_data_can_be_written_as_json_and_tells_the_same(pack: Pack) -> None:
    data = cast("Any", to_json_data(walk(pack, *WHOLE)))
    assert json.loads(json.dumps(data)) == data
    assert data["steps"] == list(WHOLE)
    assert data["ending"] == {"id": "told", "title": "You told"}
    assert [page["kind"] for page in data["pages"]] == [
        *("briefing", "passage", "passage", "passage", "passage"),
        *("record", "debrief", "finished"),
    ]
    assert [page["taken"] for page in data["pages"]] == [*WHOLE, None]
    desk = data["pages"][1]
    assert desk["passage"] == "desk"
    assert desk["notes"][0]["fact"] == "desk"
    assert desk["offers"][2] == {
        "id": "look-up",
        "text": "Look at it a second time",
        "open": False,
        "reason": "You have not read it once",
    }
    assert {block["type"] for page in data["pages"] for block in page["blocks"]} == {
        *("paragraph", "heading", "content-note", "document", "comparison", "account", "chart", "unknown", "question"),
        "statement",
    }


@given(st.lists(st.integers(0, 3), max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_walk_has_a_transcript_and_always_the_same(pack: Pack, luck: list[int]) -> None:
    playthrough = Playthrough(letter(pack))
    for number in luck:
        if offers := playthrough.enabled_triggers():
            playthrough.choose(offers[number % len(offers)])
    repeated, _ = Playthrough.resume(letter(pack), playthrough.steps)
    assert to_markdown(playthrough) == to_markdown(repeated)
    assert to_json_data(playthrough) == to_json_data(repeated)
    assert playthrough.steps == repeated.steps, "writing it down takes no step"


def open_entry(playthrough: Playthrough, player: str, attempt: int = 1) -> OpenPlaythrough:
    return OpenPlaythrough(SavedPlaythrough(player, "letter", attempt), playthrough, {})


def test_a_file_is_written_where_the_home_is_set(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path / "home"))
    playthrough = walk(pack, "begin")
    page, text = write_transcript(open_entry(playthrough, "Ёлка 1"), today=date(2026, 11, 22))
    folder = tmp_path / "home" / "transcripts"
    assert page == folder / "2026-11-22 Ёлка 1 – Letter.html"
    assert text == folder / "2026-11-22 Ёлка 1 – Letter.md"
    assert (
        text.read_text("utf-8").partition(MARKDOWN_HEADING)[0]
        == to_markdown(playthrough).partition(MARKDOWN_HEADING)[0]
    )
    assert '<span class="given">22 November 2026</span>' in page.read_text(encoding="utf-8")
    repeated, _ = write_transcript(open_entry(playthrough, "Ёлка 1", 2), today=date(2026, 11, 22))
    assert repeated.name == "2026-11-22 Ёлка 1 – Letter (2).html", "a second walk does not replace the first"


@given(st.text(min_size=1, max_size=40))
def test_a_file_is_named_so_that_every_system_takes_it(pack: Pack, text: str) -> None:
    try:
        nick = normalize_nickname(text)
    except StorageError:
        return
    name = transcript_name(walk(pack, "begin"), nick, date(2026, 11, 22)) + ".html"
    assert not set(name) & set('<>:"/\\|?*')
    assert all(is_visible(letter) for letter in name) and len(name.encode()) < 200


def test_without_a_home_it_goes_to_the_documents_or_else_to_the_data_folder(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, data = tmp_path / "Documents", tmp_path / "data"
    monkeypatch.setattr(transcript_files, "transcript_folders", lambda: (documents, data))
    files = write_transcript(open_entry(walk(pack, "begin"), "Anna"))
    assert {file.parent for file in files} == {documents}
    for file in files:
        file.unlink()
    documents.rmdir()
    documents.write_text("no folder")
    assert {file.parent for file in write_transcript(open_entry(walk(pack, "begin"), "Anna"))} == {data}


def test_answers_stand_beneath_their_questions(pack: Pack) -> None:
    text = to_markdown(walk(pack, *WHOLE), ("- The *registry*.\n\n1. It says", ""))
    assert (
        "1. Who would have gained from a number on this letter? (sourcing)\n\n"
        "   > \\- The \\*registry\\*.\n   >\n   > 1\\. It says\n\n2. Whose talk"
    ) in text
    assert "registry\\*" not in to_markdown(walk(pack, *WHOLE[:5]), ("- The *registry*.", ""))


def test_an_answer_that_begins_with_a_control_character_is_no_code(pack: Pack) -> None:
    assert "code_block" not in [
        token.type for token in MarkdownIt("commonmark").parse(to_markdown(walk(pack, *WHOLE), ("\x1b   0", "")))
    ]


@random_examples(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"])), everyday=30, long=100)
def test_no_answer_turns_into_markup(pack: Pack, text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(to_markdown(walk(pack, *WHOLE), (text, "")))
    plain_tokens = MarkdownIt("commonmark").parse(to_markdown(walk(pack, *WHOLE), ("x", "")))
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or []}
    names = {token.type for token in plain_tokens} | {
        child.type for token in plain_tokens for child in token.children or []
    }
    assert kinds <= names | {"text_special", "hardbreak", "softbreak"}


# ----------------------------------------------------------------------------------------------- Markdown


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
@settings(deadline=None)
def test_no_text_of_a_scene_turns_into_markup(text: str) -> None:
    markdown = _line((Run(f"x{text}"),))
    (inline,) = MarkdownIt("commonmark").parseInline(markdown)
    children = inline.children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    output_text = "".join(child.content for child in children)
    assert output_text.split() == f"x{text}".split()


@pytest.mark.parametrize(
    "text",
    [
        "1. January",
        "- a dash",
        "+ a plus",
        "# a number",
        "> a quotation",
        "1932) then",
        "***",
        "=",
        "---",
        "    a",
        "~~~",
        "&amp; ",
    ],
)
def test_a_paragraph_stays_a_paragraph(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(_line((Run(text),)))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]


def test_emphasis_is_kept_and_control_characters_are_not() -> None:
    assert _line((Run("A "), Run(" very ", italic=True), Run("old\x1b"), Run("", note=3))) == "A  *very* old [3]"
    assert _escape("a*b_c\x00") == "a\\*b\\_c "


def test_a_full_disk_leaves_an_earlier_transcript_whole(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transcript_files, "transcript_folders", lambda: (tmp_path,))
    day = date(2026, 11, 22)
    files = write_transcript(open_entry(walk(pack, *WHOLE), "Anna"), today=day)
    initial = {file: file.read_bytes() for file in files}
    flushes = iter([None, OSError(errno.ENOSPC, "No space left on device")])

    def flush(_: int) -> None:
        if error := next(flushes):
            raise error

    monkeypatch.setattr(os, "fsync", flush)
    with pytest.raises(OSError, match="No space left on device"):
        write_transcript(open_entry(walk(pack, *WHOLE[:-1]), "Anna"), today=day)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == initial


@pytest.mark.parametrize(
    "answer", ["كتبوا 1932 في Pravda", "הם כתבו (ודי)", "他们写了。", "उन्होंने लिखा", "fox 👩\u200d🚀 ❤\ufe0f"]
)
def test_an_answer_in_any_script_is_kept_to_the_letter(pack: Pack, answer: str) -> None:
    playthrough = walk(pack, *WHOLE)
    assert f"> {answer}\n" in to_markdown(playthrough, (answer, ""))
    assert answer in json.dumps(to_json_data(playthrough, (answer, "")), ensure_ascii=False)
