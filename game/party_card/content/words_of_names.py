"""Names of parts and the words that they are made of: `say-that-it-was-mice` is shown as "Say that it was mice".

Invariant: a name that is made of words is found again in them, so that people read the words with their capital
letters and signs as long as the words still stand where they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from party_card.content.identifiers import slugify, title_from_name
from party_card.content.models import PassageId, Scene
from party_card.content.prose import strip_markup

MAX_NAME_CHARACTERS = 30
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_NUMBER = re.compile(r"[-_]([0-9]+)\Z")
_DANGLING_WORDS = frozenset(
    {
        *("a", "an", "the", "to", "of", "and", "or", "in", "on", "at", "by", "for", "with", "from", "into", "that"),
        *("is", "are", "was", "were", "his", "her", "its", "their", "your", "my", "our", "as", "but", "if", "than"),
    }
)
"""A name that had to be cut does not end with one of these."""


def make_name(text: str, separator: str = "-") -> str:
    """Returns the name that the first words of a text make; empty if they have no letters."""
    words = _to_slug(text, "-").split("-")
    name = slugify(" ".join(words), "-", MAX_NAME_CHARACTERS)
    kept = name.split("-")
    while len(kept) < len(words) and len(kept) > 1 and kept[-1] in _DANGLING_WORDS:
        kept.pop()
    return separator.join(kept)


def find_words(name: str, texts: Iterable[str], typed: str = "") -> str:
    """Returns the words that a name is made of, from the first text that begins with them; else the name in words.

    The words that somebody has `typed` for it come before those of the texts, if they still make the name.
    """
    number = _NUMBER.search(name)
    stem = name if number is None else name[: number.start()]
    if typed and make_name(typed) in (name.replace("_", "-"), stem.replace("_", "-")):
        return typed
    for text in texts:
        if words := _find_beginning(name.replace("_", "-"), text):
            return words
        if number is not None and (words := _find_beginning(stem.replace("_", "-"), text)):
            return f"{words} {number[1]}"
    return title_from_name(name)


def name_passages(scene: Scene) -> dict[PassageId, str]:
    """Returns what each passage of a scene is called: by the words of a choice that leads to it, if it has them."""
    texts: dict[PassageId, list[str]] = {name: [] for name in scene.passages}
    for passage in scene.passages.values():
        for choice in passage.choices:
            texts.setdefault(choice.goto, []).append(choice.text)
    return {name: find_words(name, texts[name]) for name in scene.passages}


def _find_beginning(slug: str, text: str) -> str:
    """Returns the words at the beginning of a text that make a slug; empty if none do."""
    words = strip_markup(text).split()
    for count in range(1, len(words) + 1):
        beginning = _to_slug(" ".join(words[:count]), "-")
        if beginning == slug:
            shown = " ".join(words[:count]).strip(' .,;:!?…—–-“”"')
            return shown[:1].upper() + shown[1:]
        if not slug.startswith(beginning):
            return ""
    return ""


def _to_slug(text: str, separator: str) -> str:
    return slugify(_APOSTROPHE.sub("", strip_markup(text)), separator)
