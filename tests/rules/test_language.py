"""A pack in another language: it needs no English, and what measures English words leaves it alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.models import SceneId
from party_card.content.pack import read_pack
from party_card.engine.compiled import compile_scene
from party_card.engine.document_words import list_texts
from party_card.engine.sheets import build_sheet
from tests.documents import DOSSIER, SCENE, SOURCES
from tests.pack_files import write_texts
from tests.rules.checking import check_files

HARD = (
    "Unverantwortliche Bürokratisierungsmaßnahmen verunmöglichten selbstverständliche Zusammenarbeitsvereinbarungen. "
)
GERMAN_SCENE = SCENE.replace("scene: ferry\n", "scene: ferry\nlanguage: de\n")


def list_codes(folder: Path, scene: str, campaign: str = "", *, with_remarks: bool = False) -> list[tuple[str, str]]:
    files = {"seeds/sources.yaml": SOURCES, "seeds/ferry.yaml": DOSSIER, "scenes/ferry.yaml": scene}
    files |= {"scenes/campaign.yaml": campaign} if campaign else {}
    found = check_files(folder, {name: text.encode() for name, text in files.items()}, with_remarks=with_remarks)
    return [(diagnostic.code, diagnostic.message) for diagnostic in found]


def test_a_scene_and_a_campaign_name_their_language_by_its_code(tmp_path: Path) -> None:
    scene = SCENE.replace("scene: ferry\n", "scene: ferry\nlanguage: German\n")
    campaign = "campaign: river\ntitle: Der Fluss\nlanguage: Deutsch\nscenes: [ferry]\n"
    assert list_codes(tmp_path, scene, campaign) == [
        ("bad-language", "`Deutsch` is not the code of a language"),
        ("bad-language", "`German` is not the code of a language"),
    ]


def test_only_english_is_measured_for_how_hard_it_reads(tmp_path: Path) -> None:
    def with_hard_text(scene: str) -> str:
        line = next(line for line in scene.splitlines() if line.strip().startswith("text:"))
        return scene.replace(line, f"{line.partition('text:')[0]}text: >-\n{' ' * 8}{HARD * 30}", 1)

    codes = {name: [code for code, _ in list_codes(tmp_path / name, with_hard_text(scene), with_remarks=True)]
             for name, scene in (("en", SCENE), ("de", GERMAN_SCENE))}  # fmt: skip
    assert ("hard-reading" in codes["en"], "hard-reading" in codes["de"]) == (True, False)


def test_a_document_in_the_language_of_its_pack_needs_no_translation(tmp_path: Path) -> None:
    campaign = "campaign: river\ntitle: Der Fluss\nlanguage: de\nscenes: [ferry]\n"
    assert [message for code, message in list_codes(tmp_path, SCENE, campaign) if code == "undescribed-document"] == [
        "the document `notice` does not say what its words mean in German"
    ]


@pytest.mark.parametrize(
    ("scene", "headings"),
    [
        (SCENE, [("In German", "de"), ("In English", "en")]),
        (GERMAN_SCENE, [("In German", "de")]),
        (
            SCENE.replace("scene: ferry\n", "scene: ferry\nlanguage: uk\n"),
            [("In German", "de"), ("In Ukrainian", "uk")],
        ),
    ],
)
def test_the_words_of_a_document_are_in_the_language_of_the_scene(
    tmp_path: Path, scene: str, headings: list[tuple[str, str]]
) -> None:
    write_texts(tmp_path, {"seeds/sources.yaml": SOURCES, "seeds/ferry.yaml": DOSSIER, "scenes/ferry.yaml": scene})
    pack, _ = read_pack(tmp_path)
    evidence = compile_scene(pack, pack.scenes[SceneId("ferry")]).evidence
    telegram = next(item for name, item in evidence.facts.items() if name == "telegram")
    assert [(text.heading, text.language) for text in list_texts(build_sheet(telegram, evidence))] == headings  # type: ignore[arg-type]
