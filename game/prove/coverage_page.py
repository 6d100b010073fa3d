"""Coverage as a page: the scene's file, each line marked by who has seen what stands on it.

Law: one file without scripts and without anything from elsewhere; a mark is a sign and a word, never a colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Literal, NamedTuple

from game.prove.coverage import Coverage, Part
from game.prove.proof import Proof

Mark = Literal["tested", "proved", "never"]
_SIGNS: Mapping[Mark, tuple[str, str]] = {
    "tested": ("✓", "a story test has seen it"),
    "proved": ("○", "some path shows it, no story test has seen it"),
    "never": ("✗", "no path shows it"),
}
_STYLE = """
:root { color-scheme: light dark; --tested: #1b6e3c; --proved: #8a5a00; --never: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --tested: #7bd39b; --proved: #f0bf62; --never: #ff9d95; } }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem; max-width: 75rem; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .1rem .8rem .1rem 0; }
td.number { text-align: right; } pre { font: .9rem/1.45 ui-monospace, monospace; white-space: pre-wrap; }
.tested { color: var(--tested); } .proved { color: var(--proved); } .never { color: var(--never); font-weight: bold; }
pre span.number { display: inline-block; width: 3.2rem; text-align: right; margin-right: .6rem; opacity: .7; }
pre span.sign { display: inline-block; width: 1.2rem; }
"""


class _Line(NamedTuple):
    mark: Mark
    told: str


def page(proof: Proof) -> str:
    """The page of a scene that has an atlas; of one with too many positions, what the story tests have seen."""
    scene = proof.compiled.scene
    proved = proof.coverage or proof.tested
    lines = _marked(proved, proof.tested)
    rows = "\n".join(_row(number, text, lines) for number, text in enumerate(scene.at.file.text.split("\n"), 1))
    legend = "".join(f'<li class="{mark}">{sign} {told}</li>' for mark, (sign, told) in _SIGNS.items())
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>Coverage: {escape(scene.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>Coverage: {escape(scene.title)}</h1>\n{_table(proved, proof.tested)}\n<ul>{legend}</ul>\n"
        f"<pre>{rows}</pre>\n</main>\n</body>\n</html>\n"
    )


def _table(proved: Coverage, tested: Coverage) -> str:
    rows = "".join(
        f'<tr><th scope="row">{tally.kind}</th><td class="number">{len(tally.parts):,}</td>'
        f'<td class="number">{tested.of(tally.kind).seen:,}</td><td class="number">{tally.seen:,}</td></tr>'
        for tally in proved.tallies
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("", "all", "by story tests", "on some path"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _marked(proved: Coverage, tested: Coverage) -> dict[int, _Line]:
    """For each line of the file on which something stands that can be seen: the worst of its marks."""
    found: dict[int, list[tuple[Part, bool]]] = {}
    for tally in proved.tallies:
        if tally.kind != "facts":  # these stand in other files
            for part, there in zip(tally.parts, tested.of(tally.kind).parts, strict=True):
                found.setdefault(part.span.line, []).append((part, there.seen))
    return {line: _line(parts) for line, parts in found.items()}


def _line(parts: list[tuple[Part, bool]]) -> _Line:
    never = [part.name for part, _ in parts if not part.seen]
    untested = [part.name for part, tested in parts if not tested]
    if never:
        return _Line("never", "never: " + ", ".join(dict.fromkeys(never)))
    return _Line("proved", "not tested: " + ", ".join(dict.fromkeys(untested))) if untested else _Line("tested", "")


def _row(number: int, text: str, lines: Mapping[int, _Line]) -> str:
    line = lines.get(number)
    gutter = f'<span class="number">{number}</span>'
    if line is None:
        return f'{gutter}<span class="sign"></span>{escape(text)}'
    told = f' title="{escape(line.told)}"' if line.told else ""
    sign = f'<span class="sign">{_SIGNS[line.mark][0]}</span>'
    return f'{gutter}<span class="{line.mark}"{told}>{sign}{escape(text)}</span>'
