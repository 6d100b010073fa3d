"""One passage of a Twee story, read from its beginning to its end: prose, links, macros of SugarCube and Harlowe.

Law: only what has the same meaning here is taken over; every other macro is kept with its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from party_card.importers.expressions import Expression, UnsupportedSyntaxError, both, literal, negated, parse
from party_card.importers.story import Change, Edge, Node, TextFragment, UnsupportedFeature

_LINK = r"\[\[(?P<link>[^\]]+(?:\](?!\])[^\]]*)*?)\](?:\[(?P<setter>[^\]]*)\])?\]"
_PIECE = re.compile(
    rf"""{_LINK}
    | <<(?P<macro>/?[\w=-]+|[-=])\s*(?P<args>(?:"[^"]*"|'[^']*'|[^>"']|>(?!>))*)>>
    | \((?P<hmacro>[a-z]+(?:-[a-z]+)*):\s*(?P<hargs>(?:"[^"]*"|'[^']*'|\([^()]*\)|[^()"'])*)\)
      (?P<hook>[ \t]*\[(?=\[\[|[^\[]))?
    | (?P<close>\])
    | (?P<comment>/%.*?%/|/\*.*?\*/|<!--.*?-->)
    | (?P<tag></?[A-Za-z][^<>\n]*>)""",
    re.VERBOSE | re.DOTALL,
)
_SET = re.compile(r"\s*[$_](?P<name>\w+)\s*(?P<sign>to\b|\+=|-=|\+\+|--|=(?!=)|is\b)?\s*(?P<value>.*?)\s*\Z", re.DOTALL)
_STEPPED = re.compile(r"(?:[$_](?P<name>\w+)|it)\s*(?P<sign>[+-])\s*(?P<value>\d+)\Z")
_DEEPEST = 10
_KEPT_TAGS = {"br": "\n", "i": "*", "em": "*", "b": "**", "strong": "**", "p": "\n\n"}


def read_passage(name: str, body: str, line: int) -> Node:
    """The moment that a passage is; `line` is where its body begins."""
    return _Passage(name, body, line).moment


@dataclass(slots=True)
class _Open:
    """A condition that is open: what must hold here, and what must not have held before for an `else`."""

    condition: Expression | None
    before: list[Expression] = field(default_factory=list)
    hook: bool = False
    held: bool = True
    """False where the condition could not be understood: what stands in it is kept as a comment."""


class _Passage:
    """One passage, read from its beginning to its end."""

    def __init__(self, name: str, body: str, line: int) -> None:
        self.moment = Node(name, line)
        self._body = body
        self._line = line
        self._open: list[_Open] = []
        self._last: _Open | None = None  # the hook just closed: an `(else:)` may follow
        self._link: Edge | None = None
        at = 0
        for found in _PIECE.finditer(body):
            self._say(body[at : found.start()])
            self._take(found)
            at = found.end()
        self._say(body[at:])
        self._tidy()

    def _here(self, at: int) -> int:
        return self._line + self._body.count("\n", 0, at)

    def _take(self, found: re.Match[str]) -> None:
        if found["link"] is not None:
            self._linked(found)
        elif found["macro"] is not None:
            self._macro(found, found["macro"], found["args"].strip())
        elif found["hmacro"] is not None:
            self._harlowe(found)
        elif found["close"] is not None:
            if self._open and self._open[-1].hook:
                self._last = self._open.pop()
            else:
                self._say("]")
        elif found["tag"] is not None:
            word = re.sub(r"[^a-z0-9].*", "", found["tag"].strip("</>").lower())
            if word in _KEPT_TAGS:
                self._say(_KEPT_TAGS[word])
            else:
                self._lose(found, "a page here has no HTML")
        else:
            self._lose(found, "a comment")

    def _lose(self, found: re.Match[str], why: str) -> None:
        self.moment.lost.append(UnsupportedFeature(self._here(found.start()), found[0], why))

    def _condition(self) -> Expression | None:
        whole: Expression | None = None
        for one in self._open:
            whole = both(whole, one.condition)
        return whole

    def _say(self, text: str) -> None:
        if self._link is not None or not text:
            return
        if text.strip():
            self._last = None
        if not all(one.held for one in self._open):
            if text.strip():
                self.moment.lost.append(
                    UnsupportedFeature(self._line, text.strip(), "it stood behind a condition that is not held")
                )
            return
        condition = self._condition()
        parts = self.moment.parts
        if parts and parts[-1].condition == condition:
            parts[-1].text += text
        else:
            parts.append(TextFragment(text, condition))

    def _linked(self, found: re.Match[str]) -> None:
        written = found["link"]
        if "->" in written:
            text, target = written.rsplit("->", 1)
        elif "<-" in written:
            target, text = written.split("<-", 1)
        elif "|" in written:
            text, target = written.rsplit("|", 1)
        else:
            text = target = written
        link = Edge(text.strip(), target.strip(), self._here(found.start()))
        if found["setter"]:
            self._set(found, found["setter"], link.changes)
        self._add(found, link)

    def _add(self, found: re.Match[str], link: Edge) -> None:
        if not all(one.held for one in self._open):
            self._lose(found, "it stood behind a condition that is not held")
            return
        link.condition = self._condition()
        self.moment.links.append(link)
        line = self._body[self._body.rfind("\n", 0, found.start()) + 1 :].split("\n", 1)[0]
        if re.search(r"[^\W_]", _PIECE.sub("", line)):
            self._say(link.text)  # a word of a sentence: the sentence goes on without the link

    def _macro(self, found: re.Match[str], name: str, args: str) -> None:
        if name in ("if", "elseif", "else", "/if", "endif"):
            self._asked(found, name, args, hook=False)
        elif name in ("set", "run"):
            if self._link is not None:
                self._set(found, args, self._link.changes)
            elif self._open:
                self._lose(found, "a change that depends on a condition; make it at a choice")
            else:
                self._set(found, args, self.moment.changes)
        elif name in ("link", "button"):
            told = re.fullmatch(
                r"(?:\"([^\"]*)\"|'([^']*)'|\[\[(.+?)\]\])\s*(?:\"([^\"]*)\"|'([^']*)')?", args, re.DOTALL
            )
            if told is None:
                self._lose(found, "this link is computed")
                return
            text = told[1] or told[2] or re.split(r"\||->", told[3] or "")[0]
            target = told[4] or told[5] or (re.split(r"\||->", told[3])[-1] if told[3] else "")
            self._link = Edge(text.strip(), target.strip(), self._here(found.start()))
        elif name == "goto" and self._link is not None:
            self._link.target = args.strip("\"'[] ")
        elif name in ("/link", "/button") and self._link is not None:
            link, self._link = self._link, None
            if link.target:
                self._add(found, link)
            else:
                self._lose(found, f"the link “{link.text}” leads nowhere")
        else:
            self._lose(found, "the format has no such command")

    def _harlowe(self, found: re.Match[str]) -> None:
        name, args = found["hmacro"], found["hargs"].strip()
        if name in ("if", "unless", "else-if", "elseif", "else") and found["hook"] is not None:
            self._asked(found, {"else-if": "elseif"}.get(name, name), args, hook=True)
        elif name == "set" and not self._open:
            self._set(found, args, self.moment.changes)
        elif name == "link-goto" and (told := re.fullmatch(r"[\"'](.*?)[\"']\s*(?:,\s*[\"'](.*?)[\"'])?", args)):
            self._add(found, Edge(told[1], told[2] or told[1], self._here(found.start())))
        else:
            depends = name == "set"
            why = (
                "a change that depends on a condition; make it at a choice"
                if depends
                else "the format has no such command"
            )
            self._lose(found, why)
            if found["hook"] is not None:
                self._open.append(_Open(None, hook=True))

    def _asked(self, found: re.Match[str], name: str, args: str, hook: bool) -> None:
        if name in ("/if", "endif"):
            if self._open:
                self._open.pop()
            return
        before: list[Expression] = []
        held = True
        if name in ("elseif", "else"):
            last = self._last if hook else (self._open.pop() if self._open else None)
            if last is None:
                self._lose(found, "there is no condition before it")
                self._open.append(_Open(None, hook=hook))
                return
            before, held = last.before, last.held
        whole: Expression | None = None
        for one in before:
            whole = both(whole, negated(one))
        if name != "else" and held:
            try:
                if len(self._open) >= _DEEPEST:
                    raise UnsupportedSyntaxError("conditions stand too deep in each other")
                asked = parse(args)
                asked = negated(asked) if name == "unless" else asked
                whole, before = both(whole, asked), [*before, asked]
            except UnsupportedSyntaxError as reason:
                self._lose(found, str(reason))
                held = False
        self._open.append(_Open(whole, before, hook, held))

    def _set(self, found: re.Match[str], args: str, changes: list[Change]) -> None:
        """Takes changes in, parted by commas or semicolons."""
        for one in re.split(r"[;,](?=\s*[$_])", args):
            told = _SET.fullmatch(one)
            try:
                if told is None:
                    raise UnsupportedSyntaxError("this change is computed")
                changes.append(_change(told))
            except UnsupportedSyntaxError as reason:
                self._lose(found, str(reason))

    def _tidy(self) -> None:
        """Takes away what stood around links: bullets, and empty lines."""
        for part in self.moment.parts:
            text = re.sub(r"(?m)^[ \t]*[-*•|]+[ \t]*$", "", re.sub(r"\\\n|\\\Z", "", part.text))
            text = text.replace("''", "**").replace("//", "*") if "://" not in text else text
            part.text = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip("\n")
        self.moment.parts = [part for part in self.moment.parts if part.text.strip()]
        for name in dict.fromkeys(re.findall(r"\$[A-Za-z]\w*", " ".join(part.text for part in self.moment.parts))):
            self.moment.lost.append(
                UnsupportedFeature(self._line, name, "a text cannot show a variable; its name stands in the text")
            )


def _change(told: re.Match[str]) -> Change:
    name, sign, value = told["name"], told["sign"], told["value"]
    if sign in ("++", "--"):
        return Change(name, "step", 1 if sign == "++" else -1)
    if sign in ("+=", "-="):
        number = literal(value)
        if isinstance(number, bool) or not isinstance(number, int):
            raise UnsupportedSyntaxError("only whole numbers take steps")
        return Change(name, "step", number if sign == "+=" else -number)
    if sign is None:
        raise UnsupportedSyntaxError("this change is computed")
    stepped = _STEPPED.fullmatch(value)
    if stepped and stepped["name"] in (None, name):
        return Change(name, "step", int(stepped["sign"] + stepped["value"]))
    return Change(name, "set", literal(value))
