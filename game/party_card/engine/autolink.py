"""Links the words of a page that have a glossary entry.

Invariant: of each entry the first place on the page is linked, in reading order; if two forms match at one place, the
longer. Links change no letter of the text, so a front end without links shows the page as it was built.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from party_card.engine import page as pages
from party_card.engine.page import Block, Line, Page, Run

TextRange = tuple[int, int]
"""Start and end of some words in the text of a line."""


def add_glossary_links(page: Page) -> Page:
    """Returns the page with the first mention of each entry as a run that carries the entry's id."""
    if not page.entries:
        return page
    lines: list[Line] = []

    def collect_line(line: Line) -> Line:
        lines.append(line)
        return line

    for block in page.blocks:
        _map_lines(block, collect_line)
    linked_lines = iter(_link_lines(lines, [(entry.form, entry.id) for entry in page.entries]))
    return replace(page, blocks=tuple(_map_lines(block, lambda _: next(linked_lines)) for block in page.blocks))


def _map_lines(block: Block, transform: Callable[[Line], Line]) -> Block:
    """Returns the block with `transform` applied to each line of the author's prose, in reading order."""
    match block:
        case (
            pages.Paragraph()
            | pages.Hook()
            | pages.Unknown()
            | pages.RecordParagraph()
            | pages.Statement()
            | pages.SourceComparison()
            | pages.Question()
            | pages.Link()
            | pages.ProvenanceStep()
        ):
            return replace(block, line=transform(block.line))
        case pages.Document():
            return replace(block, lines=tuple(transform(line) for line in block.lines))
        case pages.Comparison():
            return replace(block, record_line=transform(block.record_line))
        case pages.FilePaper():
            return replace(block, lines=tuple(map(transform, block.lines)), kept=transform(block.kept))
        case pages.FileCard():
            return replace(block, office=transform(block.office))
        case (
            pages.Heading()
            | pages.About()
            | pages.ContentNote()
            | pages.Chart()
            | pages.FileDecision()
            | pages.FileGap()
            | pages.ArchiveFolder()
            | pages.ArchivedThing()
            | pages.Assessment()
        ):
            return block


def _link_lines(lines: list[Line], forms: list[tuple[str, str]]) -> list[Line]:
    """Links the first mention of each pair of a form and an entry's id; longer forms take their words first."""
    texts = ["".join(run.text for run in line) for line in lines]
    linked_ranges: list[list[TextRange]] = [[] for _ in lines]
    links: list[list[tuple[TextRange, str]]] = [[] for _ in lines]
    for form, entry_id in sorted(forms, key=lambda pair: -len(pair[0])):
        is_linked = False
        for number, text in enumerate(texts):
            if form not in text:  # most forms are in one line of many
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                text_range = match.span()
                if any(start < text_range[1] and text_range[0] < end for start, end in linked_ranges[number]):
                    continue
                linked_ranges[number].append(text_range)
                if not is_linked and _is_in_one_run(lines[number], text_range):
                    links[number].append((text_range, entry_id))
                    is_linked = True
    return [_split_runs(line, sorted(marks)) if marks else line for line, marks in zip(lines, links, strict=True)]


def _is_in_one_run(line: Line, text_range: TextRange) -> bool:
    """Returns True if the words have one style and no note among them."""
    position = 0
    for run in line:
        if position <= text_range[0] and text_range[1] <= position + len(run.text):
            return run.note is None
        position += len(run.text)
    return False


def _split_runs(line: Line, links: list[tuple[TextRange, str]]) -> Line:
    """Splits the runs of a line so that each link is a run with the id of its entry."""
    runs: list[Run] = []
    run_start = 0
    for run in line:
        run_end, copied_end = run_start + len(run.text), run_start
        for (start, end), entry_id in links:
            if run.note is None and run_start <= start and end <= run_end:
                if start > copied_end:
                    runs.append(replace(run, text=run.text[copied_end - run_start : start - run_start]))
                runs.append(replace(run, text=run.text[start - run_start : end - run_start], entry=entry_id))
                copied_end = end
        if copied_end == run_start or copied_end < run_end:
            runs.append(replace(run, text=run.text[copied_end - run_start :]))
        run_start = run_end
    return tuple(runs)
