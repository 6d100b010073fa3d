"""A scene that is being written keeps its place after every change, and nothing played is saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.preview_session import PreviewSession
from party_card.content.pack import Pack
from party_card.engine.compiled import InvalidSceneError
from party_card.storage.store import Store
from tests.app.sample import take_notices
from tests.storage.sample import FILES, LETTER, write_pack


@pytest.fixture
def preview(pack: Pack, tmp_path: Path) -> Iterator[PreviewSession]:
    preview = PreviewSession(pack, folder=tmp_path / "kept")
    preview.session.open(LETTER)
    for step in ("begin", "read", "wait"):
        preview.session.choose(step)
    yield preview
    preview.session.close()


def changed_pack(folder: Path, old_text: str, new_text: str) -> Pack:
    """Writes the pack with a change in the scene of the letter."""
    assert old_text in FILES["letter.yaml"]
    return write_pack(folder, letter=FILES["letter.yaml"].replace(old_text, new_text))


def test_nothing_is_saved(preview: PreviewSession, tmp_path: Path) -> None:
    preview.session.save_answer(1, "words")
    assert preview.session.storage_error == "a scene is being written"
    store, _ = Store.open(tmp_path / "kept")
    assert store.list_playthroughs(preview.session.player) == ()
    store.close()
    assert preview.session.open(LETTER).kind == "briefing", "and every scene begins anew"


def test_a_choice_that_is_gone_is_taken_again_once_it_is_back(
    preview: PreviewSession, pack: Pack, tmp_path: Path
) -> None:
    preview.update_scene(changed_pack(tmp_path / "changed", "id: wait", "id: linger"), LETTER)
    assert preview.session.playthrough.steps[-1] == "read"
    assert take_notices(preview.session).startswith("The choice `wait` is not on offer here any more")
    preview.update_scene(pack, LETTER)
    assert preview.session.playthrough.steps[-1] == "wait"


def test_a_scene_with_mistakes_changes_nothing(preview: PreviewSession, tmp_path: Path) -> None:
    broken_pack = changed_pack(tmp_path / "broken", "goto: told", "goto: nowhere")
    with pytest.raises(InvalidSceneError):
        preview.update_scene(broken_pack, LETTER)
    assert preview.session.choose("tell").ending == "You told"
