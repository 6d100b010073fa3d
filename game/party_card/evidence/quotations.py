"""Quotations against the paragraphs they cite.

Law: a quotation is verbatim or it is not; the setting of the type alone does not count. What could not be
looked up is said to be so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from party_card.content.models import Fact, FactId
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.evidence.wording import quotes_verbatim

TextOf = Callable[[int], "str | None"]
"""What the copy has for a paragraph, by its number; None where it has nothing."""


def quote_problem(
    fact_id: FactId, fact: Fact, quote: str, text_of: TextOf, elsewhere: Iterable[int]
) -> Diagnostic | None:
    """What is wrong with one quotation of a fact; `elsewhere` are the paragraphs in which it might stand instead."""
    cited = [(p, text_of(p)) for p in fact.cite.paragraphs]
    texts = [text for _, text in cited if text is not None]
    if any(quotes_verbatim(quote, text) for text in [*texts, "\n".join(texts)]):
        return None
    place = fact.location.value("quote")
    label = place.label(place.find(quote))
    absent = tuple(p for p, text in cited if text is None)
    if not cited or absent:
        reason = f"{paragraphs(absent)} could not be found in this copy" if cited else "it cites no paragraph"
        message = f"the quotation of `{fact_id}` was not looked up: {reason}"
        return Diagnostic("quote-unchecked", Severity.WARNING, message, label)
    message = f"the quotation of `{fact_id}` does not stand word for word in {paragraphs(p for p, _ in cited)}"
    others = tuple(p for p in elsewhere if quotes_verbatim(quote, text_of(p) or ""))
    mend = f"it stands in {paragraphs(others)}" if others else _agreeing(quote, " ".join(texts))
    return Diagnostic("quote-not-verbatim", Severity.ERROR, message, label, helps=(Help(mend),))


def paragraphs(numbers: Iterable[int]) -> str:
    """Paragraph numbers for a sentence."""
    listed = list(numbers)
    return f"paragraph{'s' if len(listed) > 1 else ''} {', '.join(map(str, listed))}"


def _agreeing(quote: str, text: str) -> str:
    """How far the quotation agrees with the text."""
    said = quote.split()
    for length in range(len(said) - 1, 1, -1):
        beginning = " ".join(said[:length])
        if quotes_verbatim(beginning, text):
            return f"it agrees up to “{beginning}”; look at what follows"
    return "copy it once more from the source; `[…]` stands for words left out"
