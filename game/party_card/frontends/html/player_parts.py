"""Chooses the parts of the player that a page carries: its script and its style.

Invariant: a page has the core, one start, and every part that its data need. A built file holds all pieces in their
order, each behind a line with the parts that need it and with those of its names that other pieces mention; a page
without the piece declares these empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from party_card.frontends.html.page_messages import choose_page_language, strip_calls
from party_card.frontends.shared.scene_data import ABOUT, CHART, HOOK, LINK, RECORD_PARAGRAPH, STATEMENT, Json
from party_card.localization.languages import ENGLISH

_CORE = "core"
_BEGIN = re.compile(r"^/\* part (.+) \*/\n", re.MULTILINE)
_BLOCK_LISTS = ("briefing", "essentials", "record", "aftermath", "fates", "ends", "debrief")
_PASSAGE_BLOCKS, _RECORD = 2, 6
_DOCUMENT = 13
"""The place of a document in a row of `cited`, if it has one."""


def _is_of_several_scenes(data: Json) -> bool:
    return bool(len(data["scenes"]) > 1 or data["course"] or data["prologue"])


def _is_translated(data: Json) -> bool:
    return bool(data["lang"] != ENGLISH)


def _has_foreign_texts(data: Json) -> bool:
    """Returns true if some scenes are in another language than the page."""
    return bool(data.get("foreign"))


def _has_kind(data: Json, *kinds: int) -> bool:
    return any(row[0] in kinds for row in _iter_blocks(data))


def _has_records(data: Json) -> bool:
    """Returns true if a decision is compared with a record, or a block tells what is recorded."""
    has_comparisons = any(passage[_RECORD] for scene in data["scenes"] for passage in scene["passages"])
    return has_comparisons or _has_kind(data, RECORD_PARAGRAPH, LINK, STATEMENT)


NEEDED_BY: Mapping[str, Callable[[Json], bool]] = {
    "chart": lambda data: _has_kind(data, CHART),
    "record": _has_records,
    "hook": lambda data: _has_kind(data, HOOK, ABOUT),
    "map": lambda data: bool(data["maps"]),
    "notes": lambda data: bool(data["cited"]),
    "documents": lambda data: any(len(row) > _DOCUMENT for row in data["cited"]),
    "people": lambda data: bool(data["entries"]),
    "layers": lambda data: any(scene["essentials"] for scene in data["scenes"]),
    "questions": lambda data: any(scene["debrief"] for scene in data["scenes"]),
    "file": lambda data: bool(data["filed"]),
    "campaign": _is_of_several_scenes,
    "translated": _is_translated,
    "foreign": _has_foreign_texts,
}
"""Which data need a part. The page of a campaign, or of several scenes, has all but the last two."""
_OF_LANGUAGES = (_is_translated, _has_foreign_texts)
_LANGUAGES = "languages"
"""The part that a page in several languages needs."""
NEEDED_BY_STARTS: Mapping[str, tuple[str, ...]] = {"scorm": ("platform",), "cmi5": ("platform",)}
"""The parts that a start needs, whatever the data."""


def find_parts(data: Json, start: str = "page", others: Sequence[Json] = ()) -> frozenset[str]:
    """Returns the names of the parts that a page with this data has; `start` is what its player plays in.

    `others` are the data of the page in other languages, if it has several.
    """
    pages, is_whole = (data, *others), _is_of_several_scenes(data)
    needed = {
        name for name, needs in NEEDED_BY.items() if any(map(needs, pages)) or (is_whole and needs not in _OF_LANGUAGES)
    }
    return frozenset({_CORE, start, *needed, *NEEDED_BY_STARTS.get(start, ()), *([_LANGUAGES] if others else [])})


def build_script(data: Json, start: str = "page", others: Sequence[Json] = ()) -> str:
    """Returns the script of a page; the arguments are as above."""
    chosen = find_parts(data, start, others)
    pieces = read_pieces("player.js")
    missing = [name for piece in pieces if not piece.parts & chosen for name in piece.shared]
    declared = f"var {','.join(missing)};" if missing else ""
    code = "".join(piece.text for piece in pieces if piece.parts & chosen)
    is_english = all(choose_page_language(page["lang"]) == ENGLISH for page in (data, *others))
    return f"(()=>{{{declared}{strip_calls(code) if is_english else code}}})();"


def build_style(data: Json, start: str = "page", others: Sequence[Json] = ()) -> str:
    """Returns the style of a page; the arguments are as above."""
    chosen = find_parts(data, start, others)
    return "".join(piece.text for piece in read_pieces("player.css") if piece.parts & chosen)


class Piece(NamedTuple):
    """A piece of a built file, for pages with any of some parts; `shared` are its names that other pieces mention."""

    parts: frozenset[str]
    shared: tuple[str, ...]
    text: str


@cache
def read_pieces(file: str) -> tuple[Piece, ...]:
    """Returns the pieces of a built file, in their order."""
    _, *pieces = _BEGIN.split(files("party_card.frontends.html").joinpath(file).read_text(encoding="utf-8"))
    heads = [head.split(":") for head in pieces[::2]]
    return tuple(
        Piece(frozenset(names.split()), tuple(shared.split()), text.strip())
        for (names, shared), text in zip(heads, pieces[1::2], strict=True)
    )


def _iter_blocks(data: Json) -> Iterator[list[Any]]:
    """Yields the rows of the blocks of scenes."""
    for scene in data["scenes"]:
        for name in _BLOCK_LISTS:
            yield from scene[name]
        for passage in scene["passages"]:
            yield from passage[_PASSAGE_BLOCKS]
