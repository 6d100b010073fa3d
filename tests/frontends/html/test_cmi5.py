"""The cmi5 package: its two files, its course structure, and what its page may connect to."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import pytest

from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.cmi5 import COURSE_NAMESPACE, SERVERS, build_course_structure, write_cmi5_package
from party_card.frontends.html.document import build_security_policy, write_html_page
from party_card.frontends.html.encode.page_data import encode_scenes
from tests.engine.sample import sample_scene
from tests.modelcheck.scenes import compile_scene_text
from tests.shipped import load_shipped_scenes

NAMESPACE = f"{{{COURSE_NAMESPACE}}}"
SCHEMA = os.environ.get("PARTY_CARD_CMI5_SCHEMA", "")
PLAIN = "scene: plain\ntitle: Plain\npassages:\n  one:\n    text: x\n    ending: {id: e, title: E}\n"


def make_bundle(*scenes: Any, **fields: str) -> ExportBundle:
    data = {**encode_scenes(scenes or [sample_scene()]), **fields}
    return ExportBundle((), data, is_campaign=bool(fields.get("campaign")))


def read_structure(bundle: ExportBundle) -> ElementTree.Element:
    return ElementTree.fromstring(build_course_structure(bundle))


def test_a_package_is_a_course_structure_and_the_page_and_the_same_bytes_again() -> None:
    package_bytes = write_cmi5_package(make_bundle())
    assert package_bytes == write_cmi5_package(make_bundle())
    with zipfile.ZipFile(io.BytesIO(package_bytes)) as package:
        assert package.namelist() == ["cmi5.xml", "index.html"]
        assert package.read("cmi5.xml").decode() == build_course_structure(make_bundle())
        assert package.read("index.html") == write_html_page(make_bundle(), "cmi5", servers=SERVERS)


def test_the_course_has_one_unit_which_is_done_when_it_is_completed() -> None:
    root = read_structure(make_bundle())
    assert [child.tag for child in root] == [f"{NAMESPACE}course", f"{NAMESPACE}au"]
    course, unit = root
    assert dict(unit.attrib) == {"id": unit.get("id"), "moveOn": "Completed", "launchMethod": "AnyWindow"}
    assert [child.tag.removeprefix(NAMESPACE) for child in course] == ["title", "description"]
    assert [child.tag.removeprefix(NAMESPACE) for child in unit] == ["title", "description", "url"]
    assert unit.findtext(f"{NAMESPACE}url") == "index.html"
    for text in root.iter(f"{NAMESPACE}langstring"):
        assert text.get("lang") == "en"
        assert text.text


def test_identifiers_stay_when_a_scene_is_exported_again_and_differ_between_scenes() -> None:
    def identify(bundle: ExportBundle) -> list[str]:
        return [part.get("id") or "" for part in read_structure(bundle)]

    first = identify(make_bundle())
    assert first == identify(make_bundle())
    assert first[0] != first[1]
    for other in (make_bundle(campaign="winter"), make_bundle(title="Another"), make_bundle(compile_scene_text(PLAIN))):
        assert not set(first) & set(identify(other))
    assert {UUID(identifier.removeprefix("urn:uuid:")).version for identifier in first} == {5}


def test_a_description_is_the_question_of_a_scene_and_with_several_scenes_names_them() -> None:
    def describe(bundle: ExportBundle) -> str | None:
        return read_structure(bundle)[0].findtext(f"{NAMESPACE}description/{NAMESPACE}langstring")

    scenes = load_shipped_scenes()[:2]
    assert describe(make_bundle(scenes[0])) == make_bundle(scenes[0]).data["scenes"][0]["question"]
    both = make_bundle(*scenes).data["scenes"]
    assert describe(make_bundle(*scenes)) == " ".join(f"{scene['title']}: {scene['question']}" for scene in both)
    assert describe(make_bundle(compile_scene_text(PLAIN))) == "Plain", "a platform requires a description"


@pytest.mark.parametrize(
    "hostile", ["</title><x/>", "a & b", "\"'", "]]>", "a\x00\x1f\ud800\uffffb", "\u2028\U0001f468"]
)
def test_a_hostile_title_stays_text(hostile: str) -> None:
    root = read_structure(make_bundle(title=hostile))
    titles = {title.findtext(f"{NAMESPACE}langstring") for title in root.iter(f"{NAMESPACE}title")}
    assert titles == {"".join(" " if character in "\x00\x1f\ud800\uffff" else character for character in hostile)}


def test_the_page_may_connect_to_web_servers_and_a_page_without_a_platform_to_none() -> None:
    assert " connect-src https: http:; " in build_security_policy("", "", servers=SERVERS)
    opened = build_security_policy("", "", servers=SERVERS).replace(" connect-src https: http:;", "")
    assert opened == build_security_policy("", ""), "and is as strict in everything else"


@pytest.mark.release
def test_the_course_structure_is_valid() -> None:
    """The schema is `v1/CourseStructure.xsd` of github.com/AICC/CMI-5_Spec_Current, which no package brings along."""
    etree = pytest.importorskip("lxml.etree")
    if not SCHEMA:
        pytest.skip("PARTY_CARD_CMI5_SCHEMA does not name the schema")
    schema = etree.XMLSchema(etree.fromstring(Path(SCHEMA).read_bytes()))
    scenes = load_shipped_scenes()
    for bundle in (make_bundle(), make_bundle(*scenes, campaign="winter"), *(make_bundle(scene) for scene in scenes)):
        text = build_course_structure(bundle)
        assert schema.validate(etree.fromstring(text.encode())), schema.error_log
        for right, wrong in (('moveOn="Completed"', 'moveOn="Done"'), ("<url>", "<place>"), ("description>", "words>")):
            broken = text.replace(right, wrong).replace(right.replace("<", "</"), wrong.replace("<", "</"))
            assert not schema.validate(etree.fromstring(broken.encode()))
