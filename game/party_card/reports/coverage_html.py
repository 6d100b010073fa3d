"""Renders test coverage as an HTML page: the YAML of each scene, its lines marked by their coverage.

Invariant: the page needs no other file and no script, and escapes everything that an author wrote. Colour is never the
only sign: a mark in the margin repeats it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from party_card.modelcheck import Coverage
from party_card.services.scene_report import SceneReport, summarize_report

_STYLE = """
:root { color-scheme: light dark; --paper: #f2e8d0; --ink: #1b1714; --bad: #a50d24; --half: #6b4e00; --good: #1f5a2c }
@media (prefers-color-scheme: dark) {
  :root { --paper: #171412; --ink: #f2e8d0; --bad: #ff8f9c; --half: #f0c75e; --good: #8fd19e }
}
body { background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
body { margin: 2rem; max-width: 75rem }
h1, h2 { line-height: 1.2 } table { border-collapse: collapse; margin: 1rem 0 }
td, th { padding: .2rem .8rem; text-align: left; border-bottom: 1px solid currentColor }
td.n { text-align: right } pre { font: .85rem/1.5 ui-monospace, monospace; overflow-x: auto }
.line { display: block; white-space: pre-wrap; padding-left: 6ch; text-indent: -6ch }
.mark { display: inline-block; width: 2ch; text-indent: 0 } .no { display: inline-block; width: 4ch; opacity: .7 }
.none { color: var(--bad); font-weight: bold } .part { color: var(--half) } .all { color: var(--good) }
"""
_MARKS = {"none": "✗", "part": "~", "all": "✓", "": " "}
"""Mark in the margin by the state of a line, from the worst to the best."""


def render_coverage_page(reports: Sequence[SceneReport]) -> str:
    """Returns the page for some scenes."""
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><title>Coverage</title>',
        '<meta name="viewport" content="width=device-width">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<style>{_STYLE}</style></head><body><h1>Coverage</h1>",
        "<p>✓ seen by the story tests and by the proof · ~ only by the proof · ✗ by nothing: no path leads there.</p>",
    ]
    for report in reports:
        parts.append(f"<h2>{escape(str(report.scene))}</h2><p>{escape(summarize_report(report))}</p>")
        if report.test_coverage is not None:
            parts += _render_counts(report.test_coverage, report.path_coverage)
            parts += _render_source(report.source.lines, _line_states(report.test_coverage, report.path_coverage))
    return "\n".join([*parts, "</body></html>"]) + "\n"


def _render_counts(tests: Coverage, paths: Coverage | None) -> list[str]:
    table_rows = ["<table><tr><th>what</th><th>there are</th><th>story tests</th><th>every path</th></tr>"]
    for count in tests.counts:
        share = f"{paths.count_of(count.kind).share:.0%}" if paths is not None else "not explored"
        cells = f'<td class="n">{len(count.items)}</td><td class="n">{count.share:.0%}</td><td class="n">{share}</td>'
        table_rows.append(f"<tr><td>{count.kind}</td>{cells}</tr>")
    return [*table_rows, "</table>"]


def _render_source(lines: Sequence[str], states: Mapping[int, str]) -> list[str]:
    html_lines = ["<pre>"]
    for number, text in enumerate(lines, 1):
        state = states.get(number, "")
        mark = f'<span class="mark">{_MARKS[state]}</span><span class="no">{number}</span>'
        html_lines.append(f'<span class="line {state}">{mark}{escape(text)}</span>')
    return [*html_lines, "</pre>"]


def _line_states(tests: Coverage, paths: Coverage | None) -> dict[int, str]:
    """Returns "all", "part" or "none" for each line that can be covered; the worst if it holds several items."""
    states: dict[int, str] = {}
    for count in tests.counts:
        if count.kind == "facts":  # they are in other files
            continue
        path_items = paths.count_of(count.kind).items if paths is not None else count.items
        for test_item, path_item in zip(count.items, path_items, strict=True):
            state = "all" if test_item.is_covered else "part" if path_item.is_covered else "none"
            line = test_item.span.line
            states[line] = min(states.get(line, "all"), state, key=list(_MARKS).index)
    return states
