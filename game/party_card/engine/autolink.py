"""Words of a page that have an entry, made into links to it.

Law: of each entry the first place on the page is linked, in reading order, and of two forms in one place the longer. A
page with links reads the same, letter by letter; a front end that wants none shows the page as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from party_card.engine import page as pages
from party_card.engine.page import Block, Line, Page, Run

Span = tuple[int, int]


def with_glossary_links(page: Page) -> Page:
    """The page with the first naming of each of its entries as a run that carries the entry's id."""
    if not page.entries:
        return page
    lines: list[Line] = []
    for block in page.blocks:
        _over(block, lambda line: lines.append(line) or line)  # type: ignore[func-returns-value]
    wanted = iter(_marked(lines, [(entry.form, entry.id) for entry in page.entries]))
    return replace(page, blocks=tuple(_over(block, lambda _: next(wanted)) for block in page.blocks))


def _over(block: Block, do: Callable[[Line], Line]) -> Block:
    """The block with each of its lines replaced; what is no prose of the scene stays as it is."""
    match block:
        case pages.Paragraph() | pages.Unknown() | pages.RecordParagraph() | pages.Question() | pages.Link():
            return replace(block, line=do(block.line))
        case pages.Document():
            return replace(block, lines=tuple(do(line) for line in block.lines))
        case pages.Comparison():
            return replace(block, was_done=do(block.was_done))
        case _:
            return block


def _marked(lines: list[Line], forms: list[tuple[str, str]]) -> list[Line]:
    texts = ["".join(run.text for run in line) for line in lines]
    taken: list[list[Span]] = [[] for _ in lines]
    links: list[list[tuple[Span, str]]] = [[] for _ in lines]
    for form, entry in sorted(forms, key=lambda pair: -len(pair[0])):
        found = False
        for n, text in enumerate(texts):
            if form not in text:  # most forms are in one line of many
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                span = match.span()
                if any(start < span[1] and span[0] < end for start, end in taken[n]):
                    continue
                taken[n].append(span)
                if not found and _whole(lines[n], span):
                    links[n].append((span, entry))
                    found = True
    return [_cut(line, sorted(marks)) if marks else line for line, marks in zip(lines, links, strict=True)]


def _whole(line: Line, span: Span) -> bool:
    """Whether a stretch of a line is of one style, with no note in it."""
    at = 0
    for run in line:
        if at <= span[0] and span[1] <= at + len(run.text):
            return run.note is None
        at += len(run.text)
    return False


def _cut(line: Line, marks: list[tuple[Span, str]]) -> Line:
    out: list[Run] = []
    at = 0
    for run in line:
        end, here = at + len(run.text), at
        for (start, stop), entry in marks:
            if run.note is None and at <= start and stop <= end:
                if start > here:
                    out.append(replace(run, text=run.text[here - at : start - at]))
                out.append(replace(run, text=run.text[start - at : stop - at], entry=entry))
                here = stop
        if here == at or here < end:
            out.append(replace(run, text=run.text[here - at :]))
        at = end
    return tuple(out)
