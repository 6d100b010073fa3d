"""Moves the items of ordered rows as near to their neighbours as their order and their widths allow.

For one row this is a problem with an exact solution: each item has a wish, the mean of where its links would be
vertical, and the sum of squared distances from the wishes is to be least while neighbours keep their distance. Without
the distances (subtracted first) that is isotonic regression: items that would overtake each other form a block, which
stands at the mean of its wishes ("pool adjacent violators"). Rows are solved in turn, down and up.

Invariant: neighbours in a row keep their distance and their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from party_card.graph_layout.graph import Gaps
from party_card.graph_layout.lanes import LayeredGraph, Link

TURNS = 24
LANE_LINK_WEIGHT, LANE_END_WEIGHT, NODE_LINK_WEIGHT = 16, 3, 1
"""How much it counts that a link within a lane, one that enters or leaves a lane, and any other is vertical."""


def place_items(graph: LayeredGraph, gaps: Gaps) -> list[float]:
    """Returns the x of the middle of each item; the leftmost edge of all is at 0."""
    middles = [0.0] * len(graph.widths)
    for row in graph.rows:
        for item, middle in zip(row, _offsets(graph, row, gaps), strict=True):
            middles[item] = middle
    for turn in range(TURNS):
        goes_down, looks_both_ways = turn % 2 == 0, turn >= TURNS // 2
        for row in graph.rows if goes_down else reversed(graph.rows):
            wishes, weights = [], []
            for item in row:
                wish, weight = _find_wish(graph, middles, item, goes_down=goes_down, looks_both_ways=looks_both_ways)
                wishes.append(wish)
                weights.append(weight)
            offsets = _offsets(graph, row, gaps)
            targets = [wish - offset for wish, offset in zip(wishes, offsets, strict=True)]
            for item, place, offset in zip(row, fit_monotone(targets, weights), offsets, strict=True):
                middles[item] = place + offset
    left = min((middle - width / 2 for middle, width in zip(middles, graph.widths, strict=True)), default=0)
    return [middle - left for middle in middles]


def fit_monotone(targets: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Returns the numbers nearest to the targets (least weighted squares) of which none is less than the one before."""
    blocks: list[tuple[float, float, int]] = []  # mean, weight, length
    for target, target_weight in zip(targets, weights, strict=True):
        mean, weight, length = target, target_weight, 1
        while blocks and blocks[-1][0] > mean:
            other_mean, other_weight, other_length = blocks.pop()
            mean = (mean * weight + other_mean * other_weight) / (weight + other_weight)
            weight, length = weight + other_weight, length + other_length
        blocks.append((mean, weight, length))
    return [mean for mean, _, length in blocks for _ in range(length)]


def _offsets(graph: LayeredGraph, row: Sequence[int], gaps: Gaps) -> list[float]:
    """Returns the middles of items that stand as close as they may, the first at 0."""
    offsets = [0.0] if row else []
    for left, right in pairwise(row):
        gap = gaps.lane if graph.is_lane(left) or graph.is_lane(right) else gaps.node
        offsets.append(offsets[-1] + graph.widths[left] / 2 + gap + graph.widths[right] / 2)
    return offsets


def _find_wish(
    graph: LayeredGraph, middles: Sequence[float], item: int, *, goes_down: bool, looks_both_ways: bool
) -> tuple[float, float]:
    """Returns where an item would stand best, and how much that counts; without links, where it stands."""
    sides = [(graph.above[item], 1), (graph.below[item], -1)]
    if not goes_down:
        sides.reverse()
    wish = weight = 0.0
    for links, sign in sides:
        for link in links:
            link_weight = _weigh(graph, item, link)
            # A port counts for lanes alone: if nodes followed it, a long row of first choices would lean to the left.
            port = link.port if graph.is_lane(item) or graph.is_lane(link.item) else 0
            wish += link_weight * (middles[link.item] + sign * port)
            weight += link_weight
        if weight and not looks_both_ways:
            break
    return (wish / weight, weight) if weight else (middles[item], 0.1)


def _weigh(graph: LayeredGraph, item: int, link: Link) -> int:
    lane_count = graph.is_lane(item) + graph.is_lane(link.item)
    return (NODE_LINK_WEIGHT, LANE_END_WEIGHT, LANE_LINK_WEIGHT)[lane_count]
