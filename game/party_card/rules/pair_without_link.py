"""A decision stands beside a record that has nothing to do with it.

After the ending each decision is set beside what was done at that moment, and students look for what the two have in
common. Where they share no fact, no person and no place, that is often nothing: the record is then better told in the
whole story, and the passage has none. If there is something all the same, say it in a sentence under `in_common:`; it
is shown below the record. The remark is made once for a scene.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary, kind: memoir, seen: whole}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      frozen-river: {text: The river froze., grade: documented, cite: {source: diary, page: 4}}
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo]
    passages:
      one:
        text: Somebody knocks.
        choices:
          - {id: open, text: Open, goto: two}
          - {id: hide, text: Hide, goto: two}
        record: "The river froze. [@frozen-river]"
        in_common: You, too, had to wait for morning.
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
        in_common: You, too, had to wait for morning.
WITH:
MESSAGE:
    remark[pair-without-link]: at 1 of 1 decision with a `record` the two share no person, place or fact
      --> scenes/example.yaml:10:5
       |
    10 |     record: "The river froze. [@frozen-river]"
       |     ^^^^^^
    help: tell it under `record:` of the scene instead, or say under `in_common:` what the two have in common
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from party_card.content.models import Fact, FactId, Passage, Scene
from party_card.content.pack import Pack
from party_card.content.prose import iter_cited_fact_ids, smart_quotes, strip_markup
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import format_count
from party_card.engine.compiled import Evidence, collect_evidence
from party_card.rules._traversal import has_key

Link = tuple[str, str]
"""What two texts can share: a kind (fact, person, place) and an id."""


def check(pack: Pack) -> Diagnostics:
    """Compares what the decisions and the records of every scene speak of."""
    for scene in pack.scenes.values():
        recorded = [passage for passage in scene.passages.values() if passage.record and passage.choices]
        if not recorded:
            continue
        evidence = collect_evidence(pack.whole or pack, scene)
        unlinked = [
            passage
            for passage in recorded
            if not has_key(passage.location, "in_common") and _is_unlinked(scene, passage, evidence)
        ]
        if not unlinked:
            continue
        first, *others = [passage.location.key_label("record") for passage in unlinked]
        decisions = format_count(len(recorded), "decision")
        message = f"at {len(unlinked)} of {decisions} with a `record` the two share no person, place or fact"
        help_text = (
            "tell it under `record:` of the scene instead, or say under `in_common:` what the two have in common"
        )
        yield RULE.diagnose(
            message, first, help_text, secondary=tuple(replace(label, message="here, too") for label in others)
        )


def _is_unlinked(scene: Scene, passage: Passage, evidence: Evidence) -> bool:
    record = passage.record or ""
    if not any(name in evidence.facts for name in iter_cited_fact_ids(record)):
        return False  # a record without a source is reported as such
    texts = [text for block in passage.blocks for text in (block.text, block.document) if text]
    texts += [text for choice in passage.choices for text in (choice.text, choice.did, choice.locked) if text]
    place = passage.place.casefold().removeprefix("the ")
    if place and place != scene.place.casefold() and place in record.casefold():
        return False
    links = {*_cited_links(texts, evidence), *(("place", name) for name in (passage.at, *passage.places) if name)}
    if links.intersection(_cited_links([record], evidence)):
        return False  # nearly all; to look for names as well would take ten times as long
    links.update(_named_links(texts, evidence))
    return not links.intersection((*_cited_links([record], evidence), *_named_links([record], evidence)))


def _cited_links(texts: Iterable[str], evidence: Evidence) -> Iterator[Link]:
    """Yields the facts that texts cite, and the people and places of these."""
    for name in iter_cited_fact_ids("\n".join(texts)):
        yield "fact", name
        item = evidence.facts.get(FactId(name))
        if item is not None:
            yield from (("person", person) for person in item.people)
            yield from (("place", place) for place in item.places)


def _named_links(texts: Sequence[str], evidence: Evidence) -> Iterator[Link]:
    """Yields the people and places that texts name, and those that the facts do which they cite."""
    cited = [evidence.facts.get(FactId(name)) for name in iter_cited_fact_ids("\n".join(texts))]
    joined = "\n".join((*texts, *(item.text for item in cited if isinstance(item, Fact))))
    plain = smart_quotes(strip_markup(joined))
    yield from (
        ("person", mention.subject.id)
        for mention in evidence.glossary.find_mentions(plain)
        if mention.subject.kind == "person"
    )
    yield from (("place", name) for name, place in evidence.places.items() if place.name and place.name in plain)


RULE = Rule("pair-without-link", Severity.INFO, __doc__, check, scope="document")
