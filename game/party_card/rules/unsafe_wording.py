"""A text speaks of a death by suicide, or of a famine, in words that do harm.

Guidance for writers agrees: say "died by suicide", for nobody "commits" it as one commits a crime, and no attempt is
"successful"; name no method and no place; give no single cause, for there never is one; and do not write of a wave.
Of hunger, say who went without and who decided, and leave the bodies alone. Only you can judge the sentence: this rule
knows words, and a person has to read the text as well.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: It was put about that she had been ill. She died by suicide.
        ending: {id: done, title: Done}
FAIL REPLACES:
        text: It was put about that she had been ill. She died by suicide.
WITH:
        text: It was put about that she had been ill. She had committed suicide.
MESSAGE:
    warning[unsafe-wording]: `committed suicide` makes a crime of it
     --> scenes/example.yaml:5:59
      |
    5 |     text: It was put about that she had been ill. She had committed suicide.
      |                                                           ^^^^^^^^^^^^^^^^^
    help: write “died by suicide” or “took her own life”
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from party_card.content.models.record import RUBRIC_LEVELS
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.content.people import collect_people
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._stems import has_any_stem
from party_card.rules._traversal import (
    MAX_CACHED_TEXTS,
    citing_documents,
    find_span,
    has_key,
    list_debrief_questions,
    person_texts,
    prose_texts,
)

_SELF = r"(?:him|her|them|your|my|one)sel(?:f|ves)"
_WORDINGS = (
    # pattern; what is wrong with it; what to write instead
    (r"commit(?:s|ted|ting)?\s+suicide", "makes a crime of it", "write “died by suicide” or “took her own life”"),
    (
        r"(?:un)?successful\s+suicide|(?:failed|completed|successful)\s+(?:suicide\s+)?attempts?\s+(?:at|on)\s+suicide"
        r"|(?:failed|completed|successful)\s+suicide(?:\s+attempt)?",
        "speaks of suicide as of a success or a failure",
        "write “died by suicide” or “attempted suicide”",
    ),
    (
        r"(?:epidemic|wave|outbreak|spate|string)\s+of\s+suicides|suicide\s+(?:epidemic|wave)",
        "makes it seem catching",
        "write how many, if a source says so, and no picture",
    ),
    (
        rf"(?:shot|shoot|shoots|hanged|hung|hang|poisoned|stabbed|drowned|cut|slit)\s+{_SELF}"
        r"|slit\s+(?:his|her|their)\s+wrists|suicide\s+by\s+\w+ing\b|overdos(?:e|ed|es)\b",
        "names a method",
        "write “died by suicide”, without how and where",
    ),
    (
        rf"(?:kill(?:s|ed)?\s+{_SELF}|(?:took|takes?)\s+(?:his|her|their)\s+own\s+li(?:fe|ves)|suicide)"
        r"\s+(?:because|over\s+(?:a|an|the|his|her)\b|out\s+of|on\s+account\s+of)",
        "gives a single cause",
        "say what is known to have come together, and what is not known",
    ),
    (r"suicide\s+note", "leads to what such a letter says", "write “a letter”, and do not quote it"),
    (
        r"living\s+skeletons?|skin\s+and\s+bones?|(?:swollen|bloated|distended)\s+bell(?:y|ies)|stacks?\s+of\s+corpses"
        r"|corpses?\s+(?:lay|lying|piled|littered|rotting)|rotting\s+(?:bodies|corpses)|cannibal\w*|(?:ate|eat|eating)\s+(?:the\s+)?(?:corpses|children)",
        "shows the dying",
        "say who went without, who decided it, and how many are known to have died",
    ),
)
_PATTERNS = tuple(
    (re.compile(rf"(?i)\b(?:{words})"), objection, help_text) for words, objection, help_text in _WORDINGS
)

_STEMS = (
    *("suicid", "self", "selves", "own li", "own\n", "overdos", "wrists"),
    *("skelet", "skin", "bell", "corpse", "cannibal", "rott", "children"),
)
"""A text without any of these has none of the wordings; searching them is quicker."""


def check(pack: Pack) -> Diagnostics:
    """Searches every text of the pack that a player can meet, and its facts and documents."""
    for text, owner, key in _located_texts(pack):
        for words, objection, help_text in _find_wordings(text):
            location = owner.value(key) if key else owner
            message = f"{backquote(words)} {objection}"
            yield RULE.diagnose(message, location.label(find_span(location, words)), help_text)


@lru_cache(MAX_CACHED_TEXTS)
def _find_wordings(text: str) -> tuple[tuple[str, str, str], ...]:
    """Returns the words of a text that do harm, each with what is wrong with it and what to write instead."""
    if not has_any_stem(text, _STEMS):
        return ()
    return tuple(
        (match[0], objection, help_text)
        for pattern, objection, help_text in _PATTERNS
        for match in pattern.finditer(text)
    )


def _located_texts(pack: Pack) -> Iterator[tuple[str, NodeRef, str]]:
    """Yields every text with the location of its owner and its key there; no key if the location is the text's own."""
    for _, document in citing_documents(pack):
        yield document.title, document.location, "title"
        yield from ((prose.text, prose.location, "") for prose in prose_texts(document))
    for person in collect_people(pack).values():
        yield from ((prose.text, prose.location, "") for prose in person_texts(person))
    for scene in pack.scenes.values():
        for trace in scene.leaves:
            yield trace.text, trace.location, "text"
        for ending in scene.endings:
            yield ending.title, ending.location, "title"
            if has_key(ending.location, "cost"):
                yield ending.cost, ending.location, "cost"
    for question in list_debrief_questions(pack):
        if (rubric := question.rubric) is not None:
            for level, text in zip(RUBRIC_LEVELS, rubric.texts, strict=True):
                yield text, rubric.location, level
    for dossier in pack.dossiers.values():
        for fact in dossier.facts.values():
            yield fact.text, fact.location, "text"
        for item in dossier.documents.values():
            for key in ("title", "translation", "description", "maker", "audience", "purpose", "note"):
                yield getattr(item, key), item.location, key


RULE = Rule("unsafe-wording", Severity.WARNING, __doc__, check)
