"""Reads ink: knots, stitches, choices, gathers, diverts, variables, conditional texts.

Invariant: ink that runs on without the player becomes a choice “Go on”; the content of a choice becomes a node.
Threads, tunnels, functions, lists and texts that change by themselves are listed with their lines.
"""

from __future__ import annotations

import re
from functools import partial

from party_card.importers.effects import parse_effect
from party_card.importers.expressions import (
    Expression,
    UnsupportedSyntaxError,
    conjoin,
    negate,
    parse_expression,
    parse_literal,
)
from party_card.importers.ink_flow import (
    CONTINUE_TEXT,
    can_revisit,
    collapse_empty_nodes,
    resolve_visited,
    split_statements,
)
from party_card.importers.story import Edge, Node, Story, TextFragment, UnsupportedFeature

_KNOT = re.compile(r"==+\s*(?P<function>function\b)?\s*(?P<name>\w+)\s*(?P<arguments>\([^)]*\))?\s*=*\s*\Z")
_STITCH = re.compile(r"=\s*(?P<name>\w+)\s*(?P<arguments>\([^)]*\))?\s*\Z")
_WEAVE = re.compile(r"(?P<marks>(?:[*+]\s*)+|(?:-(?!>)\s*)+)(?:\((?P<label>\w+)\)\s*)?(?P<rest>.*)\Z", re.DOTALL)
_CONDITION = re.compile(r"\{(?P<condition>[^{}:|]+)\}\s*")
_DIVERT = re.compile(r"->\s*(?P<target>[\w.]+)?\s*\Z")
_DECLARATION = re.compile(r"(?:VAR|CONST)\s+(?P<name>\w+)\s*=\s*(?P<value>.+)\Z")
_ASSIGNMENT = re.compile(r"~\s*(?P<name>\w+)\s*(?P<operator>\+\+|--|\+=|-=|=)\s*(?P<value>.*?)\s*\Z")
_CASE = re.compile(r"-(?!>)\s*(?P<condition>[^:]+):\s*(?P<rest>.*)\Z")
_INLINE = re.compile(r"\{(?P<condition>[^{}:|]+):(?P<yes>[^{}|]*)(?:\|(?P<no>[^{}|]*))?\}")
_END_TARGETS = ("END", "DONE")
_MAX_LEVELS = 20


def read_ink(text: str) -> Story:
    """Reads the story in an ink file. Raises UnsupportedSyntaxError if nothing in it can be played."""
    parser = _InkParser(set(re.findall(r"(?m)^\s*(?:VAR|CONST)\s+(\w+)", text)))
    for line, statement in split_statements(text.removeprefix("\ufeff").replace("\r\n", "\n"), parser.story):
        parser.parse_statement(line, statement)
    return parser.finish()


