"""Builds the pages between scenes and at the end of a campaign from exported data, as the browser page does.

Invariant: it only looks up rows. A page depends on the finished scenes, on the passage where each ended, and on the
traces that each left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from party_card.frontends.shared.page_decoder import PageDecoder
from party_card.frontends.shared.scene_data import HEADING, NONE, PARAGRAPH, RECORD_PARAGRAPH, Json, list_runs
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass
class FinishedPlaythrough:
    """A finished playthrough: the number of its last passage, and the traces that it left."""

    passage: int
    traces: tuple[str, ...]


FinishedByScene = Mapping[int, FinishedPlaythrough]
"""The finished playthroughs by the number of their scene."""


def build_intermission(data: Json, scene: int, playthroughs: FinishedByScene) -> Json | None:
    """Returns the page before a scene; None if it would be empty or the scene is not of the campaign."""
    campaign = data["course"]
    if not campaign or scene >= len(campaign["stations"]):
        return None
    station, scene_row = campaign["stations"][scene], data["scenes"][scene]
    previous_scene = max((number for number in playthroughs if number < scene), default=-1)
    blocks = list(station["day"])
    if previous_scene >= 0:
        trace_ids = playthroughs[previous_scene].traces
        traces = [row for row in data["scenes"][previous_scene]["leaves"] if row[0] in trace_ids]
        for kind, heading in campaign["left"]:
            lines = [line for row in traces if row[1] == kind for line in row[2]]
            blocks += [[HEADING, 0, heading], *([PARAGRAPH, 0, line] for line in lines)] if lines else []
    since = station["since"][previous_scene] if previous_scene >= 0 else ""
    if not blocks and not since:
        return None
    page = PageDecoder(data).decode_page("between", blocks)
    page |= {"scene": scene_row["id"], "title": data["title"], "heading": scene_row["title"]}
    page |= {"when": station["when"], "where": scene_row["where"], "since": since}
    owner = station if "picture" in station else scene_row
    return page | {"picture": owner["picture"], "alt": owner["alt"]}


def build_beat(data: Json, number: int) -> Json:
    """Returns the page of a beat of the prologue, counted from 0."""
    prologue = data["prologue"]
    beat = prologue["beats"][number]
    onward = [{"id": beat["onward"][0], "line": beat["onward"][1]}] if beat["onward"] else []
    choices = [{"id": name, "line": line} for name, line, _ in beat["choices"]]
    closed = {"open": True, "reason": NONE, "hypothesis": False}
    page = PageDecoder(data).decode_page("prologue", beat["blocks"], [offer | closed for offer in choices + onward])
    page |= {"title": prologue["title"], "heading": prologue["title"], "picture": beat["picture"], "alt": beat["alt"]}
    return page | {"step": number + 1, "steps": len(prologue["beats"])}


def build_campaign_end(data: Json, playthroughs: FinishedByScene) -> Json | None:
    """Returns the page at the end of the campaign, with the player's path; None if the file holds no campaign."""
    campaign = data["course"]
    if not campaign:
        return None
    numbers = sorted(number for number in playthroughs if number < len(campaign["stations"]))
    spans = campaign["spans"]
    first_scene = next((number for number in spans["first"] if number in numbers), -1)
    last_scene = next((number for number in spans["last"] if number in numbers), -1)
    page = PageDecoder(data).decode_page("winter", [*campaign["chain"], *_path_blocks(data, playthroughs, numbers)])
    page |= {"title": data["title"], "heading": campaign["winter"]}
    return page | {"when": spans["said"][first_scene][last_scene] if first_scene >= 0 else ""}


def _path_blocks(data: Json, playthroughs: FinishedByScene, numbers: list[int]) -> Iterator[list[Any]]:
    """Yields the rows of the finished scenes with their endings and traces, then of the scenes not played."""
    campaign = data["course"]
    yield [HEADING, 0, campaign["path"]]
    for number in numbers:
        station, playthrough = campaign["stations"][number], playthroughs[number]
        ending = next(line for passage, line in station["endings"] if passage == playthrough.passage)
        leaves = data["scenes"][number]["leaves"]
        traces = [line for row in leaves if row[0] in playthrough.traces for line in row[2]]
        yield [RECORD_PARAGRAPH, 0, station["date"], [ending, *traces], []]
    unplayed = [station["title"] for number, station in enumerate(campaign["stations"]) if number not in numbers]
    if not numbers:
        yield [PARAGRAPH, 0, campaign["none"]]
    elif unplayed:
        prefix, separator, suffix = campaign["unplayed"]
        lines = [title for title in unplayed if isinstance(title, int) and title < len(data["met"])]
        forms = [form for line in lines for form in data["met"][line] or ()]
        titles = separator.join(run for title in unplayed for run in list_runs(data, title))
        yield [PARAGRAPH, 0, f"{prefix}{titles}{suffix}", forms]
