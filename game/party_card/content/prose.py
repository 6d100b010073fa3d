"""Parser of prose: paragraphs with Markdown emphasis and `[@fact]` citations.

Invariant: parsing never fails; any other markup is plain text. Straight quotation marks and
apostrophes become typographic ones, so that authors can use those of their keyboard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization.languages import ENGLISH_MARKS

_TOKEN = re.compile(r"\\([\\*\[\]])|(\*\*|\*)|(?<!\s)\s*+\[(@[^\[\]]*)\]")
_CITATION = re.compile(r"\[(@[^\[\]]*)\]")
_FACT_ID = re.compile(r"@([A-Za-z0-9_-]+)")
_ELISIONS = (
    "tis", "tisn't", "twas", "twasn't", "twere", "tweren't", "twill", "twould", "twixt", "em", "til", "nuff",
    "neath", "gainst", "cos", "cuz", "coz", "twon't", "kay",
)  # fmt: skip
"""Words that lack their beginning. Those that are words without it ('cause, 'round) are not known to."""
_APOSTROPHE = re.compile(
    rf"""
    (?<!\w)'(?:
        (?:{"|".join(_ELISIONS)})\b(?!'(?!\w))            # 'tis; but 'em' is a word that is quoted
        | (?<=\s')n(?='?\s)                            # rock 'n' roll
        | \d\ds?\b(?!'(?!\w))(?![^'"]*[^\s'"]'(?!\w))    # the '30s, in '32; but '32 men' is a quotation
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_APOSTROPHE_WITHIN = re.compile(r"(?<=\w)'(?=[\w\"])")
"""An apostrophe in a language that closes no quotation with the same mark, also before a quotation: l'"Humanité"."""
SENTENCE_END = re.compile(r"[.!?…][\"'’”)*]*(?=\s+[\"'‘“(*]*[A-Z0-9])")
"""The end of a sentence that another follows. It takes some abbreviations for an end, too."""
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
"""What separates words; a no-break space does not."""


@frozen_dataclass
class InlineSpan:
    """Text in one style; or a citation: then `text` is empty and `fact` is the id of the fact."""

    text: str
    italic: bool = False
    bold: bool = False
    fact: str = ""


Paragraph = tuple[InlineSpan, ...]
MAX_CACHED_TEXTS = 8192
"""All texts of the built-in pack: they are parsed for rules, for the proof, and for every page that shows them."""


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def parse_prose(text: str) -> tuple[Paragraph, ...]:
    """Returns the paragraphs of a text; a blank line separates them, a single line break is a space."""
    paragraphs = (_parse_inline(join_lines(part)) for part in re.split(r"\n[ \t]*\n", text))
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


def split_sentences(text: str) -> list[str]:
    """Returns the sentences of a text, without emphasis and citations."""
    sentences: list[str] = []
    for paragraph in parse_prose(text):
        plain_text = "".join(span.text for span in paragraph)
        start = 0
        for end in SENTENCE_END.finditer(plain_text):
            sentences.append(plain_text[start : end.end()].strip())
            start = end.end()
        sentences.append(plain_text[start:].strip())
    return [sentence for sentence in sentences if sentence]


def join_lines(text: str) -> str:
    """Returns a text on one line with single spaces; no-break spaces stay."""
    return _BLANKS.sub(" ", text).strip(" ")


def smart_quotes(text: str, marks: Sequence[str] = ENGLISH_MARKS) -> str:
    """Replaces straight quotation marks and apostrophes by typographic ones: "…" by “…”, it's by it’s.

    `marks` open and close a quotation, and one inside another.
    """
    if "'" not in text and '"' not in text:
        return text
    opening, closing, inner_opening, inner_closing = tuple(marks)
    text = _APOSTROPHE.sub(lambda match: f"’{match[0][1:]}", text)
    if inner_closing != "’":
        text = _APOSTROPHE_WITHIN.sub("’", text)
    opening_quote = _find_opening_quote(tuple(marks))
    for _ in range(2):  # twice, for a quotation that begins inside another
        text = opening_quote.sub(lambda mark: opening if mark[0] == '"' else inner_opening, text)
    return text.replace('"', closing).replace("'", inner_closing)


@cache
def _find_opening_quote(marks: tuple[str, ...]) -> re.Pattern[str]:
    """Returns the pattern of a straight mark that opens a quotation, with such marks of a language."""
    before = r"\s([{—–\u2018\u201c"
    if marks != tuple(ENGLISH_MARKS):
        before = r"\s([{—–/¿¡" + marks[0][-1] + marks[2][-1] + ("" if "’" in marks else "’")
    return re.compile(rf"(?:(?<=\A)|(?<=[{before}]))[\"']")


def _parse_inline(text: str) -> Paragraph:
    text = smart_quotes(text)
    if "*" not in text and "[" not in text and "\\" not in text:
        return (InlineSpan(text),) if text else ()
    tokens = list(_TOKEN.finditer(text))
    paired_stars = _find_paired_stars(tokens)
    spans: list[InlineSpan] = []
    is_active = {"*": False, "**": False}
    run: list[str] = []
    end = 0

    def flush_run() -> None:
        if run_text := "".join(run):
            spans.append(InlineSpan(run_text, is_active["*"], is_active["**"]))
        run.clear()

    for token in tokens:
        run.append(text[end : token.start()])
        end = token.end()
        escaped_character, stars, citation = token.groups()
        if escaped_character:
            run.append(escaped_character)
        elif citation:
            flush_run()
            spans += [InlineSpan("", fact=fact) for fact in _FACT_ID.findall(citation)]
        elif token.start() in paired_stars:
            flush_run()
            is_active[stars] = not is_active[stars]
        else:
            run.append(stars)
    run.append(text[end:])
    flush_run()
    return tuple(spans)


def _find_paired_stars(tokens: Sequence[re.Match[str]]) -> set[int]:
    """Returns the starts of the stars that open or close emphasis.

    As in Markdown, one opens before a letter and closes behind one: in 2 * 3 * 4 all are plain text, and so is one that
    has no other.
    """
    paired_stars: set[int] = set()
    for stars in ("*", "**"):
        opener: int | None = None
        for token in tokens:
            if token[2] != stars:
                continue
            text, start, end = token.string, token.start(), token.end()
            if opener is not None and not text[start - 1].isspace():
                paired_stars |= {opener, start}
                opener = None
            elif opener is None and end < len(text) and not text[end].isspace():
                opener = start
    return paired_stars
