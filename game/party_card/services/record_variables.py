"""Finds variables that only record what was chosen in one passage, and replaces them by asking for that choice.

`kept: {values: [nothing, page]}`, set in the passage `envelope` alone, says no more than which choice was made there:
`kept == page` becomes `envelope == take-page`.

Invariant: a variable is replaced only if the passage is met once at most on every path, and if every condition that
reads it can be rewritten; otherwise all of it stays as it is.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping

from party_card.content.condition_syntax import ConditionSource, ReportedError, parse_syntax
from party_card.content.conditions import collect_names
from party_card.content.domains import Domain
from party_card.content.logic_parser import parse_logic
from party_card.content.models import ConditionText, PassageId, Scene, VariableId
from party_card.content.quoting import quote_text
from party_card.content.scene_logic import LocatedCondition, iter_conditions
from party_card.content.yaml_nodes import MappingNode, has_braces
from party_card.diagnostics.diagnostic import Edit
from party_card.frozen_dataclass import frozen_dataclass
from party_card.services.entry_deletion import delete_entries


@frozen_dataclass
class _Recording:
    """A variable, the passage whose choices set it, and the value that it has after each of them."""

    domain: Domain
    passage: PassageId
    value_by_choice: Mapping[str, str]

    def format_membership(self, values: Collection[str], is_decided: bool) -> str | None:
        """Returns a condition that holds if the variable has one of these values; None if that is never, or always.

        `is_decided` says that the choice has been made wherever the condition is looked at; until then the variable has
        its start, and so the condition has to hold for no choice, too.
        """
        included = [choice for choice, value in self.value_by_choice.items() if value in values]
        excluded = [choice for choice in self.value_by_choice if choice not in included]
        is_negated = len(excluded) < len(included) if is_decided else self.domain.names[self.domain.start] in values
        choices = excluded if is_negated else included
        if not choices:
            return None
        if len(choices) == 1:
            return f"{self.passage} {'!=' if is_negated else '=='} {choices[0]}"
        return f"{self.passage} {'not in' if is_negated else 'in'} ({', '.join(choices)})"


def replace_record_variables(scene: Scene) -> list[Edit]:
    """Returns the edits that replace every variable of a scene that only records the choice of a passage."""
    logic, diagnostics = parse_logic(scene)
    if diagnostics:
        return []
    read_by_file = {name for condition in logic.file_conditions.values() for name in collect_names(condition)}
    recordings = {
        name: recording
        for name, recording in _find_recordings(scene, logic.domains).items()
        if _can_delete(scene, name) and name not in read_by_file
    }
    conditions = list(iter_conditions(scene))
    decided_passages = _find_decided_passages(scene, {recording.passage for recording in recordings.values()})
    while True:
        rewritten: dict[tuple[int, int], str] = {}
        failed: set[VariableId] = set()
        for condition in conditions:
            try:
                decided = decided_passages.get(condition.location.node.start_mark.index, frozenset())
                text = _ConditionRewriter(condition, logic.domains, recordings, decided).rewrite()
            except _UnsafeError as error:
                failed |= error.names
                continue
            if text != condition.text:
                node = condition.location.node
                rewritten[node.start_mark.index, node.end_mark.index] = text
        if not failed:
            break
        recordings = {name: recording for name, recording in recordings.items() if name not in failed}
    edits: list[Edit] = []
    for condition in conditions:
        node = condition.location.node
        if (new_text := rewritten.pop((node.start_mark.index, node.end_mark.index), None)) is not None:
            edits.append(_replace_condition(condition, new_text))
    return [*edits, *_delete_variables(scene, recordings)]


def _can_delete(scene: Scene, name: VariableId) -> bool:
    """Returns True if every entry of a variable can be deleted without touching what stands beside it."""
    mappings = [choice.location.value("set") for passage in scene.passages.values() for choice in passage.choices]
    mappings += [test.expect.location.value("variables") for test in scene.tests]
    for mapping in mappings:
        if isinstance(mapping.node, MappingNode) and any(key.value == name for key, _ in mapping.node.value):
            start, end = mapping.node.start_mark, mapping.node.end_mark
            if has_braces(mapping.node) and start.line != end.line:
                return False
    return isinstance(scene.location.value("variables").node, MappingNode)


def _find_recordings(scene: Scene, domains: Mapping[VariableId, Domain]) -> dict[VariableId, _Recording]:
    """Returns the variables that only record the choice of a passage which no path meets twice."""
    setters: dict[VariableId, set[PassageId]] = {}
    for passage_id, passage in scene.passages.items():
        for choice in passage.choices:
            for name in choice.changed_variables:
                setters.setdefault(name, set()).add(passage_id)
    recordings = {}
    for name, passage_ids in setters.items():
        domain = domains.get(name)
        if domain is None or domain.kind == "range" or domain.imported_trace is not None or len(passage_ids) != 1:
            continue
        (passage_id,) = passage_ids
        if VariableId(passage_id) in scene.variables or _can_return(scene, passage_id):
            continue
        start = domain.names[domain.start]
        value_by_choice = {
            str(choice.id): choice.set[name].text if name in choice.set else start
            for choice in scene.passages[passage_id].choices
        }
        recordings[name] = _Recording(domain, passage_id, value_by_choice)
    return recordings


def _find_decided_passages(scene: Scene, passages: Collection[PassageId]) -> dict[int, frozenset[PassageId]]:
    """Returns, by the index at which a guard starts in the file, the passages behind which it stands on every path."""
    everything = _find_reachable(scene, None)
    behind = {
        name: frozenset(
            passage for passage in passages if passage != name and name not in _find_reachable(scene, passage)
        )
        for name in everything
    }
    endings = [behind[name] for name in everything if scene.passages[name].ending is not None]
    decided: dict[int, frozenset[PassageId]] = {}
    for name in everything:
        content = scene.passages[name]
        for part in (*content.blocks, *content.choices):
            decided[part.location.value("if").node.start_mark.index] = behind[name]
    for part in (*scene.closing_blocks, *scene.leaves):
        at_all_endings = frozenset.intersection(*endings) if endings else frozenset[PassageId]()
        decided[part.location.value("if").node.start_mark.index] = at_all_endings
    return decided


def _find_reachable(scene: Scene, barrier: PassageId | None) -> list[PassageId]:
    """Returns the passages that choices lead to without going through the passage `barrier`."""
    waiting = [scene.start or next(iter(scene.passages))]
    found: dict[PassageId, None] = {}
    while waiting:
        name = waiting.pop()
        if name != barrier and name not in found:
            found[name] = None
            waiting += [choice.goto for choice in scene.passages[name].choices]
    return list(found)


def _can_return(scene: Scene, passage: PassageId) -> bool:
    """Returns True if choices lead from a passage back to it."""
    waiting = [choice.goto for choice in scene.passages[passage].choices]
    seen: set[PassageId] = set()
    while waiting:
        name = waiting.pop()
        if name == passage:
            return True
        if name not in seen:
            seen.add(name)
            waiting += [choice.goto for choice in scene.passages[name].choices]
    return False


class _UnsafeError(Exception):
    """A condition cannot be rewritten; `names` are the variables that have to stay."""

    def __init__(self, names: Iterable[VariableId]) -> None:
        super().__init__()
        self.names = frozenset(names)


class _ConditionRewriter:
    """Rewrites one condition."""

    def __init__(
        self,
        condition: LocatedCondition,
        domains: Mapping[VariableId, Domain],
        recordings: Mapping[VariableId, _Recording],
        decided_passages: Collection[PassageId],
    ) -> None:
        self.source = ConditionSource(condition.text, condition.location)
        self.domains = domains
        self.recordings = recordings
        self.decided_passages = decided_passages
        self.replacements: list[tuple[int, int, str]] = []
        self.replaced_names: set[VariableId] = set()

    def rewrite(self) -> ConditionText:
        """Returns the condition without the variables that are replaced. Raises _UnsafeError."""
        names = {name for domain in self.domains.values() if domain.kind == "values" for name in domain.names}
        numbers = {name for name, domain in self.domains.items() if domain.kind == "range"}
        try:
            root = parse_syntax(self.source, names, numbers)
        except ReportedError:
            raise _UnsafeError(self.recordings) from None
        self._visit(root)
        node = self.source.location.node
        if self.replacements and node.start_mark.line != node.end_mark.line:
            raise _UnsafeError(self.replaced_names)
        text = self.source.text
        for start, end, replacement in sorted(self.replacements, reverse=True):
            text = text[:start] + replacement + text[end:]
        return ConditionText(text)

    def _visit(self, node: ast.expr) -> None:
        """Rewrites every comparison of a recording variable below a node."""
        if isinstance(node, ast.BoolOp):
            for operand in node.values:
                self._visit(operand)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            if (name := self._find_name(node.operand)) is not None:
                self._replace(node, name, {"false"})
            else:
                self._visit(node.operand)
        elif (name := self._find_name(node)) is not None:
            self._replace(node, name, {"true"})
        elif isinstance(node, ast.Compare):
            self._rewrite_comparison(node)

    def _rewrite_comparison(self, node: ast.Compare) -> None:
        sides = [node.left, *node.comparators]
        found = {name for side in sides if (name := self._find_name(side)) is not None}
        if not found:
            return
        if len(sides) != 2 or len(found) != 1:
            raise _UnsafeError(found)
        (name,) = found
        other = sides[1] if self._find_name(sides[0]) is not None else sides[0]
        domain = self.recordings[name].domain
        operator = node.ops[0]
        items = other.elts if isinstance(other, ast.Tuple | ast.List) else [other]
        indices = [domain.index(self._read_value(item)) for item in items]
        if None in indices or not isinstance(operator, ast.Eq | ast.NotEq | ast.In | ast.NotIn):
            raise _UnsafeError(found)
        values = {domain.names[index] for index in indices if index is not None}
        if isinstance(operator, ast.NotEq | ast.NotIn):
            values = set(domain.names) - values
        self._replace(node, name, values)

    def _read_value(self, node: ast.expr) -> str:
        text = self.source.text_of(node).strip("\"'")
        return text.lower() if text in ("True", "False") else text

    def _find_name(self, node: ast.expr) -> VariableId | None:
        name = VariableId(self.source.text_of(node)) if isinstance(node, ast.Name) else None
        return name if name in self.recordings else None

    def _replace(self, node: ast.expr, name: VariableId, values: Collection[str]) -> None:
        recording = self.recordings[name]
        text = recording.format_membership(values, recording.passage in self.decided_passages)
        if text is None:
            raise _UnsafeError([name])
        self.replaced_names.add(name)
        self.replacements.append((node.col_offset, node.end_col_offset or 0, text))


def _replace_condition(condition: LocatedCondition, text: str) -> Edit:
    """Returns the edit that replaces the scalar of a condition, in double quotes if it was or has to be."""
    node = condition.location.node
    source = condition.location.file.text[node.start_mark.index : node.end_mark.index]
    is_plain = source == condition.text
    written = text if is_plain and "," not in text else quote_text(text)
    return Edit(condition.location.file.span(node.start_mark.index, node.end_mark.index), written)


def _delete_variables(scene: Scene, recordings: Collection[VariableId]) -> Iterator[Edit]:
    """Yields the edits that delete variables where they are declared, set and expected."""
    if not recordings:
        return
    yield from delete_entries(scene.location, "variables", recordings)
    for passage in scene.passages.values():
        for choice in passage.choices:
            if any(name in choice.set for name in recordings):
                yield from delete_entries(choice.location, "set", recordings)
    for test in scene.tests:
        if any(name in test.expect.variables for name in recordings):
            yield from delete_entries(test.expect.location, "variables", recordings)
