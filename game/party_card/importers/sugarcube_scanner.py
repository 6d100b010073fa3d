"""Cuts a passage of SugarCube into tokens: text, macros, links, variables, marks of style, tags and comments.

Invariant: scanning goes forward only and takes time in proportion to the text, whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from party_card.frozen_dataclass import frozen_dataclass

TokenKind = Literal["text", "macro", "link", "image", "variable", "style", "tag", "comment", "unclosed"]
_START = re.compile(
    r"""(?P<macro><<(?=/?[A-Za-z_=-]))
  | (?P<link>\[\[)
  | (?P<image>\[[<>]?img\[)
  | (?P<raw>\"\"\"|\{\{\{|<nowiki>)
  | (?P<comment><!--|/\*|/%)
  | (?P<url>(?:https?|mailto|ftp):[^\s<>{}|\\^~\[\]()"']+)
  | (?P<dollars>\$\$+)
  | (?P<variable>\$[A-Za-z$_][\w$]*|(?<![\w$])_[A-Za-z][\w$]*)
  | (?P<style>//|''|__|==|~~|\^\^|@@(?:[\w.\#-][^;@\n<>]*+;)?)
  | (?P<tag></?[A-Za-z][^<>]*>)
  | (?P<continuation>\\[ \t]*\n|\n[ \t]*\\)
  | (?P<line>(?:^|(?<=\n))(?:!{1,6}|[*\#]+|>+|-{4,}[ \t]*$)[ \t]*)
  | (?P<dash>--)""",
    re.VERBOSE | re.MULTILINE,
)
_RAW_ENDS = {'"""': '"""', "{{{": "}}}", "<nowiki>": "</nowiki>"}
_COMMENT_ENDS = {"<!--": "-->", "/*": "*/", "/%": "%/"}
_MACRO_NAME = re.compile(r"/?(?:[A-Za-z][\w-]*|[=-])")
_ARGUMENT_STOP = re.compile(r"[\"'`]|>>")
_LINK_STOP = re.compile(r"\]\]|\]\[|\n")
_MAX_LINK_LENGTH = 1000


@frozen_dataclass
class Token:
    """A piece of a passage: `name` of a macro or tag, or its mark of style; `text` its arguments, or itself.

    `start` is its index in the passage and `source` how it was written. `target` and `setter` belong to links.
    """

    kind: TokenKind
    start: int
    source: str
    text: str = ""
    name: str = ""
    target: str = ""
    setter: str = ""


def scan(body: str) -> Iterator[Token]:
    """Yields the tokens of a passage, in order."""
    scanner = _Scanner(body)
    position = 0
    pending_text = 0
    while (match := _START.search(body, position)) is not None:
        found = scanner.read(match)
        if found is None:  # it only looks like the beginning of something
            position = match.start() + 1 if match.end() == match.start() else match.end()
            continue
        token, position = found
        if match.start() > pending_text:
            yield _text(body, pending_text, match.start())
        if token is not None:
            yield token
        pending_text = position
    if pending_text < len(body):
        yield _text(body, pending_text, len(body))


def _text(body: str, start: int, end: int) -> Token:
    return Token("text", start, body[start:end], body[start:end])


class _Scanner:
    """Reads what begins at a match; remembers which ends do not occur any more, so that none is searched twice."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._missing_ends: set[str] = set()

    def read(self, match: re.Match[str]) -> tuple[Token | None, int] | None:
        """Returns a token (None if it leaves nothing) and its end; None if it is only text."""
        kind, start, end = match.lastgroup, match.start(), match.end()
        source = match[0]
        if kind == "macro":
            return self._read_macro(start, end)
        if kind == "link":
            return self._read_link(start, end)
        if kind == "image":
            return self._read_until("]]", "image", start, end)
        if kind == "raw":
            return self._read_raw(source, start, end)
        if kind == "comment":
            return self._read_until(_COMMENT_ENDS[source], "comment", start, end)
        if kind == "dollars":
            return Token("text", start, source, source[1:]), end
        if kind == "url":
            return Token("text", start, source, source), end
        if kind == "variable":
            return self._read_variable(source, start, end)
        if kind == "style":
            return Token("style", start, source, source, source[:2]), end
        if kind == "tag":
            name = re.sub(r"^</?|[^A-Za-z0-9].*$", "", source[: source.find(" ")] if " " in source else source)
            return self._read_tag(name.lower(), source, start, end)
        if kind == "dash":
            return Token("text", start, source, "—"), end
        return None if kind is None else (None, end)

    def _find(self, mark: str, start: int) -> int:
        if mark in self._missing_ends:
            return -1
        index = self._body.find(mark, start)
        if index < 0:
            self._missing_ends.add(mark)
        return index

    def _read_macro(self, start: int, end: int) -> tuple[Token, int] | None:
        name = _MACRO_NAME.match(self._body, end)
        if name is None:
            return None
        position = name.end()
        while "macro" not in self._missing_ends:
            stop = _ARGUMENT_STOP.search(self._body, position)
            if stop is None:
                break
            if stop[0] == ">>":
                source = self._body[start : stop.end()]
                arguments = self._body[name.end() : stop.start()].strip()
                return Token("macro", start, source, arguments, name[0]), stop.end()
            position = self._skip_quotation(stop)
        self._missing_ends.add("macro")
        return Token("unclosed", start, self._body[start : start + 60]), name.end()

    def _skip_quotation(self, opening: re.Match[str]) -> int:
        position = opening.end()
        while (closing := self._find_unescaped(opening[0], position)) < 0:
            return opening.end()
        return closing + 1

    def _find_unescaped(self, mark: str, position: int) -> int:
        while (index := self._find(mark, position)) >= 0:
            backslashes = 0
            while self._body[index - 1 - backslashes] == "\\":
                backslashes += 1
            if backslashes % 2 == 0:
                return index
            position = index + 1
        return -1

    def _read_link(self, start: int, end: int) -> tuple[Token, int] | None:
        if "]]" in self._missing_ends:
            return None
        stop = _LINK_STOP.search(self._body, end, end + _MAX_LINK_LENGTH + 2)
        if stop is None or stop[0] == "\n":
            return None
        inner, setter = self._body[end : stop.start()], ""
        close = stop.end()
        if stop[0] == "][":
            setter_end = self._find("]]", stop.end())
            if setter_end < 0:
                return None
            setter, close = self._body[stop.end() : setter_end], setter_end + 2
        text, target = split_link(inner)
        return Token("link", start, self._body[start:close], text, "", target, setter), close

    def _read_until(self, mark: str, kind: TokenKind, start: int, end: int) -> tuple[Token, int] | None:
        index = self._find(mark, end)
        if index < 0:
            return None
        close = index + len(mark)
        return Token(kind, start, self._body[start:close], self._body[end:index]), close

    def _read_raw(self, source: str, start: int, end: int) -> tuple[Token, int] | None:
        mark = _RAW_ENDS[source]
        index = self._find(mark, end)
        if index < 0:
            return None
        close = index + len(mark)
        return Token("text", start, self._body[start:close], self._body[end:index]), close

    def _read_variable(self, source: str, start: int, end: int) -> tuple[Token, int]:
        following = re.compile(r"(?:\.[A-Za-z]\w*|\[[^\]\n]{1,60}\])+").match(self._body, end)
        if following is not None and (following[0][0] == "[" and not following[0].startswith("[[")):
            return Token("variable", start, source + following[0], following[0], source), following.end()
        if following is not None and following[0][0] == ".":
            return Token("variable", start, source + following[0], following[0], source), following.end()
        return Token("variable", start, source, "", source), end

    def _read_tag(self, name: str, source: str, start: int, end: int) -> tuple[Token, int]:
        if name in ("style", "script") and not source.startswith("</"):
            index = self._find(f"</{name}>", end)
            close = index + len(name) + 3 if index >= 0 else end
            return Token("tag", start, self._body[start:close], source, name), close
        return Token("tag", start, source, source, f"/{name}" if source.startswith("</") else name), end


def split_link(inner: str) -> tuple[str, str]:
    """Returns text and target of what stands in `[[…]]`."""
    if "->" in inner:
        text, target = inner.rsplit("->", 1)
    elif "<-" in inner:
        target, text = inner.split("<-", 1)
    elif "|" in inner:
        text, target = inner.split("|", 1)
    else:
        text = target = inner
    return text.strip(), target.strip()
