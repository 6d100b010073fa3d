"""For people: each problem with its line quoted and underlined, and a mend beneath."""

from __future__ import annotations

from collections.abc import Sequence

from party_card.diagnostics.diagnostic import Diagnostic, Label, Severity
from party_card.diagnostics.render.terminal_text import quoted, safe
from party_card.diagnostics.words import counted

_COLOURS = {
    "error": "1;31",
    "warning": "1;33",
    "remark": "1;36",
    "bold": "1",
    "frame": "34",
    "other": "36",
    "help": "1;32",
}


def render(diagnostics: Sequence[Diagnostic], *, colour: bool = False) -> str:
    """All problems, a blank line between them, and their number at the end; nothing where there are none."""
    if not diagnostics:
        return ""
    paint = _Paint(colour)
    blocks = ["\n".join(_block(diagnostic, paint)) for diagnostic in diagnostics]
    return "\n\n".join([*blocks, summary(diagnostics)]) + "\n"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many problems in how many files: `2 errors, 1 warning in 2 files`."""
    numbers = {kind: sum(diagnostic.severity is kind for diagnostic in diagnostics) for kind in Severity}
    counts = [counted(number, str(kind)) for kind, number in numbers.items() if number]
    files = {diagnostic.primary.source.name for diagnostic in diagnostics} - {""}
    return ", ".join(counts) + (f" in {counted(len(files), 'file')}" if files else "")


class _Paint:
    """Colours for a terminal, or none."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, name: str, text: str) -> str:
        return f"\x1b[{_COLOURS[name]}m{text}\x1b[0m" if self._colour and text else text


def _block(diagnostic: Diagnostic, paint: _Paint) -> list[str]:
    head = paint(diagnostic.severity, f"{diagnostic.severity}[{safe(diagnostic.code)}]")
    rows = [f"{head}: {paint('bold', safe(diagnostic.message))}"]
    labels = [label for label in (diagnostic.primary, *diagnostic.others) if label.source.name]
    gutter = max((len(str(label.span.line)) for label in labels), default=0)
    arrow = "-->"
    while labels:
        source = labels[0].source
        here = [label for label in labels if label.source.name == source.name]
        labels = [label for label in labels if label.source.name != source.name]
        place = f"{safe(source.name)}:{here[0].span.line}:{here[0].span.column}"
        rows.append(f"{' ' * gutter}{paint('frame', arrow)} {place}")
        if source.text.strip("\ufeff \r\n\t"):
            rows += _lines(here, diagnostic, gutter, paint)
        arrow = ":::"
    return rows + [f"{paint('help', 'help')}: {safe(help_.message)}" for help_ in diagnostic.helps]


def _lines(labels: list[Label], diagnostic: Diagnostic, gutter: int, paint: _Paint) -> list[str]:
    """The quoted lines of one file, in their order, each with its underlines."""
    bar = paint("frame", "|")
    rows = [f"{' ' * gutter} {bar}"]
    before, shown = 0, ""
    for label in sorted(labels, key=lambda label: (label.span.line, label is not diagnostic.primary, label.span)):
        line = label.span.line
        text, offset, length = quoted(label.source.line(line), label.span)
        if line != before or text != shown:
            if before and line > before + 1:
                rows.append(paint("frame", "..."))
            rows.append(f"{paint('frame', f'{line:>{gutter}}')} {bar} {text}".rstrip())
            before, shown = line, text
        primary = label is diagnostic.primary
        mark = ("^" if primary else "-") * length
        said = f"{mark} {safe(label.message)}".rstrip()
        ink = str(diagnostic.severity) if primary else "other"
        rows.append(f"{' ' * gutter} {bar} {' ' * offset}{paint(ink, said)}")
    return rows
