"""Who and what a text names: people and terms found in prose by the forms that their dossiers list.

Law: of two that go by one form, the nearer dossier's is meant, and of two forms in one place the longer; a person's
form is matched to the letter, a term in any case and with a plural ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from party_card.content.models import Dossier, Term
from party_card.content.prose import smart_quotes
from party_card.engine.page import Entry

_WORD = re.compile(r"\w+")


class Glossary:
    """The people and terms of some dossiers, the nearest dossier first."""

    def __init__(self, dossiers: Iterable[Dossier]) -> None:
        self._by_word: dict[str, list[tuple[str, Entry]]] = {}
        self._taken: set[str] = set()
        for dossier in dossiers:
            for name, person in dossier.people.items():
                told = f"{person.role} (born {person.born})" if person.born else person.role
                for form in person.named or (person.name,):
                    self._add(form, Entry(str(name), "person", form, person.name, smart_quotes(told)))
            for term_name, term in dossier.terms.items():
                made = term if isinstance(term, Term) else Term(name=term_name.replace("-", " "), text=term)
                for form in (*made.named, made.name):
                    self._add(form, Entry(str(term_name), "term", form, made.name, smart_quotes(made.text)))

    def _add(self, form: str, entry: Entry) -> None:
        form = smart_quotes(form)
        key = form if entry.kind == "person" else form.casefold()
        first = _WORD.search(form)
        if first and key not in self._taken:
            self._taken.add(key)
            self._by_word.setdefault(first[0].casefold(), []).append((form, entry))

    def entries(self, text: str) -> tuple[Entry, ...]:
        """Those that a text names, each once with the form found: people first, in the order in which they come."""
        found: dict[tuple[str, str], Entry] = {}
        behind = 0
        for word in _WORD.finditer(text):
            if word.start() < behind:
                continue
            folded = word[0].casefold()
            matches = [
                (said, entry)
                for known in {folded, folded.removesuffix("s"), folded.removesuffix("es")}
                for form, entry in self._by_word.get(known, ())
                if (said := _said(text, word.start(), form, exact=entry.kind == "person"))
            ]
            if matches:
                said, entry = max(matches, key=lambda match: len(match[0]))
                behind = word.start() + len(said)
                found.setdefault((entry.kind, entry.id), replace(entry, form=said))
        return tuple(sorted(found.values(), key=lambda entry: entry.kind == "term"))


def _said(text: str, start: int, form: str, *, exact: bool) -> str:
    """The form as the text has it at `start`, or nothing."""
    end = start + len(form)
    said = text[start:end]
    if said != form if exact else said.casefold() != form.casefold():
        return ""
    rest = _WORD.match(text, end)
    if rest is None:
        return said
    return "" if exact or rest[0].casefold() not in ("s", "es") else said + rest[0]
