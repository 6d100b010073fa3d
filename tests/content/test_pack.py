"""A pack is read whole: what each file is, what it holds, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from party_card.content.lazy_pack import open_pack
from party_card.content.overlay import exclude_scenes, overlay
from party_card.content.pack import builtin, read_pack

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
    pack, problems = read_pack(root)
    assert not problems
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
    _, problems = read_pack(write_pack({"a.yaml": SCENE.format("same"), "b.yaml": SCENE.format("same")}), Path("x"))
    assert [(p.code, p.primary.source.name, p.others[0].source.name) for p in problems] == [
        ("duplicate-id", str(Path("x/b.yaml")), str(Path("x/a.yaml")))
    ]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(write_pack: Callable[..., Path]) -> None:
    root = write_pack({"a.yaml": SCENE.format("a"), "b.yaml": "x"})
    (root / "b.yaml").write_bytes("scene: b\ntitle: Grüße\n".encode("latin-1"))
    (root / "c.yaml").mkdir()
    pack, problems = read_pack(root)
    assert list(pack.scenes) == ["a"]
    assert [(p.code, p.primary.span.line) for p in problems] == [("not-utf8", 2), ("unreadable-file", 1)]


def test_line_ends_and_marks_of_other_systems_do_not_matter(write_pack: Callable[..., Path]) -> None:
    root = write_pack({"a.yaml": ""})
    (root / "a.yaml").write_bytes(b"\xef\xbb\xbf" + SCENE.format("a").replace("\n", "\r\n").encode())
    pack, problems = read_pack(root)
    assert not problems
    assert list(pack.scenes) == ["a"]


def test_a_teachers_pack_rests_on_the_dossiers_of_the_game(write_pack: Callable[..., Path]) -> None:
    pack, _ = read_pack(write_pack({"a.yaml": SCENE.format("a")}))
    base, _ = read_pack(builtin())
    merged = overlay(pack, base)
    assert "ryutin-affair" in merged.dossiers
    assert list(merged.scenes) == ["a"]


def test_a_teachers_campaign_may_name_scenes_of_the_game(write_pack: Callable[..., Path]) -> None:
    pack, _ = read_pack(
        write_pack({"a.yaml": SCENE.format("a"), "b.yaml": "campaign: mine\ntitle: Mine\nscenes: [papers, a, lost]\n"})
    )
    merged = overlay(pack, read_pack(builtin())[0])
    assert merged.order() == ("papers", "a")
    assert set(merged.scenes) == {"papers", "a"}, "and nothing that it does not name"


def test_a_scene_that_is_left_out_is_not_there() -> None:
    pack = open_pack(builtin())
    fewer = exclude_scenes(pack, ["papers"])
    assert set(pack.scenes) - set(fewer.scenes) == {"papers"}
    assert len(fewer.scenes) == len(pack.scenes) - 1
    assert "papers" not in fewer.order()
    assert "papers" not in fewer.scenes
    with pytest.raises(KeyError):
        fewer.scenes["papers"]  # type: ignore[index]
    assert exclude_scenes(pack, []) is pack


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        (["paper"], "there is no scene `paper` to leave out; did you mean `papers`?"),
        (["zzzzzzzz"], "there are: "),
        (list(open_pack(builtin()).scenes), "nothing to play"),
    ],
)
def test_what_cannot_be_left_out_is_said_so(left_out: list[str], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        exclude_scenes(open_pack(builtin()), left_out)


def test_what_is_no_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        read_pack(tmp_path / "missing")


def test_the_pack_that_comes_with_the_game_is_read_without_a_problem() -> None:
    pack, problems = read_pack(builtin())
    assert not problems
    assert "forbidden-paper" in pack.scenes
