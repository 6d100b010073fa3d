"""Whatever pages and other programs do to a file in whatever order, nothing is overwritten unseen, and nothing is lost."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from party_card.content.file_text import normalize_text
from party_card.studio.errors import StudioError
from party_card.studio.file_store import FileStore
from party_card.studio.folder import StudioFolder
from party_card.studio.versions import History

NAME = "scenes/letter.yaml"
TEXTS = st.sampled_from(["", "one\n", "two\n", "three\nlines\nžš\n", "one\ntwo\n"])
STEPS = st.one_of(
    st.tuples(st.just("open"), st.integers(0, 1), st.just("")),
    st.tuples(st.just("save"), st.integers(0, 1), TEXTS),
    st.tuples(st.just("delete"), st.integers(0, 1), st.just("")),
    st.tuples(st.just("foreign write"), st.just(0), TEXTS),
    st.tuples(st.just("foreign delete"), st.just(0), st.just("")),
)


@contextmanager
def new_store() -> Iterator[FileStore]:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("PARTY_CARD_HOME", f"{name}/home")
        folder = StudioFolder(Path(name, "pack"))
        (folder.root / "scenes").mkdir(parents=True)
        store = FileStore(folder, History(folder.root))
        yield store
        store.close()


def read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


@settings(max_examples=60)
@given(steps=st.lists(STEPS, max_size=14))
@example(steps=[("foreign write", 0, "one\n"), ("open", 0, ""), ("save", 0, "two\n")])
@example(steps=[("save", 0, "one\n"), ("foreign write", 0, "two\n"), ("save", 0, "one\n")])
def test_no_text_is_overwritten_unseen_and_none_is_lost(steps: list[tuple[str, int, str]]) -> None:
    with new_store() as store:
        path = store.folder.root / NAME
        hashes = ["", ""]
        seen: list[str | None] = [None, None]
        ours: set[str] = set()
        """The texts that were saved, or seen by a page and then replaced."""
        for action, page, text in steps:
            before = read(path)
            if action == "foreign write":
                path.write_text(text, encoding="utf-8")
            elif action == "foreign delete":
                path.unlink(missing_ok=True)
            elif action == "open" and before is not None:
                content, _ = store.open(path, ())
                hashes[page], seen[page] = content.hash, content.text
            elif action == "save":
                result = store.save(path, text, hashes[page])
                assert result.is_saved == (before in (seen[page], text))
                assert read(path) == (text if result.is_saved else before)
                assert result.content.text == (read(path) or "")
                ours |= {text} | ({before} if before is not None else set()) if result.is_saved else set()
                hashes[page], seen[page] = result.content.hash, read(path)
            elif action == "delete":
                try:
                    store.delete(path, hashes[page])
                    assert read(path) is None
                    assert before in (seen[page], None)
                    ours |= {before} if before is not None else set()
                except StudioError:
                    assert read(path) == before
        found = [store.history.read_version(NAME, version.id) for version in store.history.list_versions(NAME)]
        assert ours <= set(found)


@settings(max_examples=60)
@given(
    first=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    text=st.text(st.one_of(st.characters(), st.sampled_from("\r\n\ufeff\u2028")), max_size=30),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_every_text_comes_back_as_it_was_saved(first: str, text: str, mark: bytes, line_end: str) -> None:
    with new_store() as store:
        path = store.folder.root / NAME
        first = normalize_text(first) + "\n\n"
        path.write_bytes(mark + first.replace("\n", line_end).encode())
        opened, _ = store.open(path, ())
        assert opened.text == normalize_text((mark + first.encode()).decode())
        try:
            saved = store.save(path, text, opened.hash)
        except StudioError as error:
            assert any("\ud800" <= sign <= "\udfff" for sign in text)
            assert "has half a character" in str(error)
            return
        assert saved.is_saved
        data = path.read_bytes()
        assert data == mark + normalize_text(text).replace("\n", line_end).encode()
        again, _ = store.open(path, ())
        assert again.hash == saved.content.hash
        assert again.text == normalize_text(normalize_text(text))
        assert store.save(path, again.text, again.hash).is_saved
        assert path.read_bytes() == data


def test_what_a_killed_studio_left_half_written_is_removed_at_the_next_start() -> None:
    with new_store() as store:
        folder = store.folder.root / "scenes"
        names = (".0123456789abcdef.part", ".fedcba9876543210.part", ".mine.part")
        left, young, own = (folder / name for name in names)
        for path in (left, young, own):
            path.write_text("half", encoding="utf-8")
        for path in (left, own):
            os.utime(path, (1, 1))
        FileStore(store.folder, store.history)
        assert [path.exists() for path in (left, young, own)] == [False, True, True]
