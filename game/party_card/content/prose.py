"""Parser of prose: paragraphs with Markdown emphasis and `[@fact]` citations.

Invariant: parsing never fails; any other markup is plain text. Straight quotation marks and
apostrophes become typographic ones, so that authors can use those of their keyboard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\\([\\*\[\]])|(\*\*|\*)|\s*\[(@[^\[\]]*)\]")
_CITATION = re.compile(r"\[(@[^\[\]]*)\]")
_FACT_ID = re.compile(r"@([A-Za-z0-9_-]+)")
_OPENING_QUOTE = re.compile(r"(?:(?<=\A)|(?<=[\s([{—–\u2018\u201c]))(?:\"|'(?![0-9]0s|em\\b|tis\\b))")


@dataclass(frozen=True, slots=True)
class InlineSpan:
    """Text in one style; or a citation: then `text` is empty and `fact` is the id of the fact."""

    text: str
    italic: bool = False
    bold: bool = False
    fact: str = ""


Paragraph = tuple[InlineSpan, ...]


def parse_prose(text: str) -> tuple[Paragraph, ...]:
    """Returns the paragraphs of a text; a blank line separates them, a single line break is a space."""
    paragraphs = (_parse_inline(" ".join(part.split())) for part in re.split(r"\n[ \t]*\n", text))
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def parse_document(text: str) -> tuple[Paragraph, ...]:
    """Returns the lines of a typed document as paragraphs; empty lines are empty paragraphs."""
    return tuple(_parse_inline(line.rstrip()) for line in text.strip("\n").split("\n"))


def iter_cited_fact_ids(text: str) -> Iterator[str]:
    """Yields the ids of the facts that a text cites, in order, with repeats."""
    for group in _CITATION.findall(text):
        yield from _FACT_ID.findall(group)


def strip_markup(text: str) -> str:
    """Returns a text without emphasis and citations, on one line."""
    return " ".join("".join(span.text for span in paragraph) for paragraph in parse_prose(text))


def smart_quotes(text: str) -> str:
    """Replaces straight quotation marks and apostrophes by typographic ones: "…" by “…”, it's by it’s."""
    if "'" not in text and '"' not in text:
        return text
    for _ in range(2):  # twice, for a quotation that begins inside another
        text = _OPENING_QUOTE.sub(lambda mark: "“" if mark[0] == '"' else "‘", text)
    return text.replace('"', "”").replace("'", "’")


def _parse_inline(text: str) -> Paragraph:
    text = smart_quotes(text)
    tokens = list(_TOKEN.finditer(text))
    paired_stars = _find_paired_stars(tokens)
    spans: list[InlineSpan] = []
    is_active = {"*": False, "**": False}
    run = ""
    end = 0

    def flush_run() -> None:
        nonlocal run
        if run:
            spans.append(InlineSpan(run, is_active["*"], is_active["**"]))
            run = ""

    for token in tokens:
        run += text[end : token.start()]
        end = token.end()
        escaped_character, stars, citation = token.groups()
        if escaped_character:
            run += escaped_character
        elif citation:
            flush_run()
            spans += [InlineSpan("", fact=fact) for fact in _FACT_ID.findall(citation)]
        elif token.start() in paired_stars:
            flush_run()
            is_active[stars] = not is_active[stars]
        else:
            run += stars
    run += text[end:]
    flush_run()
    return tuple(spans)


def _find_paired_stars(tokens: Sequence[re.Match[str]]) -> set[int]:
    """Returns the starts of the stars that open or close emphasis; the last of an odd number is plain text."""
    paired_stars: set[int] = set()
    for stars in ("*", "**"):
        starts = [token.start() for token in tokens if token[2] == stars]
        paired_stars.update(starts[: len(starts) // 2 * 2])
    return paired_stars
