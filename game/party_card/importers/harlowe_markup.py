"""Parses the markup of a Harlowe passage into a tree.

Follows the grammar of Harlowe 3: marks that have no partner are words, and what opens a hook closes it too. The text
is read once from left to right, and open marks wait on a stack, so that no input takes more than linear time.

Invariant: every character of a passage is in the tree, as words or as the source of something.
"""

from __future__ import annotations

import re
from typing import Literal, cast

from party_card.importers.harlowe_frames import Frame, FrameStack
from party_card.importers.harlowe_nodes import (
    Aside,
    Block,
    BlockKind,
    Collapsed,
    Hook,
    LineEnd,
    Macro,
    Marked,
    MarkKind,
    Node,
    PassageLink,
    Variable,
    Words,
)
from party_card.importers.harlowe_patterns import (
    BLOCK,
    MARK_KINDS,
    SCRIPT_END,
    TAG_KINDS,
    TOKEN,
    TOKEN_KINDS,
    find_closing_bracket,
    split_link,
)

MAX_FAILED_SCANS = 20
"""After so many macros that are never closed, the rest of a passage is not searched for a closing bracket again."""


def parse_markup(body: str) -> list[Node]:
    """Parses a passage. Raises ImportRefusedError if its parts stand too deep in each other."""
    return _MarkupParser(body).parse()


