"""ink: knots, stitches, choices, gathers, diverts, variables, conditional texts.

Law: where ink runs on without the reader, a scene has a choice “Go on”; what a choice leads to is a passage of its own.
Threads, tunnels, functions, lists and texts that change by themselves are listed with their lines.
"""

from __future__ import annotations

import re
from functools import partial

from party_card.importers.expressions import Expression, UnsupportedSyntaxError, both, literal, negated, parse
from party_card.importers.ink_flow import (
    ON,
    asked_after,
    change,
    collapse_empty_nodes,
    reaches,
    resolve_visited,
    statements,
)
from party_card.importers.story import Edge, Node, Story, TextFragment, UnsupportedFeature

_KNOT = re.compile(r"==+\s*(?P<function>function\b)?\s*(?P<name>\w+)\s*(?P<arguments>\([^)]*\))?\s*=*\s*\Z")
_STITCH = re.compile(r"=\s*(?P<name>\w+)\s*(?P<arguments>\([^)]*\))?\s*\Z")
_WEAVE = re.compile(r"(?P<marks>(?:[*+]\s*)+|(?:-(?!>)\s*)+)(?:\((?P<label>\w+)\)\s*)?(?P<rest>.*)\Z", re.DOTALL)
_ASKED = re.compile(r"\{(?P<asked>[^{}:|]+)\}\s*")
_DIVERT = re.compile(r"->\s*(?P<target>[\w.]+)?\s*\Z")
_FIRST = re.compile(r"(?:VAR|CONST)\s+(?P<name>\w+)\s*=\s*(?P<value>.+)\Z")
_DO = re.compile(r"~\s*(?P<name>\w+)\s*(?P<sign>\+\+|--|\+=|-=|=)\s*(?P<value>.*?)\s*\Z")
_INLINE = re.compile(r"\{(?P<asked>[^{}:|]+):(?P<yes>[^{}|]*)(?:\|(?P<no>[^{}|]*))?\}")
_ENDS = ("END", "DONE")
_MOST_LEVELS = 20


def read_ink(text: str) -> Story:
    """The story that an ink file tells. Raises NotUnderstood where nothing in it can be played."""
    reading = _Reading(set(re.findall(r"(?m)^\s*(?:VAR|CONST)\s+(\w+)", text)))
    for line, said in statements(text.removeprefix("\ufeff").replace("\r\n", "\n"), reading.story):
        reading.take(line, said)
    return reading.finish()


