"""A record in layers: the essentials, the pairs that answer each other, the whole story, what came after."""

from __future__ import annotations

from pathlib import Path

from party_card.engine import page as pages
from party_card.engine.page import Page
from party_card.engine.page_builder import build_page, build_skipped_record
from party_card.engine.record_layers import split_layers
from tests.consequence import LAYERED, SCENE, compile_ferry, play_ferry

DRY = ("open-it", "greet", "tell", "reveal")


def open_record(folder: Path, *choices: str, scene: str = LAYERED) -> Page:
    return build_page(play_ferry(folder, *(choices or DRY), scene=scene))


def read_line(line: pages.Line) -> str:
    return "".join(run.text for run in line)


def test_the_essentials_come_first_and_every_layer_has_its_heading(tmp_path: Path) -> None:
    page = open_record(tmp_path)
    layers = split_layers(page)
    assert page.heading == "The record"
    assert [layer.heading for layer in layers] == [
        "What really happened", "Your decisions and theirs", "The whole story", "What came after",
    ]  # fmt: skip
    assert [type(block).__name__ for block in layers[0].blocks] == ["RecordParagraph", "RecordParagraph", "Chart"]
    assert all(page.blocks[layer.start :][: len(layer.blocks)] == layer.blocks for layer in layers)
    assert sum(len(layer.blocks) for layer in layers) == len(page.blocks) - len(layers)


def test_only_passages_with_a_record_stand_beside_it(tmp_path: Path) -> None:
    _, pairs, *_ = split_layers(open_record(tmp_path))
    assert [read_line(block.player_line) for block in pairs.blocks if isinstance(block, pages.Comparison)] == [
        "You opened the crate."
    ]


def test_a_layer_without_content_is_left_out(tmp_path: Path) -> None:
    scene = LAYERED.replace('    record: "The crate was opened on the quay. [@crate-opened]"\n', "")
    scene = scene.replace("    history: [open-it]\n", "").split("aftermath:")[0]
    layers = split_layers(open_record(tmp_path, scene=scene))
    assert [layer.heading for layer in layers] == ["What really happened", "The whole story"]


def test_a_scene_without_essentials_has_the_record_of_before(tmp_path: Path) -> None:
    page = open_record(tmp_path, scene=SCENE)
    assert split_layers(page) == ()
    assert page.heading == "What really happened"
    assert [block.text for block in page.blocks if isinstance(block, pages.Heading)] == ["The whole story"]


def test_who_skips_a_scene_meets_the_layers_too(tmp_path: Path) -> None:
    page = build_skipped_record(compile_ferry(tmp_path, LAYERED))
    assert [layer.heading for layer in split_layers(page)] == [
        "What really happened", "The whole story", "What came after",
    ]  # fmt: skip
    assert page.offers == ()


def test_no_citation_refers_to_a_note_that_another_layer_may_hold(tmp_path: Path) -> None:
    page = open_record(tmp_path)
    assert [read_line(note.citation) for note in page.notes] == [
        "Liis Tamm, “The book of the ferry,” 1911, 3.",
        "Tamm, “The book of the ferry,” 5.",
        "Tamm, “The book of the ferry,” 9.",
        "Tamm, “The book of the ferry,” 4.",
    ]


def test_what_a_pair_has_in_common_stands_below_its_record(tmp_path: Path) -> None:
    scene = LAYERED.replace("    history: [open-it]\n", "    in_common: Both had *no* key.\n    history: [open-it]\n")
    pair = next(block for block in open_record(tmp_path, scene=scene).blocks if isinstance(block, pages.Comparison))
    assert read_line(pair.record_line) == "The crate was opened on the quay. Both had no key."
    assert [run.italic for run in pair.record_line if run.text.startswith("Both")] == [True]
    assert pair.grades == ("documented",)
