"""Lays out the passages of a scene for a narrow pane: short titles, endings as numbers in one row at the bottom.

Invariant: needs no proof and no Graphviz, and draws any scene that can be read. The number of a passage is its place in
the file. Passages to which no choice leads lie below the others, so that they move nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from party_card.content.models import ChoiceId, PassageId, Scene
from party_card.content.prose import smart_quotes
from party_card.content.words_of_names import name_passages
from party_card.frontends.shared.scene_map.route_layout import Way, find_start
from party_card.frontends.shared.scene_map.text_width import estimate_width
from party_card.frozen_dataclass import frozen_dataclass
from party_card.graph_layout import Box, Edge, Gaps, Layout, Node, Point, compute_layout

PANE_WIDTH_PX = 260
TITLE_SIZE_PX = 12
NODE_HEIGHT_PX = 24
MAX_NODE_WIDTH_PX, MIN_NODE_WIDTH_PX = 130, 36
PADDING_PX = 8
BAND_GAP_PX = 28
"""The distance between the passages that can be reached and those below them."""
_GAPS = Gaps(node=8, lane=8, row=20, turn=5)


@frozen_dataclass
class NarrowNode:
    """A passage and its box; `title` is what fits into the box behind the number, empty for an ending."""

    passage: PassageId
    number: int
    title: str
    ending: str | None
    is_unreached: bool
    box: Box


@frozen_dataclass
class NarrowEdge:
    """The choices that lead from one passage to another; without `points` if it is not drawn.

    It is not drawn if there is no such passage (`is_missing`), or if one of the two lies below the others.
    """

    source: PassageId
    target: PassageId
    choices: tuple[ChoiceId, ...]
    is_missing: bool
    points: tuple[Point, ...]


@frozen_dataclass
class NarrowMap:
    """The map, in pixels; `band_top` is where the passages that no choice leads to begin, None if there are none."""

    width: float
    height: float
    nodes: tuple[NarrowNode, ...]
    edges: tuple[NarrowEdge, ...]
    band_top: float | None


def build_narrow_map(scene: Scene, unreached: Collection[str] | None = None) -> NarrowMap:
    """Returns the map of a scene; `unreached` are the passages that no path reaches, by default those without a way."""
    ways: dict[Way, list[ChoiceId]] = {}
    for name, passage in scene.passages.items():
        for choice in passage.choices:
            ways.setdefault((name, choice.goto), []).append(choice.id)
    linked = _find_linked(scene, ways)
    unlinked = [name for name in scene.passages if name not in linked]
    unreached_names = set(unlinked).union(unreached or ())
    numbers = {name: number for number, name in enumerate(scene.passages, 1)}
    boxes: dict[PassageId, Box] = {}
    routes: dict[Way, tuple[Point, ...]] = {}
    titles: dict[PassageId, str] = {}
    width = height = 0.0
    band_top = None
    words = name_passages(scene)
    for names in filter(None, (linked, unlinked)):
        if height:
            height = band_top = height + BAND_GAP_PX
        items = tuple(
            _Item(name, words[name], numbers[name], scene.passages[name].ending is not None) for name in names
        )
        own_ways = tuple(way for way in ways if way[0] in names and way[1] in names)
        part = _lay_out(items, own_ways)
        titles |= dict(zip(names, part.titles, strict=True))
        boxes |= {name: box._replace(y=box.y + height) for name, box in zip(names, part.layout.boxes, strict=True)}
        routes |= {
            way: tuple(point._replace(y=point.y + height) for point in route)
            for way, route in zip(own_ways, part.layout.routes, strict=True)
        }
        width, height = max(width, part.layout.width), height + part.layout.height
    nodes = [
        NarrowNode(
            name,
            numbers[name],
            titles[name],
            smart_quotes(passage.ending.title) if passage.ending is not None else None,
            name in unreached_names,
            boxes[name],
        )
        for name, passage in scene.passages.items()
    ]
    edges = [
        NarrowEdge(source, target, tuple(choices), target not in scene.passages, routes.get((source, target), ()))
        for (source, target), choices in ways.items()
    ]
    return NarrowMap(width, height, tuple(nodes), tuple(edges), band_top)


class _Item(NamedTuple):
    """What the layout depends on of a passage."""

    passage: PassageId
    words: str
    number: int
    is_ending: bool


class _Part(NamedTuple):
    titles: tuple[str, ...]
    layout: Layout


@lru_cache(maxsize=16)  # most edits change no passage and no way
def _lay_out(items: tuple[_Item, ...], ways: tuple[Way, ...]) -> _Part:
    """Lays out some passages; if they are too wide for the pane, once more with the titles of wide rows cut."""
    indices = {item.passage: index for index, item in enumerate(items)}
    max_widths = [float(MAX_NODE_WIDTH_PX)] * len(items)
    part = _lay_out_within(items, ways, indices, max_widths)
    if part.layout.width > PANE_WIDTH_PX:
        rows: dict[float, list[int]] = {}
        for index, box in enumerate(part.layout.boxes):
            rows.setdefault(box.y, []).append(index)
        for row in rows.values():
            for index in row:
                max_widths[index] = min((PANE_WIDTH_PX + _GAPS.node) / len(row) - _GAPS.node, MAX_NODE_WIDTH_PX)
        part = _lay_out_within(items, ways, indices, max_widths)
    return part


def _lay_out_within(
    items: Sequence[_Item], ways: Sequence[Way], indices: Mapping[PassageId, int], max_widths: Sequence[float]
) -> _Part:
    titles = _cut_apart(items, max_widths)
    nodes = [
        Node(max(_measure(title, item.number), MIN_NODE_WIDTH_PX), NODE_HEIGHT_PX, is_last=item.is_ending)
        for title, item in zip(titles, items, strict=True)
    ]
    edges = [Edge(indices[source], indices[target], nodes[indices[source]].width / 2) for source, target in ways]
    return _Part(titles, compute_layout(nodes, edges, _GAPS))


def _find_linked(scene: Scene, ways: Iterable[Way]) -> list[PassageId]:
    """Returns the passages to which choices lead from the start, the start first, then in the order of the file."""
    if not scene.passages:
        return []
    start = find_start(scene)
    if start not in scene.passages:
        start = next(iter(scene.passages))
    targets: dict[PassageId, list[PassageId]] = {}
    for source, target in ways:
        targets.setdefault(source, []).append(target)
    linked, stack = {start}, [start]
    while stack:
        for target in targets.get(stack.pop(), ()):
            if target in scene.passages and target not in linked:
                linked.add(target)
                stack.append(target)
    return [start, *(name for name in scene.passages if name in linked and name != start)]


def _measure(title: str, number: int) -> float:
    return estimate_width(f"{number} {title}".strip(), TITLE_SIZE_PX) + 2 * PADDING_PX


def _cut_apart(items: Sequence[_Item], max_widths: Sequence[float]) -> tuple[str, ...]:
    """Returns the titles that fit; of those that would read alike, the words in which they differ, with the first."""
    titles = [
        "" if item.is_ending else _cut(item.words, item.number, width)
        for item, width in zip(items, max_widths, strict=True)
    ]
    alike: dict[str, list[int]] = {}
    for index, title in enumerate(titles):
        if title.endswith("…"):
            alike.setdefault(title, []).append(index)
    for indices in alike.values():
        words = [items[index].words.split() for index in indices]
        for index, own in zip(indices, words, strict=True) if len(indices) > 1 else ():
            count = max(_count_common_words(own, other) for other in words if other is not own)
            if 1 < count < len(own):
                rest, number, width = " ".join(own[count:]), items[index].number, max_widths[index]
                whole = f"{own[0]}… {rest}"
                fits = _measure(whole, number) <= width
                titles[index] = whole if fits else _cut(f"…{rest}", number, width) or titles[index]
    return tuple(titles)


def _count_common_words(one: Sequence[str], other: Sequence[str]) -> int:
    return next(
        (count for count, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _cut(title: str, number: int, width: float) -> str:
    """Returns as much of a title as fits into a box behind its number."""
    if not title or _measure(title, number) <= width:
        return title
    for length in range(len(title) - 1, 1, -1):
        cut = title[:length].rstrip() + "…"
        if _measure(cut, number) <= width:
            return cut
    return ""
