"""Edits that move steps of the old form from a choice's `set` to its `add`.

Invariant: an entry and the comment on its line stay together; what the edits cannot move without doubt gets none.

In braces, entries are deleted with one of their commas; in lines, whole lines are moved. If every entry of `set` is a
step and there is no `add`, the key alone is renamed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from party_card.content.models import Choice
from party_card.content.node_ref import span_of
from party_card.content.yaml_nodes import Node, ScalarNode, has_braces
from party_card.diagnostics.diagnostic import Edit, Fix
from party_card.diagnostics.source import SourceFile, Span

_COMMA_BEHIND = re.compile(r"[ \t]*,[ \t]*")
_COMMA_BEFORE = re.compile(r",[ \t]*\Z")
Entry = tuple[ScalarNode, ScalarNode]


def make_move_to_add(choice: Choice, steps: Collection[str]) -> Fix:
    """Returns the edits that move the entries `steps` from `set` to `add`; none if they cannot be moved safely."""
    return _StepMover(choice, steps).make_edits()


class _StepMover:
    """The `set` of one choice, and its `add` if there is one."""

    def __init__(self, choice: Choice, steps: Collection[str]) -> None:
        self.file: SourceFile = choice.location.file
        self.choice_node = choice.location.node
        self.set_node = choice.location.value("set").node
        self.add_node = choice.location.value("add").node if choice.add else None
        self.set_key_span = choice.location.key_span("set")
        entries: list[Entry] = [(key, value) for key, value in self.set_node.value if type(key) is ScalarNode]
        self.steps = [entry for entry in entries if entry[0].value in steps]
        self.others = [entry for entry in entries if entry[0].value not in steps]

    def make_edits(self) -> Fix:
        is_simple = all(
            key.start_mark.line == value.end_mark.line and not key.style and type(value) is ScalarNode
            for key, value in (*self.steps, *self.others)
        )
        if not is_simple:
            return ()
        if self.add_node is None and not self.others:
            return (Edit(self.set_key_span, "add"), *self._unsigned(self.steps))
        removal = self._remove_set() if not self.others else self._remove_steps()
        insertion = self._insert_steps() if self.add_node is not None else self._insert_add()
        return () if removal is None else (*removal, *insertion)

    def _unsigned(self, steps: Sequence[Entry]) -> list[Edit]:
        """Returns the edits that write `+1` as `1`."""
        return [Edit(span_of(value), value.value[1:]) for _, value in steps if value.value.startswith("+")]

    # ------------------------------------------------------------------ what is taken away

    def _remove_steps(self) -> list[Edit] | None:
        if has_braces(self.set_node):
            return self._delete_flow_entries(self._find_runs())
        return [Edit(Span(key.start_mark.line + 1, 1, 1), None) for key, _ in self._steps_to_move]

    def _remove_set(self) -> list[Edit] | None:
        """Deletes `set` with all its entries; None if something else would go with it."""
        start_line, end_line = self.set_key_span.line, self.set_node.end_mark.line + 1
        if has_braces(self.choice_node):
            key = next(key for key, value in self.choice_node.value if value is self.set_node)
            return self._delete_flow_entries([(key, self.set_node)])
        line = self.file.line(start_line)
        is_alone = not line[: self.set_key_span.column - 1].strip()
        if not has_braces(self.set_node):
            last_line = self.set_node.value[-1][1].end_mark.line + 1
            lines = range(start_line, last_line + 1)
            entry_lines = {key.start_mark.line + 1 for key, _ in self.steps}
            has_comment = any("#" in self.file.line(number) for number in lines if number not in entry_lines)
            return None if has_comment or not is_alone else [Edit(Span(number, 1, 1), None) for number in lines]
        rest = line[self.set_node.end_mark.column :].strip() if start_line == end_line else "?"
        return [Edit(Span(start_line, 1, 1), None)] if is_alone and not rest else None

    def _find_runs(self) -> list[tuple[Node, Node]]:
        """Returns the first key and last value of steps that stand beside each other in one line."""
        runs: list[tuple[Node, Node]] = []
        is_beside = False
        for key, value in self.set_node.value:
            if not any(key is step for step, _ in self.steps):
                is_beside = False
                continue
            if is_beside and runs[-1][0].start_mark.line == key.start_mark.line:
                runs[-1] = (runs[-1][0], value)
            else:
                runs.append((key, value))
            is_beside = True
        return runs

    def _delete_flow_entries(self, runs: Sequence[tuple[Node, Node]]) -> list[Edit] | None:
        """Deletes entries in braces, each run with a comma; None for an entry of several lines."""
        edits = []
        for key, value in runs:
            if key.start_mark.line != value.end_mark.line:
                return None
            number, first, last = key.start_mark.line + 1, key.start_mark.column, value.end_mark.column
            line = self.file.line(number)
            if comma := _COMMA_BEHIND.match(line, last):
                last = comma.end()
            elif comma := _COMMA_BEFORE.search(line[:first]):
                first = comma.start()
            if not line[:first].strip() and not line[last:].strip():
                edits.append(Edit(Span(number, 1, 1), None))
            else:
                edits.append(Edit(Span(number, first + 1, last + 1), ""))
        return edits

    # ------------------------------------------------------------------ what is put in

    @property
    def _steps_to_move(self) -> list[Entry]:
        """Steps in lines before the last other entry; those behind it can stay where they are, below a new `add:`."""
        if self.add_node is not None:
            return self.steps
        last_line = max(key.start_mark.line for key, _ in self.others)
        return [entry for entry in self.steps if entry[0].start_mark.line < last_line]

    def _entry_text(self, entry: Entry) -> str:
        return f"{entry[0].value}: {entry[1].value.removeprefix('+')}"

    def _entry_line(self, entry: Entry) -> str:
        """Returns the text of an entry in lines, with its comment."""
        key, value = entry
        return self._entry_text(entry) + self.file.line(key.start_mark.line + 1)[value.end_mark.column :].rstrip()

    def _insert_steps(self) -> list[Edit]:
        """Puts the steps behind the last entry of `add`."""
        assert self.add_node is not None  # noqa: S101  # make_edits has asked
        last_key, last_value = self.add_node.value[-1]
        end = last_value.end_mark
        if has_braces(self.add_node):
            text = "".join(f", {self._entry_text(entry)}" for entry in self.steps)
            return [Edit(Span(end.line + 1, end.column + 1, end.column + 1), text)]
        indent = " " * last_key.start_mark.column
        entries = map(self._entry_text if has_braces(self.set_node) else self._entry_line, self.steps)
        length = len(self.file.line(end.line + 1))
        return [Edit(Span(end.line + 1, length + 1, length + 1), "".join(f"\n{indent}{entry}" for entry in entries))]

    def _insert_add(self) -> list[Edit]:
        """Puts a new `add` behind `set`."""
        indent = " " * (self.set_key_span.column - 1)
        if has_braces(self.set_node):
            text = f"add: {{{', '.join(map(self._entry_text, self.steps))}}}"
            end = self.set_node.end_mark
            if has_braces(self.choice_node):
                return [Edit(Span(end.line + 1, end.column + 1, end.column + 1), f", {text}")]
            column = len(self.file.line(end.line + 1)) + 1
            return [Edit(Span(end.line + 1, column, column), f"\n{indent}{text}")]
        moved = self._steps_to_move
        kept_in_place = [entry for entry in self.steps if entry not in moved]
        entry_indent = " " * self.steps[0][0].start_mark.column
        lines = [f"{indent}add:", *(entry_indent + self._entry_line(entry) for entry in moved)]
        if kept_in_place:
            first_line = kept_in_place[0][0].start_mark.line + 1
            text = "".join(f"{line}\n" for line in lines)
            return [Edit(Span(first_line, 1, 1), text), *self._unsigned(kept_in_place)]
        last_line = self.others[-1][1].end_mark.line + 1
        column = len(self.file.line(last_line)) + 1
        return [Edit(Span(last_line, column, column), "".join(f"\n{line}" for line in lines))]
