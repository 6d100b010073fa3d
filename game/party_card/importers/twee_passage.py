"""Parses one passage of a Twee story: prose, links, and the macros of SugarCube and Harlowe.

Invariant: only markup with the same meaning in a scene is imported; every other macro is listed with its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import reduce

from party_card.importers.effects import Effect, parse_effect
from party_card.importers.expressions import Expression, UnsupportedSyntaxError, conjoin, negate, parse_expression
from party_card.importers.story import Edge, Node, TextFragment, UnsupportedFeature

_LINK = r"\[\[(?P<link>[^\]]+(?:\](?!\])[^\]]*)*?)\](?:\[(?P<setter>[^\]]*)\])?\]"
_MARKUP = re.compile(
    rf"""{_LINK}
    | <<(?P<sugarcube>/?[\w=-]+|[-=])\s*(?P<sugarcube_args>(?:"[^"]*"|'[^']*'|[^>"']|>(?!>))*)>>
    | \((?P<harlowe>[a-z]+(?:-[a-z]+)*):\s*(?P<harlowe_args>(?:"[^"]*"|'[^']*'|\([^()]*\)|[^()"'])*)\)
      (?P<hook>[ \t]*\[(?=\[\[|[^\[]))?
    | (?P<hook_end>\])
    | (?P<comment>/%.*?%/|/\*.*?\*/|<!--.*?-->)
    | (?P<tag></?[A-Za-z][^<>\n]*>)""",
    re.VERBOSE | re.DOTALL,
)
_ASSIGNMENT = re.compile(
    r"\s*[$_](?P<name>\w+)\s*(?P<operator>to\b|\+=|-=|\+\+|--|=(?!=)|is\b)?\s*(?P<value>.*?)\s*\Z", re.DOTALL
)
_LINK_MACRO_ARGS = re.compile(r"(?:\"([^\"]*)\"|'([^']*)'|\[\[(.+?)\]\])\s*(?:\"([^\"]*)\"|'([^']*)')?", re.DOTALL)
_LINK_GOTO_ARGS = re.compile(r"[\"'](.*?)[\"']\s*(?:,\s*[\"'](.*?)[\"'])?")
_MAX_CONDITION_DEPTH = 10
_MARKUP_BY_TAG = {"br": "\n", "i": "*", "em": "*", "b": "**", "strong": "**", "p": "\n\n"}
_UNKNOWN_MACRO = "the format has no such command"
_CONDITIONAL_EFFECT = "a change that depends on a condition; make it at a choice"
_UNSUPPORTED_CONDITION = "it stood behind a condition that is not held"


def parse_passage(name: str, body: str, line: int) -> Node:
    """Parses a passage whose body begins at `line`."""
    return _PassageParser(name, body, line).parse()


@dataclass(slots=True)
class _OpenBranch:
    """Branch of an `if` that is not closed yet; `chain_conditions` are those of the branches before and its own."""

    condition: Expression | None
    chain_conditions: list[Expression] = field(default_factory=list)
    is_hook: bool = False
    is_supported: bool = True
    """False if the condition was not understood: then the contents of the branch become a comment."""


class _PassageParser:
    def __init__(self, name: str, body: str, line: int) -> None:
        self._node = Node(name, line)
        self._body = body
        self._line = line
        self._branches: list[_OpenBranch] = []
        self._closed_hook: _OpenBranch | None = None  # an `(else:)` may follow
        self._open_link: Edge | None = None  # between `<<link>>` and `<</link>>`

    def parse(self) -> Node:
        end = 0
        for match in _MARKUP.finditer(self._body):
            self._add_text(self._body[end : match.start()])
            self._parse_markup(match)
            end = match.end()
        self._add_text(self._body[end:])
        self._clean_up_fragments()
        return self._node

    def _line_of(self, match: re.Match[str]) -> int:
        return self._line + self._body.count("\n", 0, match.start())

    def _parse_markup(self, match: re.Match[str]) -> None:
        if match["link"] is not None:
            self._parse_link(match)
        elif match["sugarcube"] is not None:
            self._parse_sugarcube_macro(match, match["sugarcube"], match["sugarcube_args"].strip())
        elif match["harlowe"] is not None:
            self._parse_harlowe_macro(match, match["harlowe"], match["harlowe_args"].strip())
        elif match["hook_end"] is not None:
            if self._branches and self._branches[-1].is_hook:
                self._closed_hook = self._branches.pop()
            else:
                self._add_text("]")
        elif match["tag"] is not None:
            tag = re.sub(r"[^a-z0-9].*", "", match["tag"].strip("</>").lower())
            if tag in _MARKUP_BY_TAG:
                self._add_text(_MARKUP_BY_TAG[tag])
            else:
                self._report(match, "a page here has no HTML")
        else:
            self._report(match, "a comment")

    def _report(self, match: re.Match[str], reason: str) -> None:
        self._node.unsupported.append(UnsupportedFeature(self._line_of(match), match[0], reason))

    def _current_condition(self) -> Expression | None:
        return reduce(conjoin, (branch.condition for branch in self._branches), None)

    def _is_branch_supported(self) -> bool:
        return all(branch.is_supported for branch in self._branches)

    def _add_text(self, text: str) -> None:
        if self._open_link is not None or not text:
            return
        if text.strip():
            self._closed_hook = None
        if not self._is_branch_supported():
            if text.strip():
                self._node.unsupported.append(UnsupportedFeature(self._line, text.strip(), _UNSUPPORTED_CONDITION))
            return
        condition = self._current_condition()
        fragments = self._node.fragments
        if fragments and fragments[-1].condition == condition:
            fragments[-1].text += text
        else:
            fragments.append(TextFragment(text, condition))

    def _parse_link(self, match: re.Match[str]) -> None:
        link = match["link"]
        if "->" in link:
            text, target = link.rsplit("->", 1)
        elif "<-" in link:
            target, text = link.split("<-", 1)
        elif "|" in link:
            text, target = link.rsplit("|", 1)
        else:
            text = target = link
        edge = Edge(text.strip(), target.strip(), self._line_of(match))
        if match["setter"]:
            self._parse_assignments(match, match["setter"], edge.effects)
        self._add_edge(match, edge)

    def _add_edge(self, match: re.Match[str], edge: Edge) -> None:
        if not self._is_branch_supported():
            self._report(match, _UNSUPPORTED_CONDITION)
            return
        edge.condition = self._current_condition()
        self._node.edges.append(edge)
        line = self._body[self._body.rfind("\n", 0, match.start()) + 1 :].split("\n", 1)[0]
        if re.search(r"[^\W_]", _MARKUP.sub("", line)):
            self._add_text(edge.text)  # a word of a sentence: the sentence goes on without the link

    def _parse_sugarcube_macro(self, match: re.Match[str], name: str, args: str) -> None:
        if name in ("if", "elseif", "else", "/if", "endif"):
            self._parse_condition_macro(match, name, args, is_hook=False)
        elif name in ("set", "run"):
            if self._open_link is not None:
                self._parse_assignments(match, args, self._open_link.effects)
            else:
                self._parse_set_macro(match, args)
        elif name in ("link", "button"):
            self._parse_link_macro(match, args)
        elif name == "goto" and self._open_link is not None:
            self._open_link.target = args.strip("\"'[] ")
        elif name in ("/link", "/button") and self._open_link is not None:
            edge, self._open_link = self._open_link, None
            if edge.target:
                self._add_edge(match, edge)
            else:
                self._report(match, f"the link “{edge.text}” leads nowhere")
        else:
            self._report(match, _UNKNOWN_MACRO)

    def _parse_set_macro(self, match: re.Match[str], args: str) -> None:
        if self._branches:
            self._report(match, _CONDITIONAL_EFFECT)
        else:
            self._parse_assignments(match, args, self._node.effects)

    def _parse_link_macro(self, match: re.Match[str], args: str) -> None:
        groups = _LINK_MACRO_ARGS.fullmatch(args)
        if groups is None:
            self._report(match, "this link is computed")
            return
        link = re.split(r"\||->", groups[3] or "")
        text = groups[1] or groups[2] or link[0]
        target = groups[4] or groups[5] or link[-1]
        self._open_link = Edge(text.strip(), target.strip(), self._line_of(match))

    def _parse_harlowe_macro(self, match: re.Match[str], name: str, args: str) -> None:
        if name in ("if", "unless", "else-if", "elseif", "else") and match["hook"] is not None:
            self._parse_condition_macro(match, name.replace("else-if", "elseif"), args, is_hook=True)
        elif name == "set" and not self._branches:
            self._parse_assignments(match, args, self._node.effects)
        elif name == "link-goto" and (groups := _LINK_GOTO_ARGS.fullmatch(args)):
            self._add_edge(match, Edge(groups[1], groups[2] or groups[1], self._line_of(match)))
        else:
            self._report(match, _CONDITIONAL_EFFECT if name == "set" else _UNKNOWN_MACRO)
            if match["hook"] is not None:
                self._branches.append(_OpenBranch(None, is_hook=True))

    def _parse_condition_macro(self, match: re.Match[str], name: str, args: str, is_hook: bool) -> None:
        if name in ("/if", "endif"):
            if self._branches:
                self._branches.pop()
            return
        chain_conditions: list[Expression] = []
        is_supported = True
        if name in ("elseif", "else"):
            previous_branch = self._closed_hook if is_hook else (self._branches.pop() if self._branches else None)
            if previous_branch is None:
                self._report(match, "there is no condition before it")
                self._branches.append(_OpenBranch(None, is_hook=is_hook))
                return
            chain_conditions, is_supported = previous_branch.chain_conditions, previous_branch.is_supported
        condition = reduce(conjoin, map(negate, chain_conditions), None)
        if name != "else" and is_supported:
            try:
                if len(self._branches) >= _MAX_CONDITION_DEPTH:
                    raise UnsupportedSyntaxError("conditions stand too deep in each other")
                own_condition = parse_expression(args)
                own_condition = negate(own_condition) if name == "unless" else own_condition
                condition, chain_conditions = conjoin(condition, own_condition), [*chain_conditions, own_condition]
            except UnsupportedSyntaxError as reason:
                self._report(match, str(reason))
                is_supported = False
        self._branches.append(_OpenBranch(condition, chain_conditions, is_hook, is_supported))

    def _parse_assignments(self, match: re.Match[str], args: str, effects: list[Effect]) -> None:
        """Parses assignments, which commas or semicolons separate, and appends them to `effects`."""
        for text in re.split(r"[;,](?=\s*[$_])", args):
            assignment = _ASSIGNMENT.fullmatch(text)
            try:
                if assignment is None or assignment["operator"] is None:
                    raise UnsupportedSyntaxError("this change is computed")
                name = assignment["name"]
                self_references = (f"${name}", f"_{name}", "it")
                effects.append(parse_effect(name, assignment["operator"], assignment["value"], self_references))
            except UnsupportedSyntaxError as reason:
                self._report(match, str(reason))

    def _clean_up_fragments(self) -> None:
        """Removes the surroundings of links (bullets, empty lines), and translates emphasis."""
        for fragment in self._node.fragments:
            text = re.sub(r"(?m)^[ \t]*[-*•|]+[ \t]*$", "", re.sub(r"\\\n|\\\Z", "", fragment.text))
            text = text.replace("''", "**").replace("//", "*") if "://" not in text else text
            lines = "\n".join(line.rstrip() for line in text.split("\n"))
            fragment.text = re.sub(r"\n{3,}", "\n\n", lines).strip("\n")
        self._node.fragments = [fragment for fragment in self._node.fragments if fragment.text.strip()]
        prose = " ".join(fragment.text for fragment in self._node.fragments)
        for variable in dict.fromkeys(re.findall(r"\$[A-Za-z]\w*", prose)):
            reason = "a text cannot show a variable; its name stands in the text"
            self._node.unsupported.append(UnsupportedFeature(self._line, variable, reason))
