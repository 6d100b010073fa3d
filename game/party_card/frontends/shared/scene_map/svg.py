"""Draws a map as SVG.

The widths of cards decide whether a map is narrow or short. Several are tried, and the one is taken that is largest on
the paper.

Invariant: the drawing needs no other program, and only text that the machine's typefaces can show. Texts of authors are
escaped, and wrapped before they are drawn. Meaning is never in a colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from party_card.frontends.shared.html import Html, element
from party_card.frontends.shared.scene_map.card import LEADING, Card, CardStyle, CardWidths, Cell, build_card
from party_card.frontends.shared.scene_map.edge_path import format_path
from party_card.frontends.shared.scene_map.graph import MapEdge, SceneMap
from party_card.frontends.shared.scene_map.labels import INK, RED, SHADES, SOFT, legend_text, shade_of
from party_card.frontends.shared.scene_map.text_width import wrap_text
from party_card.frozen_dataclass import frozen_dataclass
from party_card.graph_layout import Box, Edge, Gaps, Layout, Node, Point, compute_layout
from party_card.localization import gettext

FONT_FAMILIES = "'Source Serif 4','Source Serif Pro',Georgia,serif"
DISPLAY_FAMILIES = "Oswald,'Arial Narrow',Arial,sans-serif"
MARGIN_PT = 4
ARROW_LENGTH_PT, ARROW_WIDTH_PT = 7, 6
TITLE_SIZE_PT, LEGEND_SIZE_PT = 17, 9
MAX_DETAILED_NODES = 30
"""Beyond so many passages a brief map has titles only, so that these are large; the paper lists days and shares."""
MAX_NODES_TO_FIT = 120
"""Larger maps, which no sheet of paper holds, are drawn with the first widths."""


@frozen_dataclass
class _MapStyle:
    """How a map is drawn: its cards, its gaps, the widths to try, and the paper (width and height in points)."""

    card: CardStyle
    gaps: Gaps
    widths: tuple[CardWidths, ...]
    paper: tuple[float, float]


_FULL_STYLE = _MapStyle(
    CardStyle(title_size=10.5, detail_size=8.5, choice_size=8.5, padding=3, is_brief=False),
    Gaps(node=12, lane=10, row=22, turn=9),
    (
        CardWidths(150, 120, 66), CardWidths(110, 110, 54), CardWidths(240, 130, 80), CardWidths(330, 120, 110),
        CardWidths(420, 120, 150),
    ),
    (540, 760),
)  # fmt: skip
_BRIEF_STYLE = _MapStyle(
    CardStyle(title_size=10, detail_size=8.5, choice_size=9, padding=2, is_brief=True),
    Gaps(node=9, lane=8, row=15, turn=8),
    (
        CardWidths(120, 90, 20), CardWidths(85, 80, 20), CardWidths(170, 90, 20), CardWidths(260, 100, 20),
        CardWidths(340, 110, 20), CardWidths(460, 110, 20),
    ),
    (510, 625),
)  # fmt: skip
_LARGE_STYLE = replace(_BRIEF_STYLE, card=replace(_BRIEF_STYLE.card, has_details=False))


@frozen_dataclass
class _Drawing:
    """A map with its places; `scale` is how large it would be on the paper, 1 being its own size."""

    cards: tuple[Card, ...]
    layout: Layout
    edges: tuple[MapEdge, ...]
    scale: float


def to_svg(scene_map: SceneMap, *, brief: bool = False) -> str:
    """Returns the map as SVG. `brief` shows a letter for each choice and no legend, for a paper that lists both."""
    style = _FULL_STYLE if not brief else _BRIEF_STYLE if len(scene_map.nodes) <= MAX_DETAILED_NODES else _LARGE_STYLE
    drawing = _arrange(scene_map, style)
    layout = drawing.layout
    header = () if brief else tuple(_header_lines(scene_map, max(layout.width, 300)))
    top = MARGIN_PT + ARROW_LENGTH_PT + sum(size * LEADING for _, size in header)
    width = max(layout.width, 300 if header else 0) + 2 * MARGIN_PT
    left = (width - layout.width) / 2
    height = top + layout.height + MARGIN_PT
    content = element("g", *_draw(drawing, style.card), transform=f"translate({left:.1f} {top:.1f})")
    name = gettext("Map of {title}").format(title=scene_map.title)
    return element(
        "svg", *_draw_header(header), content,
        xmlns="http://www.w3.org/2000/svg", role="img", aria_label=name,
        viewBox=f"0 0 {width:.0f} {height:.0f}", width=f"{width:.0f}pt", height=f"{height:.0f}pt",
        font_family=FONT_FAMILIES,
    )  # fmt: skip


def _arrange(scene_map: SceneMap, style: _MapStyle) -> _Drawing:
    """Returns the arrangement that is largest on the paper."""
    widths = style.widths if len(scene_map.nodes) <= MAX_NODES_TO_FIT else style.widths[:1]
    return max((_lay_out(scene_map, style, card_widths) for card_widths in widths), key=lambda drawing: drawing.scale)


def _lay_out(scene_map: SceneMap, style: _MapStyle, widths: CardWidths) -> _Drawing:
    edges_by_source: dict[int, list[MapEdge]] = {}
    for edge in scene_map.edges:
        edges_by_source.setdefault(edge.source, []).append(edge)
    cards = tuple(
        build_card(node, edges_by_source.get(node.number, []), style.card, widths) for node in scene_map.nodes
    )
    indices = {card.node.number: index for index, card in enumerate(cards)}
    cells = [(index, cell) for index, card in enumerate(cards) for cell in card.cells]
    edges = [Edge(index, indices[cell.edge.target], cell.port) for index, cell in cells]
    layout = compute_layout([Node(card.width, card.height) for card in cards], edges, style.gaps)
    scale = min(style.paper[0] / (layout.width or 1), style.paper[1] / (layout.height or 1), 1)
    return _Drawing(cards, layout, tuple(cell.edge for _, cell in cells), scale)


# ------------------------------------------------------------------------------------------------------------- parts


def _header_lines(scene_map: SceneMap, width: float) -> Iterator[tuple[str, float]]:
    for line in wrap_text(scene_map.title.upper(), width, TITLE_SIZE_PT):
        yield line, TITLE_SIZE_PT
    for line in wrap_text(legend_text(scene_map), width, LEGEND_SIZE_PT):
        yield line, LEGEND_SIZE_PT
    yield "", TITLE_SIZE_PT


def _draw_header(lines: tuple[tuple[str, float], ...]) -> Iterator[Html]:
    y = float(MARGIN_PT)
    for text, size in lines:
        y += size * LEADING
        is_title = size == TITLE_SIZE_PT
        if text:
            yield _text(
                text, MARGIN_PT, y - size * 0.3, size, INK if is_title else SOFT, anchor="",
                family=DISPLAY_FAMILIES if is_title else "", weight="600" if is_title else "",
            )  # fmt: skip


def _draw(drawing: _Drawing, style: CardStyle) -> Iterator[Html]:
    """Yields lines, then arrows, then cards; what matters more lies above."""
    routes = sorted(zip(drawing.edges, drawing.layout.routes, strict=True), key=lambda item: _rank(item[0]))
    for edge, route in routes:
        yield _line(edge, route)
    colours = {route[-1]: INK if edge.open_count else RED for edge, route in routes}
    named_tips = {route[-1] for edge, route in routes if not edge.is_implied}
    for tip, colour in colours.items():
        yield _arrow(tip, colour, is_open=tip not in named_tips)
    for card, box in zip(drawing.cards, drawing.layout.boxes, strict=True):
        yield element("g", *_card(card, box, style), class_="node")


def _rank(edge: MapEdge) -> int:
    if not edge.open_count:
        return 0
    return 3 if edge.in_record else 1 if edge.is_conditional else 2


def _line(edge: MapEdge, route: tuple[Point, ...]) -> Html:
    end = route[-1]
    path = format_path((*route[:-1], Point(end.x, end.y - ARROW_LENGTH_PT + 1)))
    dashes = "5 3" if edge.is_conditional or not edge.open_count else ""
    return element(
        "path", d=path, fill="none", stroke=INK if edge.open_count else RED, class_="edge",
        stroke_width="2.6" if edge.in_record and edge.open_count else "1", stroke_dasharray=dashes,
    )  # fmt: skip


def _arrow(tip: Point, colour: str, *, is_open: bool) -> Html:
    """Returns the head of an arrow; it is open if no choice names the passage that it leads to."""
    half, back = ARROW_WIDTH_PT / 2, tip.y - ARROW_LENGTH_PT
    points = f"{tip.x:.1f},{tip.y:.1f} {tip.x - half:.1f},{back:.1f} {tip.x + half:.1f},{back:.1f}"
    return element("polygon", points=points, fill="#ffffff" if is_open else colour, stroke=colour)


def _card(card: Card, box: Box, style: CardStyle) -> Iterator[Html]:
    """Yields the parts of a card: its number in a field of ink, title and details, a cell for each choice."""
    node = card.node
    colour = INK if node.state_count else RED
    shade = shade_of(node.share) if node.state_count else SHADES[0]
    yield _rectangle(box.x, box.y, box.width, box.height, fill=SHADES[0])
    yield _rectangle(box.x, box.y, box.width, card.head_height, fill=shade)
    yield _rectangle(box.x, box.y, card.number_width, card.head_height, fill=colour)
    y = box.y + style.padding
    yield _text(
        str(node.number), box.x + card.number_width / 2, y + style.title_size, style.title_size, SHADES[0],
        weight="600", family=DISPLAY_FAMILIES,
    )  # fmt: skip
    yield from _head(card, box, style)
    for cell in card.cells:
        yield from _cell(cell, card, box, style)
    border = 2.8 if node.ending else 2 if node.is_start else 1
    dashes = "" if node.state_count else "5 3"
    yield _rectangle(box.x, box.y, box.width, box.height, fill="none", stroke=colour, width=border, dashes=dashes)


def _head(card: Card, box: Box, style: CardStyle) -> Iterator[Html]:
    """Yields title and details: at both ends of one line, or line below line."""
    y, middle = box.y + style.padding + style.title_size, box.x + (card.number_width + box.width) / 2
    colour = SOFT if card.node.state_count else RED
    if card.is_one_line:
        left, right = box.x + card.number_width + style.side_padding, box.x + box.width - style.side_padding
        yield _text(card.title[0], left, y, style.title_size, INK, weight="bold", anchor="start")
        yield _text(card.details[0], right, y, style.detail_size, colour, anchor="end")
        return
    for line in card.title:
        yield _text(line, middle, y, style.title_size, INK, weight="bold")
        y += style.title_size * LEADING
    y += style.detail_size - style.title_size
    for line in card.details:
        yield _text(line, middle, y, style.detail_size, colour)
        y += style.detail_size * LEADING


def _cell(cell: Cell, card: Card, box: Box, style: CardStyle) -> Iterator[Html]:
    left, top = box.x + cell.x, box.y + card.head_height
    yield _rectangle(left, top, cell.width, card.height - card.head_height, fill="none", stroke=INK, width=0.7)
    y = top + style.padding
    colour, weight = INK if cell.edge.open_count else RED, "bold" if cell.edge.in_record else ""
    for line in cell.lines:
        yield _text(line, left + cell.width / 2, y + style.choice_size, style.choice_size, colour, weight=weight)
        y += style.choice_size * LEADING


def _rectangle(
    x: float,
    y: float,
    width_pt: float,
    height: float,
    *,
    fill: str,
    stroke: str = "",
    width: float = 0,
    dashes: str = "",
) -> Html:
    return element(
        "rect", x=f"{x:.1f}", y=f"{y:.1f}", width=f"{width_pt:.1f}", height=f"{height:.1f}", fill=fill, stroke=stroke,
        stroke_width=f"{width}" if width else "", stroke_dasharray=dashes,
    )  # fmt: skip


def _text(
    text: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    *,
    weight: str = "",
    family: str = "",
    anchor: str = "middle",
) -> Html:
    return element(
        "text", text, x=f"{x:.1f}", y=f"{y:.1f}", font_size=f"{size:g}", fill=colour, text_anchor=anchor,
        font_weight=weight, font_family=family,
    )  # fmt: skip
