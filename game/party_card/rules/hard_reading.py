"""The passages of a scene read harder than for its school year.

How hard a text is to read is guessed from the length of its sentences and of its words (the formula of Flesch and
Kincaid, made for English), and given as a school year. `level:` in a scene says for whose readers it is written;
without it, the ninth year is assumed. The guess knows nothing of meaning: take it as a reason to read the text aloud
once. Fewer than 100 words are not measured.

PASS:
    scene: a
    title: A
    level: 9
    passages:
      one:
        text: {times 39 You wait here. }You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
        text: {times 39 You wait here. }You wait.
WITH:
        text: {times 19 Administrative responsibility accompanied organisational decisions unavoidably. }You wait.
MESSAGE:
    remark[hard-reading]: this scene reads like a text for the university; it is meant for year 9
     --> scenes/example.yaml:3:8
      |
    3 | level: 9
      |        ^
    help: shorten sentences, first in `one`; or say with `level:` for whose readers it is
"""

from __future__ import annotations

import re
from functools import lru_cache

from party_card.content.models import Passage
from party_card.content.pack import Pack
from party_card.content.pack_language import iter_english_scenes
from party_card.content.prose import strip_markup
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import MAX_CACHED_TEXTS

DEFAULT_SCHOOL_YEAR = 9
"""For scenes without a `level`: readers of fifteen."""
LAST_SCHOOL_YEAR = 13
MIN_WORDS = 100
"""Fewer words say nothing about how hard a scene reads."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<![.!?…:;])[.!?…:;]++[”\"’)]*+(?:\s|$)")
_VOWELS = re.compile(r"[aeiouyäöüéèáó]+")


def check(pack: Pack) -> Diagnostics:
    """Measures the passages of every scene in English."""
    for scene in iter_english_scenes(pack):
        expected_year = scene.level or DEFAULT_SCHOOL_YEAR
        texts = {name: _list_texts(passage) for name, passage in scene.passages.items()}
        scene_texts = [text for passage_texts in texts.values() for text in passage_texts]
        word_count = sum(_count_parts(text)[0] for text in scene_texts)
        if word_count >= MIN_WORDS and (year := school_year(*scene_texts)) > expected_year + 0.5:
            hardest = max(texts, key=lambda name: school_year(*texts[name]))
            level = f"school year {year:.0f}" if year < LAST_SCHOOL_YEAR + 0.5 else "the university"
            message = f"this scene reads like a text for {level}; it is meant for year {expected_year}"
            help_text = (
                f"shorten sentences, first in {backquote(hardest)}; or say with `level:` for whose readers it is"
            )
            label = scene.location.value("level").label() if scene.level else scene.location.key_label("scene")
            yield RULE.diagnose(message, label, help_text)


def school_year(*texts: str) -> float:
    """Returns the Flesch-Kincaid grade level: the school year for which texts read easily; 0 without words."""
    words, sentences, syllables = map(sum, zip(*map(_count_parts, texts), strict=True)) if texts else (0, 0, 0)
    return 0.39 * words / max(1, sentences) + 11.8 * syllables / words - 15.59 if words else 0.0


@lru_cache(MAX_CACHED_TEXTS)
def _count_parts(text: str) -> tuple[int, int, int]:
    """Returns how many words, sentences and syllables a text has, without emphasis and citations."""
    plain_text = strip_markup(text)
    words = _WORD.findall(plain_text)
    return len(words), len(_SENTENCE_END.findall(plain_text)), sum(map(_count_syllables, words))


@lru_cache(maxsize=20_000)
def _count_syllables(word: str) -> int:
    word = word.lower()
    silent = word.endswith("e") and not word.endswith(("le", "ee"))
    return max(1, len(_VOWELS.findall(word)) - silent)


def _list_texts(passage: Passage) -> list[str]:
    return [passage.text] if isinstance(passage.text, str) else [block.text or "" for block in passage.text]


RULE = Rule("hard-reading", Severity.INFO, __doc__, check)
