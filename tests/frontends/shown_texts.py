"""What readers of an HTML paper see, and what of it was not looked up in the language of the interface.

The language is the accented one, and the scene's own texts have other letters (`disguise_scene`): Latin letters outside
brackets are then texts that no message stands for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html.parser import HTMLParser

_VOID = frozenset({"meta", "br", "input"})
_NAMES = frozenset({"aria-label", "alt", "title", "data-text", "data-confirm", "data-failure"})
_UNBROKEN = frozenset({"b", "strong", "em", "i", "a", "span", "sup", "code"})
"""Elements within a sentence."""
_BREAKS = frozenset({"blank", "grade", "invented", "line", "tag", "tally"})
"""Classes of parts that stand by themselves: a field to fill in, a tag."""
_ENDS = (".", ":", "!", "?", "…", "”", "’", ")")
"""How a message ends behind which another may stand."""


class ShownTexts(HTMLParser):
    """The texts of each block of a page in one piece, and the names of its elements, without those `ignored`.

    `ignored` are elements and classes whose texts are in the language of files or of sources.
    """

    def __init__(self, html: str, ignored: Collection[str] = ()) -> None:
        super().__init__()
        self._ignored = frozenset({"style", "script", "code", "cite", "template", *ignored})
        self._stack: list[tuple[str, bool]] = []
        self.texts: list[str] = [""]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        marks = {tag, *(attributes.get("class") or "").split()}
        is_ignored = not self._ignored.isdisjoint(marks) or (bool(self._stack) and self._stack[-1][1])
        self.texts += [value or "" for name, value in attrs if name in _NAMES and not is_ignored]
        is_link = any(name == "nav" for name, _ in self._stack)
        if tag not in _UNBROKEN or is_link or not _BREAKS.isdisjoint(marks):
            self.texts.append("")
        if tag not in _VOID:
            self._stack.append((tag, is_ignored))

    def handle_endtag(self, tag: str) -> None:
        assert self._stack.pop()[0] == tag
        if tag not in _UNBROKEN:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not self._stack or not self._stack[-1][1]:
            self.texts[-1] += data


def find_faults(html: str, ignored: Collection[str] = (), names: Collection[str] = ()) -> list[str]:
    """Returns the texts that were not looked up, or that are glued: a message beside another in one sentence.

    `names` are no messages, such as that of the game.
    """
    return [text for text in ShownTexts(html, ignored).texts if _is_fault(text, names)]


def _is_fault(text: str, names: Collection[str]) -> bool:
    for name in names:
        text = text.replace(name, "")
    parts = list(_divide(text))
    if any(re.search(r"[A-Za-z]{2}|[\[\]]", part) for is_message, part in parts if not is_message):
        return True
    messages, gaps = parts[1::2], parts[2:-1:2]
    return any(
        not gap.strip() and not first.rstrip("]").endswith(_ENDS) and not second.startswith("[,")
        for (_, first), (_, gap), (_, second) in zip(messages, gaps, messages[1:], strict=False)
    )


def _divide(text: str) -> Iterator[tuple[bool, str]]:
    """Yields the messages of a text, each with all in its brackets, and what stands between."""
    depth = start = 0
    for place, letter in enumerate(text):
        if letter == "[" and depth == 0:
            yield False, text[start:place]
            start = place
        depth += (letter == "[") - (letter == "]")
        if letter == "]" and depth == 0:
            yield True, text[start : place + 1]
            start = place + 1
    yield False, text[start:]