class _InkParser:
    def __init__(self, variables: set[str]) -> None:
        self._variables = variables
        self.story = Story("", "the beginning")
        self._knot = ""
        self._knot_by_node: dict[str, str] = {}
        self._node = self._add_node("the beginning", 1)
        self._anchors: list[Node] = [self._node]  # the node to which the choices of each level are added
        self._open_ends: list[tuple[int, Node]] = []  # nodes without a way on yet, with their levels
        self._is_in_function = False

    def parse_statement(self, line: int, statement: str) -> None:
        """Parses one statement, and adds its content to the story."""
        if knot := _KNOT.match(statement):
            self._is_in_function = bool(knot["function"])
            self._knot = knot["name"]
            if self._is_in_function or knot["arguments"]:
                self._report(line, statement, "what is called with values cannot be held", is_global=True)
            if not self._is_in_function:
                self._enter_node(knot["name"], line)
        elif self._is_in_function:
            self._report(line, statement, "part of a function", is_global=True)
        elif (stitch := _STITCH.match(statement)) and not statement.startswith("=="):
            is_empty = not (self._node.fragments or self._node.edges or self._node.effects)
            name = f"{self._knot}.{stitch['name']}"
            if is_empty and self._node.name == self._knot:
                self._node.edges.append(Edge(CONTINUE_TEXT, name, line))
            self._enter_node(name, line)
        elif declaration := _DECLARATION.match(statement):
            try:
                self.story.initial_values[declaration["name"]] = parse_literal(declaration["value"])
            except UnsupportedSyntaxError as reason:
                self._report(line, statement, str(reason), is_global=True)
        elif title := re.match(r"#\s*title:\s*(.+)", statement):
            self.story.title = title[1].strip()
        elif re.match(r"(?:LIST|EXTERNAL|INCLUDE|TODO\b|#)", statement):
            self._report(line, statement, "the format has no place for it", is_global=not statement.startswith("#"))
        elif weave := _WEAVE.match(statement):
            self._parse_weave(line, weave)
        else:
            self._parse_content(line, statement)

    def finish(self) -> Story:
        """Returns the story after its last statement, with all names resolved."""
        story = self.story
        for name, node in story.nodes.items():
            resolve_name = partial(self._resolve_name, knot=self._knot_by_node[name])
            for fragment in node.fragments:
                fragment.condition = resolve_visited(fragment.condition, resolve_name)
            for edge in node.edges:
                edge.target, edge.condition = resolve_name(edge.target), resolve_visited(edge.condition, resolve_name)
            node.edges = [edge for edge in node.edges if self._has_target(edge, node)]
        collapse_empty_nodes(story)
        if not any(node.fragments or node.edges for node in story.nodes.values()):
            raise UnsupportedSyntaxError("there is nothing to read in this file")
        for node in story.nodes.values():
            for edge in node.edges:
                edge.once_only = edge.once_only and can_revisit(story, edge.target, node.name)
        return story

    def _has_target(self, edge: Edge, node: Node) -> bool:
        if edge.target in self.story.nodes:
            return True
        if edge.target not in _END_TARGETS:
            node.unsupported.append(UnsupportedFeature(edge.line, f"-> {edge.target}", "there is no such knot"))
        return False

    def _add_node(self, name: str, line: int, title: str = "") -> Node:
        key, number = name, 2
        while key in self.story.nodes:
            key, number = f"{name} {number}", number + 1
        node = Node(key, line, title or name.rpartition(".")[2].replace("_", " ").capitalize())
        self._knot_by_node[key] = self._knot
        self.story.nodes[key] = node
        return node

    def _enter_node(self, name: str, line: int) -> None:
        self._node = self._add_node(name, line)
        self._anchors = [self._node]
        self._open_ends = []

    def _report(self, line: int, text: str, reason: str, is_global: bool = False) -> None:
        owner = self.story if is_global else self._node
        owner.unsupported.append(UnsupportedFeature(line, text, reason))

    def _resolve_name(self, target: str, knot: str) -> str:
        for name in (f"{knot}.{target}", target):
            if name in self.story.nodes:
                return name
        candidates = [name for name in self.story.nodes if name.endswith(f".{target}")]
        return candidates[0] if len(candidates) == 1 else target

    def _parse_weave(self, line: int, weave: re.Match[str]) -> None:
        marks = re.sub(r"\s", "", weave["marks"])
        level = min(len(marks), _MAX_LEVELS)
        if marks[0] == "-":
            self._parse_gather(line, level, weave["label"], weave["rest"])
        else:
            self._parse_choice(line, level, marks[0] == "*", weave["label"], weave["rest"])

    def _parse_gather(self, line: int, level: int, label: str | None, content: str) -> None:
        gathered_nodes = [node for depth, node in self._open_ends if depth >= level]
        self._open_ends = [(depth, node) for depth, node in self._open_ends if depth < level]
        if not self._node.edges and self._node not in gathered_nodes:
            gathered_nodes.append(self._node)
        name = f"{self._knot}.{label}" if label else f"{self._knot or 'then'} {line}"
        gather = self._add_node(name, line, "" if label else "An ending")
        for node in gathered_nodes:
            if not _has_way_on(node):
                node.edges.append(Edge(CONTINUE_TEXT, gather.name, line))
        self._open_ends.append((level, gather))
        self._node = gather
        self._anchors = [*self._anchors[: level - 1], gather]
        if content:
            self.parse_statement(line, content)

    def _parse_choice(self, line: int, level: int, once_only: bool, label: str | None, content: str) -> None:
        condition: Expression | None = None
        while match := _CONDITION.match(content):
            content = content[match.end() :]
            try:
                condition = conjoin(condition, self._parse_condition(match["condition"]))
            except UnsupportedSyntaxError as reason:
                self._report(line, match[0], f"{reason}; the choice is always open")
        while len(self._anchors) < level:
            self._anchors.append(self._node)
        anchor = self._anchors[level - 1]
        text, divert, target = content.partition("->")
        prefix, bracket, text_after_bracket = text.partition("[")
        choice_only, _, suffix = text_after_bracket.partition("]")
        choice_text = " ".join(f"{prefix}{choice_only}".split())
        if not choice_text:
            self._report(line, content, "a way on that opens when no other does; here it is always open")
            choice_text = CONTINUE_TEXT
        target_node = self._add_node(f"{self._knot}.{label}" if label else choice_text, line, choice_text)
        anchor.edges.append(Edge(choice_text, target_node.name, line, condition, once_only=once_only))
        self._open_ends.append((level, target_node))
        self._anchors = [*self._anchors[:level], target_node]
        self._node = target_node
        if bracket and (prefix + suffix).strip():
            self._parse_content(line, f"{prefix}{suffix}".strip())
        if divert:
            self._parse_content(line, f"->{target}")

    def _parse_content(self, line: int, statement: str) -> None:
        if statement.startswith("~"):
            self._parse_assignment(line, statement)
        elif "<-" in statement or "->->" in statement or re.search(r"->[^>]+->", statement):
            self._report(line, statement, "a thread or tunnel cannot be held")
        elif statement.startswith("{") and statement.endswith("}") and "\n" in statement:
            self._parse_block(line, statement)
        else:
            text, divert, target = statement.partition("->")
            if divert and "{" in text and "}" not in text:
                self._parse_inline(line, statement)
                return
            self._parse_inline(line, re.sub(r"\s+#.*\Z", "", text).strip())
            if divert:
                self._parse_divert(line, f"->{target}", None)

    def _parse_divert(self, line: int, statement: str, condition: Expression | None) -> None:
        divert = _DIVERT.match(statement)
        if divert is None or divert["target"] is None:
            self._report(line, statement, "this divert is computed")
            return
        self._open_ends = [(depth, node) for depth, node in self._open_ends if node is not self._node or condition]
        if condition is None or divert["target"] not in _END_TARGETS:
            self._node.edges.append(Edge(CONTINUE_TEXT, divert["target"], line, condition))

    def _parse_inline(self, line: int, statement: str) -> None:
        """Parses one line of text; a conditional text in it becomes one fragment for each case."""
        if not statement:
            return
        matches = list(_INLINE.finditer(statement))
        if len(matches) == 1 and statement.count("{") == 1:
            match = matches[0]
            try:
                condition = self._parse_condition(match["condition"])
            except UnsupportedSyntaxError as reason:
                self._report(line, statement, str(reason))
                return
            prefix, suffix = statement[: match.start()], statement[match.end() :]
            for case, case_condition in ((match["yes"], condition), (match["no"] or "", negate(condition))):
                text, divert, target = case.partition("->")
                if case_text := f"{prefix}{text}{suffix}".strip():
                    self._node.fragments.append(TextFragment(case_text, case_condition))
                if divert:
                    self._parse_divert(line, f"->{target}".strip(), case_condition)
            return
        if "{" in statement:
            self._report(
                line, statement, "a text that changes by itself, or shows a variable; it stands as it was written"
            )
        text = statement.replace("<>", "")
        fragments = self._node.fragments
        if fragments and fragments[-1].condition is None:
            fragments[-1].text += f"\n\n{text}"
        else:
            fragments.append(TextFragment(text))

    def _parse_block(self, line: int, statement: str) -> None:
        """Parses a block of conditions: `{ cond: … - else: … }`, or `{ - cond: … - cond: … }`."""
        head, _, body = statement[1:-1].partition("\n")
        source_lines = [*([f"- {head}"] if head.strip() else []), *body.split("\n")]
        no_earlier_case: Expression | None = None
        condition: Expression | None = None
        for number, source_line in enumerate(source_lines, start=line if head.strip() else line + 1):
            item = source_line
            if match := _CASE.match(source_line):
                item = match["rest"]
                is_else = match["condition"].strip() == "else"
                try:
                    case_condition = None if is_else else self._parse_condition(match["condition"])
                except UnsupportedSyntaxError as reason:
                    self._report(line, statement, str(reason))
                    return
                condition = conjoin(no_earlier_case, case_condition)
                if case_condition is not None:
                    no_earlier_case = conjoin(no_earlier_case, negate(case_condition))
            if not item.strip():
                continue
            text, divert, target = item.partition("->")
            if item.startswith(("~", "*", "+", "{")) or condition is None:
                self._report(number, item, "a change or choice within a condition; give the choice itself an `if`")
                continue
            if text.strip():
                self._node.fragments.append(TextFragment(text.strip(), condition))
            if divert:
                self._parse_divert(number, f"->{target}".strip(), condition)

    def _parse_assignment(self, line: int, statement: str) -> None:
        assignment = _ASSIGNMENT.match(statement)
        try:
            if assignment is None:
                raise UnsupportedSyntaxError("this cannot be done here")
            name, operator, value = assignment.groups()
            self._node.effects.append(parse_effect(name, operator, value, (name,)))
        except UnsupportedSyntaxError as reason:
            self._report(line, statement, str(reason))

    def _parse_condition(self, text: str) -> Expression:
        """Parses a condition; a name that is no variable is a knot, stitch or labelled choice."""
        return parse_expression(text.strip(), lambda name: name not in self._variables)


def _has_way_on(node: Node) -> bool:
    """Returns True if a node has a choice that ink offers, or a divert that is always taken."""
    return any(edge.condition is None or edge.text != CONTINUE_TEXT for edge in node.edges)
