"""The SCORM package: its two files, its manifest, and room for the longest walk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from party_card.cli import main
from party_card.content.pack import builtin, read_pack
from party_card.engine.compiled import compile_scene
from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.document import write_document
from party_card.frontends.html.encode.scene import write_data
from party_card.frontends.html.scorm import MOST, manifest, write_package
from party_card.modelcheck.explore import nodes_on_cycles
from party_card.modelcheck.state_space import ReachableStates, explore
from tests.engine.sample import sample_scene
from tests.frontends.html.test_html_export import GOOD

PACK = read_pack(builtin())[0]
CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"


def ready(**more: str) -> ExportBundle:
    return ExportBundle((), {**write_data([sample_scene()]), **more}, campaign=bool(more.get("campaign")))


def test_a_package_is_a_manifest_and_the_page_and_the_same_bytes_again() -> None:
    packed = write_package(ready())
    assert packed == write_package(ready())
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        assert package.namelist() == ["imsmanifest.xml", "index.html"]
        assert package.read("index.html") == write_document(ready(), "player-scorm.js")


def test_the_manifest_names_the_page_once_and_no_file_that_is_not_there() -> None:
    root = ElementTree.fromstring(manifest(ready()))
    (resource,) = root.iter(f"{CP}resource")
    assert resource.get("{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype") == "sco"
    assert resource.get("href") == "index.html"
    assert [file.get("href") for file in root.iter(f"{CP}file")] == ["index.html"]
    (item,) = root.iter(f"{CP}item")
    assert item.get("identifierref") == resource.get("identifier")
    assert not [name for one in root.iter() for name in one.attrib if name.endswith("schemaLocation")]


def test_a_campaign_has_its_own_name() -> None:
    assert ElementTree.fromstring(manifest(ready())).get("identifier") == "party-card-paper"
    assert ElementTree.fromstring(manifest(ready(campaign="winter"))).get("identifier") == "party-card-winter"


@pytest.mark.parametrize("said", ["</title><x/>", "a & b", "\"'", "]]>", "a\x00\x1f\ud800\uffffb", "\u2028\U0001f468"])
def test_a_hostile_title_stays_text(said: str) -> None:
    root = ElementTree.fromstring(manifest(ready(title=said)))
    titles = {one.text for one in root.iter(f"{CP}title")}
    assert len(titles) == 1
    assert titles.pop() == "".join(letter if letter not in "\x00\x1f\ud800\uffff" else " " for letter in said)


def test_export_writes_both_from_one_proof(write_pack: Callable[..., Path], tmp_path: Path) -> None:
    root = write_pack({"scenes/bridge.yaml": GOOD})
    page, package = tmp_path / "a.html", tmp_path / "a.zip"
    assert main(["export", "bridge", "--html", str(page), "--scorm", str(package), "--pack", str(root)]) == 0
    assert zipfile.ZipFile(package).testzip() is None
    assert page.stat().st_size > 0


def longest(states: ReachableStates) -> int:
    """How many choices the longest walk makes, where no walk comes back to a passage."""
    ways = {(way.source, way.goal) for way in states.used_transitions}

    @cache
    def further(passage: int) -> int:
        return max((1 + further(goal) for source, goal in ways if source == passage), default=0)

    return further(states.model.compiled.system.start[0])


def test_the_longest_walk_of_every_scene_and_of_the_campaign_twice_over_fits_into_suspend_data() -> None:
    assert MOST == 4096
    rows = []
    for name in PACK.order():
        atlas = explore(compile_scene(PACK, PACK.scenes[name]))
        assert not nodes_on_cycles(atlas.passages, [(way.source, way.goal) for way in atlas.used_transitions]), (
            "then walks have no end"
        )
        turns = 3 + bool(atlas.compiled.scene.debrief)
        rows.append(f"{name}.{'0' * 6}.{'0' * (1 + longest(atlas) + turns)}")
        assert len(rows[-1]) < 80
    assert len(";".join(rows + rows)) < MOST