class _Reading:
    """A story as its lines come in."""

    def __init__(self, variables: set[str]) -> None:
        self._variables = variables
        self.story = Story("", "the beginning")
        self._knot = ""
        self._scope: dict[int, str] = {}  # the knot and stitch in which each moment stands, by the moment's place
        self._moment = self._new("the beginning", 1)
        self._anchors: list[Node] = [self._moment]  # where the choices of each level hang
        self._loose: list[tuple[int, Node]] = []  # what has no way on yet, with its level
        self._skipping = False

    def take(self, line: int, said: str) -> None:
        """Takes one line in."""
        if knot := _KNOT.match(said):
            self._end_knot()
            self._skipping = bool(knot["function"])
            self._knot = knot["name"]
            if self._skipping or knot["arguments"]:
                self._lose(line, said, "what is called with values cannot be held", whole=True)
            if not self._skipping:
                self._enter(knot["name"], line)
        elif self._skipping:
            self._lose(line, said, "part of a function", whole=True)
        elif (stitch := _STITCH.match(said)) and not said.startswith("=="):
            empty = not (self._moment.parts or self._moment.links or self._moment.changes)
            name = f"{self._knot}.{stitch['name']}"
            if empty and self._moment.name == self._knot:
                self._moment.links.append(Edge(ON, name, line))
            self._end_knot()
            self._enter(name, line)
        elif first := _FIRST.match(said):
            try:
                self.story.first[first["name"]] = literal(first["value"])
            except UnsupportedSyntaxError as reason:
                self._lose(line, said, str(reason), whole=True)
        elif title := re.match(r"#\s*title:\s*(.+)", said):
            self.story.title = title[1].strip()
        elif re.match(r"(?:LIST|EXTERNAL|INCLUDE|TODO\b|#)", said):
            self._lose(line, said, "the format has no place for it", whole=not said.startswith("#"))
        elif weave := _WEAVE.match(said):
            self._weave(line, weave)
        else:
            self._content(line, said)

    def finish(self) -> Story:
        """The story, once all lines are in."""
        self._end_knot()
        story = self.story
        for place, moment in enumerate(list(story.moments.values())):
            name_of = partial(self._resolved, knot=self._scope[place])
            for part in moment.parts:
                part.condition = resolve_visited(part.condition, name_of)
            for link in moment.links:
                link.target, link.condition = name_of(link.target), resolve_visited(link.condition, name_of)
            moment.links = [link for link in moment.links if self._leads(link, moment)]
        asked = {name for moment in story.moments.values() for name in asked_after(moment)}
        collapse_empty_nodes(story, asked)
        if not any(moment.parts or moment.links for moment in story.moments.values()):
            raise UnsupportedSyntaxError("there is nothing to read in this file")
        for moment in story.moments.values():
            for link in moment.links:
                link.once = link.once and reaches(story, link.target, moment.name)
        return story

    def _leads(self, link: Edge, moment: Node) -> bool:
        if link.target in self.story.moments:
            return True
        if link.target not in _ENDS:
            moment.lost.append(UnsupportedFeature(link.line, f"-> {link.target}", "there is no such knot"))
        return False

    def _new(self, name: str, line: int, title: str = "") -> Node:
        key, number = name, 2
        while key in self.story.moments:
            key, number = f"{name} {number}", number + 1
        moment = Node(key, line, title or name.rpartition(".")[2].replace("_", " ").capitalize())
        self._scope[len(self.story.moments)] = self._knot
        self.story.moments[key] = moment
        return moment

    def _enter(self, name: str, line: int) -> None:
        self._moment = self._new(name, line)
        self._anchors = [self._moment]

    def _end_knot(self) -> None:
        self._loose = []

    def _lose(self, line: int, said: str, why: str, whole: bool = False) -> None:
        (self.story.lost if whole else self._moment.lost).append(UnsupportedFeature(line, said, why))

    def _resolved(self, target: str, knot: str) -> str:
        if f"{knot}.{target}" in self.story.moments or target in self.story.moments:
            return f"{knot}.{target}" if f"{knot}.{target}" in self.story.moments else target
        elsewhere = [name for name in self.story.moments if name.endswith(f".{target}")]
        return elsewhere[0] if len(elsewhere) == 1 else target

    def _weave(self, line: int, weave: re.Match[str]) -> None:
        marks = re.sub(r"\s", "", weave["marks"])
        level = min(len(marks), _MOST_LEVELS)
        if marks[0] == "-":
            self._gather(line, level, weave["label"], weave["rest"])
        else:
            self._choice(line, level, marks[0] == "*", weave["label"], weave["rest"])

    def _gather(self, line: int, level: int, label: str | None, rest: str) -> None:
        before = [moment for deep, moment in self._loose if deep >= level]
        self._loose = [(deep, moment) for deep, moment in self._loose if deep < level]
        if not self._moment.links and self._moment not in before and not self._left(self._moment):
            before.append(self._moment)
        name = f"{self._knot}.{label}" if label else f"{self._knot or 'then'} {line}"
        gathered = self._new(name, line, "" if label else "An ending")
        for moment in before:
            if not self._left(moment):
                moment.links.append(Edge(ON, gathered.name, line))
        self._loose.append((level, gathered))
        self._moment = gathered
        self._anchors = [*self._anchors[: level - 1], gathered]
        if rest:
            self.take(line, rest)

    def _left(self, moment: Node) -> bool:
        """Whether there is something to choose already, or a way on that is always open."""
        return any(link.condition is None or link.text != ON for link in moment.links)

    def _choice(self, line: int, level: int, once: bool, label: str | None, rest: str) -> None:
        condition: Expression | None = None
        while asked := _ASKED.match(rest):
            rest = rest[asked.end() :]
            try:
                condition = both(condition, self._parsed(asked["asked"]))
            except UnsupportedSyntaxError as reason:
                self._lose(line, asked[0], f"{reason}; the choice is always open")
        while len(self._anchors) < level:
            self._anchors.append(self._moment)
        anchor = self._anchors[level - 1]
        text, divert, target = rest.partition("->")
        before, bracket, behind = text.partition("[")
        inner, _, after = behind.partition("]")
        shown = " ".join(f"{before}{inner}".split())
        if not shown:
            self._lose(line, rest, "a way on that opens when no other does; here it is always open")
        shown = shown or ON
        following = self._new(f"{self._knot}.{label}" if label else shown, line, shown)
        anchor.links.append(Edge(shown, following.name, line, condition, once=once))
        self._loose.append((level, following))
        self._anchors = [*self._anchors[:level], following]
        self._moment = following
        if bracket and (before + after).strip():
            self._content(line, f"{before}{after}".strip())
        if divert:
            self._content(line, f"->{target}")

    def _content(self, line: int, said: str) -> None:
        if said.startswith("~"):
            self._do(line, said)
        elif "<-" in said or "->->" in said or re.search(r"->[^>]+->", said):
            self._lose(line, said, "a thread or tunnel cannot be held")
        elif said.startswith("{") and said.endswith("}") and "\n" in said:
            self._block(line, said)
        else:
            text, divert, target = said.partition("->")
            if divert and "{" in text and "}" not in text:
                self._inline(line, said)
                return
            self._inline(line, re.sub(r"\s+#.*\Z", "", text).strip())
            if divert:
                self._divert(line, f"->{target}", None)

    def _divert(self, line: int, said: str, condition: Expression | None) -> None:
        divert = _DIVERT.match(said)
        if divert is None or divert["target"] is None:
            self._lose(line, said, "this divert is computed")
            return
        self._loose = [(deep, moment) for deep, moment in self._loose if moment is not self._moment or condition]
        if condition is None or divert["target"] not in _ENDS:
            self._moment.links.append(Edge(ON, divert["target"], line, condition))

    def _inline(self, line: int, said: str) -> None:
        """One line of text; with one condition in it, once for each case."""
        if not said:
            return
        found = list(_INLINE.finditer(said))
        if len(found) == 1 and said.count("{") == 1:
            try:
                asked = self._parsed(found[0]["asked"])
            except UnsupportedSyntaxError as reason:
                self._lose(line, said, str(reason))
                return
            around = said[: found[0].start()], said[found[0].end() :]
            for case, condition in ((found[0]["yes"], asked), (found[0]["no"] or "", negated(asked))):
                text, divert, target = case.partition("->")
                if (around[0] + text + around[1]).strip():
                    self._moment.parts.append(TextFragment("".join((around[0], text, around[1])).strip(), condition))
                if divert:
                    self._divert(line, f"->{target}".strip(), condition)
            return
        if "{" in said:
            self._lose(line, said, "a text that changes by itself, or shows a variable; it stands as it was written")
        text = said.replace("<>", "")
        parts = self._moment.parts
        if parts and parts[-1].condition is None:
            parts[-1].text += f"\n\n{text}"
        else:
            parts.append(TextFragment(text))

    def _block(self, line: int, said: str) -> None:
        """Conditions over several lines: `{ cond: … - else: … }`, or `{ - cond: … - cond: … }`."""
        head, _, body = said[1:-1].partition("\n")
        rows = [*([f"- {head}"] if head.strip() else []), *body.split("\n")]
        before: Expression | None = None
        condition: Expression | None = None
        for number, written in enumerate(rows, start=line if head.strip() else line + 1):
            row = written
            if told := re.match(r"-(?!>)\s*(?P<asked>[^:]+):\s*(?P<rest>.*)\Z", written):
                try:
                    asked = None if told["asked"].strip() == "else" else self._parsed(told["asked"])
                except UnsupportedSyntaxError as reason:
                    self._lose(line, said, str(reason))
                    return
                condition = both(before, asked)
                before = both(before, negated(asked)) if asked is not None else before
                row = told["rest"]
            if not row.strip():
                continue
            text, divert, target = row.partition("->")
            if row.startswith(("~", "*", "+", "{")) or condition is None:
                self._lose(number, row, "a change or choice within a condition; give the choice itself an `if`")
                continue
            if text.strip():
                self._moment.parts.append(TextFragment(text.strip(), condition))
            if divert:
                self._divert(number, f"->{target}".strip(), condition)

    def _do(self, line: int, said: str) -> None:
        told = _DO.match(said)
        try:
            if told is None:
                raise UnsupportedSyntaxError("this cannot be done here")
            self._moment.changes.append(change(told))
        except UnsupportedSyntaxError as reason:
            self._lose(line, said, str(reason))

    def _parsed(self, text: str) -> Expression:
        """A condition; a name that is no variable asks whether a knot, stitch or labelled choice was visited."""
        return parse(text.strip(), lambda name: name not in self._variables)
