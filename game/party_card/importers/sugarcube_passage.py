"""Makes items of a passage of SugarCube: what each macro means.

Invariant: a macro that is not understood completely becomes a loss at its place; nothing of it is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from party_card.importers.conditions import TRUE, UNSET, Condition, SetTo
from party_card.importers.entry_paths import iter_items
from party_card.importers.silent_items import only_effects
from party_card.importers.story import (
    Assign,
    Branch,
    Goto,
    If,
    Item,
    Link,
    Lost,
    Place,
)
from party_card.importers.sugarcube_builder import QUOTED, Frame, PassageBuilder
from party_card.importers.sugarcube_expressions import parse_condition
from party_card.importers.sugarcube_scanner import Token, split_link
from party_card.importers.sugarcube_tokens import UnknownExpressionError, find_variables, unquote
from party_card.importers.twine_source import SourcePassage

MAX_NESTING = 60
"""Deeper macros are lost."""
_INPUT_MACROS = frozenset(
    {"textbox", "textarea", "numberbox", "checkbox", "radiobutton", "cycle", "listbox", "option", "optionsfrom"}
)
_STYLE_MACROS = frozenset(
    {"addclass", "removeclass", "toggleclass", "audio", "cacheaudio", "createplaylist", "playlist", "stopallaudio",
     "createaudiogroup", "masteraudio", "removeaudiogroup", "removeplaylist", "waitforaudio", "track", "done"}
)  # fmt: skip
_CONTAINERS = frozenset({"if", "switch", "link", "button", "nobr", "silently", "silent"})
_LINK_MACROS = frozenset({"link", "button"})
_REVEALING_MACROS = frozenset({"linkappend", "linkprepend", "linkreplace"})
_MAX_INCLUDED_CHARACTERS = 200_000
_LINK_ARGUMENTS = re.compile(rf"(?P<text>{QUOTED.pattern})(?:\s+(?P<target>{QUOTED.pattern}))?")


class PassageReader:
    """Reads passages of one story; passages include each other by `find_passage`."""

    def __init__(self, find_passage: Callable[[str], SourcePassage | None], temporaries: Collection[str]) -> None:
        self._find = find_passage
        self.temporaries = temporaries
        self.included: set[str] = set()

    def find_passage(self, name: str) -> SourcePassage | None:
        """Returns the passage with a name."""
        return self._find(name)

    def read(self, passage: SourcePassage, owner: str = "") -> tuple[Item, ...]:
        """Returns the items of a passage; `owner` is the passage that is shown, if this one is a part of it."""
        budget = [_MAX_INCLUDED_CHARACTERS]
        return _MacroReader(passage, owner or passage.name, self, budget, ()).read()

    def include(
        self, name: str, place: Place, owner: str, budget: list[int], stack: tuple[str, ...]
    ) -> tuple[Item, ...]:
        """Returns the items of a passage that stands within another one."""
        passage = self.find_passage(name)
        if passage is None:
            return (Lost("text", place, name, f"there is no passage “{name}”"),)
        budget[0] -= len(passage.body) + 1
        if budget[0] < 0 or name in stack:
            return (Lost("text", place, name, "passages stand within each other without end"),)
        self.included.add(name)
        return _MacroReader(passage, owner, self, budget, stack).read()


class _MacroReader(PassageBuilder):
    def __init__(
        self, passage: SourcePassage, owner: str, reader: PassageReader, budget: list[int], stack: tuple[str, ...]
    ) -> None:
        super().__init__(passage, owner, reader)
        self._includer = reader
        self._budget = budget
        self._stack = (*stack, passage.name)

    def _read_macro(self, token: Token) -> None:
        name = token.name
        if name.startswith("/") or name == "endif":
            self._close("if" if name == "endif" else name[1:])
        elif len(self._frames) > MAX_NESTING and (name in self._closing_names or name in _CONTAINERS):
            self._lose(token, "condition", "macros stand too deep in each other")
        elif name == "if":
            self._open(token, self._parse_condition(token, token.text))
        elif name in ("elseif", "else"):
            self._read_else(token)
        elif name == "switch":
            self._open(token, TRUE)
            self._frames[-1].subject = token.text
        elif name in ("case", "default"):
            self._read_case(token)
        elif name in ("set", "run"):
            for item in self._parse_assignments(token, token.text):
                self._add(item)
        elif name == "unset":
            self._unset(token)
        elif name in _LINK_MACROS or name in ("nobr", "silently", "silent"):
            self._open(token, TRUE)
            self._nobr += name == "nobr"
        elif name == "goto":
            self._read_goto(token)
        elif name in ("include", "display"):
            self._read_include(token)
        elif name in ("print", "=", "-"):
            self._read_print(token)
        elif name == "script":
            self._lose(token, "change", "it is JavaScript", find_variables(self._body))
            self._raw_end = "/script" if "script" in self._closing_names else ""
        else:
            self._read_other(token)

    def _open(self, token: Token, condition: Condition | Lost) -> None:
        self._frames.append(Frame(token.name, token, condition=condition))

    def _parse_condition(self, token: Token, text: str) -> Condition | Lost:
        try:
            return parse_condition(text, self._owner)
        except UnknownExpressionError as reason:
            return Lost("condition", self._place(token), token.source, str(reason))

    def _read_else(self, token: Token) -> None:
        frame = self._frames[-1]
        if frame.name != "if":
            self._lose(token, "condition", "there is no `<<if>>` before it")
            return
        frame.branches.append(Branch(frame.condition, tuple(frame.items)))
        frame.items = []
        is_lost = any(isinstance(branch.condition, Lost) for branch in frame.branches)
        if is_lost:
            frame.condition = next(b.condition for b in frame.branches if isinstance(b.condition, Lost))
        elif token.name == "else" and token.text:
            reason = "`<<else>>` takes no condition in SugarCube; `<<elseif>>` was probably meant"
            frame.condition = Lost("condition", self._place(token), token.source, reason)
        else:
            frame.condition = self._parse_condition(token, token.text) if token.name == "elseif" else TRUE

    def _read_case(self, token: Token) -> None:
        frame = self._frames[-1]
        if frame.name != "switch":
            self._lose(token, "condition", "there is no `<<switch>>` around it")
            return
        self._end_case(frame)
        frame.condition = self._case_condition(token, frame) if token.name == "case" else TRUE
        frame.has_case = True

    def _end_case(self, frame: Frame) -> None:
        if frame.has_case:
            frame.branches.append(Branch(frame.condition, tuple(frame.items)))
        frame.items = []  # what stands before the first case is not shown

    def _case_condition(self, token: Token, frame: Frame) -> Condition | Lost:
        for branch in frame.branches:
            if isinstance(branch.condition, Lost):
                return branch.condition
        values = re.findall(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\S+", token.text)
        words = [value if re.match(r"[\"'\d.-]|(?:true|false)$", value) else f'"{value}"' for value in values]
        if any(re.match(r"[$_`]", value) for value in values) or not values:
            return Lost("condition", self._place(token), token.source, "what it is compared with is computed")
        text = " or ".join(f"({frame.subject}) is {word}" for word in words)
        return self._parse_condition(token, text)

    def _close(self, name: str) -> None:
        index = next((i for i in range(len(self._frames) - 1, 0, -1) if self._frames[i].name == name), 0)
        if not index:
            return
        while len(self._frames) - 1 > index:
            self._close_unclosed()
        frame = self._frames.pop()
        assert frame.token is not None  # noqa: S101  # only the first frame has none
        if name == "if":
            frame.branches.append(Branch(frame.condition, tuple(frame.items)))
            self._add(If(tuple(frame.branches), self._place(frame.token)))
        elif name == "switch":
            self._end_case(frame)
            self._add(If(tuple(frame.branches), self._place(frame.token)))
        elif name in _LINK_MACROS:
            self._close_link(frame, frame.token)
        elif name == "nobr":
            self._nobr -= 1
            self._frames[-1].items += frame.items
        elif name in ("silently", "silent"):
            self._frames[-1].items += only_effects(frame.items)
        else:
            self._lose_container(frame, frame.token)

    def _close_unclosed(self) -> None:
        frame = self._frames.pop()
        assert frame.token is not None  # noqa: S101  # only the first frame has none
        lost = Lost("condition", self._place(frame.token), frame.token.source, "it is never closed")
        if frame.name in ("if", "switch"):
            self._add(If((*frame.branches, Branch(lost, tuple(frame.items))), lost.place))
        else:
            if frame.name == "nobr":
                self._nobr -= 1
            self._lose(frame.token, "choice" if frame.name in _LINK_MACROS else "text", "it is never closed")
            self._frames[-1].items += frame.items

    def _close_link(self, frame: Frame, token: Token) -> None:
        text, target = token.text, ""
        if token.text.startswith("[["):
            text, target = split_link(token.text.removeprefix("[[").removesuffix("]]"))
        elif match := _LINK_ARGUMENTS.fullmatch(token.text):
            text, target = unquote(match["text"]), unquote(match["target"] or "").strip()
        else:
            self._lose(token, "choice", "its text or where it leads is computed")
            return
        items = only_effects(frame.items)
        lost_gotos = [item for item in iter_items(items) if isinstance(item, Lost) and item.kind == "choice"]
        if not target and lost_gotos:
            self._frames[-1].items += lost_gotos
            return
        if not target and not any(isinstance(item, Goto) for item in iter_items(items)):
            self._lose(token, "choice", "it changes the page without leading on")
            return
        link = self._make_link(token, text, target)
        if link is not None:
            self._add(Link(link.text, link.target, link.place, tuple(items)))

    def _lose_container(self, frame: Frame, token: Token) -> None:
        reason = f"a scene has nothing like the macro `{token.name}`"
        lost = 0
        for item in iter_items(frame.items):
            if isinstance(item, Link | Goto):
                self._add(Lost("choice", item.place, item.target, reason))
            elif isinstance(item, Assign):
                self._add(Lost("change", item.place, item.variable, reason, (item.variable,)))
            elif isinstance(item, Lost):
                self._add(item)
            else:
                continue
            lost += 1
        if token.name in _REVEALING_MACROS:
            self._lose(token, "choice", reason)
        elif not lost:
            self._lose(token, "text", reason)

    def _unset(self, token: Token) -> None:
        names = find_variables(token.text)
        if not names or re.search(r"[.\[]", token.text):
            self._lose(token, "change", "what it forgets is computed", names)
            return
        for name in names:
            self._add(Assign(name, SetTo(UNSET), self._place(token)))

    def _read_goto(self, token: Token) -> None:
        target = self._parse_target(token.text)
        if target:
            self._add(Goto(target, self._place(token)))
        else:
            self._lose(token, "choice", "where it leads is computed")

    def _parse_target(self, text: str) -> str:
        if text.startswith("[[") and text.endswith("]]"):
            target = split_link(text[2:-2])[1]
            return "" if re.match(r"[$_`]", target) else target
        match = QUOTED.match(text)
        if match is not None:
            return unquote(match[0]).strip()
        return text if re.fullmatch(r"[\w-]+", text) and text[0] not in "$_" else ""

    def _read_include(self, token: Token) -> None:
        name = self._parse_target(token.text)
        if not name:
            self._lose(token, "text", "which passage it shows is computed")
            return
        for item in self._includer.include(name, self._place(token), self._owner, self._budget, self._stack):
            self._add(item)

    def _read_other(self, token: Token) -> None:
        name = token.name
        if name in _STYLE_MACROS:
            self._remark(token, "sounds and styles are not imported")
        elif name in self._closing_names:
            self._open(token, TRUE)
        elif name in _INPUT_MACROS:
            names = find_variables(token.text)
            self._lose(token, "change", "nothing can be typed or picked in a scene", names)
        elif name in ("back", "return"):
            self._lose(token, "choice", "where it leads depends on where the reader came from")
        elif name in ("actions", "choice"):
            self._lose(token, "choice", f"the macro `{name}` is not imported")
        else:
            self._lose(token, "change", f"a scene has nothing like the macro `{name}`", find_variables(token.text))
