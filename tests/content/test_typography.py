"""Texts in other languages are set with the quotation marks and no-break spaces of these, wherever they are shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.cli import main
from party_card.content.lazy_pack import open_pack
from party_card.content.models import Block, DossierId, FactId, Scene, SceneId
from party_card.content.pack import Pack
from party_card.content.prose import strip_markup
from party_card.content.typography import set_typography
from party_card.engine.compiled import compile_scene
from party_card.modelcheck.story_tests import run_story_tests
from party_card.services.load import load_pack
from party_card.services.workspace import Workspace

EXAMPLE = Path(__file__).parents[2] / "scenes" / "examples" / "high-water"
SCENE = SceneId("high-water")


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("de", '"Ja", sagte er, "\'nein\' heißt nein".', "„Ja“, sagte er, „‚nein‘ heißt nein“."),
        ("de", "wie's z. B. auf S. 12 steht, 5 km weit", "wie’s z.\u00a0B. auf S.\u00a012 steht, 5\u00a0km weit"),
        ("de", "Das ist zu. Beim Tor", "Das ist zu. Beim Tor"),
        ("de-AT", '"Ja"', "„Ja“"),
        ("de-CH", '"Ja"', "«Ja»"),
        ("fr", 'l\'"Humanité" : vrai ?', "l’«\u202fHumanité\u202f»\u00a0: vrai\u202f?"),
        ("uk", 'п\'ять "слів" – це 660 000 тонн', "п’ять «слів»\u00a0– це 660\u00a0000 тонн"),
        ("pl", 'w lesie "dom"', "w\u00a0lesie „dom”"),
        ("es", '¿"Qué"?', "¿«Qué»?"),
        ("ar", 'قالت: "نعم".', "قالت: «نعم»."),
        ("he", 'צה"ל אמר "שלום", דו"ח של מנכ"לית', "צה״ל אמר ”שלום”, דו״ח של מנכ״לית"),
        ("he", "ב\"הארץ\" כתבו על ג'ירפה ברח' הרצל", "ב”הארץ” כתבו על ג׳ירפה ברח׳ הרצל"),
        ("ar", "OpenWeather هو التطبيق.\n\nقالت: OpenWeather", "\u200fOpenWeather هو التطبيق.\n\nقالت: OpenWeather"),
        ("he", "[2.5] עברית", "[2.5] עברית"),
        ("ja", '彼は"はい"と言った。"そう"。', "彼は「はい」と言った。「そう」。"),
        ("zh", '他说"你好"。', "他说“你好”。"),
        ("nl", '"Ja"', "“Ja”"),
        ("de", "„Ja“", "„Ja“"),
        ("en", '"Yes", it\'s 5 km', '"Yes", it\'s 5 km'),
    ],
)
def test_typed_marks_and_spaces_become_those_of_the_language(language: str, typed: str, expected: str) -> None:
    assert set_typography(typed, language) == expected


def test_no_break_spaces_stay_in_prose() -> None:
    assert strip_markup("5\u00a0km\n and «\u202foui\u202f»") == "5\u00a0km and «\u202foui\u202f»"


@given(
    st.text(alphabet="ab \"'.:;!?5«»אהצ中\u00a0", max_size=60),
    st.sampled_from(["de", "fr", "uk", "pl", "he", "ja", "ar", "fi"]),
)
def test_only_marks_and_spaces_change(text: str, language: str) -> None:
    marks = str.maketrans("", "", "\"'“”‘’„‚«»‹›「」『』״׳ \u00a0\u202f\u200f")
    assert set_typography(text, language).translate(marks) == text.translate(marks)


@pytest.fixture
def german_pack(tmp_path: Path) -> Path:
    """A pack that says it is in German, with straight marks in its scene, its story tests and its dossier."""
    root = tmp_path / "pack"
    shutil.copytree(EXAMPLE, root)
    scene = root / "scenes" / "high-water.yaml"
    text = scene.read_text(encoding="utf-8").replace("title: High Water", 'language: de\ntitle: Das "Hochwasser"', 1)
    text = text.replace("The bell has not gone, she says.", 'Sie sagt: "Es läutet nicht." [@rule-five]')
    text = text.replace("text: somebody has made an 11", "text: 'hat \"elf\" gesagt'")
    scene.write_text(text.replace("somebody has made an 11 of your 10", 'Marsh hat "elf" gesagt'), encoding="utf-8")
    dossier = root / "seeds" / "high-water-facts.yaml"
    text = dossier.read_text(encoding="utf-8")
    text = text.replace("At 11 feet the keeper had to send", 'Regel 4 hieß "Meldung". Bei 11 cm had to send')
    text = text.replace("A board with feet", 'Ein "Brett"')
    dossier.write_text(text, encoding="utf-8")
    return root


def open_workspace(root: Path) -> Pack:
    workspace = Workspace(root, root)
    workspace.refresh()
    return workspace.pack


@pytest.mark.parametrize("load", [load_pack, open_pack, open_workspace])
def test_a_pack_written_in_german_has_the_marks_of_german(german_pack: Path, load: Callable[[Path], Pack]) -> None:
    pack = load(german_pack)
    scene = pack.scenes[SCENE]
    assert pack.scene_head(SCENE).title == scene.title == "Das „Hochwasser“"
    assert any("„Es läutet nicht.“" in (block.text or "") for block in _list_blocks(scene))
    dossier = pack.dossiers[DossierId("high-water-facts")]
    assert dossier.facts[FactId("rule-four")].text.startswith("Regel 4 hieß „Meldung“. Bei 11\u00a0cm")
    assert any("Ein „Brett“" in str(term) for term in dossier.terms.values())
    assert pack.scenes[SCENE] is scene


def _list_blocks(scene: Scene) -> list[Block]:
    return [block for passage in scene.passages.values() for block in passage.blocks]


def test_a_model_that_has_not_changed_is_set_once(german_pack: Path) -> None:
    workspace = Workspace(german_pack, german_pack)
    workspace.refresh()
    scene = workspace.pack.scenes[SCENE]
    seeds = german_pack / "seeds" / "sources.yaml"
    seeds.write_text(seeds.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert workspace.refresh()
    assert workspace.pack.scenes[SCENE] is scene


def test_story_tests_may_be_typed_with_straight_marks(german_pack: Path) -> None:
    pack = load_pack(german_pack)
    results = run_story_tests(compile_scene(pack, pack.scenes[SCENE]))
    assert results
    assert not [diagnostic for result in results for diagnostic in result.diagnostics]


def test_a_page_and_a_paper_show_them(german_pack: Path, tmp_path: Path) -> None:
    page, paper = tmp_path / "page.html", tmp_path / "guide.html"
    assert main(["export", str(SCENE), "--pack", str(german_pack), "--html", str(page)]) == 0
    assert main(["print", str(SCENE), "--pack", str(german_pack), "--guide", str(paper)]) == 0
    text = page.read_text(encoding="utf-8")
    assert "„Es läutet nicht.“" in text
    assert "Regel 4 hieß „Meldung“. Bei 11\u00a0cm" in text
    assert all("Das „Hochwasser“" in path.read_text(encoding="utf-8") for path in (page, paper))
