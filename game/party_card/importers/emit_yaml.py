"""Emits a story graph as the YAML of a scene, with a comment wherever a scene cannot express something.

Invariant: the scene has no errors, whatever the story was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from party_card.content.identifiers import is_reserved_on_windows
from party_card.content.prose import strip_markup
from party_card.engine.phases import PHASE_TRIGGERS, PHASES
from party_card.importers.domains import Domain, infer_domains
from party_card.importers.effects import Effect
from party_card.importers.expressions import BoolOp, Comparison, Expression, Not, UnsupportedSyntaxError, Value, Visited
from party_card.importers.naming import RESERVED_WORDS, IdAllocator, make_id
from party_card.importers.story import Edge, Node, Story, UnsupportedFeature

_PLACEHOLDER_TEXT = "…"


def derive_scene_id(story: Story) -> str:
    """Returns the id of the scene, which is also the name of its file, from the title of the story."""
    name = make_id(story.title)
    return f"{name}-story" if is_reserved_on_windows(name) else name


def emit_scene(story: Story, source_name: str) -> tuple[str, list[UnsupportedFeature]]:
    """Returns the text of the scene file, and by line the features that it cannot express.

    `source_name` is the name of the story's file.
    """
    emitter = _SceneEmitter(story)
    text = "\n".join(emitter.emit(source_name)) + "\n"
    return text, emitter.collect_unsupported()


class _SceneEmitter:
    def __init__(self, story: Story) -> None:
        self._story = story
        self._domains, mixed_variables = infer_domains(story)
        self._passage_ids = IdAllocator(PHASES)
        self._choice_ids = IdAllocator(PHASE_TRIGGERS)
        self._variable_ids = IdAllocator(RESERVED_WORDS, "_")
        self._value_ids: dict[str, IdAllocator] = {}
        self._unsupported = story.unsupported + [
            UnsupportedFeature(1, variable, "its values are of several kinds, so nothing remembers it")
            for variable in mixed_variables
        ]
        self._unsupported_by_node = {name: list(node.unsupported) for name, node in story.nodes.items()}

    def collect_unsupported(self) -> list[UnsupportedFeature]:
        """Returns the features that reader and emitter could not express, by line."""
        of_nodes = (feature for features in self._unsupported_by_node.values() for feature in features)
        return sorted([*self._unsupported, *of_nodes], key=lambda feature: feature.line)

    def emit(self, source_name: str) -> Iterator[str]:
        for name in self._story.nodes:  # in the order of the story, not of the first edge that leads there
            self._passage_ids.id_for(name)
        passages = list(self._emit_passages())  # first: the head lists the features that they could not express
        yield f"# Imported from {source_name}. What this format cannot hold stands as a comment at its place."
        if unsupported := self.collect_unsupported():
            lines = ", ".join(dict.fromkeys(str(feature.line) for feature in unsupported))
            yield f"# {len(unsupported)} such places; their lines in {source_name}: {lines}"
        yield f"scene: {derive_scene_id(self._story)}"
        yield f"title: {_quote(self._story.title)}"
        if self._domains:
            yield "variables:"
        for name, domain in self._domains.items():
            yield from self._emit_declaration(name, domain)
        yield f"start: {self._passage_ids.id_for(self._story.start)}"
        yield from _emit_comments(self._unsupported, "")
        yield "passages:"
        yield from passages

    def _emit_declaration(self, name: str, domain: Domain) -> Iterator[str]:
        id_ = self._variable_ids.id_for(name)
        if domain.range is not None:
            if domain.is_estimated:
                yield "  # A number needs two ends here, and stops at them: are these far enough apart?"
            yield f"  {id_}: {{range: [{domain.range[0]}, {domain.range[1]}], start: {domain.initial}}}"
        elif domain.values:
            values = ", ".join(self._format_value(name, value) for value in domain.values)
            yield f"  {id_}: {{values: [{values}], start: {self._format_value(name, domain.initial)}}}"
        else:
            yield f"  {id_}: {str(domain.initial).lower()}"

    def _emit_passages(self) -> Iterator[str]:
        for name, node in self._story.nodes.items():
            yield f"  {self._passage_ids.id_for(name)}:"
            choices = list(self._emit_choices(node))
            fragments = [
                (fragment.text, self._format_condition(fragment.condition, fragment.text, node))
                for fragment in node.fragments
            ]
            yield from _emit_comments(self._unsupported_by_node[name], "    ")
            yield from _emit_texts(
                [(text, condition) for text, condition in fragments if condition is not None and not _is_blank(text)]
            )
            if choices:
                yield "    choices:"
                yield from choices
            else:
                title = _quote(node.title or name, in_flow_mapping=True)
                yield f"    ending: {{id: {self._passage_ids.id_for(name)}, title: {title}}}"

    def _emit_choices(self, node: Node) -> Iterator[str]:
        for edge in node.edges:
            if edge.target not in self._story.nodes:
                self._report(node, edge.line, edge.text, f"there is no passage {edge.target}")
                continue
            id_ = self._choice_ids.allocate(edge.text)
            condition = self._format_condition(edge.condition, edge.text, node, edge.line)
            if condition is None:
                continue
            if edge.once_only:
                condition = f"({condition})" if " or " in condition else condition
                condition = f"{condition} and not chose({id_})".removeprefix(" and ")
            yield f"      - id: {id_}"
            yield f"        text: {_quote(edge.text)}"
            if condition:
                yield f"        if: {condition}"
            if effects := self._format_effects(edge, node):
                yield f"        set: {{{effects}}}"
            yield f"        goto: {self._passage_ids.id_for(edge.target)}"

    def _report(self, node: Node, line: int, text: str, reason: str) -> None:
        self._unsupported_by_node[node.name].append(UnsupportedFeature(line, text, reason))

    def _format_effects(self, edge: Edge, node: Node) -> str:
        """Formats the effects of an edge, and then those of the node that it leads to, as one mapping."""
        totals: dict[str, Effect] = {}
        for effect in [*edge.effects, *self._story.nodes[edge.target].effects]:
            earlier_effect = totals.get(effect.variable)
            if effect.variable not in self._domains:
                self._report(node, edge.line, effect.variable, "its values are of several kinds")
            elif effect.kind == "step" and earlier_effect is not None:
                total = int(earlier_effect.value) + int(effect.value)
                totals[effect.variable] = Effect(effect.variable, earlier_effect.kind, total)
            else:
                totals[effect.variable] = effect
        return ", ".join(f"{self._variable_ids.id_for(name)}: {self._format_effect(totals[name])}" for name in totals)

    def _format_effect(self, effect: Effect) -> str:
        if effect.kind == "step":
            return f"{int(effect.value):+d}"
        value = self._format_value(effect.variable, effect.value)
        return f'"{value}"' if value.startswith("-") else value  # without quotation marks, it would be a step

    def _format_value(self, variable: str, value: Value) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, int):
            return str(value)
        return self._value_ids.setdefault(variable, IdAllocator(RESERVED_WORDS, "_")).id_for(value or "nothing")

    def _format_condition(self, condition: Expression | None, text: str, node: Node, line: int = 0) -> str | None:
        """Formats the condition of `text`; None if a scene cannot express it: then `text` is reported with it."""
        try:
            return "" if condition is None else self._format_expression(condition)
        except UnsupportedSyntaxError as reason:
            self._report(node, line or node.line, text, str(reason))
            return None

    def _format_expression(self, expression: Expression, is_nested: bool = False) -> str:
        match expression:
            case Visited(name):
                if name not in self._story.nodes:
                    raise UnsupportedSyntaxError(f"there is no passage {name}")
                return f"visited({self._passage_ids.id_for(name)})"
            case Not(operand):
                return f"not {self._format_expression(operand, is_nested=True)}"
            case BoolOp(operator, operands):
                text = f" {operator} ".join(self._format_expression(operand, is_nested=True) for operand in operands)
                return f"({text})" if is_nested else text
            case Comparison():
                return self._format_comparison(expression)

    def _format_comparison(self, comparison: Comparison) -> str:
        variable, operator, value = comparison.variable, comparison.operator, comparison.value
        domain = self._domains.get(variable)
        if domain is None:
            raise UnsupportedSyntaxError(f"the values of {variable} are of several kinds")
        id_ = self._variable_ids.id_for(variable)
        is_equality = operator in ("==", "!=")
        if domain.range is not None and value is True:
            return f"{id_} != 0" if domain.range[0] <= 0 <= domain.range[1] else f"{id_} >= {domain.range[0]}"
        if not domain.range and not domain.values:
            if not isinstance(value, bool) or not is_equality:
                raise UnsupportedSyntaxError(f"{variable} is a yes/no")
            return id_ if value == (operator == "==") else f"not {id_}"
        if domain.values and (not isinstance(value, str) or not is_equality):
            raise UnsupportedSyntaxError(f"{variable} is a text, which is only ever this or that")
        return f"{id_} {operator} {self._format_value(variable, value)}"


def _emit_texts(fragments: list[tuple[str, str]]) -> Iterator[str]:
    """Emits the text of a passage from pairs of text and condition; the condition is empty if the text always shows."""
    if not fragments:
        yield f"    text: '{_PLACEHOLDER_TEXT}'"
    elif len(fragments) == 1 and not fragments[0][1]:
        yield "    text: |"
        yield from _indent_lines(fragments[0][0], 6)
    else:
        yield "    text:"
        for text, condition in fragments:
            if condition:
                yield f"      - if: {condition}"
            yield f"      {' ' if condition else '-'} text: |"
            yield from _indent_lines(text, 10)


def _indent_lines(text: str, indent: int) -> Iterator[str]:
    for line in text.strip().split("\n"):
        yield f"{' ' * indent}{line.strip()}".rstrip()


def _emit_comments(unsupported: list[UnsupportedFeature], indent: str) -> Iterator[str]:
    for feature in unsupported:
        first_line, *other_lines = feature.text.strip().split("\n")
        reason = " ".join(feature.reason.split())  # a name in it may hold a line end, which would end the comment
        yield f"{indent}# line {feature.line}: {reason}: {first_line}".rstrip()
        yield from (f"{indent}#   {line}".rstrip() for line in other_lines)


def _is_blank(text: str) -> bool:
    """Returns True if `check` would report the text as empty: it may still hold emphasis marks."""
    return not strip_markup(text).strip()


def _quote(text: str, in_flow_mapping: bool = False) -> str:
    """Returns a text as a scalar on one line, in quotation marks if YAML would read it as something else."""
    line = _PLACEHOLDER_TEXT if _is_blank(text) else " ".join(text.split())
    special_signs = (": ", " #", "\\", *(",[]{}" if in_flow_mapping else ""))
    is_plain = line[:1].isalpha() and not line.endswith(":") and not any(sign in line for sign in special_signs)
    return line if is_plain else json.dumps(line, ensure_ascii=False)
