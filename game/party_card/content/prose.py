"""Prose as authors write it: paragraphs of Markdown emphasis and `[@fact]` citations.

Law: parsing prose never fails; what is no emphasis and no citation is plain text. Straight quotation marks and
apostrophes are set as a printer would set them, so that authors can type what their keyboard has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"\\([\\*\[\]])|(\*\*|\*)|\s*\[(@[^\[\]]*)\]")
_CITED = re.compile(r"@([A-Za-z0-9_-]+)")


@dataclass(frozen=True, slots=True)
class InlineSpan:
    """A stretch of text of one style, or a citation: then `text` is empty and `fact` names the fact."""

    text: str
    italic: bool = False
    bold: bool = False
    fact: str = ""


Paragraph = tuple[InlineSpan, ...]


def parse_prose(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text; a blank line parts them, a single line break is a space."""
    paragraphs = (_inline(" ".join(part.split())) for part in re.split(r"\n[ \t]*\n", text))
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def parse_document(text: str) -> tuple[Paragraph, ...]:
    """The lines of a typed paper: every line break counts, empty lines are kept as empty paragraphs."""
    return tuple(_inline(line.rstrip()) for line in text.strip("\n").split("\n"))


def cited_fact_ids(text: str) -> Iterator[str]:
    """The ids of the facts that a text cites, in order, with repeats."""
    for group in re.findall(r"\[(@[^\[\]]*)\]", text):
        yield from _CITED.findall(group)


def plain(text: str) -> str:
    """A text without emphasis and citations, on one line."""
    return " ".join("".join(piece.text for piece in paragraph) for paragraph in parse_prose(text))


_OPENING = re.compile(r"(?:(?<=\A)|(?<=[\s([{—–\u2018\u201c]))(?:\"|'(?![0-9]0s|em\\b|tis\\b))")


def smart_quotes(text: str) -> str:
    """A text with its straight quotation marks and apostrophes turned: "…" to “…”, it's to it’s."""
    if "'" not in text and '"' not in text:
        return text
    turned = _OPENING.sub(lambda mark: "“" if mark[0] == '"' else "‘", text)
    turned = _OPENING.sub(lambda mark: "“" if mark[0] == '"' else "‘", turned)  # one inside another
    return turned.replace('"', "”").replace("'", "’")


def _inline(text: str) -> Paragraph:
    text = smart_quotes(text)
    tokens = list(_TOKEN.finditer(text))
    styled = _paired(tokens)
    pieces: list[InlineSpan] = []
    style = {"*": False, "**": False}
    run = ""
    at = 0

    def flush() -> None:
        nonlocal run
        if run:
            pieces.append(InlineSpan(run, style["*"], style["**"]))
            run = ""

    for token in tokens:
        run += text[at : token.start()]
        at = token.end()
        if token[1]:
            run += token[1]
        elif token[3]:
            flush()
            pieces += [InlineSpan("", fact=fact) for fact in _CITED.findall(token[3])]
        elif token.start() in styled:
            flush()
            style[token[2]] = not style[token[2]]
        else:
            run += token[2]
    run += text[at:]
    flush()
    return tuple(pieces)


def _paired(tokens: list[re.Match[str]]) -> set[int]:
    """Where the stars stand that open or close emphasis: the last one of an odd number is a plain star."""
    found: set[int] = set()
    for mark in ("*", "**"):
        places = [token.start() for token in tokens if token[2] == mark]
        found.update(places[: len(places) // 2 * 2])
    return found
