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
FAIL REPLACES:
      - text: "The river froze. [@frozen-river]"
WITH:
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
from collections.abc import Sequence

from party_card.content.pack import Pack
from party_card.content.yaml_nodes import NodeRef
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import find_span

_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Dr|St|No|vol|pp?|cf|ca?|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.\s*)\Z")
_SENTENCE_END = re.compile(r"[.!?…][\"'’”)*]*(?=\s+[\"'‘“(*]*[A-Z0-9])")
_CITATION = re.compile(r"\[@[^\[\]]*\]")


def check(pack: Pack) -> Diagnostics:
    """Checks the record, the `record` of every passage, and the texts of the campaign."""
    for scene in pack.scenes.values():
        texts: list[tuple[str | None, NodeRef]]
        texts = [(passage.record, passage.location.value("record")) for passage in scene.passages.values()]
        texts += [(part.text, part.location.value("text")) for part in scene.record]
        help_text = "add `[@fact]` behind it, or tell it under `unknown:`"
        yield from _check_texts(texts, "this sentence of the record has no source", help_text)
    if pack.campaign is not None:
        station_facts = [(station.fact, station.location.value("fact")) for station in pack.campaign.stations]
        yield from _check_texts(station_facts, "this fact of the day has no source", "add `[@fact]` behind it")
        texts = [(part.text, part.location.value("text")) for part in pack.campaign.ending]
        help_text = "add `[@fact]` behind it, or tell it under `unknown:`"
        yield from _check_texts(texts, "this sentence of the campaign's end has no source", help_text)


def _check_texts(texts: Sequence[tuple[str | None, NodeRef]], message: str, help_text: str) -> Diagnostics:
    for text, location in texts:
        for paragraph in re.split(r"\n[ \t]*\n", text or ""):
            uncited = _first_uncited_sentence(paragraph)
            if uncited:
                yield RULE.diagnose(message, location.label(find_span(location, uncited)), help_text)


def _first_uncited_sentence(paragraph: str) -> str:
    """Returns the first sentence of the paragraph that no citation covers, or nothing."""
    citations = list(_CITATION.finditer(paragraph))
    rest = paragraph[citations[-1].end() :] if citations else paragraph
    if not re.search(r"\w", rest):
        return ""
    if not citations:
        return rest.strip()
    # The sentence that the last citation stands in is covered to its end; only a further one is not.
    if re.search(r"[.!?…][\"'’”)*]*\s*\Z", paragraph[: citations[-1].start()]):
        return rest.strip()
    for end in _SENTENCE_END.finditer(rest):
        if not _ABBREVIATION.search(rest, max(end.start() - 8, 0), end.start() + 1):
            return rest[end.end() :].strip()
    return ""


RULE = Rule("record-without-citation", Severity.ERROR, __doc__, check)
