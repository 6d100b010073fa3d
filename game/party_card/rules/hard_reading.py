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
FAIL:
    scene: a
    title: A
    level: 9
    passages:
      one:
        text: {times 19 Administrative responsibility accompanied organisational decisions unavoidably. }You wait.
        ending: {id: done, title: Done}
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
from collections.abc import Iterator

from party_card.content.models import Scene
from party_card.content.pack import Pack
from party_card.content.prose import plain
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named

CODE = "hard-reading"
SEVERITY = Severity.REMARK

USUAL = 9
"""The school year that is meant where a scene does not say one: readers of fifteen."""
LAST = 13
FEWEST = 100
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_END = re.compile(r"[.!?…:;]+[”\"’)]*(?:\s|$)")
_VOWELS = re.compile(r"[aeiouyäöüéèáó]+")


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Measures the passages of every scene."""
    for scene in pack.scenes.values():
        wanted = scene.level or USUAL
        texts = {name: text for name in scene.passages if (text := _text(scene, name))}
        whole = "\n".join(texts.values())
        if len(_WORD.findall(whole)) >= FEWEST and (year := school_year(whole)) > wanted + 0.5:
            hardest = max((name for name in texts), key=lambda name: school_year(texts[name]))
            reads = f"school year {year:.0f}" if year < LAST + 0.5 else "the university"
            message = f"this scene reads like a text for {reads}; it is meant for year {wanted}"
            helps = (
                Help(f"shorten sentences, first in {named(hardest)}; or say with `level:` for whose readers it is"),
            )
            label = (
                scene.location.value("level").label()
                if scene.level
                else scene.location.label(scene.location.key_span("scene"))
            )
            yield Diagnostic(CODE, SEVERITY, message, label, helps=helps)


def school_year(text: str) -> float:
    """The school year for which a text reads easily, by the lengths of its sentences and words; 0 without words."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(_END.findall(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    word = word.lower()
    silent = word.endswith("e") and not word.endswith(("le", "ee"))
    return max(1, len(_VOWELS.findall(word)) - silent)


def _text(scene: Scene, name: str) -> str:
    passage = scene.passages[name]  # type: ignore[index]  # the names are its own
    blocks = (passage.text,) if isinstance(passage.text, str) else [block.text or "" for block in passage.text]
    return "\n".join(plain(block) for block in blocks)
