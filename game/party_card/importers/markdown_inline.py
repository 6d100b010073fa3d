"""Finds the emphasis in a line of Markdown.

Invariant: every word of the line is in the spans, and every input takes linear time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

_PUNCTUATION = re.compile(r"""[!-/:-@\[-`{-~]""")
_INLINE = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<code>`+)
    | (?P<comment><!--)
    | (?P<tag></?[A-Za-z][\w-]*(?=[\s/>])[^<>"']{0,400}
        (?:"[^"<>]{0,400}"[^<>"']{0,400}|'[^'<>]{0,400}'[^<>"']{0,400}){0,20}>)
    | (?P<picture>!\[[^\[\]\n]{0,400}\]\([^()\n]{0,400}\))
    | (?P<run>\*+|_+|~~+)""",
    re.VERBOSE,
)
_TAG_EMPHASIS = {"i": "*", "em": "*", "b": "**", "strong": "**"}
_MEDIA = frozenset({"img", "audio", "video", "iframe", "svg", "input", "button", "a", "select", "table", "object"})


@dataclass(slots=True)
class Span:
    """Text in one style, without markup."""

    text: str
    is_emphasised: bool = False
    is_strong: bool = False


@dataclass(slots=True)
class _Delimiter:
    """A run of stars or other marks that may open or close a style; `span` is where it stands among the spans."""

    mark: str
    span: int
    can_open: bool
    can_close: bool


class InlineParser:
    """Finds emphasis as Markdown does: a run of marks opens before a word and closes behind one."""

    def __init__(self, text: str, remark: Callable[[str], None], lose: Callable[[str], None]) -> None:
        self._text = text
        self._remark = remark
        self._lose = lose
        self._spans: list[Span] = []
        self._open: list[_Delimiter] = []
        self._counts: dict[str, int] = {}
        self._missing: set[str] = set()
        self._styled: list[tuple[int, int, int]] = []  # of each style: its first span, the one after it, its size

    def parse(self) -> list[Span]:
        """Returns the spans of the line."""
        position = 0
        while match := _INLINE.search(self._text, position):
            self._add(html.unescape(self._text[position : match.start()]))
            position = match.end()
            if match["escape"]:
                self._add(match[0][1])
            elif match["code"]:
                position = self._parse_code(match)
            elif match["comment"]:
                position = self._parse_comment(match)
            elif match["tag"]:
                self._parse_tag(match)
            elif match["picture"]:
                self._lose(match[0])
            else:
                self._parse_run(match)
        self._add(html.unescape(self._text[position:]))
        self._apply_styles()
        return self._spans

    def _apply_styles(self) -> None:
        """Marks the spans of each style, in one go over all of them."""
        changes = [[0, 0] for _ in range(len(self._spans) + 1)]
        for first, end, size in self._styled:
            for index, sizes in enumerate(((1, 3), (2, 3))):
                changes[first][index] += size in sizes
                changes[end][index] -= size in sizes
        emphasised = strong = 0
        for span, (emphasis_change, strong_change) in zip(self._spans, changes, strict=False):
            emphasised, strong = emphasised + emphasis_change, strong + strong_change
            span.is_emphasised, span.is_strong = emphasised > 0, strong > 0

    def _add(self, text: str) -> None:
        if text:
            self._spans.append(Span(text))

    def _find(self, text: str, start: int) -> int:
        if text in self._missing:
            return -1
        found = self._text.find(text, start)
        if found == -1:
            self._missing.add(text)
        return found

    def _parse_code(self, match: re.Match[str]) -> int:
        end = self._find(match[0], match.end()) if len(match[0]) <= 3 else -1
        if end == -1:
            self._add(match[0])
            return match.end()
        self._remark(match[0])
        self._add(self._text[match.end() : end])
        return end + len(match[0])

    def _parse_comment(self, match: re.Match[str]) -> int:
        end = self._find("-->", match.end())
        if end == -1:
            self._add(match[0])
            return match.end()
        self._remark(self._text[match.start() : end + 3])
        return end + 3

    def _parse_tag(self, match: re.Match[str]) -> None:
        tag = match[0]
        name = re.sub(r"[^a-z0-9-].*", "", tag.strip("</>").lower(), flags=re.DOTALL)
        if name in _TAG_EMPHASIS:
            mark = f"<{_TAG_EMPHASIS[name]}"
            if tag.startswith("</"):
                self._close(mark)
            else:
                self._push(_Delimiter(mark, len(self._spans), can_open=True, can_close=False))
        elif name == "br" or (name == "p" and tag.startswith("<p")):
            self._spans.append(Span("\n"))
        elif name in _MEDIA:
            self._lose(tag)
        else:
            self._remark(tag)

    def _parse_run(self, match: re.Match[str]) -> None:
        """Opens or closes a style; a run that does neither is text."""
        run = match[0]
        before = self._text[match.start() - 1 : match.start()]
        after = self._text[match.end() : match.end() + 1]
        is_left = bool(after.strip()) and (
            not _PUNCTUATION.match(after) or not before.strip() or _is_punctuation(before)
        )
        is_right = bool(before.strip()) and (
            not _PUNCTUATION.match(before) or not after.strip() or _is_punctuation(after)
        )
        can_open, can_close = is_left, is_right
        if run[0] == "_":
            can_open = is_left and (not is_right or _is_punctuation(before))
            can_close = is_right and (not is_left or _is_punctuation(after))
        is_known = len(run) <= 3 if run[0] in "*_" else len(run) == 2  # `***` is both styles
        if is_known and can_close and self._close(run):
            return
        self._spans.append(Span(run))
        if is_known and can_open:
            self._push(_Delimiter(run, len(self._spans) - 1, can_open, can_close))

    def _push(self, delimiter: _Delimiter) -> None:
        self._open.append(delimiter)
        self._counts[delimiter.mark] = self._counts.get(delimiter.mark, 0) + 1

    def _close(self, mark: str) -> bool:
        """Applies a style to the spans since its mark; returns False if the style is not open."""
        if not self._counts.get(mark):
            return False
        while True:
            opener = self._open.pop()
            self._counts[opener.mark] -= 1
            if opener.mark == mark:
                break
        first = opener.span
        if not mark.startswith("<"):
            self._spans[first].text = ""
        size = len(mark.removeprefix("<"))
        if mark[0] == "~":
            self._remark("~~")
            return True
        self._styled.append((first, len(self._spans), size))
        return True


def _is_punctuation(character: str) -> bool:
    return bool(_PUNCTUATION.match(character)) if character else True
