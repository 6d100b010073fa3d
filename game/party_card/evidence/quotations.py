"""Checks quotations against the paragraphs that they cite.

Invariant: a quotation is verbatim or not; typography alone does not count. What could not be looked up is reported as
such.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from party_card.content.models import Fact, FactId
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.evidence.wording import is_quoted_verbatim

ParagraphText = Callable[[int], "str | None"]
"""Returns the text of a paragraph in the copy by its number, or None."""


def check_quotation(
    fact_id: FactId, fact: Fact, quote: str, paragraph_text: ParagraphText, other_paragraphs: Iterable[int]
) -> Diagnostic | None:
    """Returns a diagnostic if a quotation of a fact is wrong; `other_paragraphs` are searched for a better citation."""
    cited = [(p, paragraph_text(p)) for p in fact.cite.paragraphs]
    texts = [text for _, text in cited if text is not None]
    if any(is_quoted_verbatim(quote, text) for text in [*texts, "\n".join(texts)]):
        return None
    quote_location = fact.location.value("quote")
    label = quote_location.label(quote_location.find(quote))
    missing = tuple(p for p, text in cited if text is None)
    if not cited or missing:
        reason = f"{format_paragraphs(missing)} could not be found in this copy" if cited else "it cites no paragraph"
        message = f"the quotation of `{fact_id}` was not looked up: {reason}"
        return Diagnostic("quote-unchecked", Severity.WARNING, message, label)
    message = f"the quotation of `{fact_id}` does not stand word for word in {format_paragraphs(p for p, _ in cited)}"
    matching = tuple(p for p in other_paragraphs if is_quoted_verbatim(quote, paragraph_text(p) or ""))
    advice = (
        f"it stands in {format_paragraphs(matching)}" if matching else _advise_where_it_differs(quote, " ".join(texts))
    )
    return Diagnostic("quote-not-verbatim", Severity.ERROR, message, label, helps=(Help(advice),))


def format_paragraphs(numbers: Iterable[int]) -> str:
    """Formats paragraph numbers for a sentence."""
    listed = list(numbers)
    return f"paragraph{'s' if len(listed) > 1 else ''} {', '.join(map(str, listed))}"


def _advise_where_it_differs(quote: str, text: str) -> str:
    """Says how far the quotation agrees with the text."""
    words = quote.split()
    for length in range(len(words) - 1, 1, -1):
        beginning = " ".join(words[:length])
        if is_quoted_verbatim(beginning, text):
            return f"it agrees up to “{beginning}”; look at what follows"
    return "copy it once more from the source; `[…]` stands for words left out"
