"""What is told between the scenes of a campaign and at its end, as rows.

Law: like scenes, only what a page can show is written: for every scene the day before it, for every two of them how the
date line moves, for every ending what the path says of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.content.models import Scene
from game.content.prose import typographic
from game.evidence.dates import When, parse_date
from game.frontends.html.lines import SceneLines
from game.frontends.html.rows import block_rows
from game.frontends.html.sheet import Json
from game.play import winter
from game.play.compiled import CompiledScene
from game.play.page import Run
from game.play.when import readable
from game.play.winter import CompiledCampaign, Walked


def write_course(campaign: CompiledCampaign, scenes: Sequence[CompiledScene], lines: SceneLines) -> Json:
    """The rows of a campaign; station `n` is scene `n`."""
    by_name = {compiled.scene.scene: compiled for compiled in scenes}
    written = [one for one in campaign.campaign.stations if one.scene in by_name]
    stations = [by_name[one.scene].scene for one in written]
    return {
        "stations": [
            {
                "when": winter.moves(None, scene)[1],
                "since": [winter.moves(before, scene)[0] for before in stations[:number]],
                "day": block_rows(winter.day(station, lines.notes), lines),
                "date": readable(scene.span) if scene.span else "",
                "title": lines.number((Run(f"“{typographic(scene.title)}”"),)),
                "endings": [
                    [place, lines.number(winter.path(Walked(scene, typographic(passage.ending.title), ())))]
                    for place, passage in enumerate(scene.passages.values())
                    if passage.ending is not None
                ],
            }
            for number, (station, scene) in enumerate(zip(written, stations, strict=True))
        ],
        "left": [[kind, heading] for kind, heading in winter.LEFT.items()],
        "chain": block_rows(winter.chain(campaign, lines.notes), lines),
        "winter": winter.WINTER,
        "path": winter.PATH,
        "none": lines.number((Run(winter.NONE_YET),)),
        "unplayed": winter.not_played(["\0", "\0"]).split("\0"),
        "spans": _spans(stations),
    }


def _spans(stations: Sequence[Scene]) -> Json:
    """Who begins first, who ends last, and from the first day of the one to the last of the other."""
    whens = {number: when for number, scene in enumerate(stations) if (when := _when(scene)) is not None}
    count = range(len(stations))
    return {
        "first": sorted(whens, key=lambda number: whens[number].earliest),
        "last": sorted(whens, key=lambda number: whens[number].latest, reverse=True),
        "said": [[winter.span([stations[one] for one in sorted({a, b})]) for b in count] for a in count],
    }


def _when(scene: Scene) -> When | None:
    when = parse_date(scene.span) if scene.span else None
    return when if when is not None and when.start and when.end else None
