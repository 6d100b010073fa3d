"""A text speaks of something that content notes usually name, and no content note of the scene names it.

Content notes tell students beforehand that a scene touches a suicide, killing, hunger, torture or sexual violence, so
that nobody is taken by surprise. Add a few neutral words to `content_notes:`, and whether it is shown or only
mentioned: `famine (mentioned)`. Where the text means something else, leave it as it is: this is advice.

PASS:
    scene: a
    title: A
    content_notes: [famine (mentioned)]
    summary: A clerk files a letter from the south.
    passages:
      one:
        text: In the south people starve, the letter says.
        ending: {id: done, title: Done}
FAIL REPLACES:
    content_notes: [famine (mentioned)]
    summary: A clerk files a letter from the south.
WITH:
MESSAGE:
    remark[content-note-wanted]: this speaks of hunger, and no content note says so: `starve`
     --> scenes/example.yaml:5:31
      |
    5 |     text: In the south people starve, the letter says.
      |                               ^^^^^^
    help: add a few neutral words to `content_notes:`, such as `famine (mentioned)`
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from party_card.content.models import Scene
from party_card.content.pack import Pack
from party_card.content.pack_language import iter_english_scenes
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._stems import has_any_stem
from party_card.rules._traversal import CITATION, MAX_CACHED_TEXTS, find_span, prose_texts

_SUBJECTS = (
    # subject; the words that speak of it; the words of a note that covers it; an example of a note
    (
        "suicide",
        r"suicides?|(?:took|take|taken)\s+(?:his|her|their)\s+own\s+li(?:fe|ves)"
        r"|kill(?:ed|s)?\s+(?:him|her|them)sel(?:f|ves)",
        "suicide|self-harm",
        "suicide (mentioned)",
    ),
    ("hunger", "starv(?:e|es|ed|ing|ation)|famines?", "famine|hunger|starv", "famine (mentioned)"),
    (
        "killing",
        r"execut(?:ed|ions?)|massacres?|murder(?:s|ed|ers?)?|lynch(?:ed|ing)|death\s+(?:sentence|penalty)"
        r"|corpses?|shot\s+dead",
        "kill|execut|murder|massacre|death|dead|violence|shoot|persecution|war",
        "killing (mentioned)",
    ),
    ("torture", "tortur(?:e|es|ed|ing)|flogg(?:ed|ing)", "tortur|violence|beating|persecution", "torture (mentioned)"),
    (
        "sexual violence",
        r"rap(?:ed|ist)|rapes|sexual\s+(?:violence|assault|abuse)|molest\w*",
        "sexual|rape",
        "sexual violence (mentioned)",
    ),
)
_STEMS = (
    *("suicid", "kill", "starv", "famin", "execut", "massacr", "murder", "lynch", "death", "corpse", "shot"),
    *("tortur", "flog", "rape", "rapist", "sexual", "molest"),
)
"""A text without any of these, and without “own life”, has none of the words; searching them is quicker."""
_PATTERNS = tuple(
    (subject, re.compile(rf"(?i)\b(?:{words})\b"), re.compile(f"(?i){notes}"), example)
    for subject, words, notes, example in _SUBJECTS
)


def check(pack: Pack) -> Diagnostics:
    """Reports in every scene in English the first text on each subject that no content note covers."""
    for scene in iter_english_scenes(pack):
        yield from _check_scene(scene)


def _check_scene(scene: Scene) -> Diagnostics:
    notes = " ".join(scene.content_notes)
    texts = [(prose, words) for prose in prose_texts(scene) if (words := _find_words(prose.text))]
    for subject, _, covering_note, example in _PATTERNS:
        if covering_note.search(notes):
            continue
        prose, word = next(((prose, words[subject]) for prose, words in texts if subject in words), (None, ""))
        if prose is not None:
            message = f"this speaks of {subject}, and no content note says so: {backquote(word)}"
            help_text = f"add a few neutral words to `content_notes:`, such as {backquote(example)}"
            yield RULE.diagnose(message, prose.location.label(find_span(prose.location, word)), help_text)


@lru_cache(MAX_CACHED_TEXTS)
def _find_words(text: str) -> Mapping[str, str]:
    """Returns the first words of a text that speak of each subject, by subject."""
    if not has_any_stem(text, _STEMS) and "own li" not in " ".join(text.lower().split()):
        return {}
    plain_text = CITATION.sub("", text)
    matches = {subject: pattern.search(plain_text) for subject, pattern, _, _ in _PATTERNS}
    return {subject: match[0] for subject, match in matches.items() if match is not None}


RULE = Rule("content-note-wanted", Severity.INFO, __doc__, check)
