"""Encodes the pages between the scenes of a campaign and at its end.

Invariant: only content of pages is written: for each scene the fact of the day, for each pair of scenes the date
change, for each ending the line of the player's path.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from party_card.content.edtf import EdtfDate, format_date, parse_date
from party_card.content.models import Provenance, Scene, SceneId, Station
from party_card.content.prose import smart_quotes
from party_card.engine import archive_words, campaign_pages
from party_card.engine.archive import build_closing_blocks
from party_card.engine.campaign_pages import CompiledCampaign, FinishedScene
from party_card.engine.compiled import CompiledScene
from party_card.engine.page import ArchivedThing, Paragraph, Run
from party_card.engine.provenance import format_day
from party_card.frontends.html.encode.blocks import encode_blocks
from party_card.frontends.html.encode.person_file import FileTables
from party_card.frontends.html.encode.string_table import LineEncoder
from party_card.frontends.shared.scene_data import Json


def encode_campaign(campaign: CompiledCampaign, scenes: Sequence[CompiledScene], lines: LineEncoder) -> Json:
    """Returns the rows of a campaign; station `n` is scene `n`."""
    scenes_by_id = {compiled.scene.scene: compiled for compiled in scenes}
    stations = [station for station in campaign.campaign.stations if station.scene in scenes_by_id]
    campaign_scenes = [scenes_by_id[station.scene].scene for station in stations]
    return {
        "stations": [
            {
                "when": campaign_pages.format_date_interval(None, scene)[1],
                "since": [campaign_pages.format_date_interval(before, scene)[0] for before in campaign_scenes[:number]],
                "day": encode_blocks(campaign_pages.build_fact_blocks(campaign, station, lines.notes), lines),
                **({"picture": station.picture, "alt": station.alt} if station.picture else {}),
                "date": format_date(scene.span) if scene.span else "",
                "title": lines.encode_line((Run(f"“{smart_quotes(scene.title)}”"),)),
                "endings": [
                    [
                        passage_number,
                        lines.encode_line(
                            campaign_pages.build_player_path_line(
                                FinishedScene(scene, smart_quotes(passage.ending.title), ())
                            )
                        ),
                    ]
                    for passage_number, passage in enumerate(scene.passages.values())
                    if passage.ending is not None
                ],
            }
            for number, (station, scene) in enumerate(zip(stations, campaign_scenes, strict=True))
        ],
        "left": [[kind, heading] for kind, heading in campaign_pages.TRACE_HEADINGS.items()],
        "chain": encode_blocks(campaign_pages.build_causal_chain(campaign, lines.notes), lines),
        "winter": campaign_pages.CAMPAIGN_END_HEADING,
        "archive": _encode_archive(campaign, scenes_by_id, stations, lines),
        "early": [
            campaign_pages.CAMPAIGN_END_WARNING,
            campaign_pages.READ_END_LABEL,
            campaign_pages.LEAVE_END_LABEL,
        ],
        "path": campaign_pages.PLAYER_PATH_HEADING,
        "none": lines.encode_line((Run(campaign_pages.NOTHING_FINISHED_TEXT),)),
        "unplayed": campaign_pages.format_unplayed_scenes(["\0", "\0"]).split("\0"),
        "spans": _spans(campaign_scenes),
    }


def _encode_archive(
    campaign: CompiledCampaign,
    scenes: Mapping[SceneId, CompiledScene],
    stations: Sequence[Station],
    lines: LineEncoder,
) -> Json | int:
    """Returns the texts of the archive, and the words of its pages; 0 if the campaign has none."""
    archive = campaign.campaign.archive
    if archive is None:
        return 0
    text = [Paragraph(line) for line in lines.notes.add_paragraphs(archive.text)]
    return {
        "title": smart_quotes(archive.title),
        "text": encode_blocks(text, lines),
        "closing": encode_blocks(build_closing_blocks(archive, lines.notes), lines),
        "provenance": _encode_provenance(campaign, archive.provenance, scenes, stations, lines),
        "words": {
            "shelf": archive_words.SHELF_HEADING,
            "stranger": archive_words.STRANGER_HEADING,
            "judge": archive_words.HOW_TO_JUDGE,
            "lived": archive_words.LIVED_HEADING,
            "file": archive_words.FILE_HEADING,
            "paper": archive_words.PAPER_STATEMENT,
            "gap": archive_words.GAP_STATEMENT,
            "days": archive_words.DAYS_GAP,
            "motive": archive_words.MOTIVE_STATEMENT,
            "reasons": dict(archive_words.REASONS),
            "cards": dict(archive_words.CARD_WORDS),
            "closed": dict(archive_words.CLOSED_WORDS),
            "no_card": archive_words.CARD_NOT_RECORDED,
            "assessed": archive_words.ASSESSED,
            "gap_label": archive_words.GAP,
            "open": archive_words.ARCHIVE,
            "show": archive_words.SHOW_LIVED,
            "back": archive_words.BACK_TO_SHELF,
        },
    }


def _encode_provenance(
    campaign: CompiledCampaign,
    provenance: Provenance | None,
    scenes: Mapping[SceneId, CompiledScene],
    stations: Sequence[Station],
    lines: LineEncoder,
) -> Json | int:
    """Returns the entries of the way of a thing, with tables of their conditions by scene; 0 if there is none.

    An entry is [scene, kind, date, office, line, imprint, table].
    """
    if provenance is None:
        return 0
    numbers = {station.scene: number for number, station in enumerate(stations)}
    tables = {name: FileTables(scenes[name]) for name in numbers}
    conditions, entries = campaign.provenance_conditions, []
    for entry in provenance.entries:
        condition = conditions.get((entry.scene, entry.if_)) if entry.if_ else None
        if entry.scene in numbers and (condition is not None or not entry.if_):
            line = lines.encode_line(lines.notes.add_line(entry.text))
            row = [numbers[entry.scene], entry.kind, format_day(entry)]
            table = tables[entry.scene].encode_condition(condition)
            entries.append([*row, smart_quotes(entry.office), line, smart_quotes(entry.imprint), table])
    return {
        "title": smart_quotes(provenance.title),
        "text": encode_blocks([Paragraph(line) for line in lines.notes.add_paragraphs(provenance.text)], lines),
        "picture": provenance.picture,
        "alt": provenance.alt,
        "entries": entries,
        "tables": [tables[station.scene].encode() for station in stations],
        "words": {
            "unjoined": archive_words.UNJOINED,
            "unknown": archive_words.UNKNOWN_STEP,
            "imprint": archive_words.IMPRINT,
            "kinds": dict(archive_words.STEP_WORDS),
            "none": archive_words.NO_WAY,
            "joins": [archive_words.describe_thing(ArchivedThing(0, "", count)) for count in (1, 2)],
            "follow": archive_words.FOLLOW,
        },
    }


def _spans(scenes: Sequence[Scene]) -> Json:
    """Returns the numbers of scenes by first and by last day, and for each pair of scenes the time that they span."""
    dates = {number: date for number, scene in enumerate(scenes) if (date := _bounded_date(scene)) is not None}
    numbers = range(len(scenes))
    return {
        "first": sorted(dates, key=lambda number: dates[number].earliest),
        "last": sorted(dates, key=lambda number: dates[number].latest, reverse=True),
        "said": [
            [campaign_pages.format_date_range([scenes[number] for number in sorted({start, end})]) for end in numbers]
            for start in numbers
        ],
    }


def _bounded_date(scene: Scene) -> EdtfDate | None:
    date = parse_date(scene.span) if scene.span else None
    return date if date is not None and date.start and date.end else None
