"""The SCORM package: its two files, its manifest, and room for the longest playthrough."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from xml.etree import ElementTree

import pytest

from party_card.engine.compiled import compile_scene
from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.document import write_html_page
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.scorm import MAX_SUSPEND_DATA_CHARS, build_manifest, write_scorm_package
from party_card.modelcheck.explore import explore_scene
from party_card.modelcheck.reachability import find_nodes_reaching_cycles
from party_card.modelcheck.state_space import ReachableStates
from tests.engine.sample import sample_scene
from tests.shipped import load_shipped_pack

PACK = load_shipped_pack()
CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"


def make_bundle(**fields: str) -> ExportBundle:
    return ExportBundle((), {**encode_scenes([sample_scene()]), **fields}, is_campaign=bool(fields.get("campaign")))


def test_a_package_is_a_manifest_and_the_page_and_the_same_bytes_again() -> None:
    package_bytes = write_scorm_package(make_bundle())
    assert package_bytes == write_scorm_package(make_bundle())
    with zipfile.ZipFile(io.BytesIO(package_bytes)) as package:
        assert package.namelist() == ["imsmanifest.xml", "index.html"]
        assert package.read("index.html") == write_html_page(make_bundle(), "scorm")


def test_the_manifest_names_the_page_once_and_no_file_that_is_not_there() -> None:
    root = ElementTree.fromstring(build_manifest(make_bundle()))
    (resource,) = root.iter(f"{CP}resource")
    assert resource.get("{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype") == "sco"
    assert resource.get("href") == "index.html"
    assert [file.get("href") for file in root.iter(f"{CP}file")] == ["index.html"]
    (item,) = root.iter(f"{CP}item")
    assert item.get("identifierref") == resource.get("identifier")
    assert not [name for tag in root.iter() for name in tag.attrib if name.endswith("schemaLocation")]


def test_a_campaign_has_its_own_name() -> None:
    assert ElementTree.fromstring(build_manifest(make_bundle())).get("identifier") == "party-card-paper"
    assert (
        ElementTree.fromstring(build_manifest(make_bundle(campaign="winter"))).get("identifier") == "party-card-winter"
    )


@pytest.mark.parametrize(
    "hostile", ["</title><x/>", "a & b", "\"'", "]]>", "a\x00\x1f\ud800\uffffb", "\u2028\U0001f468"]
)
def test_a_hostile_title_stays_text(hostile: str) -> None:
    root = ElementTree.fromstring(build_manifest(make_bundle(title=hostile)))
    titles = {title.text for title in root.iter(f"{CP}title")}
    assert len(titles) == 1
    assert titles.pop() == "".join(
        character if character not in "\x00\x1f\ud800\uffff" else " " for character in hostile
    )


def longest_playthrough(states: ReachableStates) -> int:
    """Returns the number of choices of the longest playthrough, if none comes back to a passage."""
    edges = {(transition.source, transition.target) for transition in states.enabled_transitions}

    @cache
    def longest_from(passage: int) -> int:
        return max((1 + longest_from(target) for source, target in edges if source == passage), default=0)

    return longest_from(states.model.compiled.system.initial_position[0])


def test_the_longest_walk_of_every_scene_and_of_the_campaign_twice_over_fits_into_suspend_data() -> None:
    assert MAX_SUSPEND_DATA_CHARS == 4096
    rows = []
    for name in PACK.scene_ids():
        states = explore_scene(compile_scene(PACK, PACK.scenes[name]))
        edges = [(transition.source, transition.target) for transition in states.enabled_transitions]
        assert not find_nodes_reaching_cycles(states.passages, edges), "then playthroughs have no end"
        turns = 3 + bool(states.compiled.scene.debrief)
        rows.append(f"{name}.{'0' * 6}.{'0' * (1 + longest_playthrough(states) + turns)}")
        assert len(rows[-1]) < 80
    assert len(";".join(rows + rows)) < MAX_SUSPEND_DATA_CHARS
