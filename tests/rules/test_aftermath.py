"""What came after: uncited text, estimates without a source, comparisons of one source, each reported where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.aftermath import DOSSIER, FILES, SCENE
from tests.rules.checking import check_files


def list_messages(folder: Path, dossier: str = DOSSIER, scene: str = SCENE) -> list[tuple[str, str]]:
    files = {**FILES, "seeds/flood": dossier, "scenes/flood": scene}
    found = check_files(folder, {f"{name}.yaml": text.encode() for name, text in files.items()})
    return [(diagnostic.code, diagnostic.message) for diagnostic in found]


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        (
            "It was built anew, and higher.[@dam-rebuilt]", "It was built anew, and higher.", "record-without-citation",
            "this sentence of the record has no source",
        ),
        (
            "No dam would have held such rain.[@rain-cause]", "Rain.[@rain-cause] No dam would have held it.",
            "record-without-citation", "this sentence of the record has no source",
        ),
        (
            "  - heading: The dam\n", "  - heading: The dam\n    chart: homeless\n", "block-shape",
            "this block of the record has both `heading` and `chart`",
        ),
        ("  - heading: The dam\n", '  - heading: ""\n', "empty-text", "this text is empty"),
        ("  - chart: homeless\n", "  - {chart: homeless, label: Moss}\n", "block-shape", "only a `text` can have a `label`"),
        ("chart: homeless", "chart: homelss", "unknown-figure", "the scene's dossiers have no figure `homelss`"),
        ("compare: bell-rung", "compare: bell-rang", "unknown-fact", "the scene's dossiers have no fact `bell-rang`"),
        (
            "compare: bell-rung", "compare: lamps-out", "nothing-to-compare",
            "the fact `lamps-out` has one source, so there is nothing to compare",
        ),
    ],
)  # fmt: skip
def test_a_part_of_the_scene_is_held_to_what_a_record_is(
    tmp_path: Path, old: str, new: str, code: str, message: str
) -> None:
    assert old in SCENE
    assert list_messages(tmp_path, scene=SCENE.replace(old, new)) == [(code, message)]


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("fact: homeless-old,", "fact: homeless-older,", "unknown-fact", "this dossier has no fact `homeless-older`"),
        (
            ", fact: homeless-valley}", "}", "missing-key",
            "this estimate has no `fact`",
        ),
        ("number: 5.5-6.5", "number: 6.5-5.5", "bad-figure", "an estimate of the figure `homeless` is not a number"),
        (
            "    unit: thousand people\n", "    unit: thousand people\n    cite: {page: 4}\n", "bad-figure",
            "the estimates of the figure `homeless` have their sources in their facts",
        ),
        (
            "    unit: thousand people\n", "    unit: thousand people\n    points: {1932: 4}\n", "bad-figure",
            "the figure `homeless` has both `points` and `estimates`",
        ),
    ],
)  # fmt: skip
def test_an_estimate_has_a_number_and_a_fact_that_states_it(
    tmp_path: Path, old: str, new: str, code: str, message: str
) -> None:
    assert old in DOSSIER
    assert list_messages(tmp_path, DOSSIER.replace(old, new)) == [(code, message)]


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        ("{title: Ice, unit: cm, cite: {page: 4}}", "the figure `ice` has no numbers"),
        ("{title: Ice, unit: cm, points: {1931: 4}}", "the figure `ice` says nowhere where its numbers stand"),
    ],
)
def test_a_figure_needs_numbers_and_their_source(tmp_path: Path, figure: str, message: str) -> None:
    assert list_messages(tmp_path, f"{DOSSIER}  ice: {figure}\n") == [("bad-figure", message)]


def test_a_document_is_not_compared(tmp_path: Path) -> None:
    documents = """\
documents:
  telegram:
    title: A telegram
    kept: Town archive
    description: It orders the bell to be rung.
    maker: The office.
    audience: The signalman.
    purpose: To warn the town.
    cite: {page: 7}
"""
    scene = SCENE.replace("compare: bell-rung", "compare: telegram")
    assert list_messages(tmp_path, DOSSIER + documents, scene) == [
        ("nothing-to-compare", "`telegram` is a document; only the sources of a fact are compared")
    ]


def test_facts_that_are_only_compared_or_estimated_are_not_idle(tmp_path: Path) -> None:
    files = {**FILES, "scenes/flood": SCENE.replace("The bell rings.[@bell-rung] ", "")}
    encoded_files = {f"{name}.yaml": text.encode() for name, text in files.items()}
    found = check_files(tmp_path, encoded_files, with_remarks=True)
    idle = [diagnostic.message for diagnostic in found if diagnostic.code == "idle-facts"]
    assert not [message for message in idle if "bell-rung" in message or "homeless" in message]
