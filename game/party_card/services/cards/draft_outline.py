"""Reads a draft, as teachers have it in a word processor, as passages with choices.

A short line without a full stop begins a passage. A line that begins with a dash, a star, a bullet or an arrow is a
choice; an arrow in it, with the heading of another passage behind, says where it leads. All else is prose, of which a
line is a paragraph, or a line of one if the draft has its lines broken.

Invariant: no word is lost: each stands in a title, a paragraph, a choice or its target. "Ending:" before a heading is a
mark, as a bullet is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from party_card.services.cards.clean_text import clean_pasted

MAX_HEADING_CHARACTERS = 60
MAX_HEADING_WORDS = 9
_MARKERS = ("->", "→", "⇒", "=>")
_BULLET = re.compile(r"(?:[-–*•·◦▪‣][ \t]|o\t)[ \t]*(?=\S)")
_HEADING_MARK = re.compile(r"#{1,6}[ \t]+(?=\S)")
_RULE = re.compile(r"[-–—*_=~ \t]{3,}\Z")
_NUMBER = re.compile(r"\W*[0-9]+\W*")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = (".", "!", "?", "…", ":", ";", ",")
_CLOSING = "”’\"')]»"
_ENDING = re.compile(r"(?:the )?end(?:ing)?[ \t]*[:–—-][ \t]*(?=\S)", re.IGNORECASE)


class DraftChoice(NamedTuple):
    """A choice of a draft; `target` are the words that say where it leads, empty if none do."""

    text: str
    target: str = ""


class DraftPassage(NamedTuple):
    """A passage of a draft; the first one may have no title. `is_ending` if its heading says so."""

    title: str
    paragraphs: tuple[str, ...]
    choices: tuple[DraftChoice, ...]
    is_ending: bool = False


class _Line(NamedTuple):
    text: str
    is_indented: bool
    is_marked_heading: bool
    choice: DraftChoice | None

    @property
    def is_blank(self) -> bool:
        return not self.text

    @property
    def is_prose(self) -> bool:
        return bool(self.text) and self.choice is None and not self.is_marked_heading


def find_key(words: str) -> str:
    """Returns the words of a text alone, in small letters: what two ways to write a heading have in common."""
    return " ".join(_WORD.findall(words.casefold()))


def find_heading_keys(title: str) -> set[str]:
    """Returns the keys by which a choice can name a heading: with its number, and without."""
    number = _NUMBER.match(title)
    return {key for key in (find_key(title), find_key(title[number.end() :] if number else "")) if key}


def read_outline(text: str) -> list[DraftPassage]:
    """Returns the passages of a draft, in its order."""
    lines = [_read_line(line) for line in clean_pasted(text).split("\n")]
    is_wrapped = _has_broken_lines(lines)
    named = _list_named(lines)
    headings = {
        index
        for index, line in enumerate(lines)
        if line.is_marked_heading or _is_heading(lines, index, named, is_wrapped)
    }
    starts = sorted({0, *headings})
    passages = []
    for start, end in pairwise([*starts, len(lines)]):
        title = lines[start].text if start in headings else ""
        body = lines[start + 1 : end] if start in headings else lines[start:end]
        if title or any(not line.is_blank for line in body):
            passages.append(_read_passage(title, body, is_wrapped))
    return passages


def _read_line(line: str) -> _Line:
    is_indented = line[:1] in (" ", "\t") and bool(line.strip())
    text = line.strip()
    bullet = _BULLET.match(text)
    text = " ".join(text[bullet.end() :].split() if bullet else text.split())
    if bullet:
        return _Line(text, is_indented, False, _read_choice(text))
    if _RULE.match(text) or text in (*_MARKERS, "-", "–", "*", "•", "·"):
        text = ""
    if mark := _HEADING_MARK.match(text):
        return _Line(text[mark.end() :].rstrip("# "), is_indented, True, None)
    if marker := next((marker for marker in _MARKERS if text.startswith(marker)), ""):
        words = text.removeprefix(marker).strip()
        choice = _read_choice(words)
        return _Line(words, is_indented, False, choice if choice.target else DraftChoice(words, words))
    return _Line(text, is_indented, False, None)


def _read_choice(words: str) -> DraftChoice:
    """Returns a choice without the arrow that names its target; a choice of an arrow and a heading has its words."""
    text, target = _split_target(words)
    return DraftChoice(text or target, target)


def _split_target(words: str) -> tuple[str, str]:
    """Returns what stands before the last arrow and behind it; nothing behind if there is none."""
    start, marker = max((words.rfind(marker), marker) for marker in _MARKERS)
    if start < 0:
        return words, ""
    text, target = words[:start].strip(), words[start + len(marker) :].strip()
    if text.endswith(("(", "[")):
        text, target = text[:-1].rstrip(), target.rstrip(")]").rstrip()
    return (text, target) if find_key(target) else (text, "")


def _has_broken_lines(lines: Sequence[_Line]) -> bool:
    """Returns True if paragraphs run over several lines: most lines with another right below end in a sentence."""
    upper = [line.text for line, lower in pairwise(lines) if line.is_prose and lower.is_prose]
    return sum(not _ends_sentence(text) and len(text) > MAX_HEADING_CHARACTERS / 2 for text in upper) * 2 > len(upper)


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_SENTENCE_END)


def _list_named(lines: Iterable[_Line]) -> set[str]:
    """Returns the keys of the headings that choices name, or are called by."""
    choices = [line.choice for line in lines if line.choice is not None]
    return {key for choice in choices for words in choice if (key := find_key(words))}


def _is_heading(lines: Sequence[_Line], index: int, named: set[str], is_wrapped: bool) -> bool:
    """Returns True for a short line without a full stop, with something below it, or one that a choice names."""
    line = lines[index]
    if not line.is_prose or len(line.text) > MAX_HEADING_CHARACTERS or _split_target(line.text)[1]:
        return False
    before = lines[index - 1] if index else None
    if before is not None and is_wrapped and before.is_prose:
        return False  # the last words of a paragraph
    if find_heading_keys(line.text) & named:
        return True
    if line.is_indented or _ends_sentence(line.text) or len(line.text.split()) > MAX_HEADING_WORDS:
        return False
    first = line.text.lstrip("(")[:1]
    return (first.isupper() or first.isdigit()) and any(not lower.is_blank for lower in lines[index + 1 :])


def _read_passage(title: str, body: Sequence[_Line], is_wrapped: bool) -> DraftPassage:
    paragraphs: list[str] = []
    choices: list[DraftChoice] = []
    above: _Line | None = None
    for line in body:
        is_choice_going_on = above is not None and above.choice is not None and line.is_prose and line.is_indented
        if line.choice is not None:
            choices.append(line.choice)
        elif is_choice_going_on:
            choices[-1] = _read_choice(_join_choice(choices[-1], line.text))
        elif line.is_prose:
            words, target = _split_target(line.text)
            if target:
                choices.append(DraftChoice("", target))
            if words and is_wrapped and above is not None and above.is_prose and paragraphs:
                paragraphs[-1] += f" {words}"
            elif words:
                paragraphs.append(words)
        above = above if is_choice_going_on else line
    ending = _ENDING.match(title)
    shown = title if ending is None else title[ending.end() :]
    return DraftPassage(shown, tuple(paragraphs), tuple(choices), ending is not None)


def _join_choice(choice: DraftChoice, words: str) -> str:
    """Returns the words of a choice with those of its next line; the target, if any, stays behind the arrow."""
    text = choice.text if choice.text != choice.target else ""
    return f"{text} -> {choice.target} {words}" if choice.target else f"{text} {words}".strip()
