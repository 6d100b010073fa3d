"""Builds the pages of the archive from exported data in Python, as the browser page does: the reference for it.

Invariant: it reads the exported data and nothing else, and only looks up. A playthrough is its last position and its
decisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from party_card.frontends.html.verify.file_reference import (
    FiledByScene,
    FiledPlaythrough,
    FileReading,
    assess_certainty,
    iter_file_rows,
)
from party_card.frontends.html.verify.provenance_reference import build_thing_row
from party_card.frontends.shared.page_decoder import PageDecoder
from party_card.frontends.shared.scene_data import (
    ASSESSMENT,
    FILE_CARD,
    FILE_DECISION,
    FILE_GAP,
    FILE_PAPER,
    FOLDER,
    HEADING,
    NONE,
    EncodedLine,
    Json,
    list_runs,
)


def build_shelf(data: Json, playthroughs: FiledByScene) -> Json:
    """Returns the page of the shelf, on which nothing has been judged."""
    course = data["course"]
    archive, spans = course["archive"], course["spans"]
    rows = [*archive["text"], [HEADING, 0, archive["words"]["shelf"]]]
    rows += [_build_folder(data, number, playthroughs.get(number)) for number in range(len(course["stations"]))]
    if archive["provenance"]:
        rows.append(build_thing_row(data, archive["provenance"], playthroughs))
    page = PageDecoder(data).decode_page("archive", [*rows, *archive["closing"]])
    open_numbers = [number for number in playthroughs if data["scenes"][number]["file"]]
    first = next((number for number in spans["first"] if number in open_numbers), -1)
    last = next((number for number in spans["last"] if number in open_numbers), -1)
    dates = spans["said"][first][last] if first >= 0 else ""
    return page | {"title": data["title"], "heading": archive["title"], "when": dates}


def _build_folder(data: Json, number: int, playthrough: FiledPlaythrough | None) -> list[Any]:
    scene = data["scenes"][number]
    file = scene["file"]
    folder: Json = {"type": FOLDER, "number": number + 1, "name": scene["title"], "office": [], "invented": False}
    folder |= {"closed": "" if file and playthrough else "not played" if file else "no file"}
    folder |= {"stamp": "", "papers": 0, "assessed": False}
    if not folder["closed"] and playthrough is not None:
        reading = FileReading(data, scene, *playthrough)
        office = [] if file["office"] == NONE else list_runs(data, file["office"])
        runs = [run for run in office if not isinstance(run, int)]
        folder |= {"name": file["name"], "office": runs, "invented": bool(file["invented"])}
        folder |= {"stamp": reading.stamp, "papers": len(reading.papers)}
    return [FOLDER, 0, folder]


def build_folder(data: Json, number: int, playthrough: FiledPlaythrough, *, shows_lived: bool) -> Json:
    """Returns the page of a file opened by a stranger, or with what was lived beside it."""
    scene, words = data["scenes"][number], data["course"]["archive"]["words"]
    rows = (_iter_lived if shows_lived else _iter_found)(data, scene, playthrough, words)
    page = PageDecoder(data).decode_page("folder", rows)
    heading = words["file"].replace("{number}", str(number + 1)).replace("{name}", scene["file"]["name"])
    page |= {"scene": scene["id"], "title": scene["title"] if shows_lived else data["title"], "heading": heading}
    return page | {"when": scene["when"], "where": scene["where"]}


def _iter_lived(data: Json, scene: Json, playthrough: FiledPlaythrough, words: Json) -> Iterator[list[Any]]:
    rows = list(iter_file_rows(data, scene, *playthrough))
    yield from (row for row in rows if row[0] == FILE_CARD)
    for kind, heading in ((FILE_PAPER, words["stranger"]), (FILE_DECISION, words["lived"])):
        part = [row for row in rows if row[0] == kind]
        yield from [[HEADING, 0, heading], *part] if part else []


def _iter_found(data: Json, scene: Json, playthrough: FiledPlaythrough, words: Json) -> Iterator[list[Any]]:
    reading = FileReading(data, scene, *playthrough)
    filed = [passage for passage, _ in reading.listed]
    yield [*reading.card[:-2], 0, 0]
    yield [HEADING, 0, words["judge"]]
    for paper in scene["file"]["papers"]:
        if paper in reading.papers:
            yield [*reading.build_paper(paper)[:-1], []]
            yield _assess_paper(data, paper, reading.papers, filed, words)
        elif paper[6] != NONE:
            yield from _iter_gap(data, paper[6], words)
    dates = dict(map(tuple, scene["file"]["days"]))
    shown = {dates.get(passage) for paper in reading.papers for passage in paper[5] if passage in filed}
    days = [day for day in dict.fromkeys(map(dates.get, filed)) if day and day not in shown]
    if days:
        yield from _iter_gap(data, words["days"].replace("{days}", "; ".join(days)), words)
    yield [ASSESSMENT, 0, words["motive"], "not recorded", data["filed"]["motive"]]


def _assess_paper(
    data: Json, paper: list[Any], papers: Sequence[list[Any]], filed: Sequence[int], words: Json
) -> list[Any]:  # fmt: skip
    shown = set(paper[5]) & set(filed)
    other = next((other[1] for other in papers if other is not paper and shown & set(other[5])), "")
    certainty = "corroborated" if other else assess_certainty([data["filed"]["kinds"][paper[0]]])
    reason = words["reasons"][certainty].replace("{other}", other)
    return [ASSESSMENT, 0, words["paper"].replace("{title}", paper[1]), certainty, reason]


def _iter_gap(data: Json, line: EncodedLine, words: Json) -> Iterator[list[Any]]:
    text = "".join(map(_plain, list_runs(data, line)))
    yield [FILE_GAP, 0, line]
    reason = words["reasons"]["not recorded"]
    yield [ASSESSMENT, 0, words["gap"].replace("{gap}", text), "not recorded", reason]


def _plain(run: Any) -> str:
    return run if isinstance(run, str) else "" if isinstance(run, int) else str(run[1])
