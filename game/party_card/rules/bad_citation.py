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

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import CITATION, ProseRef, citing_documents, find_span, texts_with_citations

_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_AT_NAME = re.compile(r"(?<![\w.@+-])@[A-Za-z0-9_-]*")


def check(pack: Pack) -> Diagnostics:
    """Checks every text of a scene or campaign that contains an `@`, and what scenes leave."""
    for _, document in citing_documents(pack):
        for prose in texts_with_citations(document):
            for group in _BRACKETS.findall(prose.text):
                if _AT_NAME.search(group) and not CITATION.fullmatch(group):
                    yield _diagnose(prose, group, _correct(group))
            for name in _AT_NAME.findall(_BRACKETS.sub(" ", prose.text)):
                yield _diagnose(prose, name, f"[{name}]" if len(name) > 1 else "")
    for trace in (trace for scene in pack.scenes.values() for trace in scene.leaves):
        for group in _BRACKETS.findall(trace.text):
            if _AT_NAME.search(group):
                location, help_text = trace.location.value("text"), "delete it: the record says what was so"
                message = f"{backquote(group)} cannot stand here: what a scene leaves tells what the student did"
                yield RULE.diagnose(message, location.label(find_span(location, group)), help_text)


def _correct(group: str) -> str:
    """Returns the citation that was probably meant, or nothing if no name is in it."""
    names = re.findall(r"@\s*([A-Za-z0-9_-]+(?: [A-Za-z0-9_-]+)*)", group)
    return "[" + "; ".join("@" + name.strip().replace(" ", "-") for name in names) + "]" if names else ""


def _diagnose(prose: ProseRef, citation: str, corrected: str) -> Diagnostic:
    message = f"{backquote(citation)} cannot be read as a citation"
    help_ = Help(f"write `{corrected}`", corrected) if corrected else "write `[@name-of-the-fact]`"
    return RULE.diagnose(message, prose.location.label(find_span(prose.location, citation)), help_)


RULE = Rule("bad-citation", Severity.ERROR, __doc__, check)
