"""Draws the routes of a class on the map of a scene: the thicker a line, the more students went that way.

Invariant: needs no style but its own classes; what is drawn is told in words too, by the title of each line and dot.
"""

from __future__ import annotations

from party_card.content.models import PassageId
from party_card.frontends.shared.html import Html, element
from party_card.frontends.shared.scene_map.text_width import wrap_text
from party_card.localization import format_number, gettext, ngettext
from party_card.reports.class_report.model import Routes, SceneReport

MAX_COLUMN_WIDTH, MIN_COLUMN_WIDTH, ROW_HEIGHT = 64.0, 40.0, 58.0
MAX_WIDTH = 880.0
"""The greatest width of a map whose columns are not too many: it fits a window of 1,280 pixels, and paper."""
MARGIN, LABEL_WIDTH = 24.0, 130.0
RADIUS = 12.0
MAX_LINE_WIDTH = 12.0
_LABEL_SIZE, _LEADING = 11.0, 13.0


def draw_routes(scene: SceneReport) -> Html:
    """Returns the map as SVG."""
    routes = scene.routes
    layout = routes.layout
    gaps = max(layout.column_count - 1, 1)
    fitting = (MAX_WIDTH - 2 * MARGIN - LABEL_WIDTH) / gaps
    width = (layout.column_count - 1) * min(max(fitting, MIN_COLUMN_WIDTH), MAX_COLUMN_WIDTH)
    height = max((layout.row_count - 1) * ROW_HEIGHT, ROW_HEIGHT)
    total = max(len(scene.playthroughs), 1)
    numbers = {str(decision.passage): decision.number for decision in scene.decisions}
    lines = []
    for (source, target), points in sorted(layout.ways.items(), key=lambda item: routes.ways.get(item[0], 0)):
        count = routes.ways.get((source, target), 0)
        path = " ".join(f"{MARGIN + point.x * width:.1f},{MARGIN + point.y * height:.1f}" for point in points)
        way = gettext("From decision {source} to “{target}”")
        if target in numbers:
            way = gettext("From decision {source} to decision {target}")
        goal = numbers.get(target, routes.labels.get(target, target))
        title = f"{way.format(source=numbers.get(source, source), target=goal)}: {_format_count(scene, count)}"
        line_width = f"{1.5 + (MAX_LINE_WIDTH - 1.5) * count / total:.1f}" if count else "1"
        lines.append(
            element(
                "polyline", element("title", title), points=path, stroke_width=line_width,
                class_="way" if count else "way unused",
            )
        )  # fmt: skip
    dots = (
        _draw_dot(routes, name, MARGIN + place.x * width, MARGIN + place.y * height, is_ending=name not in numbers)
        for name, place in layout.places.items()
    )
    full_width, full_height = width + 2 * MARGIN + LABEL_WIDTH, height + 2 * MARGIN
    name = gettext("Routes of the class through {title}").format(title=scene.title)
    return element(
        "svg", *lines, *dots, class_="routes", role="img", aria_label=name,
        viewBox=f"0 0 {full_width:.0f} {full_height:.0f}", width=f"{full_width:.0f}", height=f"{full_height:.0f}",
    )  # fmt: skip


def _format_count(scene: SceneReport, count: int) -> str:
    text = ngettext("{count} student", "{count} students", count)
    if scene.lesson:
        text = ngettext("{count} lesson", "{count} lessons", count)
    return text.format(count=format_number(count))


def _draw_dot(routes: Routes, passage: PassageId, x: float, y: float, *, is_ending: bool) -> Html:
    count = routes.visits.get(passage, 0)
    label = routes.labels.get(passage, "")
    class_ = "dot" if count else "dot unused"
    if not is_ending:
        mark = element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{RADIUS:g}", class_=class_)
        text = element("text", label, x=f"{x:.1f}", y=f"{y + 4:.1f}", text_anchor="middle", class_="in-dot")
        tally = element(
            "text", str(count), x=f"{x:.1f}", y=f"{y - RADIUS - 4:.1f}", text_anchor="middle", class_="tally-mark"
        )
        return element("g", mark, text, tally)
    mark = element("rect", x=f"{x - 11:.1f}", y=f"{y - 11:.1f}", width="22", height="22", class_=class_)
    text = element("text", str(count), x=f"{x:.1f}", y=f"{y + 4:.1f}", text_anchor="middle", class_="in-dot")
    wrapped = wrap_text(label, LABEL_WIDTH - 24, _LABEL_SIZE)
    top = y + 4 - (len(wrapped) - 1) * _LEADING / 2
    texts = (
        element("text", line, x=f"{x + 17:.1f}", y=f"{top + index * _LEADING:.1f}", class_="ending-name")
        for index, line in enumerate(wrapped)
    )
    return element("g", mark, text, *texts)
