"""Verifies facts and documents against a copy of their source: indexed paragraphs, note numbers, quotations.

Invariant: an omission of a copy is no fault (a copy without note numbers is a good copy), and a failed search is
reported as such. The copy's text stays with its owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from party_card.content.models import Cite, Document, Dossier, Fact, FactId, Index, IndexedParagraph
from party_card.content.node_ref import NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.evidence.find import MatchedRange, find_gaps, find_paragraphs
from party_card.evidence.numbering import UnnumberedText, strip_note_numbers
from party_card.evidence.source_text import normalize_line_ends
from party_card.evidence.wording import count_words, is_quoted_verbatim, strip_invisible
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass
class Verification:
    """The result: the number of items compared, the number that agree, and diagnostics for the others."""

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
            f"{self.source}: {self.paragraphs_found} of {_format_count(self.paragraphs, 'paragraph')} read as indexed,"
            f" {self.quotes_found} of {_format_count(self.quotes, 'quotation')} verbatim, {notes}."
        )


class _Quotation(NamedTuple):
    """Words that a copy must have: of whom, where they stand, and in one or two languages, of which one is enough."""

    owner: FactId
    cite: Cite
    versions: tuple[str, ...]
    location: NodeRef


_OMISSION = re.compile(r"\[?(?:…|\.\.\.)\]?|\n[ \t]*\n")
"""Words left out of a document, or the end of a paragraph, between which a copy may have more."""


@dataclass(slots=True)
class _Comparison:
    index: Index
    copy: UnnumberedText
    matches: dict[int, MatchedRange]
    replacements: dict[int, MatchedRange] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def paragraph_text(self, p: int) -> str | None:
        """Returns the copy's text of paragraph `p`, or that of its replacement."""
        match = self.matches.get(p) or self.replacements.get(p)
        return self.copy.text[match.start : match.end] if match else None


def verify_copy(text: str, index: Index, dossiers: Iterable[Dossier]) -> Verification:
    """Compares a copy with the index of its source and with every fact and document that cites it."""
    numbers = {n for paragraph in index.paragraphs for n in paragraph.notes}
    copy = strip_note_numbers(normalize_line_ends(strip_invisible(text)), numbers)
    comparison = _Comparison(index, copy, find_paragraphs(copy, index.paragraphs))
    items = [
        (fact_id, fact)
        for dossier in dossiers
        for fact_id, fact in dossier.citable_items.items()
        if fact.main_cite.source == index.index
    ]
    quotations = [quotation for fact_id, item in items for quotation in _list_quotations(fact_id, item)]
    notes_found = quotes_found = 0
    if comparison.matches or not index.paragraphs:
        _report_missing_paragraphs(comparison)
        notes_found = _compare_notes(comparison)
        quotes_found = _compare_quotes(comparison, quotations)
    else:
        message = f"none of the {len(index.paragraphs)} paragraphs of `{index.index}` stands in this copy"
        advice = Help("is it the same book, and the same part of it? The index names its sections")
        label = index.location.label()
        comparison.diagnostics.append(Diagnostic("copy-unlike", Severity.ERROR, message, label, helps=(advice,)))
    return Verification(
        source=index.index,
        paragraphs=len(index.paragraphs),
        paragraphs_found=len(comparison.matches),
        quotes=len(quotations),
        quotes_found=quotes_found,
        notes=len(numbers),
        notes_found=notes_found,
        diagnostics=tuple(sorted(comparison.diagnostics, key=lambda diagnostic: diagnostic.sort_key)),
    )


def _report_missing_paragraphs(comparison: _Comparison) -> None:
    omissions = [paragraph for paragraph in comparison.index.paragraphs if paragraph.p not in comparison.matches]
    for start, end, paragraphs_in_gap in find_gaps(comparison.matches, omissions, len(comparison.copy.text)):
        for paragraph, replacement in _find_replacements(comparison, start, end, paragraphs_in_gap):
            if replacement is None:
                message = f"paragraph {paragraph.p} is not in this copy"
                code = "paragraph-missing"
                advice = "does your copy have this page? Facts that cite it were not compared"
            else:
                comparison.replacements[paragraph.p] = replacement
                word_count = _format_count(replacement.word_count, "word")
                message = f"paragraph {paragraph.p} does not read as indexed: " + (
                    f"it has as many words ({paragraph.words}), but not the same"
                    if replacement.word_count == paragraph.words
                    else f"where it should stand this copy has {word_count}, the index {paragraph.words}"
                )
                code = "paragraph-differs"
                advice = "another edition, a page break inside it, or a slip in the copy? Look at the printed page"
            label = paragraph.location.label()
            comparison.diagnostics.append(Diagnostic(code, Severity.ERROR, message, label, helps=(Help(advice),)))


