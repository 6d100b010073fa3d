"""Renders for people: each diagnostic with its line quoted and underlined and the help below it, or on one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from party_card.diagnostics.diagnostic import Diagnostic, Label, Severity
from party_card.diagnostics.render.terminal_text import escape_invisible, quote_line
from party_card.diagnostics.words import format_count

_ANSI_CODES = {
    "error": "1;31", "warning": "1;33", "remark": "1;36", "bold": "1", "frame": "34", "secondary": "36", "help": "1;32",
}  # fmt: skip


def render(diagnostics: Sequence[Diagnostic], *, colour: bool = False) -> str:
    """Returns all diagnostics, a blank line between them, and a summary at the end; empty if there are none."""
    if not diagnostics:
        return ""
    paint = _paint if colour else _leave_plain
    blocks = ["\n".join(_block(diagnostic, paint)) for diagnostic in diagnostics]
    return "\n\n".join([*blocks, format_summary(diagnostics)]) + "\n"


def format_summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Counts diagnostics and files: `2 errors, 1 warning in 2 files`."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    counts = [format_count(severities.count(kind), str(kind)) for kind in Severity if kind in severities]
    files = {diagnostic.primary.source.name for diagnostic in diagnostics} - {""}
    return ", ".join(counts) + (f" in {format_count(len(files), 'file')}" if files else "")


def _paint(colour: str, text: str) -> str:
    return f"\x1b[{_ANSI_CODES[colour]}m{text}\x1b[0m" if text else text


def _leave_plain(_colour: str, text: str) -> str:
    return text


def _block(diagnostic: Diagnostic, paint: Callable[[str, str], str]) -> list[str]:
    heading = paint(diagnostic.severity, f"{diagnostic.severity}[{escape_invisible(diagnostic.code)}]")
    lines = [f"{heading}: {paint('bold', escape_invisible(diagnostic.message))}"]
    labels = [label for label in (diagnostic.primary, *diagnostic.secondary) if label.source.name]
    gutter = max((len(str(label.span.line)) for label in labels), default=0)
    arrow = "-->"
    while labels:
        source = labels[0].source
        same_file = [label for label in labels if label.source.name == source.name]
        labels = [label for label in labels if label.source.name != source.name]
        location = f"{escape_invisible(source.name)}:{same_file[0].span.line}:{same_file[0].span.column}"
        lines.append(f"{' ' * gutter}{paint('frame', arrow)} {location}")
        if source.text.strip("\ufeff \r\n\t"):
            lines += _quoted_lines(same_file, diagnostic, gutter, paint)
        arrow = ":::"
    return lines + [f"{paint('help', 'help')}: {escape_invisible(help_.message)}" for help_ in diagnostic.helps]


def _quoted_lines(
    labels: list[Label], diagnostic: Diagnostic, gutter: int, paint: Callable[[str, str], str]
) -> list[str]:
    bar = paint("frame", "|")
    lines = [f"{' ' * gutter} {bar}"]
    last_line, last_text = 0, ""
    for label in sorted(labels, key=lambda label: (label.span.line, label is not diagnostic.primary, label.span)):
        line = label.span.line
        text, offset, length = quote_line(label.source.line(line), label.span)
        if line != last_line or text != last_text:  # a long line is cut differently around each span
            if last_line and line > last_line + 1:
                lines.append(paint("frame", "..."))
            lines.append(f"{paint('frame', f'{line:>{gutter}}')} {bar} {text}".rstrip())
            last_line, last_text = line, text
        is_primary = label is diagnostic.primary
        underline = ("^" if is_primary else "-") * length
        colour = str(diagnostic.severity) if is_primary else "secondary"
        annotation = paint(colour, f"{underline} {escape_invisible(label.message)}".rstrip())
        lines.append(f"{' ' * gutter} {bar} {' ' * offset}{annotation}")
    return lines


def render_concise(diagnostics: Sequence[Diagnostic]) -> str:
    """Returns `file:line:column: severity[code] message (help)` for each diagnostic, for logs and editors."""
    return "".join(f"{_concise_line(diagnostic)}\n" for diagnostic in diagnostics)


def _concise_line(diagnostic: Diagnostic) -> str:
    source, span = diagnostic.primary.source, diagnostic.primary.span
    location = f"{escape_invisible(source.name)}:{span.line}:{span.column}: " if source.name else ""
    heading = f"{diagnostic.severity}[{escape_invisible(diagnostic.code)}]"
    help_ = f" ({escape_invisible(diagnostic.helps[0].message)})" if diagnostic.helps else ""
    return f"{location}{heading} {escape_invisible(diagnostic.message)}{help_}"
