"""What the rules say of the essentials of a scene, and of pairs that have nothing in common."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.pack import read_pack
from party_card.rules import check_pack
from tests.consequence import DOSSIER, LAYERED, SOURCES
from tests.pack_files import write_texts


def check(folder: Path, scene: str, dossier: str = DOSSIER) -> list[tuple[str, str]]:
    files = {"seeds/sources.yaml": SOURCES, "seeds/ferry-facts.yaml": dossier, "scenes/ferry.yaml": scene}
    pack, diagnostics = read_pack(write_texts(folder, files))
    found = [*diagnostics, *check_pack(pack)]
    others = ("idle-facts", "one-sided-decision")
    return [(diagnostic.code, diagnostic.message) for diagnostic in found if diagnostic.code not in others]


def test_the_scene_is_sound_as_it_stands(tmp_path: Path) -> None:
    linked = LAYERED.replace(
        "    history: [open-it]\n", "    in_common: It is the same crate.\n    history: [open-it]\n"
    )
    assert check(tmp_path, linked) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("  - {chart: crossings}\n", "  - {chart: crossings}\n  - {chart: crossings}\n", "long-essentials",
         "the essentials have 2 charts; one is the most that stands beside them"),
        ("  - {chart: crossings}\n", "  - {heading: The rope}\n", "block-shape",
         "the essentials have no `heading`"),
        ("  - {chart: crossings}\n", "  - {if: chose(tell)}\n", "block-shape",
         "this block of the essentials has none of `text` and `chart`"),
        ('  - {text: "Nobody asked', '  - {label: Tamm, text: "Nobody asked', "block-shape",
         "the essentials have no `label`"),
        ("Nobody asked the ferryman. [@nobody-asked]", "Nobody asked the ferryman.", "record-without-citation",
         "this sentence of the record has no source"),
        ("{chart: crossings}", "{chart: crosings}", "unknown-figure", "crosings"),
        ("in_common: It is the same crate.", 'in_common: ""', "empty-text", "this text is empty"),
    ],
)  # fmt: skip
def test_one_mistake_in_the_essentials_is_one_message(
    old: str, new: str, code: str, message: str, tmp_path: Path
) -> None:
    linked = LAYERED.replace(
        "    history: [open-it]\n", "    in_common: It is the same crate.\n    history: [open-it]\n"
    )
    assert old in linked
    ((found_code, found_message),) = check(tmp_path, linked.replace(old, new))
    assert found_code == code
    assert message in found_message


@pytest.mark.parametrize(
    ("passage", "dossier"),
    [
        ("A crate stands on the quay. [@crate-opened]", DOSSIER),  # the same fact
        ("Liis Tamm stands on the quay.", DOSSIER.replace("crate-opened: {", "crate-opened: {people: [tamm], ")),
        ("A crate stands on the quay. [@rope-cut]",
         DOSSIER.replace("crate-opened: {", "crate-opened: {people: [tamm], ").replace(
             "rope-cut: {", "rope-cut: {people: [tamm], ")),
    ],
    ids=["fact", "person named", "person of both facts"],
)  # fmt: skip
def test_a_fact_or_a_person_links_a_pair(passage: str, dossier: str, tmp_path: Path) -> None:
    people = 'people:\n  tamm: {name: Liis Tamm, was: "A ferrywoman. [@nobody-asked]", later: not found}\n'
    scene = LAYERED.replace("A crate stands on the quay.", passage)
    assert check(tmp_path / "linked", scene, dossier + people) == []
    codes = [code for code, _ in check(tmp_path / "apart", LAYERED, dossier + people)]
    assert codes == ["pair-without-link"]
