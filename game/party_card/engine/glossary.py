"""Finds the people and terms that a text names, by the forms under which prose names them.

A scene's people are those whom facts and documents of its dossiers name; its terms are those of its dossiers.

Invariant: if two subjects share a form, that of the nearer dossier is meant; if two forms match at one place, the
longer. A person's form must match exactly; a term matches in any case and with a plural ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from party_card.content.models import Dossier, Person, PersonId, Term
from party_card.content.prose import smart_quotes
from party_card.engine.page import Entry
from party_card.frozen_dataclass import frozen_dataclass

_WORD = re.compile(r"\w+")
MAX_KEPT_TEXTS = 1024
"""Of so many texts it is kept whom they name: pages with the same text are built again and again."""
NO_PEOPLE: Mapping[PersonId, Person] = {}


@frozen_dataclass
class Subject:
    """A person or a term of the glossary, with its id."""

    id: str
    content: Person | Term

    @property
    def kind(self) -> Literal["person", "term"]:
        """What the subject is."""
        return "person" if isinstance(self.content, Person) else "term"


@frozen_dataclass
class Mention:
    """The words of a text that name a subject."""

    form: str
    subject: Subject


class Glossary:
    """The people and terms of some dossiers, given in order of precedence; `people` are those of the whole pack."""

    def __init__(self, dossiers: Iterable[Dossier], people: Mapping[PersonId, Person] = NO_PEOPLE) -> None:
        self.subjects: dict[tuple[str, str], Subject] = {}
        """The subjects by kind and id; of two with the same id, that of the nearer dossier."""
        self.entry_cache: dict[tuple[str, str, str, bool], Entry] = {}
        """The entries that `engine.entries` has built."""
        self._by_first_word: dict[str, list[tuple[str, Subject]]] = {}
        self._known_forms: set[str] = set()
        self._mentions: dict[str, tuple[Mention, ...]] = {}
        self._forms_by_word: dict[str, tuple[tuple[str, Subject], ...]] = {}
        """The forms that begin with the words of texts so far, most of them none."""
        for dossier in dossiers:
            for person_id, person in _iter_people(dossier, people):
                self._add(Subject(str(person_id), person), person.named or (person.name,))
            for term_id, value in dossier.terms.items():
                term = value if isinstance(value, Term) else Term(name=term_id.replace("-", " "), text=value)
                self._add(Subject(str(term_id), term), (*term.named, term.name))

    def _add(self, subject: Subject, forms: Iterable[str]) -> None:
        self.subjects.setdefault((subject.kind, subject.id), subject)
        for form in map(smart_quotes, forms):
            key = form if subject.kind == "person" else form.casefold()
            first_word = _WORD.search(form)
            if first_word and key not in self._known_forms:
                self._known_forms.add(key)
                self._by_first_word.setdefault(first_word[0].casefold(), []).append((form, subject))

    def find_mentions(self, text: str) -> tuple[Mention, ...]:
        """Finds the subjects that a text names: people first, in order, each once, with the form found."""
        found = self._mentions.get(text)
        if found is None:
            if len(self._mentions) >= MAX_KEPT_TEXTS:
                self._mentions.clear()
            found = self._mentions[text] = self._search_mentions(text)
        return found

    def _search_mentions(self, text: str) -> tuple[Mention, ...]:
        mentions: dict[tuple[str, str], Mention] = {}
        search_start = 0
        forms_by_word = self._forms_by_word
        for word in _WORD.finditer(text):
            forms = forms_by_word.get(word[0])
            if forms is None:
                forms = forms_by_word[word[0]] = self._find_forms(word[0])
            if not forms or word.start() < search_start:
                continue
            matches = [
                (match_text, subject)
                for form, subject in forms
                if (match_text := _match_form(text, word.start(), form, exact=subject.kind == "person"))
            ]
            if matches:
                match_text, subject = max(matches, key=lambda match: len(match[0]))
                search_start = word.start() + len(match_text)
                mentions.setdefault((subject.kind, subject.id), Mention(match_text, subject))
        return tuple(sorted(mentions.values(), key=lambda mention: mention.subject.kind == "term"))

    def _find_forms(self, word: str) -> tuple[tuple[str, Subject], ...]:
        """Returns the forms that begin with a word, which may be a plural."""
        folded_word = word.casefold()
        first_words = dict.fromkeys((folded_word, folded_word.removesuffix("s"), folded_word.removesuffix("es")))
        return tuple(form for first_word in first_words for form in self._by_first_word.get(first_word, ()))


def _iter_people(dossier: Dossier, people: Mapping[PersonId, Person]) -> Iterator[tuple[PersonId, Person]]:
    """Yields the people of a dossier: its own, then those of the pack whom its facts and documents name."""
    yield from dossier.people.items()
    if people:
        named = {name for item in dossier.citable_items.values() for name in item.people}
        yield from ((name, people[name]) for name in people if name in named and name not in dossier.people)


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
