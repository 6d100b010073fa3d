"""Facts against a reader's own copy of their source: are the paragraphs the ones indexed, are the quotations verbatim.

Law: what the copy does not show is never held against it (a copy without note numbers is a good copy), and
what could not be looked up is said to be so. The copy's text stays with its reader.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from party_card.content.models import Dossier, Fact, FactId, Index, IndexedParagraph
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.evidence.find import MatchedRange, find_paragraphs, gaps
from party_card.evidence.numbering import Unnumbered, take_out_numbers
from party_card.evidence.quotations import quote_problem
from party_card.evidence.source_text import even_lines
from party_card.evidence.wording import count_words, visible


@dataclass(frozen=True, slots=True)
class Verification:
    """What was compared, how much of it agrees, and what does not."""

    source: str
    paragraphs: int
    paragraphs_found: int
    quotes: int
    quotes_found: int
    notes: int
    notes_found: int
    diagnostics: tuple[Diagnostic, ...]

    @property
    def summary(self) -> str:
        """Two or three sentences for a person."""
        notes = (
            f"{self.notes_found} of {self.notes} note numbers stand where the index says"
            if self.notes_found
            else "the copy shows no note numbers"
        )
        return (
            f"{self.source}: {self.paragraphs_found} of {_counted(self.paragraphs, 'paragraph')} read as indexed,"
            f" {self.quotes_found} of {_counted(self.quotes, 'quotation')} verbatim, {notes}."
        )


@dataclass(slots=True)
class _Comparison:
    index: Index
    copy: Unnumbered
    found: dict[int, MatchedRange]
    changed: dict[int, MatchedRange] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def text(self, p: int) -> str | None:
        """What the copy has for paragraph `p`; for one that reads otherwise, what stands in its place."""
        stretch = self.found.get(p) or self.changed.get(p)
        return self.copy.text[stretch.start : stretch.end] if stretch else None


def verify(text: str, index: Index, dossiers: Iterable[Dossier]) -> Verification:
    """Compares the copy `text` with the index of its source and with every fact that cites it."""
    numbers = {n for paragraph in index.paragraphs for n in paragraph.notes}
    copy = take_out_numbers(even_lines(visible(text)), numbers)
    work = _Comparison(index, copy, find_paragraphs(copy, index.paragraphs))
    facts = [
        (fact_id, fact)
        for dossier in dossiers
        for fact_id, fact in dossier.facts.items()
        if fact.cite.source == index.index
    ]
    quotes_found = 0
    if work.found or not index.paragraphs:
        _tell_lost(work)
        notes_found = _compare_notes(work)
        quotes_found = _compare_quotes(work, facts)
    else:
        notes_found = 0
        work.diagnostics.append(_unlike(index))
    diagnostics = tuple(sorted(work.diagnostics, key=lambda diagnostic: diagnostic.order))
    quotes = sum(len(fact.quotes) for _, fact in facts)
    return Verification(
        source=index.index,
        paragraphs=len(index.paragraphs),
        paragraphs_found=len(work.found),
        quotes=quotes,
        quotes_found=quotes_found,
        notes=len(numbers),
        notes_found=notes_found,
        diagnostics=diagnostics,
    )


def _unlike(index: Index) -> Diagnostic:
    message = f"none of the {len(index.paragraphs)} paragraphs of `{index.index}` stands in this copy"
    mend = Help("is it the same book, and the same part of it? The index names its sections")
    return Diagnostic("copy-unlike", Severity.ERROR, message, index.location.label(), helps=(mend,))


def _tell_lost(work: _Comparison) -> None:
    """Tells which paragraphs are missing and which read otherwise."""
    missing = [paragraph for paragraph in work.index.paragraphs if paragraph.p not in work.found]
    for start, end, lost in gaps(work.found, missing, len(work.copy.text)):
        for paragraph, stretch in _places(work, start, end, lost):
            if stretch is None:
                message = f"paragraph {paragraph.p} is not in this copy"
                code = "paragraph-missing"
                mend = "does your copy have this page? Facts that cite it were not compared"
            else:
                work.changed[paragraph.p] = stretch
                counted = _counted(stretch.words, "word")
                message = f"paragraph {paragraph.p} does not read as indexed: " + (
                    f"it has as many words ({paragraph.words}), but not the same"
                    if stretch.words == paragraph.words
                    else f"where it should stand this copy has {counted}, the index {paragraph.words}"
                )
                code = "paragraph-differs"
                mend = "another edition, a page break inside it, or a slip in the copy? Look at the printed page"
            where = paragraph.location.label()
            work.diagnostics.append(Diagnostic(code, Severity.ERROR, message, where, helps=(Help(mend),)))


def _places(
    work: _Comparison, start: int, end: int, lost: list[IndexedParagraph]
) -> list[tuple[IndexedParagraph, MatchedRange | None]]:
    """What stands in place of lost paragraphs: told by their notes, by their number, by how much text there is."""
    text = work.copy.text[start:end]
    blocks: list[MatchedRange] = []
    at = start
    for line in text.split("\n"):
        if counted := count_words(line):
            blocks.append(MatchedRange(at, at + len(line), counted))
        at += len(line) + 1
    blocks = [block for block in blocks if not work.copy.text[block.start : block.end].strip().isupper()]
    open_ended = start == 0 or end == len(work.copy.text)
    out: list[tuple[IndexedParagraph, MatchedRange | None]] = []
    notes = [(block, set(work.copy.between(block.start, block.end))) for block in blocks]
    for position, paragraph in enumerate(lost):
        noted = [block for block, shown in notes if shown & set(paragraph.notes)]
        if noted:
            whole = MatchedRange(noted[0].start, noted[-1].end, sum(block.words for block in noted))
        elif len(blocks) == len(lost):
            whole = blocks[position]
        elif blocks and not open_ended:
            whole = MatchedRange(blocks[0].start, blocks[-1].end, sum(block.words for block in blocks))
        else:
            out.append((paragraph, None))
            continue
        similar = noted or whole.words * 2 >= paragraph.words
        out.append((paragraph, whole if similar else None))
    return out


def _compare_notes(work: _Comparison) -> int:
    """How many notes stand in their paragraph; tells where the copy numbers otherwise. Silent where it shows none."""
    agreeing = 0
    for paragraph in work.index.paragraphs:
        stretch = work.found.get(paragraph.p)
        if stretch is None:
            continue
        shown = work.copy.between(stretch.start, stretch.end)
        agreeing += len(set(shown) & set(paragraph.notes))
        if shown and set(shown) != set(paragraph.notes):
            message = (
                f"paragraph {paragraph.p} has the notes {_list(paragraph.notes)} in the index,"
                f" but {_list(shown)} in this copy"
            )
            label = paragraph.location.value("notes").label()
            work.diagnostics.append(Diagnostic("notes-differ", Severity.WARNING, message, label))
    return agreeing


def _compare_quotes(work: _Comparison, facts: Iterable[tuple[FactId, Fact]]) -> int:
    agreeing = 0
    for fact_id, fact in facts:
        for quote in fact.quotes:
            problem = quote_problem(fact_id, fact, quote, work.text, sorted(work.found))
            if problem is None:
                agreeing += 1
            else:
                work.diagnostics.append(problem)
    return agreeing


def _list(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers)) or "none"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