def _find_replacements(
    comparison: _Comparison, start: int, end: int, omissions: list[IndexedParagraph]
) -> list[tuple[IndexedParagraph, MatchedRange | None]]:
    """Finds replacements of missing paragraphs: by their notes, by their number, by the length of the text."""
    text = comparison.copy.text[start:end]
    blocks: list[MatchedRange] = []
    offset = start
    for line in text.split("\n"):
        if word_count := count_words(line):
            blocks.append(MatchedRange(offset, offset + len(line), word_count))
        offset += len(line) + 1
    blocks = [block for block in blocks if not comparison.copy.text[block.start : block.end].strip().isupper()]
    is_open_ended = start == 0 or end == len(comparison.copy.text)
    replacements: list[tuple[IndexedParagraph, MatchedRange | None]] = []
    notes = [(block, set(comparison.copy.notes_between(block.start, block.end))) for block in blocks]
    for position, paragraph in enumerate(omissions):
        noted_blocks = [block for block, block_notes in notes if block_notes & set(paragraph.notes)]
        if noted_blocks:
            span = MatchedRange(
                noted_blocks[0].start, noted_blocks[-1].end, sum(block.word_count for block in noted_blocks)
            )
        elif len(blocks) == len(omissions):
            span = blocks[position]
        elif blocks and not is_open_ended:
            span = MatchedRange(blocks[0].start, blocks[-1].end, sum(block.word_count for block in blocks))
        else:
            replacements.append((paragraph, None))
            continue
        similar = noted_blocks or span.word_count * 2 >= paragraph.words
        replacements.append((paragraph, span if similar else None))
    return replacements


def _compare_notes(comparison: _Comparison) -> int:
    """Returns how many notes are in their paragraph; reports differences. A copy without notes has none."""
    agreeing_count = 0
    for paragraph in comparison.index.paragraphs:
        match = comparison.matches.get(paragraph.p)
        if match is None:
            continue
        copy_notes = comparison.copy.notes_between(match.start, match.end)
        agreeing_count += len(set(copy_notes) & set(paragraph.notes))
        if copy_notes and set(copy_notes) != set(paragraph.notes):
            message = (
                f"paragraph {paragraph.p} has the notes {_format_numbers(paragraph.notes)} in the index,"
                f" but {_format_numbers(copy_notes)} in this copy"
            )
            label = paragraph.location.value("notes").label()
            comparison.diagnostics.append(Diagnostic("notes-differ", Severity.WARNING, message, label))
    return agreeing_count


def _list_quotations(item_id: FactId, item: Fact | Document) -> list[_Quotation]:
    """Returns the quotations of a fact, or the words of a document, of which the copy has either language."""
    if isinstance(item, Fact):
        location = item.location.value("quote")
        return [_Quotation(item_id, item.main_cite, (quote,), location) for quote in item.quotes]
    texts = [(key, text) for key, text in (("original", item.original), ("translation", item.translation)) if text]
    if not texts:
        return []
    words = tuple(_OMISSION.sub(" […] ", text) for _, text in texts)
    return [_Quotation(item_id, item.main_cite, words, item.location.value(texts[0][0]))]


def _compare_quotes(comparison: _Comparison, quotations: Iterable[_Quotation]) -> int:
    """Returns how many quotations are verbatim, typography aside; reports the others."""
    results = [_check_quotation(comparison, quotation) for quotation in quotations]
    comparison.diagnostics += [diagnostic for diagnostic in results if diagnostic is not None]
    return results.count(None)


def _format_numbers(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers)) or "none"


def _format_count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _check_quotation(comparison: _Comparison, quotation: _Quotation) -> Diagnostic | None:
    fact_id, (quote, *_), location = quotation.owner, quotation.versions, quotation.location
    cited_texts = [(p, comparison.paragraph_text(p)) for p in quotation.cite.paragraphs]
    texts = [text for _, text in cited_texts if text is not None]
    copies = [*texts, "\n".join(texts)]
    if any(is_quoted_verbatim(version, text) for version in quotation.versions for text in copies):
        return None
    label = location.label(location.find(quote))
    omissions = [p for p, text in cited_texts if text is None]
    if not cited_texts or omissions:
        reason = "it cites no paragraph"
        if cited_texts:
            reason = f"{_format_paragraphs(omissions)} could not be found in this copy"
        message = f"the quotation of `{fact_id}` was not looked up: {reason}"
        return Diagnostic("quote-unchecked", Severity.WARNING, message, label)
    paragraphs = _format_paragraphs([p for p, _ in cited_texts])
    message = f"the quotation of `{fact_id}` does not stand word for word in {paragraphs}"
    matches = [p for p in sorted(comparison.matches) if is_quoted_verbatim(quote, comparison.paragraph_text(p) or "")]
    advice = f"it stands in {_format_paragraphs(matches)}" if matches else _advise_where_it_differs(quote, texts)
    return Diagnostic("quote-not-verbatim", Severity.ERROR, message, label, helps=(Help(advice),))


def _format_paragraphs(numbers: list[int]) -> str:
    return f"paragraph{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


def _advise_where_it_differs(quote: str, texts: list[str]) -> str:
    words, text = quote.split(), " ".join(texts)
    for length in range(len(words) - 1, 1, -1):
        beginning = " ".join(words[:length])
        if is_quoted_verbatim(beginning, text):
            return f"it agrees up to “{beginning}”; look at what follows"
    return "copy it once more from the source; `[…]` stands for words left out"
