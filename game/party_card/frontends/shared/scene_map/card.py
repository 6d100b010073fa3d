"""Measures the card of a node: its lines of text, and the cells of its choices, from which its edges leave."""

from __future__ import annotations

from collections.abc import Sequence

from party_card.frontends.shared.scene_map.graph import MapEdge, MapNode
from party_card.frontends.shared.scene_map.labels import format_choice, format_subtitle, format_title
from party_card.frontends.shared.scene_map.text_width import estimate_width, wrap_text
from party_card.frozen_dataclass import frozen_dataclass

LEADING = 1.22
"""Height of a line of text of size 1."""


@frozen_dataclass
class CardStyle:
    """Sizes of text and padding, in points.

    `is_brief` shows letters for choices and no names of passages; without `has_details` there is no line of details.
    """

    title_size: float
    detail_size: float
    choice_size: float
    padding: float
    is_brief: bool
    has_details: bool = True

    @property
    def side_padding(self) -> float:
        """The padding left and right of titles and choices."""
        return self.padding + 2


@frozen_dataclass
class CardWidths:
    """The widths, in points, at which titles, endings and choices are wrapped."""

    title: float
    ending: float
    choice: float


@frozen_dataclass
class Cell:
    """The part of a card that shows one choice; `x` is its left side within the card."""

    edge: MapEdge
    lines: tuple[str, ...]
    x: float
    width: float

    @property
    def port(self) -> float:
        """Where the edge of the choice leaves the card."""
        return self.x + self.width / 2


@frozen_dataclass
class Card:
    """A node ready to be drawn: its number stands in a field of its own, left of title and details.

    Details stand behind a title if `is_one_line`, otherwise below it.
    """

    node: MapNode
    title: tuple[str, ...]
    details: tuple[str, ...]
    is_one_line: bool
    cells: tuple[Cell, ...]
    number_width: float
    head_height: float
    width: float
    height: float


def build_card(node: MapNode, edges: Sequence[MapEdge], style: CardStyle, widths: CardWidths) -> Card:
    """Wraps the texts of a node and returns its card, as wide as they need."""
    padding, title_size, detail_size = style.padding, style.title_size, style.detail_size
    number_width = estimate_width(str(node.number), title_size, bold=True) + 2 * padding
    side_padding = style.side_padding
    texts = [_wrap_choice(edge, style, widths.choice) for edge in edges]
    cell_widths = [_measure(lines, style.choice_size, bold=True) + 2 * style.side_padding for lines in texts]
    text_width = max(widths.ending if node.ending else widths.title, sum(cell_widths) - number_width - 2 * padding)
    title_text = node.ending if node.ending and style.is_brief else format_title(node)
    title = wrap_text(title_text, text_width, title_size, bold=True)
    details = wrap_text(_format_details(node, style), text_width, detail_size) if style.has_details else ()
    title_width, details_width = _measure(title, title_size, bold=True), _measure(details, detail_size)
    one_line_width = title_width + title_size + details_width
    is_one_line = len(title) == len(details) == 1 and one_line_width <= text_width
    head_width = one_line_width if is_one_line else max(title_width, details_width)
    width = max(number_width + head_width + 2 * side_padding, sum(cell_widths))
    details_height = 0 if is_one_line else len(details) * detail_size
    head_height = (len(title) * title_size + details_height) * LEADING + 2 * padding
    cells, x, spare = [], 0.0, width - sum(cell_widths)
    for edge, lines, cell_width in zip(edges, texts, cell_widths, strict=True):
        cells.append(Cell(edge, lines, x, cell_width + spare / len(edges)))
        x += cells[-1].width
    cell_height = max((len(lines) for lines in texts), default=0) * style.choice_size * LEADING + 2 * padding
    height = head_height + (cell_height if edges else 0)
    return Card(node, title, details, is_one_line, tuple(cells), number_width, head_height, width, height)


def _format_details(node: MapNode, style: CardStyle) -> str:
    return format_subtitle(node) if style.is_brief else f"{format_subtitle(node)}\u00a0· {node.passage}"


def _wrap_choice(edge: MapEdge, style: CardStyle, width: float) -> tuple[str, ...]:
    text = format_choice(edge, edge.letter if style.is_brief else edge.text)
    return wrap_text(text, width, style.choice_size, bold=True)


def _measure(lines: Sequence[str], size: float, *, bold: bool = False) -> float:
    return max((estimate_width(line, size, bold=bold) for line in lines), default=0)
