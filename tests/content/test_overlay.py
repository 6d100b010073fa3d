"""Tests of overlays: a teacher's pack on the built-in one, and packs without some of their scenes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from party_card.content.lazy_pack import open_pack
from party_card.content.overlay import exclude_scenes, list_used_sources, overlay_pack
from party_card.content.pack import read_pack
from party_card.content.pack_folders import find_builtin_pack
from tests.content.test_pack import SCENE
from tests.documents import read_documents
from tests.shipped import load_shipped_pack


def test_a_teachers_pack_rests_on_the_dossiers_of_the_game(write_pack: Callable[..., Path]) -> None:
    pack, _ = read_pack(write_pack({"a.yaml": SCENE.format("a")}))
    merged_pack = overlay_pack(pack, load_shipped_pack())
    assert "ryutin-affair" in merged_pack.dossiers
    assert list(merged_pack.scenes) == ["a"]


def test_a_teachers_campaign_may_name_scenes_of_the_game(write_pack: Callable[..., Path]) -> None:
    pack, _ = read_pack(
        write_pack({"a.yaml": SCENE.format("a"), "b.yaml": "campaign: mine\ntitle: Mine\nscenes: [papers, a, lost]\n"})
    )
    merged_pack = overlay_pack(pack, load_shipped_pack())
    assert merged_pack.scene_ids() == ("papers", "a")
    assert set(merged_pack.scenes) == {"papers", "a"}, "and nothing that it does not name"


def test_a_scene_that_is_excluded_is_not_there() -> None:
    pack = open_pack(find_builtin_pack())
    remaining = exclude_scenes(pack, ["papers"])
    assert set(pack.scenes) - set(remaining.scenes) == {"papers"}
    assert len(remaining.scenes) == len(pack.scenes) - 1
    assert "papers" not in remaining.scene_ids()
    assert "papers" not in remaining.scenes
    with pytest.raises(KeyError):
        remaining.scenes["papers"]  # type: ignore[index]
    assert exclude_scenes(pack, []) is pack


@pytest.mark.parametrize(
    ("excluded", "message"),
    [
        (["paper"], "there is no scene `paper` to leave out; did you mean `papers`?"),
        (["zzzzzzzz"], "there are: "),
        (list(open_pack(find_builtin_pack()).scenes), "nothing to play"),
    ],
)
def test_what_cannot_be_left_out_is_said_so(excluded: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        exclude_scenes(open_pack(find_builtin_pack()), excluded)


def test_the_sources_of_documents_that_are_cited_are_among_those_used(tmp_path: Path) -> None:
    base = read_documents(tmp_path / "base")
    own = tmp_path / "own" / "scenes" / "mine.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "scene: mine\ntitle: Mine\ndossiers: [ferry]\npassages:\n  one:\n    text: It came over.[@report]\n"
        "    ending: {id: done, title: Done}\n",
        encoding="utf-8",
    )
    pack = overlay_pack(read_pack(tmp_path / "own")[0], base)
    assert [source.id for source in list_used_sources(pack)] == ["gazette"]
    assert [source.id for source in list_used_sources(base)] == ["office-papers", "gazette"]
