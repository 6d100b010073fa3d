"""A sentence of the record has no source.

The record is what really happened, and every claim in it has a citation. A citation covers the sentences
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

from collections.abc import Collection, Sequence

from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._uncited import find_uncited_sentences


def check(pack: Pack) -> Diagnostics:
    """Checks the record, the `record` of every passage, and the texts of the campaign."""
    for scene in pack.scenes.values():
        facts = pack.collect_facts(scene)
        texts: list[tuple[str | None, NodeRef]]
        texts = [(passage.record, passage.location.value("record")) for passage in scene.passages.values()]
        texts += [(part.text, part.location.value("text")) for part in scene.closing_blocks]
        help_text = "add `[@fact]` behind it, or tell it under `unknown:`"
        yield from _check_texts(texts, facts, "this sentence of the record has no source", help_text)
        context = [(item.text, item.location.value("text")) for item in scene.context]
        message = "this sentence of what a player must know has no source"
        yield from _check_texts(context, facts, message, "add `[@fact]` behind it, or leave the claim out")
    for prologue in pack.prologues.values():
        beats = [(beat.text, beat.location.value("text")) for beat in prologue.beats]
        message, help_text = "this sentence of the prologue has no source", "add `[@fact]` behind it"
        yield from _check_texts(beats, pack.collect_facts(prologue), message, help_text)
    if pack.campaign is not None:
        facts = pack.collect_facts(pack.campaign)
        station_facts = [(station.fact, station.location.value("fact")) for station in pack.campaign.stations]
        yield from _check_texts(
            station_facts, facts, "this fact between two scenes has no source", "add `[@fact]` behind it"
        )
        texts = [(part.text, part.location.value("text")) for part in pack.campaign.ending]
        help_text = "add `[@fact]` behind it, or tell it under `unknown:`"
        yield from _check_texts(texts, facts, "this sentence of the campaign's end has no source", help_text)


def _check_texts(
    texts: Sequence[tuple[str | None, NodeRef]], facts: Collection[str], message: str, help_text: str
) -> Diagnostics:
    for text, location in texts:
        for span in find_uncited_sentences(text or "", location, facts):
            yield RULE.diagnose(message, location.label(span), help_text)


RULE = Rule("record-without-citation", Severity.ERROR, __doc__, check, scope="document")
