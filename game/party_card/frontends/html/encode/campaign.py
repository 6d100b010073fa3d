"""What is told between the scenes of a campaign and at its end, as rows.

Law: like scenes, only what a page can show is written: for every scene the day before it, for every two of them how the
date line moves, for every ending what the path says of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.content.models import Scene
from party_card.content.prose import smart_quotes
from party_card.engine import campaign_pages
from party_card.engine.campaign_pages import CompiledCampaign, FinishedScene
from party_card.engine.compiled import CompiledScene
from party_card.engine.date_format import format_date
from party_card.engine.page import Run
from party_card.evidence.dates import EdtfDate, parse_date
from party_card.frontends.html.decode import Json
from party_card.frontends.html.encode.blocks import block_rows
from party_card.frontends.html.encode.string_table import SceneLines


def write_course(campaign: CompiledCampaign, scenes: Sequence[CompiledScene], lines: SceneLines) -> Json:
    """The rows of a campaign; station `n` is scene `n`."""
    by_name = {compiled.scene.scene: compiled for compiled in scenes}
    written = [one for one in campaign.campaign.stations if one.scene in by_name]
    stations = [by_name[one.scene].scene for one in written]
    return {
        "stations": [
            {
                "when": campaign_pages.date_interval(None, scene)[1],
                "since": [campaign_pages.date_interval(before, scene)[0] for before in stations[:number]],
                "day": block_rows(campaign_pages.fact_of_the_day(station, lines.notes), lines),
                "date": format_date(scene.span) if scene.span else "",
                "title": lines.number((Run(f"“{smart_quotes(scene.title)}”"),)),
                "endings": [
                    [
                        place,
                        lines.number(
                            campaign_pages.player_path_line(
                                FinishedScene(scene, smart_quotes(passage.ending.title), ())
                            )
                        ),
                    ]
                    for place, passage in enumerate(scene.passages.values())
                    if passage.ending is not None
                ],
            }
            for number, (station, scene) in enumerate(zip(written, stations, strict=True))
        ],
        "left": [[kind, heading] for kind, heading in campaign_pages.LEFT.items()],
        "chain": block_rows(campaign_pages.causal_chain(campaign, lines.notes), lines),
        "winter": campaign_pages.WINTER,
        "path": campaign_pages.PATH,
        "none": lines.number((Run(campaign_pages.NONE_YET),)),
        "unplayed": campaign_pages.not_played(["\0", "\0"]).split("\0"),
        "spans": _spans(stations),
    }


def _spans(stations: Sequence[Scene]) -> Json:
    """Who begins first, who ends last, and from the first day of the one to the last of the other."""
    whens = {number: when for number, scene in enumerate(stations) if (when := _when(scene)) is not None}
    count = range(len(stations))
    return {
        "first": sorted(whens, key=lambda number: whens[number].earliest),
        "last": sorted(whens, key=lambda number: whens[number].latest, reverse=True),
        "said": [[campaign_pages.span([stations[one] for one in sorted({a, b})]) for b in count] for a in count],
    }


def _when(scene: Scene) -> EdtfDate | None:
    when = parse_date(scene.span) if scene.span else None
    return when if when is not None and when.start and when.end else None
