"""A campaign in another language: its prologue, the pages between scenes, the archive, the end, and what they cite."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from party_card.content.models import Campaign
from party_card.content.pack import Pack, read_pack
from party_card.content.pack_language import find_language
from party_card.content.texts import map_texts
from party_card.diagnostics.source import SourceFile
from party_card.engine.campaign_pages import build_campaign_end_page, compile_campaign
from party_card.engine.compiled import collect_evidence, compile_scene
from party_card.engine.prologue import build_prologue_page, compile_prologue
from party_card.frontends.html.bundle import encode_bundle
from party_card.frontends.shared.scene_data import iter_texts
from party_card.localization import use_language
from party_card.translation.catalogue import parse_catalogue
from party_card.translation.extract import extract_texts
from party_card.translation.files import CAMPAIGN, find_campaign_translation, read_translation
from party_card.translation.findings.translation_citation import count_citations
from party_card.translation.messages import Catalogue, Message
from party_card.translation.overlay import translate_pack
from party_card.translation.scene_texts import list_texts
from tests.commands.command_line import run_command
from tests.shipped import load_shipped_pack
from tests.translation.river_campaign import FERRY, campaign_of, disguise_catalogue, write_river
from tests.translation.sample import disguise


@pytest.fixture
def river(tmp_path: Path) -> Pack:
    pack, diagnostics = read_pack(write_river(tmp_path))
    assert not diagnostics
    return pack


def strip_texts(model: Campaign) -> Campaign:
    return map_texts(model, "", lambda text: f"{text.path} {sorted(count_citations(text.text).items())}")


def test_every_text_of_a_campaign_is_listed_with_its_path(river: Pack) -> None:
    paths = [text.path for text in list_texts(river, campaign_of(river))]
    assert len(paths) == len(set(paths))
    assert paths[0] == "prologue/title"
    assert {
        *("title", "prologue/beats/1/alt", "prologue/beats/2/question", "prologue/beats/2/choices/mine/text"),
        *("scenes/ferry/fact", "archive/title", "archive/text", "archive/conclusions/2/cannot", "archive/question/ask"),
        *("archive/provenance/text", "archive/provenance/entries/1/imprint", "archive/provenance/entries/1/office"),
        *("ending/1/text", "facts/tolls/text", "people/counter/was", "people/counter/named/1"),
    } <= set(paths)


def test_no_text_of_a_translated_campaign_stays_as_it_was(river: Pack) -> None:
    catalogues = {name: disguise_catalogue(river, river.scenes[name]) for name in river.scene_ids()}
    result = translate_pack(river, catalogues, disguise_catalogue(river, campaign_of(river)))
    assert result.untranslated == ()
    scenes = [compile_scene(result.pack, result.pack.scenes[name]) for name in result.pack.scene_ids()]
    encoded = encode_bundle(result.pack, scenes, is_campaign=True, language="en-XA")
    encoded.compare_campaign()
    own_words = {
        "The River",
        "Who took a toll",
        "The landing",
        "bell",
        "Whose is the rope",
        "The tolls were counted",
        "It was counted",
    }
    texts = [*iter_texts([json.loads(json.dumps(encoded.data))])]
    assert not [text for text in texts for words in own_words if words in text]
    assert any(disguise("Whose is the rope?") in text for text in texts)


@cache
def read_river() -> Pack:
    return read_pack(write_river(Path(__import__("tempfile").mkdtemp())))[0]


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_whatever_a_translation_says_only_texts_differ(data: st.DataObject) -> None:
    pack = read_river()
    texts = list_texts(pack, campaign_of(pack))
    wordings = st.one_of(st.text(max_size=30), st.sampled_from([text.text for text in texts]))
    messages = [Message(text.path, text.text, data.draw(wordings), False, 1) for text in texts]
    translated = translate_pack(pack, {}, Catalogue(SourceFile("campaign.po", ""), tuple(messages), "de")).pack
    assert strip_texts(campaign_of(translated)) == strip_texts(campaign_of(pack))
    assert translated.scenes is pack.scenes
    assert [fact.cites for fact in translated.dossiers["river"].facts.values()] == [  # type: ignore[index]
        fact.cites
        for fact in pack.dossiers["river"].facts.values()  # type: ignore[index]
    ]


def test_scenes_of_a_translated_campaign_keep_their_language(river: Pack) -> None:
    translated = translate_pack(river, {}, disguise_catalogue(river, campaign_of(river))).pack
    assert find_language(translated) == find_language(translated, translated.campaign) == "de"
    assert find_language(translated, translated.prologue) == "de"
    assert find_language(translated, translated.scenes[FERRY]) == "en"
    assert collect_evidence(translated, campaign_of(translated)).language == "de"


def test_shared_evidence_is_that_of_the_campaign_else_that_of_the_first_scene(river: Pack) -> None:
    def translate(campaign_says: str, ferry_says: str) -> str:
        catalogues = [
            Catalogue(
                SourceFile("a.po", ""),
                (Message("facts/tolls/text", "The tolls were counted twice.", says, False, 1),) if says else (),
                "de",
            )
            for says in (campaign_says, ferry_says)
        ]
        pack = translate_pack(river, {FERRY: catalogues[1]}, catalogues[0]).pack
        facts = pack.collect_facts(campaign_of(pack))
        assert facts == pack.collect_facts(pack.scenes[FERRY])
        return facts["tolls"].text  # type: ignore[index, union-attr]

    assert translate("Zweimal gezählt.", "Doppelt gezählt.") == "Zweimal gezählt."
    assert translate("", "Doppelt gezählt.") == "Doppelt gezählt."
    assert translate("", "") == "The tolls were counted twice."


def test_evidence_that_a_scene_has_in_the_language_is_not_translated_again(river: Pack) -> None:
    other = disguise_catalogue(river, river.scenes[FERRY], only="facts/")
    extraction, _ = extract_texts(river, campaign_of(river), "de", others=[other])
    assert extraction is not None
    catalogue, errors = parse_catalogue(SourceFile("campaign.po", extraction.content.decode()))
    assert catalogue is not None
    assert errors == ()
    translations = {message.path: message.translation for message in catalogue.messages if message.translation}
    assert translations == {"facts/tolls/text": disguise("The tolls were counted twice.")}
    assert 'The campaign "the-river"' in extraction.content.decode()
    assert "#. Fact shown before the scene “The Ferry”." in extraction.content.decode()


def test_a_translation_that_no_native_teacher_has_read_says_so(river: Pack) -> None:
    words = "No native teacher has read this translation yet."
    for is_unreviewed in (False, True):
        catalogue = disguise_catalogue(river, campaign_of(river))._replace(is_unreviewed=is_unreviewed)
        pack = translate_pack(river, {}, catalogue).pack
        assert pack.prologue is not None
        pages = [build_prologue_page(compile_prologue(pack, pack.prologue), number) for number in (0, 1)]
        pages.append(build_campaign_end_page(compile_campaign(pack, campaign_of(pack)), (), ()))
        assert [words in str(page.blocks) for page in pages] == [is_unreviewed, False, is_unreviewed]
        scenes = [compile_scene(pack, pack.scenes[name]) for name in pack.scene_ids()]
        encoded = encode_bundle(pack, scenes, is_campaign=True, language="de")
        encoded.compare_campaign()


def translate_river(root: Path) -> Path:
    """Writes the translation of the campaign, its citations and numbers kept. Returns its file."""
    result = run_command("translate", "extract", "--campaign", "--language", "de", "--pack", str(root))
    assert (result.status, result.err) == (0, "")
    path = root / "scenes" / "translations" / "de" / "campaign.po"
    head, *messages = re.split(r"(?=\nmsgid )", path.read_text("utf-8"))
    pack, _ = read_pack(root)
    texts = {text.path: text.text for text in list_texts(pack, campaign_of(pack))}
    po = head + "".join(messages)
    for name, text in texts.items():
        start = po.index(f'msgctxt "{name}"\n')
        place = po.index('msgstr ""\n', start)
        translation = disguise(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        po = f'{po[:place]}msgstr "{translation}"\n{po[place + 10 :]}'
    path.write_text(po, "utf-8")
    return path


def test_a_campaign_is_extracted_checked_and_exported_in_a_language(tmp_path: Path) -> None:
    root = write_river(tmp_path / "river")
    path = translate_river(root)
    result = run_command("translate", "check", "--strict", str(path))
    assert (result.status, result.out) == (0, "no problems found in 1 translation\n")
    page = tmp_path / "page.html"
    result = run_command("export", "--campaign", "--language", "de", "--html", str(page), "--pack", str(root))
    assert (result.status, result.err) == (0, "")
    html = page.read_text("utf-8")
    assert html.startswith('<!doctype html>\n<html lang="de">')
    assert f"<title>{disguise('The River')}</title>" in html
    assert disguise("Whose is the rope?") in html
    assert "Let him pass" in html, "the scenes have no translation"


def test_a_plan_of_the_campaign_is_printed_in_a_language(tmp_path: Path) -> None:
    root = write_river(tmp_path / "river")
    translate_river(root)
    plan = tmp_path / "plan.html"
    result = run_command("print", "--campaign", "--language", "de", "--guide", str(plan), "--pack", str(root))
    assert (result.status, result.err) == (0, "")
    html = plan.read_text("utf-8")
    assert '<html lang="de"' in html
    assert disguise("Why somebody looked away.") in html


def test_a_fault_in_the_translation_of_a_campaign_is_found_at_its_place(tmp_path: Path) -> None:
    root = write_river(tmp_path / "river")
    path = translate_river(root)
    po = path.read_text("utf-8")
    start = po.index('msgctxt "ending/1/text"')
    path.write_text(
        po[:start] + po[start:].replace("[@tolls]", "[@others]", 2).replace("[@others]", "[@tolls]", 1), "utf-8"
    )
    result = run_command("translate", "check", str(path), "--format", "concise")
    assert result.status == 1
    assert "error[translation-citation] this translation lacks the citation `[@tolls]`" in result.out


def test_a_scene_called_campaign_has_the_file_of_this_name(tmp_path: Path) -> None:
    root = write_river(tmp_path / "river")
    scene = (root / "scenes" / "kiln.yaml").read_text("utf-8").replace("scene: kiln", "scene: campaign")
    (root / "scenes" / "other.yaml").write_text(scene, "utf-8")
    result = run_command("translate", "extract", "--campaign", "--language", "de", "--pack", str(root))
    assert result.status == 2
    assert f"a scene is called `{CAMPAIGN}`" in result.err


@pytest.mark.parametrize("language", ["de", "uk"])
def test_the_campaign_of_the_game_agrees_in_every_language(language: str) -> None:
    pack = load_shipped_pack()
    path = find_campaign_translation(pack, language)
    assert path is not None
    catalogue, errors = read_translation(path)
    assert catalogue is not None
    assert errors == ()
    result = translate_pack(pack, {}, catalogue)
    assert result.untranslated == ()
    with use_language(language):
        scenes = [compile_scene(result.pack, result.pack.scenes[name]) for name in result.pack.scene_ids()[:2]]
    encode_bundle(result.pack, scenes, is_campaign=True, language=language).compare_campaign()


def test_a_campaign_is_played_in_a_language_and_goes_on_in_it(tmp_path: Path) -> None:
    root = write_river(tmp_path / "river")
    translate_river(root)
    arguments = ("play", "--language", "de", "--terminal", "--pack", str(root))
    first = run_command(*arguments, typed="1\nq\n").out
    assert disguise("The guard notes everyone.") in first
    assert "play ferry --terminal" in first, "the command to go on with"
    again = run_command("play", "ferry", *arguments[1:], typed="s\n\nq\n")
    assert again.status == 0
    assert disguise("The guard notes everyone.") in again.out
    assert "Let him pass" in again.out, "a scene without a translation is played as it is"
