"""A translated scene: nothing but its texts differs, and none of them is forgotten on the exported page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from party_card.content.models import Fact, FactId, Person, Scene
from party_card.content.overlay import overlay_pack
from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes, strip_markup
from party_card.content.texts import map_texts
from party_card.diagnostics.source import SourceFile
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.page import About
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.shared.scene_data import Json, iter_texts
from party_card.modelcheck import prove_scene
from party_card.translation.catalogue import parse_catalogue
from party_card.translation.findings.translation_citation import count_citations
from party_card.translation.overlay import translate_scene
from party_card.translation.scene_texts import list_texts
from tests.translation.sample import EXAMPLE_ROOT, SCENE, disguise, example_scene, load_example, make_catalogue

TEXTS = {text.path: text.text for text in list_texts(load_example(), example_scene())}
TRANSLATIONS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", "[@noon-to-six]", "nur Worte", "**fett", "[@unbekannt] Worte", "a\x1b[31mb", "{passage}", "goto: hill"]
    ),
    st.sampled_from(sorted(TEXTS.values())),
)


@cache
def translate_everything() -> Pack:
    result = translate_scene(
        load_example(), SCENE, make_catalogue({path: disguise(text) for path, text in TEXTS.items()})
    )
    assert result.untranslated == ()
    assert result.text_count == len(TEXTS)
    return result.pack


def strip_texts(scene: Scene) -> Scene:
    """Returns a scene with each text replaced by its path and what it cites."""
    return map_texts(scene, "", lambda text: f"{text.path} {sorted(count_citations(text.text).items())}")


def count_states(compiled: CompiledScene) -> tuple[object, ...]:
    proof = prove_scene(compiled)
    assert proof.states is not None
    codes = [diagnostic.code for diagnostic in proof.diagnostics if diagnostic.code != "minutes-far-off"]
    states = proof.states
    return states.state_count, states.transition_count, states.passages, states.endings, codes


@given(st.dictionaries(st.sampled_from(sorted(TEXTS)), TRANSLATIONS, max_size=60))
@settings(max_examples=40)
def test_whatever_a_translation_says_only_texts_differ(translations: dict[str, str]) -> None:
    pack, scene = load_example(), example_scene()
    translated_pack = translate_scene(pack, SCENE, make_catalogue(translations)).pack
    translated = translated_pack.scenes[SCENE]
    assert strip_texts(translated) == strip_texts(replace(scene, tests=()))
    original_system = compile_scene(pack, scene)
    new_system = compile_scene(translated_pack, translated)
    assert new_system.logic is original_system.logic
    assert new_system.content_hash == original_system.content_hash, "a playthrough goes on in another language"
    assert new_system.evidence.facts.keys() == original_system.evidence.facts.keys()
    assert [fact.cites[0].p for fact in new_system.evidence.facts.values()] == [
        fact.cites[0].p for fact in original_system.evidence.facts.values()
    ]


@given(st.dictionaries(st.sampled_from(sorted(TEXTS)), st.text("äöüß ", min_size=1), min_size=30))
@settings(max_examples=3)
def test_the_proof_of_a_translated_scene_counts_the_same(translations: dict[str, str]) -> None:
    pack, scene = load_example(), replace(example_scene(), tests=())
    translated_pack = translate_scene(pack, SCENE, make_catalogue(translations)).pack
    assert count_states(compile_scene(translated_pack, translated_pack.scenes[SCENE])) == count_states(
        compile_scene(pack, scene)
    )


def test_every_text_of_the_exported_page_is_translated_but_names_sources_and_words_of_the_program() -> None:
    """Whatever of the page is still in Latin letters is none of the texts of the scene, and cites where they stand."""
    pack = translate_everything()
    data = encode_scenes([compile_scene(pack, pack.scenes[SCENE])], language="de")
    words = {" ".join(strip_markup(smart_quotes(text)).split()) for text in TEXTS.values()}
    assert len({text for text in _iter_shown(data) if re.search("[а-я]", text)}) > 150
    english = {text for text in _iter_shown(data) if re.search("[A-Za-z]{2}", text) and not re.search("[а-я]", text)}
    english -= {*example_scene().passages, *(entry[1] for entry in data["entries"])}
    assert english & words == set()
    evidence = {text for text in english if "para. " in text or "invented)" in text or text == "Ibid., "}
    dates = {text for text in english if re.fullmatch(r"\d+ (March|April) (1908|– 14 April 1908)", text)}
    ids = {
        *re.findall("[a-z-]+", json.dumps([*TEXTS])),
        SCENE,
        *re.findall(r"\b[0-9a-f]{6,16}\b", json.dumps([*english])),
    }
    assert english - evidence - dates - ids == {
        "You need to know", "The question.", "Made up for this scene.", "decision.", "decisions.",
        "This is ending 1 of 2.", "This is ending 2 of 2.", "What became of this person was not found.", "person", "term",
        "You acted as you did because you were afraid.",
    }  # fmt: skip


def _iter_shown(data: Json) -> Iterator[str]:
    shown = {
        key: value for key, value in data.items() if key in ("lines", "cited", "voices", "entries", "scenes", "title")
    }
    return (text.strip() for text in iter_texts(shown))


def test_people_are_met_under_every_form_of_their_name_in_the_language() -> None:
    translations = {
        "people/marsh/named/1": "Марш | Марша|Маршем",
        "passages/reply/text/4/text": "Книга в руках Марша, з Маршем тут ліхтар.",
    }
    pack = translate_scene(load_example(), SCENE, make_catalogue(translations)).pack
    compiled = compile_scene(pack, pack.scenes[SCENE])
    (marsh,) = [mention.subject.content for mention in compiled.evidence.glossary.find_mentions("Книга в руках Марша.")]
    assert isinstance(marsh, Person)
    assert marsh.named == ("Марш", "Марша", "Маршем")


def test_a_scene_below_a_pack_of_ones_own_is_translated_with_its_own_evidence() -> None:
    own = Pack(EXAMPLE_ROOT, scenes=load_example().scenes)
    pack = replace(overlay_pack(own, load_example()), base=load_example())
    translated = translate_scene(
        pack, SCENE, make_catalogue({path: disguise(text) for path, text in TEXTS.items()})
    ).pack
    compiled = compile_scene(translated, translated.scenes[SCENE])
    assert compiled.scene.title == disguise("High Water")
    assert translated.defining_pack(compiled.scene) is translated.base
    fact = compiled.evidence.facts[FactId("rule-four")]
    assert isinstance(fact, Fact)
    assert fact.text == disguise(TEXTS["facts/rule-four/text"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Er sagte: „Wie geht’s?“ und ‚nein‘"),
        ("uk", "Er sagte: «Wie geht’s?» und „nein“"),
        ("fi", "Er sagte: ”Wie geht’s?” und ’nein’"),
        ("nl", "Er sagte: “Wie geht’s?” und ‘nein’"),
    ],
)
def test_straight_quotation_marks_become_those_of_the_language(language: str, text: str) -> None:
    catalogue = make_catalogue({"title": "Er sagte: \"Wie geht's?\" und 'nein'"})._replace(language=language)
    assert translate_scene(load_example(), SCENE, catalogue).pack.scenes[SCENE].title == text


@pytest.mark.parametrize("is_unreviewed", [True, False])
def test_a_translation_that_no_native_teacher_has_read_says_so(is_unreviewed: bool) -> None:
    catalogue = make_catalogue({"title": "Hochwasser"})._replace(language="de", is_unreviewed=is_unreviewed)
    pack = translate_scene(load_example(), SCENE, catalogue).pack
    page = build_page(Playthrough(compile_scene(pack, pack.scenes[SCENE])))
    about = [line for block in page.blocks if isinstance(block, About) for line in block.lines]
    said = "No native teacher has read this translation yet." in ["".join(run.text for run in line) for line in about]
    assert said == is_unreviewed


def test_the_header_of_a_translation_says_that_no_native_teacher_has_read_it() -> None:
    header = 'msgid ""\nmsgstr ""\n"Last-Translator: not yet read by a native teacher\\n"\n\n'
    catalogue, _ = parse_catalogue(SourceFile("a.po", header + 'msgctxt "title"\nmsgid "A"\nmsgstr "B"\n'))
    assert catalogue is not None
    assert catalogue.is_unreviewed
