"""Coverage as one HTML page: the YAML of each scene, its lines coloured by what tests and paths have seen of it.

Law: the page stands alone, without script, and everything that an author wrote is escaped. Colour is never alone:
a mark in the margin says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from party_card.modelcheck import Coverage
from party_card.services.verification import SceneReport, summarize_report

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


def write_coverage_page(reports: Sequence[SceneReport]) -> str:
    """The page for some scenes."""
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><title>Coverage</title>',
        '<meta name="viewport" content="width=device-width">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<style>{_STYLE}</style></head><body><h1>Coverage</h1>",
        "<p>✓ seen by the story tests and by the proof · ~ only by the proof · ✗ by nothing: no path leads there.</p>",
    ]
    for verdict in reports:
        parts.append(f"<h2>{escape(str(verdict.scene))}</h2><p>{escape(summarize_report(verdict))}</p>")
        if verdict.test_coverage is not None:
            parts += _counts_table(verdict.path_coverage, verdict.test_coverage)
            parts += _source_lines(verdict)
    return "\n".join([*parts, "</body></html>"]) + "\n"


def _counts_table(proved: Coverage | None, tested: Coverage) -> list[str]:
    rows = ["<table><tr><th>what</th><th>there are</th><th>story tests</th><th>every path</th></tr>"]
    for count in tested.counts:
        share = f"{proved.count_of(count.kind).share:.0%}" if proved is not None else "not explored"
        cells = f'<td class="n">{len(count.items)}</td><td class="n">{count.share:.0%}</td><td class="n">{share}</td>'
        rows.append(f"<tr><td>{count.kind}</td>{cells}</tr>")
    return [*rows, "</table>"]


def _source_lines(report: SceneReport) -> list[str]:
    states = _line_states(report)
    rows = ["<pre>"]
    for number, text in enumerate(report.source.lines, 1):
        state = states.get(number, "")
        mark = f'<span class="mark">{_MARKS[state]}</span><span class="no">{number}</span>'
        rows.append(f'<span class="line {state}">{mark}{escape(text)}</span>')
    return [*rows, "</pre>"]


def _line_states(report: SceneReport) -> dict[int, str]:
    """For each line with something that can be seen: "all", "part" or "none", the worst where there are several."""
    severity = {"all": 0, "part": 1, "none": 2}
    states: dict[int, str] = {}
    assert report.test_coverage is not None  # noqa: S101  # the caller looked
    for count in report.test_coverage.counts:
        if count.kind == "facts":  # they stand in other files
            continue
        proved = report.path_coverage.count_of(count.kind).items if report.path_coverage is not None else count.items
        for tested, every in zip(count.items, proved, strict=True):
            state = "all" if tested.is_covered else "part" if every.is_covered else "none"
            line = tested.span.line
            states[line] = max(states.get(line, "all"), state, key=severity.__getitem__)
    return states