class _MarkupParser:
    def __init__(self, body: str) -> None:
        self._body = body
        self._position = 0
        self._line = 0
        self._line_position = 0
        self._stack = FrameStack(body)
        self._next_found: dict[str, int] = {}
        self._failed_scans = 0

    def parse(self) -> list[Node]:
        while self._position < len(self._body):
            if self._is_at_line_start() and self._parse_block():
                continue
            match = TOKEN.search(self._body, self._position)
            end = match.start() if match else len(self._body)
            self._add_words(end)
            if match:
                self._parse_token(match)
        while len(self._stack.frames) > 1:
            self._stack.abandon(self._position)
        return self._stack.frames[0].children

    def _is_at_line_start(self) -> bool:
        start = self._position
        return start == 0 or self._body[start - 1] == "\n"

    def _line_at(self, position: int) -> int:
        self._line += self._body.count("\n", self._line_position, position)
        self._line_position = max(position, self._line_position)
        return self._line

    def _find(self, text: str, start: int) -> int:
        """Returns where a text stands next, or -1; what was found is kept, so that all searches together are linear."""
        found = self._next_found.get(text, 0)
        if (found != -1 and found < start) or text not in self._next_found:
            found = self._next_found[text] = self._body.find(text, start)
        return found

    def _add_words(self, end: int) -> None:
        if end > self._position:
            text = self._body[self._position : end]
            self._stack.add(Words(self._line_at(self._position), text, text))
            self._position = end

    def _parse_block(self) -> bool:
        match = BLOCK.match(self._body, self._position)
        if match is None or match.lastgroup is None:
            return False
        kind = match.lastgroup
        line = self._line_at(self._position)
        self._position = match.end()
        if kind in ("heading", "bullet", "number"):
            self._stack.add(Block(line, match[0], cast("BlockKind", kind)))
        else:
            self._stack.add(Aside(line, match[0].strip(), "style"))
        return True

    def _parse_token(self, match: re.Match[str]) -> None:
        line = self._line_at(match.start())
        self._position = match.end()
        kind = match.lastgroup or ""
        for name in TOKEN_KINDS:
            if match[name] is not None:
                kind = name
                break
        match kind:
            case "escaped":
                pass
            case "break":
                self._stack.add(LineEnd(line, "\n"))
            case "comment":
                self._parse_to("-->", match, "comment")
            case "tag":
                self._parse_tag(match)
            case "verbatim":
                self._parse_verbatim(match)
            case "link":
                self._parse_link(match)
            case "open_named":
                is_unclosed = bool(match["front_unclosed"])
                self._open(
                    "unclosed" if is_unclosed else "hook", match, match["front_name"], match["front_kind"] == ")"
                )
            case "open_hook":
                self._open("unclosed" if match["unclosed"] else "hook", match)
            case "close_hook":
                self._close_hook(match)
            case "macro":
                self._parse_macro(match)
            case "variable":
                self._stack.add(Variable(line, match[0], match[0]))
            case "mark":
                self._parse_mark(match)
            case "open_collapsed":
                self._open("unclosed_collapsed" if match["unclosed_collapsed"] else "collapsed", match)
            case "close_collapsed":
                self._close_collapsed(match)
            case _:
                self._stack.add(Words(line, match[0], match[0], is_verbatim=True))

    def _parse_to(self, closer: str, match: re.Match[str], kind: Literal["comment", "program"]) -> None:
        """Parses what lasts to `closer`; without one it is words."""
        end = self._find(closer, match.end())
        if end == -1:
            self._stack.add(Words(self._line, match[0], match[0]))
            return
        self._position = end + len(closer)
        self._stack.add(Aside(self._line, self._body[match.start() : self._position], kind))

    def _parse_tag(self, match: re.Match[str]) -> None:
        tag = match[0]
        name = re.sub(r"[^a-z0-9-].*", "", tag.strip("</>").lower(), flags=re.DOTALL)
        if name in ("script", "style", "textarea") and not tag.startswith("</"):
            closing = SCRIPT_END.search(self._body, match.end())
            end = closing.end() if closing else len(self._body)
            self._position = end
            self._stack.add(Aside(self._line, self._body[match.start() : end], "program"))
        elif name in ("br", "p"):
            self._stack.add(LineEnd(self._line, tag, is_hard=True))
        elif name in TAG_KINDS:
            opener = f"<{name}>"
            if tag.startswith("</"):
                self._close_mark(opener, TAG_KINDS[name], match)
            else:
                self._open("mark", match, opener=opener)
        else:
            self._stack.add(Aside(self._line, tag, "html"))

    def _parse_verbatim(self, match: re.Match[str]) -> None:
        fence = match[0]
        end = self._position
        pattern = re.compile(rf"(?<!`){fence}(?!`)")
        if self._next_found.get(fence) != -1 and self._failed_scans < MAX_FAILED_SCANS:
            closing = pattern.search(self._body, self._position)
            if closing:
                end = closing.start()
                lines = self._body[self._position : end].split("\n")
                for number, text in enumerate(lines):
                    if number:
                        self._stack.add(LineEnd(self._line, "\n", is_hard=True))
                    self._stack.add(Words(self._line, text, text, is_verbatim=True))
                self._position = closing.end()
                return
            self._next_found[fence] = -1
            self._failed_scans += 1
        self._stack.add(Words(self._line, fence, fence))

    def _parse_link(self, match: re.Match[str]) -> None:
        start = match.end()
        end = self._find("]]", start)
        content = self._body[start:end] if end != -1 else ""
        link = split_link(content) if content else None
        if link is None:
            self._position = match.start() + 1
            self._open_hook_at(match.start())
            return
        self._position = end + 2
        self._stack.add(PassageLink(self._line, self._body[match.start() : self._position], *link))

    def _open_hook_at(self, start: int) -> None:
        self._stack.push(Frame("hook", "[", self._line, start))

    def _open(self, kind: str, match: re.Match[str], name: str = "", is_hidden: bool = False, opener: str = "") -> None:
        self._stack.push(Frame(kind, opener or match[0], self._line, match.start(), name=name, is_hidden=is_hidden))

    def _close_hook(self, match: re.Match[str]) -> None:
        if not any(frame.kind == "hook" for frame in self._stack.frames):
            self._stack.add(Words(self._line, match[0], match[0]))
            return
        self._position = match.start()
        while self._stack.frames[-1].kind != "hook":
            self._stack.abandon(self._position)
        frame = self._stack.frames.pop()
        if frame.opener == "[":
            self._position = match.end()
            name, is_hidden = match["back_name"] or "", match["back_kind"] == "("
        else:
            self._position = match.start() + 1
            name, is_hidden = frame.name, frame.is_hidden
        source = self._body[frame.start : self._position]
        self._stack.add(Hook(frame.line, source, frame.children, name, is_hidden))

    def _close_collapsed(self, match: re.Match[str]) -> None:
        for frame in reversed(self._stack.frames):
            if frame.kind in ("hook", "passage"):
                self._stack.add(Words(self._line, match[0], match[0]))
                return
            if frame.kind == "collapsed":
                break
        while self._stack.frames[-1].kind != "collapsed":
            self._stack.abandon(self._position)
        frame = self._stack.frames.pop()
        self._stack.add(Collapsed(frame.line, self._body[frame.start : self._position], frame.children))

    def _parse_mark(self, match: re.Match[str]) -> None:
        stars = match[0]
        if stars[0] != "*":
            self._toggle_mark(stars, match)
            return
        position = match.start()
        while position < match.end():  # closers first: `***a***` is emphasis within strong emphasis
            rest = match.end() - position
            open_marks = [frame.opener for frame in self._stack.open_marks()]
            innermost = next((mark for mark in reversed(open_marks) if mark in ("*", "**")), "")
            size = len(innermost) if innermost and len(innermost) <= rest else min(2, rest)
            self._position = position + size
            self._toggle_mark("*" * size, match, position)
            position += size

    def _toggle_mark(self, mark: str, match: re.Match[str], start: int | None = None) -> None:
        if any(frame.opener == mark for frame in self._stack.open_marks()):
            self._close_mark(mark, MARK_KINDS[mark], match)
        else:
            self._stack.push(Frame("mark", mark, self._line, match.start() if start is None else start))

    def _close_mark(self, opener: str, kind: MarkKind, match: re.Match[str]) -> None:
        if not any(frame.opener == opener for frame in self._stack.open_marks()):
            self._stack.add(Aside(self._line, match[0], "html"))
            return
        while self._stack.frames[-1].opener != opener:
            self._stack.abandon(self._position)
        frame = self._stack.frames.pop()
        self._stack.add(Marked(frame.line, self._body[frame.start : self._position], kind, frame.children))

    def _parse_macro(self, match: re.Match[str]) -> None:
        end = -1
        if self._failed_scans < MAX_FAILED_SCANS:
            end = find_closing_bracket(self._body, match.end())
            self._failed_scans += end == -1
        name = match["macro_name"]
        if name[0] not in "$_":
            name = re.sub(r"[-_]", "", name).lower()
        if end == -1:
            self._stack.add(Macro(self._line, match[0], "unclosed", match[0]))
            return
        self._position = end + 1
        source = self._body[match.start() : self._position]
        self._stack.add(Macro(self._line, source, name, self._body[match.end() : end]))
