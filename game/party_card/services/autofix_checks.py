"""Decides whether edits to a YAML file do good and no harm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from party_card.content.yaml_loader import compose_yaml
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode
from party_card.diagnostics.diagnostic import Diagnostic, Edit, Severity
from party_card.diagnostics.source import SourceFile

DiagnosticKey: TypeAlias = tuple[str, str]
_UNREADABLE_CODES = ("yaml-syntax", "tab-indent")


def make_key(diagnostic: Diagnostic) -> DiagnosticKey:
    """Returns code and message, by which a diagnostic is recognized even if lines have moved."""
    return diagnostic.code, diagnostic.message


def normalize_text(text: str) -> str:
    """Returns a text as the loader wants it: without byte order mark, and with \\n at the end of each line."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def is_readable_at(diagnostics: Iterable[Diagnostic], edits: Iterable[Edit], name: str) -> bool:
    """Returns True if the file `name` can be read after these edits, and no diagnostic is in an edited line."""
    edited_lines = {edit.span.line for edit in edits}
    return not any(
        diagnostic.code in _UNREADABLE_CODES or diagnostic.primary.span.line in edited_lines
        for diagnostic in diagnostics
        if diagnostic.primary.source.name == name
    )


def find_suspect_lines(
    diagnostics_before: Sequence[Diagnostic],
    diagnostics_after: Sequence[Diagnostic],
    targets: Sequence[Diagnostic],
    edits: Sequence[Edit],
    name: str,
) -> set[int]:
    """Returns the edited lines of the file `name`, as numbered before, at which something new or unfixed is found."""
    expected = Counter(map(make_key, diagnostics_before)) - Counter(map(make_key, targets))
    lines_after: set[int] = set()
    for diagnostic in diagnostics_after:
        key = make_key(diagnostic)
        if expected[key]:
            expected[key] -= 1
        elif diagnostic.severity is not Severity.INFO:
            labels = (diagnostic.primary, *diagnostic.secondary)
            lines_after.update(label.span.line for label in labels if label.source.name == name)
    lines = _EditedLines(edits)
    return {line for line in lines.edited if not lines_after.isdisjoint(lines.lines_after(line))}


def is_improvement(
    diagnostics_before: Sequence[Diagnostic],
    diagnostics_after: Sequence[Diagnostic],
    targets: Sequence[Diagnostic],
    name: str,
) -> bool:
    """Returns True if the `targets` are gone, there are no new errors and warnings, and less is found in all."""
    if any(diagnostic.code in _UNREADABLE_CODES for diagnostic in targets):
        # A file that could not be read shows its other errors only now: it is enough that reading gets further.
        file_diagnostics = [diagnostic for diagnostic in diagnostics_after if diagnostic.primary.source.name == name]
        unreadable_lines = [error.primary.span.line for error in file_diagnostics if error.code in _UNREADABLE_CODES]
        last_fixed_line = max(diagnostic.primary.span.line for diagnostic in targets)
        return not unreadable_lines or min(unreadable_lines) > last_fixed_line
    count_before, count_after = (Counter(map(make_key, diagnostics_before)), Counter(map(make_key, diagnostics_after)))
    if any(count_after[key] > count_before[key] - count for key, count in Counter(map(make_key, targets)).items()):
        return False
    # The lines after a missing dash are read only now, and may have other errors.
    dash_lines = [diagnostic.primary.span.line for diagnostic in targets if diagnostic.code == "missing-dash"]
    first_new_line = min(dash_lines, default=None)
    relevant_counts = Counter(
        make_key(diagnostic)
        for diagnostic in diagnostics_after
        if diagnostic.severity is not Severity.INFO
        and (
            first_new_line is None
            or diagnostic.code in _UNREADABLE_CODES
            or diagnostic.primary.span.line < first_new_line
        )
    )
    if relevant_counts - count_before:
        return False
    return first_new_line is not None or _count_by_severity(diagnostics_after) < _count_by_severity(diagnostics_before)


def _count_by_severity(diagnostics: Iterable[Diagnostic]) -> tuple[int, ...]:
    """Returns how many errors, warnings and remarks there are."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return tuple(counts[severity] for severity in Severity)


class _EditedLines:
    """The lines that edits change, delete or add."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edited = {edit.span.line for edit in edits}
        self.deleted = {edit.span.line for edit in edits if edit.text is None}
        self.new_lines: Counter[int] = Counter()
        for edit in edits:
            self.new_lines[edit.span.line] += (edit.text or "").count("\n")

    def line_after(self, line: int) -> int:
        """Returns the number that a line has after the edits."""
        added = sum(count for number, count in self.new_lines.items() if number < line)
        return line + added - sum(deleted < line for deleted in self.deleted)

    def lines_after(self, line: int) -> range:
        """Returns the lines that stand after the edits where an edited line stood."""
        first = self.line_after(line)
        return range(first, first + self.new_lines[line] + 1)


def are_other_lines_unchanged(old_text: str, new_text: str, edits: Sequence[Edit]) -> bool:
    """Returns True if all keys and values outside the edited lines are read as they were."""
    scalars_before, scalars_after = _read_scalars(old_text), _read_scalars(new_text)
    if scalars_before is None:
        return True
    if scalars_after is None:
        return False
    lines = _EditedLines(edits)
    edited_lines_after = {number for line in lines.edited - lines.deleted for number in lines.lines_after(line)}
    rest_before = [(lines.line_after(line), text) for line, text in scalars_before if line not in lines.edited]
    return rest_before == [(line, text) for line, text in scalars_after if line not in edited_lines_after]


def _read_scalars(text: str) -> list[tuple[int, str]] | None:
    """Returns every key and value with the line on which it begins, or None if the text cannot be read."""
    root, diagnostics = compose_yaml(SourceFile("", normalize_text(text)))
    return None if root is None or diagnostics else list(_iter_scalars(root))


def _iter_scalars(node: Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, ScalarNode):
        # Spaces at the ends of lines mean nothing.
        yield node.start_mark.line + 1, "\n".join(line.rstrip() for line in node.value.split("\n"))
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _iter_scalars(key)
            yield from _iter_scalars(value)
    else:
        for item in node.value:
            yield from _iter_scalars(item)
