"""The patterns of Harlowe's markup.

Invariant: no pattern takes more than linear time, wherever it is tried.
"""

from __future__ import annotations

import re

from party_card.importers.harlowe_nodes import MarkKind

_SPACE = r"[ \f\t\v\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_LETTER = r"[\w\-\u00c0-\u00de\u00df-\u00ff\u0150\u0170\u0151\u0171]"
_NAME = r"(?!\d)[\d_]*+[^\W\d_]\w*"
TOKEN = re.compile(
    rf"""(?P<escaped>\\\n\\?|\n\\)
    | (?P<break>\n)
    | (?P<comment><!--)
    | (?P<tag></?[A-Za-z][\w-]*(?=[\s/>])[^<>"']{{0,400}}
        (?:"[^"<>]{{0,400}}"[^<>"']{{0,400}}|'[^'<>]{{0,400}}'[^<>"']{{0,400}}){{0,20}}>)
    | (?P<url>(?:https?|mailto|javascript|ftp|data)://[^\s<]*[^<.,:;"')\]\s])
    | (?P<verbatim>`+)
    | (?P<link>\[\[(?!\[))
    | (?P<open_named>\|(?P<front_name>{_LETTER}{{1,99}})(?P<front_kind>[>)])\[(?P<front_unclosed>=*))
    | (?P<open_hook>\[(?P<unclosed>=*))
    | (?P<close_hook>\](?:(?P<back_kind>[<(])(?P<back_name>{_LETTER}{{1,99}})\|)?)
    | (?P<macro>\((?P<macro_name>[$_]?{_LETTER}{{1,99}}):(?!/))
    | (?P<variable>(?:\$|(?<![\w$])_)(?P<variable_name>{_NAME}))
    | (?P<mark>''|//|~~|\^\^|\*+)
    | (?P<open_collapsed>\{{(?P<unclosed_collapsed>=*))
    | (?P<close_collapsed>\}})""",
    re.VERBOSE,
)
BLOCK = re.compile(
    rf"""{_SPACE}*(?:
      (?P<rule>-{{3,}}{_SPACE}*(?:\n|\Z))
    | (?P<align>(?:==+>|<=+>?|=+><=+){_SPACE}*(?:\n|\Z))
    | (?P<column>(?:=+\|+=*|\|+=+\|?){_SPACE}*(?:\n|\Z))
    | (?P<bullet>\*+{_SPACE}+)
    | (?P<number>(?:0\.)+{_SPACE}+)
    | (?P<heading>\#{{1,6}}{_SPACE}*)
    )""",
    re.VERBOSE,
)
SCRIPT_END = re.compile(r"</(script|style|textarea)>", re.IGNORECASE)
MARK_KINDS: dict[str, MarkKind] = {
    "''": "bold", "//": "italic", "~~": "strike", "^^": "superscript", "*": "italic", "**": "bold",
}  # fmt: skip
TAG_KINDS: dict[str, MarkKind] = {"i": "italic", "em": "italic", "b": "bold", "strong": "bold"}


TOKEN_KINDS = (
    "escaped", "break", "comment", "tag", "url", "verbatim", "link", "open_named", "open_hook", "close_hook", "macro",
    "variable", "mark", "open_collapsed", "close_collapsed",
)  # fmt: skip
_BRACKET = re.compile(r"""[()]|"|'(?!s\s)|<!--""")
_QUOTED_END = {
    '"': re.compile(r'[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL),
    "'": re.compile(r"[^'\\]*(?:\\.[^'\\]*)*'", re.DOTALL),
}


def find_closing_bracket(text: str, start: int) -> int:
    """Returns where the bracket that is open at `start` is closed, or -1; brackets in quoted texts do not count."""
    depth = 1
    position = start
    while match := _BRACKET.search(text, position):
        position = match.end()
        mark = match[0]
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth -= 1
            if not depth:
                return match.start()
        elif mark == "<!--":
            end = text.find("-->", position)
            position = end + 3 if end != -1 else len(text)
        else:
            quoted = _QUOTED_END[mark].match(text, position)
            if quoted is None:
                return -1
            position = quoted.end()
    return -1


def split_link(content: str) -> tuple[str, str] | None:
    """Returns text and target of a link: the rightmost `->` or else the leftmost `<-` parts them."""
    if "]" not in content:
        if "->" in content:
            text, target = content.rsplit("->", 1)
            return text, target
        if "<-" in content:
            target, text = content.split("<-", 1)
            return text, target
    if content.count("|") == 1:
        text, target = content.split("|")
        return text, target
    return None if "|" in content else (content, content)
