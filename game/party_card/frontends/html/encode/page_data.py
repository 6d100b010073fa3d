"""Encodes scenes as the data of a browser page: rows and tables that the player looks up.

Invariant: the data holds all that the page shows, and no conditions, no markup and nothing to search. The same scenes
give the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from party_card import __version__
from party_card.content.prose import smart_quotes
from party_card.engine import aftermath, page_builder
from party_card.engine.campaign_glossary import CampaignGlossary, EntryKey
from party_card.engine.campaign_pages import CompiledCampaign
from party_card.engine.compiled import CompiledScene
from party_card.engine.ending_reach import CAUSES_HEADING
from party_card.engine.entries import PAGES_AFTER_ENDING
from party_card.engine.grades import GRADES
from party_card.engine.phases import BEGIN, DEBRIEF, FINISHED, RECORD, REVEAL
from party_card.engine.place_map import CampaignMap
from party_card.engine.prologue import CompiledPrologue
from party_card.evidence.cite import format_same_place
from party_card.evidence.rich_text import to_plain
from party_card.frontends.html.encode.blocks import BASES, BOUNDS, LINK_WORDS, SKILLS
from party_card.frontends.html.encode.campaign import encode_campaign
from party_card.frontends.html.encode.citations import CitationTable
from party_card.frontends.html.encode.person_file import encode_file_words
from party_card.frontends.html.encode.place_maps import PlaceMapTable
from party_card.frontends.html.encode.prologue import encode_prologue
from party_card.frontends.html.encode.scene import SceneEncoder, fingerprint
from party_card.frontends.html.encode.string_table import LineEncoder, StringTable
from party_card.frontends.html.page_messages import get_letters, list_plural_forms
from party_card.frontends.shared.palette import ART_COLOURS
from party_card.frontends.shared.scene_data import NONE, Json, iter_texts
from party_card.localization import current_language, gettext

LAYER_WORDS = {
    "layered": page_builder.LAYERED_RECORD_HEADING,
    "essentials": page_builder.ESSENTIALS_HEADING,
    "decisions": page_builder.DECISIONS_HEADING,
}
"""The headings of a record in layers."""
SAID = {
    "begin": page_builder.PHASE_OFFER_LABELS[BEGIN],
    "reveal": page_builder.PHASE_OFFER_LABELS[REVEAL],
    "questions": page_builder.PHASE_OFFER_LABELS[RECORD],
    "finish": page_builder.PHASE_OFFER_LABELS[DEBRIEF],
    "whole": page_builder.FULL_RECORD_HEADING,
    "after": aftermath.HEADING,
    "fates": aftermath.FATES_HEADING,
    "record": page_builder.PHASE_HEADINGS[RECORD],
    "debrief": page_builder.PHASE_HEADINGS[DEBRIEF],
    "finished": page_builder.PHASE_HEADINGS[FINISHED],
}
"""The offers that are no choices, and the headings of pages."""


def encode_scenes(
    scenes: Sequence[CompiledScene],
    *,
    campaign: CompiledCampaign | None = None,
    pictures: Mapping[str, str] | None = None,
    places: CampaignMap | None = None,
    prologue: CompiledPrologue | None = None,
    language: str = "",
) -> Json:
    """Returns the data of a page that plays these scenes; those of the campaign come first, in its order.

    The glossary of a campaign is whole; without one, it has what the texts of the page name.
    `language` is that of the page, if it is not the one in which they are written; what the game itself says is in the
    present language. `pictures` are `data:` URLs by name; `places` is the map of all scenes, for their
    list.
    """
    language = language or (scenes[0] if campaign is None else campaign).evidence.language
    strings, citations, maps = StringTable(language), CitationTable(), PlaceMapTable()
    campaign_lines = None if campaign is None else LineEncoder(campaign.evidence, strings, citations)
    rows = [
        SceneEncoder(compiled, LineEncoder(compiled.evidence, strings, citations), campaign_lines, maps).encode()
        for compiled in scenes
    ]
    campaign_map = NONE if places is None else maps.add(places)
    course = encode_campaign(campaign, scenes, campaign_lines) if campaign and campaign_lines else 0
    prologue_rows: Json | int = 0
    if prologue is not None:
        prologue_rows = encode_prologue(prologue, LineEncoder(prologue.evidence, strings, citations))
    evidences = [compiled.evidence for compiled in scenes] + ([campaign.evidence] if campaign is not None else [])
    evidences += [prologue.evidence] if prologue is not None else []
    glossary = CampaignGlossary(evidences)
    shown_keys: Collection[EntryKey] = glossary.subjects
    if campaign is None:
        texts = [rows, strings.build_rows(), citations.list_citation_rows(), citations.list_voice_rows()]
        shown_keys = glossary.find_named(iter_texts([*texts, maps.list_rows()]))
    strings.sort_entries(
        [
            LineEncoder(evidence, strings, citations).encode_subject(subject, is_named=key in strings.named_keys)
            for key, (evidence, subject) in glossary.subjects.items()
            if key in shown_keys
        ]
    )
    foreign = _list_foreign_texts(scenes, strings) if len(scenes) > 1 else []
    has_layers = any(compiled.scene.essentials for compiled in scenes)
    header = campaign.campaign if campaign is not None else None
    data: Json = {
        "format": 1,
        "app": __version__,
        "title": smart_quotes(header.title if header is not None else scenes[0].scene.title),
        "lang": language,
        "campaign": header.campaign if header is not None else "",
        "course": course,
        "prologue": prologue_rows,
        "grades": [[name, gettext(info.word), gettext(info.meaning)] for name, info in GRADES.items()],
        "skills": list(SKILLS),
        "bases": list(BASES),
        "bounds": list(BOUNDS),
        "words": list(LINK_WORDS),
        "filed": encode_file_words() if any(row["file"] for row in rows) else 0,
        "after": sorted(PAGES_AFTER_ENDING),
        "said": {
            **{key: gettext(word) for key, word in SAID.items()},
            **{key: gettext(word) for key, word in LAYER_WORDS.items() if has_layers},
            "ibid": to_plain(format_same_place()),
        },
        "causes": gettext(CAUSES_HEADING),
        **strings.build_rows(),
        "cited": citations.list_citation_rows(),
        "templates": citations.list_template_rows(),
        "voices": citations.list_voice_rows(),
        "pictures": dict(pictures or {}),
        "art": {theme: list(colours) for theme, colours in ART_COLOURS.items()},
        "base": maps.build_base(),
        "maps": maps.list_rows(),
        "map": campaign_map,
        "scenes": rows,
    }
    if foreign:
        data["foreign"] = foreign
    if letters := get_letters(language):
        data["letters"] = letters
    if plurals := list_plural_forms(current_language()):
        data["plurals"] = plurals
    return {**data, "build": fingerprint(data, 12)}


def _list_foreign_texts(scenes: Sequence[CompiledScene], strings: StringTable) -> list[list[object]]:
    """Returns rows of a language other than that of the page, with ranges of its lines and its scenes."""
    languages = [compiled.evidence.language for compiled in scenes]
    return [
        [language, ranges, [number for number, own in enumerate(languages) if own == language]]
        for language, ranges in strings.list_foreign_lines().items()
    ]
