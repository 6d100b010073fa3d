"""Composes the end of a campaign: the chain of causes, and beside it the player's own winter in a narrow column.

Invariant: boxes come in reading order, the chain first; without room for both, the player's path stands below it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from party_card.engine.campaign_pages import PLAYER_PATH_HEADING
from party_card.engine.page import Block, Heading
from party_card.frontends.window.toolkit.layout import VerticalFlow, make_filled_box
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.localization import gettext

PATH_WIDTH_UNITS, MIN_CHAIN_WIDTH_UNITS = 300, 700
PATH_GAP_UNITS, PATH_INDENT_UNITS = 36, 20
IndexedBlocks = Sequence[tuple[int, Block]]
LayoutPart = Callable[[IndexedBlocks, VerticalFlow, bool], None]
"""Lays out some blocks into a flow, in one column or several."""


def layout_campaign_end(
    style: TextStyle, blocks: IndexedBlocks, flow: VerticalFlow, in_columns: bool, layout_part: LayoutPart
) -> None:  # fmt: skip
    """Lays out the chain of causes and the player's path, side by side if there is room."""
    start = next(
        (n for n, (_, block) in enumerate(blocks) if block == Heading(gettext(PLAYER_PATH_HEADING))), len(blocks)
    )
    chain_width = flow.width - style.px(PATH_WIDTH_UNITS + PATH_GAP_UNITS + PATH_INDENT_UNITS)
    if not in_columns or start == len(blocks) or chain_width < style.px(MIN_CHAIN_WIDTH_UNITS):
        layout_part(blocks, flow, in_columns)
        return
    chain = VerticalFlow(flow.x, flow.y, chain_width)
    layout_part(blocks[:start], chain, True)
    path_x = flow.x + flow.width - style.px(PATH_WIDTH_UNITS)
    path = VerticalFlow(path_x, flow.y, style.px(PATH_WIDTH_UNITS))
    layout_part(blocks[start:], path, False)
    rule = make_filled_box(style.px(3), path.y - flow.y, "ink")
    flow.boxes += [*chain.boxes, rule.placed_at(path_x - style.px(PATH_INDENT_UNITS), flow.y), *path.boxes]
    flow.y = max(chain.y, path.y)
