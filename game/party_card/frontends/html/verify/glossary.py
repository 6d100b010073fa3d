"""Compares the glossary of exported data with that of the engine.

Invariant: each entry of a scene's dossiers stands in the data, in the order of the engine, before and after an ending;
without a campaign, each that some text of the data names. Of people whom no text of a page names only the explanation
does, without notes.
"""

from __future__ import annotations

from party_card.engine.campaign_glossary import CampaignGlossary
from party_card.engine.compiled import Evidence
from party_card.engine.entries import build_entry
from party_card.frontends.html.verify.mismatch import MismatchError
from party_card.frontends.html.verify.page_json import entries_to_json
from party_card.frontends.shared.page_decoder import decode_entry
from party_card.frontends.shared.scene_data import Json, iter_texts

Variants = tuple[Json, Json]
"""An entry before and after an ending."""


def compare_glossary(data: Json, evidence: Evidence, scene: str) -> None:
    """Compares the entries that the evidence of a scene or campaign has. Raises MismatchError."""
    rows = [
        (_decode(data, number, is_after_ending=False), _decode(data, number, is_after_ending=True))
        for number in range(len(data["entries"]))
    ]
    may_lack_unnamed = not data["course"]
    named_subjects = _find_named_subjects(data, evidence) if may_lack_unnamed else set()
    position = 0
    for _, subject in CampaignGlossary([evidence]).subjects.values():
        entries = [build_entry(evidence, subject, is_after_ending=is_after) for is_after in (False, True)]
        before, after = entries_to_json(entries)
        brief = {**before, "line": [entries[0].text], "notes": []}
        expected: tuple[Variants, ...] = ((before, after), (brief, brief))
        found = next((number for number in range(position, len(rows)) if rows[number] in expected), None)
        if found is None:
            if may_lack_unnamed and (subject.kind, subject.id) not in named_subjects:
                continue
            similar_rows = [row for row in rows if row[0]["id"] == before["id"]]
            path = f"the entry of {before['name']} in the glossary"
            raise MismatchError(scene, path, "what it says, or its place,", (before, after), similar_rows)
        position = found + 1


def _find_named_subjects(data: Json, evidence: Evidence) -> set[tuple[str, str]]:
    """Finds the people and terms that some text of the data names, by kind and id."""
    texts = iter_texts([data[key] for key in ("scenes", "lines", "cited", "voices", "maps", "entries")])
    mentions = (mention for text in texts for mention in evidence.glossary.find_mentions(text))
    return {(mention.subject.kind, mention.subject.id) for mention in mentions}


def _decode(data: Json, number: int, *, is_after_ending: bool) -> Json:
    entry = decode_entry(data, number, is_after_ending=is_after_ending)
    return {**entry, "form": entry["name"]}
