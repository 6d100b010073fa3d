"""Ids of new parts of a scene, made from what is written on their cards."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from party_card.content.reserved_words import RESERVED_WORDS
from party_card.content.words_of_names import make_name
from party_card.services.cards.shown_values import list_of, mapping_of, text_of
from party_card.services.cards.values import Value

RESERVED_PASSAGES = frozenset({"briefing", "record", "debrief", "finished"})
RESERVED_CHOICES = frozenset({"begin", "reveal", "close"})


def make_id(text: str, taken: Collection[str], default: str, separator: str = "-") -> str:
    """Returns an id of the words of a text that none of the ids `taken` has; `default` if it has no letters."""
    id_ = make_name(text, separator) or default
    candidates = (id_, *(f"{id_}{separator}{number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)


def make_passage_id(root: dict[str, Value], title: str) -> str:
    """Returns the id of a new passage; not that of a variable, which conditions would take it for."""
    taken = {*mapping_of(root.get("passages")), *mapping_of(root.get("variables")), *RESERVED_PASSAGES, *RESERVED_WORDS}
    return make_id(title, taken, "passage")


def make_choice_id(root: dict[str, Value], text: str) -> str:
    """Returns the id of a new choice."""
    return make_id(text, {*_iter_choice_ids(root), *RESERVED_CHOICES, *RESERVED_WORDS}, "choice")


def make_ending_id(root: dict[str, Value], title: str) -> str:
    """Returns the id of a new ending."""
    passages = map(mapping_of, mapping_of(root.get("passages")).values())
    taken = {text_of(mapping_of(passage.get("ending")).get("id")) or "" for passage in passages}
    return make_id(title, {*taken, *RESERVED_WORDS}, "ending")


def make_variable_id(root: dict[str, Value], label: str) -> str:
    """Returns the id of a new variable, which begins with a letter, so that conditions can name it."""
    taken = {*mapping_of(root.get("variables")), *mapping_of(root.get("passages")), *RESERVED_WORDS, "ending"}
    id_ = make_id(label, taken, "variable", "_")
    return make_id(f"v {label}", taken, "variable", "_") if id_[0].isdigit() else id_


def _iter_choice_ids(root: dict[str, Value]) -> Iterator[str]:
    for passage in mapping_of(root.get("passages")).values():
        for choice in list_of(mapping_of(passage).get("choices")):
            yield text_of(mapping_of(choice).get("id")) or ""
