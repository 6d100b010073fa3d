"""Finds words of the interface that were not looked up: a scene in other letters, shown in the accented pseudo-language.

The texts of the scene are in Cyrillic letters, those of the interface in accented ones. What is left in plain Latin
letters has escaped; but for citations of sources, which stay in their language, and for what is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from party_card.content.pack import Pack
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.translation.overlay import translate_scene
from party_card.translation.scene_texts import list_texts
from tests.translation.sample import SCENE, disguise, example_scene, load_example, make_catalogue

_WORD = re.compile(r"(?<![\w’])[A-Za-z][A-Za-z’-]*(?![\w’])")
_GLUE = re.compile(r"\][ ,;:.]*\[")


@cache
def load_disguised_pack() -> Pack:
    """Returns the example of the handbook with Cyrillic letters in every text of its scene."""
    texts = {text.path: text.text for text in list_texts(load_example(), example_scene())}
    return translate_scene(
        load_example(), SCENE, make_catalogue({path: disguise(text) for path, text in texts.items()})
    ).pack


@cache
def compile_disguised_scene() -> CompiledScene:
    """Returns the compiled scene of that pack."""
    pack = load_disguised_pack()
    return compile_scene(pack, pack.scenes[SCENE])


@cache
def list_source_words() -> frozenset[str]:
    """Returns the words of citations, which are in English in every language."""
    evidence = compile_disguised_scene().evidence
    cites = [fact.cites for fact in evidence.facts.values()]
    notes = evidence.note_formatter.format_notes(cites) + evidence.note_formatter.format_notes(cites * 2)
    words = {word for note in notes for part in note for word in _WORD.findall(part.text)}
    return frozenset(words | {"Ibid", "Party", "Card"})


def find_plain_words(text: str, allowed: Iterable[str] = ()) -> list[str]:
    """Returns the lines in which a word has escaped."""
    known = list_source_words() | set(allowed)
    return [line for line in text.splitlines() if any(word not in known for word in _WORD.findall(line))]


def find_glued_messages(text: str) -> list[str]:
    """Returns the lines in which two messages stand in one sentence."""
    return [line for line in text.splitlines() if _GLUE.search(line)]
