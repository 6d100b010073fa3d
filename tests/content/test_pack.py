"""Tests of reading packs: the kind of each file, its contents, and its diagnostics."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from party_card.content.pack import read_pack
from party_card.content.pack_folders import find_builtin_pack

SCENE = "scene: {0}\ntitle: T\npassages: {{one: {{text: T., ending: {{id: e, title: E}}}}}}\n"


def test_a_file_says_by_one_of_its_keys_what_it_is(write_pack: Callable[..., Path]) -> None:
    root = write_pack(
        {
            "scenes/a.yaml": SCENE.format("a"),
            "scenes/campaign.yaml": "campaign: c\ntitle: C\nscenes: [a]\n",
            "seeds/d.yaml": "title: First\ndossier: d\n",
            "seeds/sources.yaml": "references: [{id: s, type: book, title: B}]\n",
            "seeds/s.index.yaml": "index: s\nparagraphs: []\n",
            "assets/pictures/a.svg": "<svg/>",
            "seeds/README.md": "no YAML",
        }
    )
    pack, diagnostics = read_pack(root)
    assert not diagnostics
    assert (list(pack.scenes), list(pack.dossiers), list(pack.sources), list(pack.indexes)) == (
        ["a"],
        ["d"],
        ["s"],
        ["s"],
    )
    assert pack.campaign is not None
    assert list(pack.pictures) == ["a"]
    assert next(file.name for file in pack.files) == str(root / "seeds" / "d.yaml")


def test_a_folder_with_nothing_but_scenes_is_a_pack(write_pack: Callable[..., Path]) -> None:
    pack, _ = read_pack(write_pack({"a.yaml": SCENE.format("a"), "b.yml": SCENE.format("b")}))
    assert list(pack.scenes) == ["a", "b"]


def test_one_name_for_two_scenes_is_told_with_both_places(write_pack: Callable[..., Path]) -> None:
    _, diagnostics = read_pack(write_pack({"a.yaml": SCENE.format("same"), "b.yaml": SCENE.format("same")}), Path("x"))
    assert [
        (diagnostic.code, diagnostic.primary.source.name, diagnostic.secondary[0].source.name)
        for diagnostic in diagnostics
    ] == [("duplicate-id", str(Path("x/b.yaml")), str(Path("x/a.yaml")))]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(write_pack: Callable[..., Path]) -> None:
    root = write_pack({"a.yaml": SCENE.format("a"), "b.yaml": "x"})
    (root / "b.yaml").write_bytes("scene: b\ntitle: Grüße\n".encode("latin-1"))
    (root / "c.yaml").mkdir()
    pack, diagnostics = read_pack(root)
    assert list(pack.scenes) == ["a"]
    assert [(diagnostic.code, diagnostic.primary.span.line) for diagnostic in diagnostics] == [
        ("not-utf8", 2),
        ("unreadable-file", 1),
    ]


def test_line_ends_and_marks_of_other_systems_do_not_matter(write_pack: Callable[..., Path]) -> None:
    root = write_pack({"a.yaml": ""})
    (root / "a.yaml").write_bytes(b"\xef\xbb\xbf" + SCENE.format("a").replace("\n", "\r\n").encode())
    pack, diagnostics = read_pack(root)
    assert not diagnostics
    assert list(pack.scenes) == ["a"]


def test_what_is_no_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        read_pack(tmp_path / "missing")


def test_the_pack_that_comes_with_the_game_is_read_without_a_problem() -> None:
    pack, diagnostics = read_pack(find_builtin_pack())
    assert not diagnostics
    assert "forbidden-paper" in pack.scenes


def test_scenes_outside_a_campaign_stand_in_the_order_of_time(tmp_path: Path) -> None:
    (tmp_path / "scenes").mkdir()
    spans = {
        "late": "Y12024",
        "open": "../1908",
        "ides": "'-0043-03-15'",
        "kings": "'-0752'",
        "decade": "190X",
        "none": "",
    }
    for name, span in spans.items():
        head = f"span: {span}\n" if span else ""
        passages = "passages:\n  one: {text: You wait., ending: {id: done, title: Done}}\n"
        (tmp_path / "scenes" / f"{name}.yaml").write_text(
            f"scene: {name}\ntitle: {name}\n{head}{passages}", encoding="utf-8"
        )
    assert read_pack(tmp_path)[0].scene_ids() == ("open", "kings", "ides", "decade", "late", "none")
