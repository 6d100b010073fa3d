"""A citation is written so that it cannot be read.

A citation is the name of a fact behind an `@`, in square brackets: `[@frozen-river]`. Two facts behind one
sentence are `[@frozen-river; @long-winter]`. Without this check it would be shown as it stands, or left out
without a word. An address such as `name@school.example` is no citation and may stand in a text.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      frozen-river:
        text: The river froze.
        grade: documented
        cite: {source: diary, p: 1}
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo]
    passages:
      one:
        text: The river is frozen. [@frozen-river]
        ending: {id: done, title: Done}
FAIL REPLACES:
        text: The river is frozen. [@frozen-river]
WITH:
        text: The river is frozen. [@frozen river]
MESSAGE:
    error[bad-citation]: `[@frozen river]` cannot be read as a citation
     --> scenes/example.yaml:6:32
      |
    6 |     text: The river is frozen. [@frozen river]
      |                                ^^^^^^^^^^^^^^^
    help: write `[@frozen-river]`
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from party_card.content.models.record import RUBRIC_LEVELS
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.content.people import collect_own_people
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import (
    CITATION,
    FACT_IN_ROUND_BRACKETS,
    FOOTNOTE,
    MAX_CACHED_TEXTS,
    ProseRef,
    citing_documents,
    find_span,
    has_key,
    list_debrief_questions,
    person_texts,
    prose_texts,
)

_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_OTHER_BRACKETS = re.compile(r"\(\s*@[^\s(){}\[\]]+\s*\)|\{\s*@[^\s(){}\[\]]+\s*\}")
_AT_NAME = re.compile(r"(?<![\w.@+-])@[A-Za-z0-9_-]*")
_BARE_NAME = re.compile(r"(?<![\w.@+-])@[A-Za-z0-9_-]+")
"""Outside of brackets an `@` alone is a sign like any other."""


def check(pack: Pack) -> Diagnostics:
    """Checks every text of a scene, of a campaign or about a person, and what scenes leave."""
    for _, document in citing_documents(pack):
        facts = pack.collect_facts(document)
        for prose in prose_texts(document):
            yield from _check_prose(prose, facts)
    all_facts = {name for dossier in pack.dossiers.values() for name in dossier.citable_items}
    for person in collect_own_people(pack).values():
        for prose in person_texts(person):
            yield from _check_prose(prose, all_facts)
    for scene in pack.scenes.values():
        for trace in scene.leaves:
            reason = "what a scene leaves tells what the student did"
            yield from _forbid_citation(trace.text, trace.location.value("text"), reason)
        for ending in scene.endings:
            if has_key(ending.location, "cost"):
                reason = "what an ending costs is told of the person that is played"
                yield from _forbid_citation(ending.cost, ending.location.value("cost"), reason)
    for question in list_debrief_questions(pack):
        if (rubric := question.rubric) is not None:
            for level, text in zip(RUBRIC_LEVELS, rubric.texts, strict=True):
                reason = "a rubric says what an answer contains"
                yield from _forbid_citation(text, rubric.location.value(level), reason)


def _forbid_citation(text: str, location: NodeRef, reason: str) -> Diagnostics:
    """Checks a text that cites nothing because it makes no claim."""
    for group in _BRACKETS.findall(text):
        if _AT_NAME.search(group):
            message = f"{backquote(group)} cannot stand here: {reason}"
            help_text = "delete it: the record says what was so"
            yield RULE.diagnose(message, location.label(find_span(location, group)), help_text)


def _check_prose(prose: ProseRef, facts: Collection[str]) -> Diagnostics:
    """Checks what is, or seems to be, a citation in a text that can cite `facts`."""
    if not _may_be_wrong(prose.text):
        return
    if "@" in prose.text:
        for group in _BRACKETS.findall(prose.text):
            if _AT_NAME.search(group) and not CITATION.fullmatch(group):
                yield _diagnose(prose, group, _correct(group, facts))
        text = _BRACKETS.sub(" ", prose.text)
        for group in _OTHER_BRACKETS.findall(text):
            yield _diagnose(prose, group, _correct(group, facts))
        for name in _BARE_NAME.findall(_OTHER_BRACKETS.sub(" ", text)):
            yield _diagnose(prose, name, f"[{name}]")
    if not facts:
        return
    for group in FACT_IN_ROUND_BRACKETS.findall(prose.text):
        if group[1:-1] in facts:
            message = f"{backquote(group)} is the name of a fact in round brackets, which is printed as it stands"
            help_ = Help(f"write `[@{group[1:-1]}]`", f"[@{group[1:-1]}]", group)
            yield RULE.diagnose(message, prose.location.label(find_span(prose.location, group)), help_)
    for group in _BRACKETS.findall(prose.text):
        if group[1:-1] in facts:
            message = f"`{group}` is a citation without its `@`"
            written = f"@{group}" if f"@{group}" in prose.text else group
            if written != group:
                message = f"the `@` of `{written}` stands before the bracket"
            label = prose.location.label(find_span(prose.location, written))
            yield RULE.diagnose(message, label, Help(f"write `[@{group[1:-1]}]`", f"[@{group[1:-1]}]", written))
        elif FOOTNOTE.fullmatch(group):
            message = f"`{group}` is the number of a note, which nothing explains"
            help_text = "write the name of the fact, `[@name-of-the-fact]`; notes are numbered by themselves"
            yield RULE.diagnose(message, prose.location.label(find_span(prose.location, group)), help_text)


@lru_cache(MAX_CACHED_TEXTS)
def _may_be_wrong(text: str) -> bool:
    """Returns True if there are brackets or an `@` in a text beside its citations."""
    remainder = CITATION.sub("", text)
    return any(sign in remainder for sign in "@[(")


def _correct(group: str, facts: Collection[str]) -> str:
    """Returns the citation that was probably meant, or nothing if no name is in it."""
    group = re.sub(
        r"@[A-Za-z0-9_-]+[/:#. ]+(?=([A-Za-z0-9_-]+))", lambda path: "@" if path[1] in facts else path[0], group
    )
    group = re.sub(r"[‐‑–—−]", "-", re.sub(r" (?:and|&) (?=@)", "; ", group))
    names = re.findall(r"@\s*([A-Za-z0-9_-]+(?: [A-Za-z0-9_-]+)*)", group)
    return "[" + "; ".join("@" + name.strip().replace(" ", "-") for name in names) + "]" if names else ""


def _diagnose(prose: ProseRef, citation: str, corrected: str) -> Diagnostic:
    message = f"{backquote(citation)} cannot be read as a citation"
    help_ = Help(f"write `{corrected}`", corrected, citation) if corrected else "write `[@name-of-the-fact]`"
    return RULE.diagnose(message, prose.location.label(find_span(prose.location, citation)), help_)


RULE = Rule("bad-citation", Severity.ERROR, __doc__, check, scope="document")
