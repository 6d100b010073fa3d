"""The twin between the scenes of a campaign and at its end.

Law: as with scenes, only rows are looked up. What counts is which scenes were walked to their record, where each of
them ended, and the traces that it left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from party_card.frontends.html.decode import ACCOUNT, HEADING, PARAGRAPH, Json, PageDecoder


@dataclass(frozen=True, slots=True)
class FinishedScene:
    """A scene that was finished: the number of the passage where it ended, and the traces it left."""

    passage: int
    traces: tuple[str, ...]


Walks = Mapping[int, FinishedScene]
"""By the number of their scene, those that were finished."""


def between(data: Json, scene: int, walks: Walks) -> Json | None:
    """What is shown before a scene; None where there is nothing to tell, or the scene is not of the campaign."""
    course = data["course"]
    if not course or scene >= len(course["stations"]):
        return None
    station, written = course["stations"][scene], data["scenes"][scene]
    before = max((number for number in walks if number < scene), default=-1)
    blocks = list(station["day"])
    if before >= 0:
        left = [row for row in data["scenes"][before]["leaves"] if row[0] in walks[before].traces]
        for kind, heading in course["left"]:
            lines = [line for row in left if row[1] == kind for line in row[2]]
            blocks += [[HEADING, 0, heading], *([PARAGRAPH, 0, line] for line in lines)] if lines else []
    since = station["since"][before] if before >= 0 else ""
    if not blocks and not since:
        return None
    page = PageDecoder(data).page(blocks)
    page |= {"kind": "between", "scene": written["id"], "title": data["title"], "heading": written["title"]}
    page |= {"when": station["when"], "where": written["where"], "since": since}
    return page | {"picture": written["picture"], "alt": written["alt"]}


def winter(data: Json, walks: Walks) -> Json | None:
    """The end of the campaign and the path through it; None where the file holds no campaign."""
    course = data["course"]
    if not course:
        return None
    walked = sorted(number for number in walks if number < len(course["stations"]))
    spans = course["spans"]
    first = next((number for number in spans["first"] if number in walked), -1)
    last = next((number for number in spans["last"] if number in walked), -1)
    page = PageDecoder(data).page([*course["chain"], *_path(data, walks, walked)])
    page |= {"kind": "winter", "title": data["title"], "heading": course["winter"]}
    return page | {"when": spans["said"][first][last] if first >= 0 else ""}


def _path(data: Json, walks: Walks, walked: list[int]) -> Iterator[list[Any]]:
    course = data["course"]
    yield [HEADING, 0, course["path"]]
    for number in walked:
        station, done = course["stations"][number], walks[number]
        line = next(line for passage, line in station["endings"] if passage == done.passage)
        left = [one for row in data["scenes"][number]["leaves"] if row[0] in done.traces for one in row[2]]
        yield [ACCOUNT, 0, station["date"], [line, *left], []]
    titles = [station["title"] for number, station in enumerate(course["stations"]) if number not in walked]
    if not walked:
        yield [PARAGRAPH, 0, course["none"]]
    elif titles:
        before, joint, after = course["unplayed"]
        met = [form for title in titles if title < len(data["met"]) for form in data["met"][title] or ()]
        said = joint.join(data["lines"][title] for title in titles)
        yield [PARAGRAPH, 0, f"{before}{said}{after}", met]
