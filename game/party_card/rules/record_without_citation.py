"""A sentence of the record has no source.

The record is what actually happened, and every claim in it has a citation. A citation covers the sentences
before it in its paragraph, back to the citation before; so each paragraph ends with one. What is not known
belongs in `unknown:` instead. The same holds for what the campaign tells between scenes and at its end.

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
    record:
      - text: "The river froze. [@frozen-river]"
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
        text: The river is frozen. [@frozen-river]
        ending: {id: done, title: Done}
    record:
      - text: "The river froze. [@frozen-river] Nobody crossed it."
MESSAGE:
    error[record-without-citation]: this sentence of the record has no source
     --> scenes/example.yaml:9:45
      |
    9 |   - text: "The river froze. [@frozen-river] Nobody crossed it."
      |                                             ^^^^^^^^^^^^^^^^^^
    help: add `[@fact]` behind it, or tell it under `unknown:`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from party_card.content.pack import Pack
from party_card.content.yaml_loader import NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.rules._visitor import find_span

CODE = "record-without-citation"
SEVERITY = Severity.ERROR


_ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Dr|St|No|vol|pp?|cf|ca?|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.\s*)\Z")
_END = re.compile(r"[.!?…][\"'’”)*]*(?=\s+[\"'‘“(*]*[A-Z0-9])")
_CITATION = re.compile(r"\[@[^\[\]]*\]")


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at the record, at the `record` of every passage, and at what the campaign tells."""
    for scene in pack.scenes.values():
        told: list[tuple[str | None, NodeRef]]
        told = [(passage.record, passage.location.value("record")) for passage in scene.passages.values()]
        told += [(part.text, part.location.value("text")) for part in scene.record]
        mend = "add `[@fact]` behind it, or tell it under `unknown:`"
        yield from _check(told, "this sentence of the record has no source", mend)
    if pack.campaign is not None:
        days = [(one.fact, one.location.value("fact")) for one in pack.campaign.stations]
        yield from _check(days, "this fact of the day has no source", "add `[@fact]` behind it")
        told = [(part.text, part.location.value("text")) for part in pack.campaign.ending]
        mend = "add `[@fact]` behind it, or tell it under `unknown:`"
        yield from _check(told, "this sentence of the campaign's end has no source", mend)


def _check(told: Sequence[tuple[str | None, NodeRef]], message: str, mend: str) -> Iterator[Diagnostic]:
    for text, at in told:
        for paragraph in re.split(r"\n[ \t]*\n", text or ""):
            uncited = _uncited(paragraph)
            if uncited:
                yield Diagnostic(CODE, SEVERITY, message, at.label(find_span(at, uncited)), helps=(Help(mend),))


def _uncited(paragraph: str) -> str:
    """The first sentence of the paragraph that no citation covers, or nothing."""
    cited = list(_CITATION.finditer(paragraph))
    rest = paragraph[cited[-1].end() :] if cited else paragraph
    if not re.search(r"\w", rest):
        return ""
    if not cited:
        return rest.strip()
    # The sentence that the last citation stands in is covered to its end; only a further one is not.
    if re.search(r"[.!?…][\"'’”)*]*\s*\Z", paragraph[: cited[-1].start()]):
        return rest.strip()
    for end in _END.finditer(rest):
        if not _ABBREVIATED.search(rest, max(end.start() - 8, 0), end.start() + 1):
            return rest[end.end() :].strip()
    return ""
