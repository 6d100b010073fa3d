"""Finds the people and terms that a text names, by the forms that their dossiers list.

Invariant: if two entries share a form, that of the nearer dossier is meant; if two forms match at one place, the
longer. A person's form must match exactly; a term matches in any case and with a plural ending.
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
    """The people and terms of some dossiers, given in order of precedence."""

    def __init__(self, dossiers: Iterable[Dossier]) -> None:
        self._by_first_word: dict[str, list[tuple[str, Entry]]] = {}
        self._known_forms: set[str] = set()
        for dossier in dossiers:
            for person_id, person in dossier.people.items():
                text = f"{person.role} (born {person.born})" if person.born else person.role
                for form in person.named or (person.name,):
                    self._add(form, Entry(str(person_id), "person", form, person.name, smart_quotes(text)))
            for term_id, value in dossier.terms.items():
                term = value if isinstance(value, Term) else Term(name=term_id.replace("-", " "), text=value)
                for form in (*term.named, term.name):
                    self._add(form, Entry(str(term_id), "term", form, term.name, smart_quotes(term.text)))

    def _add(self, form: str, entry: Entry) -> None:
        form = smart_quotes(form)
        key = form if entry.kind == "person" else form.casefold()
        first_word = _WORD.search(form)
        if first_word and key not in self._known_forms:
            self._known_forms.add(key)
            self._by_first_word.setdefault(first_word[0].casefold(), []).append((form, entry))

    def find_entries(self, text: str) -> tuple[Entry, ...]:
        """Finds the entries that a text names: people first, in order of appearance, each once, with the form found."""
        entries: dict[tuple[str, str], Entry] = {}
        search_start = 0
        for word in _WORD.finditer(text):
            if word.start() < search_start:
                continue
            folded_word = word[0].casefold()
            matches = [
                (match_text, entry)
                for first_word in {folded_word, folded_word.removesuffix("s"), folded_word.removesuffix("es")}
                for form, entry in self._by_first_word.get(first_word, ())
                if (match_text := _match_form(text, word.start(), form, exact=entry.kind == "person"))
            ]
            if matches:
                match_text, entry = max(matches, key=lambda match: len(match[0]))
                search_start = word.start() + len(match_text)
                entries.setdefault((entry.kind, entry.id), replace(entry, form=match_text))
        return tuple(sorted(entries.values(), key=lambda entry: entry.kind == "term"))


def _match_form(text: str, start: int, form: str, *, exact: bool) -> str:
    """Returns the words of the text at `start` that match a form, or an empty string."""
    end = start + len(form)
    match_text = text[start:end]
    if match_text != form if exact else match_text.casefold() != form.casefold():
        return ""
    suffix = _WORD.match(text, end)
    if suffix is None:
        return match_text
    return "" if exact or suffix[0].casefold() not in ("s", "es") else match_text + suffix[0]
