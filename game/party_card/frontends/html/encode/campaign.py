"""Encodes the pages between the scenes of a campaign and at its end.

Invariant: only content of pages is written: for each scene the fact of the day, for each pair of scenes the date
change, for each ending the line of the player's path.
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.content.models import Scene
from party_card.content.prose import smart_quotes
from party_card.engine import campaign_pages
from party_card.engine.campaign_pages import CompiledCampaign, FinishedScene
from party_card.engine.compiled import CompiledScene
from party_card.engine.page import Run
from party_card.evidence.dates import EdtfDate, format_date, parse_date
from party_card.frontends.html.encode.blocks import encode_blocks
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
                "day": encode_blocks(campaign_pages.build_fact_blocks(station, lines.notes), lines),
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
        "path": campaign_pages.PLAYER_PATH_HEADING,
        "none": lines.encode_line((Run(campaign_pages.NOTHING_FINISHED_TEXT),)),
        "unplayed": campaign_pages.format_unplayed_scenes(["\0", "\0"]).split("\0"),
        "spans": _spans(campaign_scenes),
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
