"""Finds text of a screen that does not come from the catalogues: in a pseudo-language it has no brackets.

What belongs to a scene is not translated. It is known by its words: a text without brackets must be made of phrases of
the samples, and a single word that the interface uses too must be a whole text there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from types import ModuleType

from party_card.engine.page import Run
from party_card.frontends.window.shell.navigator import Navigator
from party_card.localization.languages import OWN_NAMES
from party_card.localization.pseudo import BEGIN, END
from tests.interface_catalogues import extract

from . import open_screens, sample, sample_pack
from .open_screens import list_boxes, list_text_runs

NAMES_THAT_STAY = (
    "Party Card", "Party", "Card", *OWN_NAMES.values(), "html", "md", "home", "ET", "MR", "SO", "and/or",
    "Tab", "Enter", "Esc", "PgUp", "PgDn", "Ctrl", "Alt", "Space", "LB RB", "Ibid", "Moscow", "Berlin", "Begin",
    "party CÀRD", "Progress cannot be saved: the disk is full. You can play on.", "Your place is kept.",
)  # fmt: skip
"""Names, keys, ends of files, initials, and what the dialogs of the samples are given."""
_PARTS = re.compile(r"[.;:·]")
_WORD = re.compile(r"[^\W\d_]{2,}")


def list_texts(navigator: Navigator) -> Iterator[str]:
    """Yields what the top screen shows, and what it says to screen readers."""
    yield navigator.screen.title
    for box in list_boxes(navigator):
        yield box.name
        yield from (target.name for target in box.targets)
        yield " ".join(run.text for run in list_text_runs(box))


def find_foreign_texts(navigator: Navigator) -> list[str]:
    """Returns the texts without brackets that no scene of the samples has."""
    return sorted(
        {
            piece
            for text in list_texts(navigator)
            for piece in _list_bare_pieces(text)
            if not (_is_of_scene(piece) or _is_of_scene(piece.replace("- ", "")))
        }
    )


def _list_bare_pieces(text: str) -> Iterator[str]:
    depth, piece = 0, ""
    for character in text + BEGIN:
        if character == BEGIN:
            if not depth:
                yield from filter(_WORD.search, _PARTS.split(piece))
                piece = ""
            depth += 1
        elif character == END:
            depth = max(0, depth - 1)
        elif not depth:
            piece += character


def _is_of_scene(piece: str) -> bool:
    words = _WORD.findall(piece.casefold())
    phrases, texts, interface_words = _read_samples()
    while words:
        length = next((n for n in range(len(words), 0, -1) if f" {' '.join(words[:n])} " in phrases), 0)
        if not length or (length == 1 and words[0] in interface_words and words[0] not in texts):
            return False
        words = words[length:]
    return True


@cache
def _read_samples() -> tuple[str, frozenset[str], frozenset[str]]:
    """Returns all words of the samples in a row, the parts of their sentences, and the words of the interface."""
    texts = [*NAMES_THAT_STAY]
    for module in (sample, sample_pack, open_screens):
        texts += _list_strings(
            {name: value for name, value in vars(module).items() if not name.startswith("__")}, set()
        )
    normalized = [" ".join(_WORD.findall(text.casefold())) for text in texts]
    parts = frozenset(" ".join(_WORD.findall(part.casefold())) for text in texts for part in _PARTS.split(text))
    messages = extract()
    interface = (
        str(part) for message in messages for part in ([message.id] if isinstance(message.id, str) else message.id)
    )
    interface_words = frozenset(word for text in interface for word in _WORD.findall(text.casefold()))
    return f" {' | '.join(f' {text} ' for text in normalized)} ", parts, interface_words


def _list_strings(value: object, seen: set[int]) -> Iterator[str]:
    """Yields every text within a value; the runs of a line as one text, too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from _list_strings(item, seen)
    elif isinstance(value, tuple | list | set | frozenset):
        if value and all(isinstance(item, Run) for item in value):
            yield "".join(run.text for run in value if run.note is None)
        for item in value:
            yield from _list_strings(item, seen)
    elif is_dataclass(value) and not isinstance(value, type | ModuleType) and id(value) not in seen:
        seen.add(id(value))
        for field in fields(value):
            yield from _list_strings(getattr(value, field.name), seen)
