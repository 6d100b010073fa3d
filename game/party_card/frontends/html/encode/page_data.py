"""Encodes scenes as the data of a browser page: rows and tables that the player looks up.

Invariant: the data holds all that the page shows, and no conditions, no markup and nothing to search. The same scenes
give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from party_card.content.prose import smart_quotes
from party_card.engine import page_builder
from party_card.engine.campaign_pages import CompiledCampaign
from party_card.engine.compiled import CompiledScene
from party_card.engine.grades import GRADES
from party_card.engine.phases import BEGIN, DEBRIEF, FINISHED, RECORD, REVEAL
from party_card.frontends.html.encode.blocks import BASES, BOUNDS, LINK_WORDS, SKILLS
from party_card.frontends.html.encode.campaign import encode_campaign
from party_card.frontends.html.encode.citations import CitationTable
from party_card.frontends.html.encode.scene import SceneEncoder, fingerprint
from party_card.frontends.html.encode.string_table import LineEncoder, StringTable
from party_card.frontends.shared.palette import ART_COLOURS
from party_card.frontends.shared.scene_data import Json

LANGUAGE = "en"


def encode_scenes(
    scenes: Sequence[CompiledScene],
    *,
    campaign: CompiledCampaign | None = None,
    pictures: Mapping[str, str] | None = None,
) -> Json:
    """Returns the data of a page that plays these scenes; those of the campaign come first, in its order.

    `pictures` are `data:` URLs by name.
    """
    strings, citations = StringTable(), CitationTable()
    campaign_lines = None if campaign is None else LineEncoder(campaign.evidence, strings, citations)
    rows = [
        SceneEncoder(compiled, LineEncoder(compiled.evidence, strings, citations), campaign_lines).encode()
        for compiled in scenes
    ]
    header = campaign.campaign if campaign is not None else None
    data: Json = {
        "format": 1,
        "title": smart_quotes(header.title if header is not None else scenes[0].scene.title),
        "lang": LANGUAGE,
        "campaign": header.campaign if header is not None else "",
        "course": encode_campaign(campaign, scenes, campaign_lines) if campaign and campaign_lines else 0,
        "grades": [[name, info.word, info.meaning] for name, info in GRADES.items()],
        "skills": list(SKILLS),
        "bases": list(BASES),
        "bounds": list(BOUNDS),
        "words": list(LINK_WORDS),
        "said": {
            "begin": page_builder.PHASE_OFFER_LABELS[BEGIN],
            "reveal": page_builder.PHASE_OFFER_LABELS[REVEAL],
            "questions": page_builder.PHASE_OFFER_LABELS[RECORD],
            "finish": page_builder.PHASE_OFFER_LABELS[DEBRIEF],
            "whole": page_builder.FULL_RECORD_HEADING,
            "record": page_builder.PHASE_HEADINGS[RECORD],
            "debrief": page_builder.PHASE_HEADINGS[DEBRIEF],
            "finished": page_builder.PHASE_HEADINGS[FINISHED],
            "ibid": "Ibid.",
        },
        **strings.build_rows(),
        "cited": citations.list_citation_rows(),
        "templates": citations.list_template_rows(),
        "pictures": dict(pictures or {}),
        "art": {theme: list(colours) for theme, colours in ART_COLOURS.items()},
        "scenes": rows,
    }
    return {**data, "build": fingerprint(data, 12)}
