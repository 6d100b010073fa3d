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
FAIL:
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
        text: The river is frozen. [@frozen river]
        ending: {id: done, title: Done}
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
from collections.abc import Iterator

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.rules._visitor import CITATION, ProseRef, citing_documents, find_span, texts_with_citations

CODE = "bad-citation"
SEVERITY = Severity.ERROR


_GROUP = re.compile(r"\[[^\[\]]*\]")
_LOOSE = re.compile(r"(?<![\w.@+-])@[A-Za-z0-9_-]*")


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at every text of a scene or campaign that cites or seems to."""
    for _, teller in citing_documents(pack):
        for said in texts_with_citations(teller):
            for group in _GROUP.findall(said.text):
                if _LOOSE.search(group) and not CITATION.fullmatch(group):
                    yield _diagnostic(said, group, _mended(group))
            for loose in _LOOSE.findall(_GROUP.sub(" ", said.text)):
                yield _diagnostic(said, loose, f"[{loose}]" if len(loose) > 1 else "")
    for trace in (trace for scene in pack.scenes.values() for trace in scene.leaves):
        for group in _GROUP.findall(trace.text):
            if _LOOSE.search(group):
                at = trace.location.value("text")
                helps = (Help("delete it: the record says what was so"),)
                message = f"{named(group)} cannot stand here: what a scene leaves tells what the student did"
                yield Diagnostic(CODE, SEVERITY, message, at.label(find_span(at, group)), helps=helps)


def _mended(group: str) -> str:
    """What was probably meant: the names found, joined as they should be."""
    names = re.findall(r"@\s*([A-Za-z0-9_-]+(?: [A-Za-z0-9_-]+)*)", group)
    return "[" + "; ".join("@" + name.strip().replace(" ", "-") for name in names) + "]" if names else ""


def _diagnostic(said: ProseRef, written: str, mended: str) -> Diagnostic:
    message = f"{named(written)} cannot be read as a citation"
    helps = (Help(f"write `{mended}`", mended),) if mended else (Help("write `[@name-of-the-fact]`"),)
    return Diagnostic(CODE, SEVERITY, message, said.location.label(find_span(said.location, written)), helps=helps)
