"""The words, colours and shades of a map, which all its formats share."""

from __future__ import annotations

from party_card.diagnostics.words import MAX_PRINTED_NUMBER, find_power_of_ten
from party_card.frontends.shared.scene_map.graph import MapEdge, MapNode, SceneMap
from party_card.localization import format_number, gettext, gettext_noop

INK, RED, SOFT = "#1b1714", "#a50d24", "#5c5145"
SHADES = ("#ffffff", "#f8f1e0", "#f0e3c3", "#e6d3a2", "#dac07e")
"""Fills from few paths to all of them; distinguishable in grey print."""
NEVER_OPEN = gettext_noop("never open")
_LEGEND = (
    gettext_noop("✓ and a heavy line: what the record shows"),
    gettext_noop("dashed: open to some only"),
    gettext_noop("red and dashed: no path leads there"),
    gettext_noop("open arrow: to the next passage of the file, without `goto`"),
)


def legend_text(scene_map: SceneMap) -> str:
    """Explains the signs and shades of a map."""
    phrases = [gettext(phrase) for phrase in _LEGEND]
    if scene_map.path_count is not None:
        shades = gettext("the darker, the more of all {count} ways pass")
        phrases.insert(0, shades.format(count=_format_path_count(scene_map.path_count)))
    return " · ".join(phrases)


def _format_path_count(count: int) -> str:
    if count < MAX_PRINTED_NUMBER:
        return format_number(count)
    return gettext("more than {number}").format(number=f"10^{find_power_of_ten(count)}")


def shade_of(share: float | None) -> str:
    """Returns the fill colour for a share of all paths."""
    return SHADES[0] if share is None else SHADES[min(int(share * len(SHADES)), len(SHADES) - 1)]


def format_share(share: float) -> str:
    """Formats a share as a percentage, without rounding to 0 % or 100 %."""
    if 0 < share < 0.01:
        return gettext("under {number}\u00a0%").format(number=1)
    if 0.99 < share < 1:
        return gettext("over {number}\u00a0%").format(number=99)
    return gettext("{number}\u00a0%").format(number=f"{share * 100:.0f}")


def format_title(node: MapNode) -> str:
    """Returns the title of a node; that of an ending says that it is one."""
    return gettext("Ending: {title}").format(title=node.ending) if node.ending else node.title


def format_subtitle(node: MapNode) -> str:
    """Returns the line below a node's title: date and share of paths, or a remark if the node is unreachable."""
    if not node.state_count:
        return gettext("no path leads here")
    phrases = [node.date] if node.date else []
    if node.share is not None and node.share < 1:
        share = gettext("{share} of ways").format(share=format_share(node.share))
        phrases.append(share.replace(" ", "\u00a0"))
    return "\u00a0· ".join(phrases) or gettext("all ways")


def format_choice(edge: MapEdge, text: str) -> str:
    """Returns the text or the letter of a choice with its signs."""
    remark = "" if edge.open_count else f" ({gettext(NEVER_OPEN)})"
    return f"{'✓ ' if edge.in_record else ''}{text}{remark}"
