"""Encodes the pages between the scenes of a campaign and at its end.

Invariant: only content of pages is written: for each scene the fact of the day, for each pair of scenes the date
change, for each ending the line of the player's path.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from party_card.content.edtf import EdtfDate, format_date, parse_date
from party_card.content.models import Provenance, Scene, SceneId, Station
from party_card.content.prose import smart_quotes
from party_card.engine import archive_words, campaign_pages
from party_card.engine.archive import build_closing_blocks
from party_card.engine.campaign_pages import CompiledCampaign, FinishedScene
from party_card.engine.compiled import CompiledScene
from party_card.engine.page import Paragraph, Run
from party_card.engine.provenance import format_day
from party_card.frontends.html.encode.blocks import encode_blocks
from party_card.frontends.html.encode.person_file import FileTables
from party_card.frontends.html.encode.string_table import LineEncoder
from party_card.frontends.shared.scene_data import Json
from party_card.localization import gettext


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
                "title": lines.encode_line((Run(gettext("“{title}”").format(title=smart_quotes(scene.title))),)),
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
        "left": [[kind, gettext(heading)] for kind, heading in campaign_pages.TRACE_HEADINGS.items()],
        "chain": encode_blocks(campaign_pages.build_causal_chain(campaign, lines.notes), lines),
        "winter": gettext(campaign_pages.CAMPAIGN_END_HEADING),
        "archive": _encode_archive(campaign, scenes_by_id, stations, lines),
        "early": [
            gettext(campaign_pages.CAMPAIGN_END_WARNING),
            gettext(campaign_pages.READ_END_LABEL),
            gettext(campaign_pages.LEAVE_END_LABEL),
        ],
        "path": gettext(campaign_pages.PLAYER_PATH_HEADING),
        "none": lines.encode_line((Run(gettext(campaign_pages.NOTHING_FINISHED_TEXT)),)),
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
            "shelf": gettext(archive_words.SHELF_HEADING),
            "stranger": gettext(archive_words.STRANGER_HEADING),
            "judge": gettext(archive_words.HOW_TO_JUDGE),
            "lived": gettext(archive_words.LIVED_HEADING),
            "file": gettext(archive_words.FILE_HEADING),
            "paper": gettext(archive_words.PAPER_STATEMENT),
            "gap": gettext(archive_words.GAP_STATEMENT),
            "days": gettext(archive_words.DAYS_GAP),
            "motive": gettext(archive_words.MOTIVE_STATEMENT),
            "reasons": _look_up(archive_words.REASONS.items()),
            "cards": _look_up(archive_words.CARD_WORDS.items()),
            "closed": _look_up(archive_words.CLOSED_WORDS.items()),
            "no_card": gettext(archive_words.CARD_NOT_RECORDED),
            "assessed": gettext(archive_words.ASSESSED),
            "gap_label": gettext(archive_words.GAP),
            "open": gettext(archive_words.ARCHIVE),
            "show": gettext(archive_words.SHOW_LIVED),
            "back": gettext(archive_words.BACK_TO_SHELF),
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
            "unjoined": gettext(archive_words.UNJOINED),
            "unknown": gettext(archive_words.UNKNOWN_STEP),
            "imprint": gettext(archive_words.IMPRINT),
            "kinds": _look_up(archive_words.STEP_WORDS.items()),
            "none": gettext(archive_words.NO_WAY),
            "follow": gettext(archive_words.FOLLOW),
        },
    }


def _look_up(words: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Returns words in the present language; those that are empty stay so."""
    return {key: gettext(word) for key, word in words}


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
