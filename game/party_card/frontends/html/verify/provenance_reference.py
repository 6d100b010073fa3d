"""Builds the way of a thing from exported data in Python, as the browser page does: the reference for it.

Invariant: it reads the exported data and nothing else, and only looks up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from party_card.frontends.html.verify.file_reference import FiledByScene, fill_slots
from party_card.frontends.shared.page_decoder import PageDecoder
from party_card.frontends.shared.scene_data import NONE, PARAGRAPH, STEP, THING, Json, list_runs, look_up_table


def build_provenance(data: Json, playthroughs: FiledByScene) -> Json | None:
    """Returns the page of the way of the thing; None if there is none."""
    archive = data["course"]["archive"]
    provenance: Json = archive["provenance"] if archive else {}
    if not provenance:
        return None
    rows = [*provenance["text"], *_iter_steps(data, provenance, playthroughs)]
    page = PageDecoder(data).decode_page("provenance", rows)
    page |= {"title": data["title"], "heading": provenance["title"]}
    return page | {"picture": provenance["picture"], "alt": provenance["alt"]}


def build_thing_row(data: Json, provenance: Json, playthroughs: FiledByScene) -> list[Any]:
    """Returns the row of the thing on the shelf."""
    steps = [row for row in _iter_steps(data, provenance, playthroughs) if row[0] == STEP]
    count = sum(row[2] in ("use", "copy", "last") for row in steps)
    number = len(data["course"]["stations"]) + 1
    return [THING, 0, {"type": THING, "number": number, "name": provenance["title"], "papers": count}]


def _iter_steps(data: Json, provenance: Json, playthroughs: FiledByScene) -> Iterator[list[Any]]:
    unplayed: list[int] = []
    is_broken = False
    for scene, kind, date, office, line, imprint, table in provenance["entries"]:
        if scene not in playthroughs:
            unplayed += [] if scene in unplayed else [scene]
            continue
        if not _holds(data, provenance, scene, table, playthroughs):
            continue
        if unplayed and not is_broken:
            yield _build_unknown(data, provenance, unplayed)
        unplayed = []
        if is_broken and kind != "copy":
            yield [STEP, 0, "unjoined", date, office, NONE, "", ()]
            continue
        yield [STEP, 0, kind, date, office, line, imprint, ()]
        if kind == "break":
            is_broken = True
            yield [PARAGRAPH, 0, provenance["words"]["unjoined"]]
    if unplayed and not is_broken:
        yield _build_unknown(data, provenance, unplayed)


def _holds(data: Json, provenance: Json, scene: int, table: int, playthroughs: FiledByScene) -> bool:
    tables = provenance["tables"][scene]
    traces = [
        trace
        for number, playthrough in playthroughs.items()
        for trace, _, _, left in data["scenes"][number]["leaves"]
        if look_up_table(data["scenes"][number], left, playthrough.position)
    ]
    return bool(look_up_table(tables, table, fill_slots(tables["slots"], *playthroughs[scene], traces)))


def _build_unknown(data: Json, provenance: Json, scenes: list[int]) -> list[Any]:
    titles = [data["course"]["stations"][scene]["title"] for scene in scenes]
    forms = [form for title in titles for form in _find_forms(data, title)]
    text = ", ".join(run for title in titles for run in list_runs(data, title))
    return [STEP, 0, "unknown", "", "", provenance["words"]["unknown"].replace("{titles}", text), "", forms]


def _find_forms(data: Json, line: Any) -> list[int]:
    return data["met"][line] or [] if isinstance(line, int) and line < len(data["met"]) else []
