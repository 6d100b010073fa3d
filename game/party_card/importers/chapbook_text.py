"""Says what a text of Chapbook means: its links, its inserts, and its Markdown.

Invariant: every word of the text is in the items; what is not understood is lost at its place, with its source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from party_card.content.prose import strip_markup
from party_card.importers.chapbook_expressions import NAME, RESERVED_NAMES
from party_card.importers.chapbook_inserts import Insert, split_inserts
from party_card.importers.conditions import UNSET, Value, visits_of
from party_card.importers.javascript_values import to_text
from party_card.importers.knowledge import Knowledge
from party_card.importers.markdown_prose import PRIVATE_CHARACTER, format_markdown, make_mark, split_at_marks
from party_card.importers.reveals import AnyItem, Reveal
from party_card.importers.story import Link, LossKind, Lost, Place, Print, Remark, Text

MAX_INSERTS = 60_000
_EXTERNAL = re.compile(r"\w+:///?\w")
_MARKDOWN = re.compile(r"[*_`~\[\]{}<>&\\]|^\s*(?:#|>|[-+]\s|\d+[.)]\s)|\n")
_SENTENCES = {"lost choice": "a scene offers nothing of this kind", "lost text": "a scene shows nothing of this kind"}
ShowPassage = Callable[[str], Sequence[AnyItem] | str]
"""Returns the items of a passage that is shown within another, or why it cannot be shown."""
ShowText = Callable[[str], Sequence[AnyItem]]


class TextReader:
    """Reads a text of `passage` that begins at `place`."""

    def __init__(  # what a text depends on
        self,
        passage: str,
        title: str,
        place: Place,
        knowledge: Knowledge,
        show_passage: ShowPassage,
        show_text: ShowText,
    ) -> None:
        self._passage = passage
        self._title = title
        self._place = place
        self._knowledge = knowledge
        self._show_passage = show_passage
        self._show_text = show_text
        self._marked: list[Sequence[AnyItem]] = []
        self._remarks: list[AnyItem] = []

    def read(self, text: str) -> list[AnyItem]:
        """Returns the items of a text."""
        if PRIVATE_CHARACTER.search(text):
            self._remarks.append(Lost("text", self._place, "", "it has characters of private use, which no font shows"))
            text = PRIVATE_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)
        marked = self._mark_inserts(self._mark_links(text))
        unstyled = frozenset(make_mark(i) for i, items in enumerate(self._marked) if not _is_within_line(items))
        prose = format_markdown(marked, self._remark, self._lose_in_text, unstyled)
        items: list[AnyItem] = []
        for part in split_at_marks(prose):
            if isinstance(part, int):
                items += self._marked[part]
            else:
                items.append(Text(part))
        return [*items, *self._remarks]

    def _mark(self, *items: AnyItem) -> str:
        """Returns the character that stands for some items."""
        self._marked.append(items)
        return make_mark(len(self._marked) - 1)

    def _remark(self, source: str) -> None:
        self._remarks.append(Remark(self._place, source[:200], "styling that a scene does not have"))

    def _lose_in_text(self, source: str) -> None:
        self._remarks.append(Lost("text", self._place, source[:200], "a scene shows nothing of this kind"))

    def _lose(self, kind: LossKind, source: str, reason: str, variables: tuple[str, ...] = ()) -> str:
        return self._mark(Lost(kind, self._place, source, reason, variables))

    def _mark_inserts(self, text: str) -> str:
        first, lines = self._place, 0
        parts: list[str] = []
        for part in split_inserts(text):
            self._place = Place(first.file, first.line + lines)
            parts.append(self._read_insert(part) if isinstance(part, Insert) else part)
            lines += (part.source if isinstance(part, Insert) else part).count("\n")
        self._place = first
        return "".join(parts)

    def _mark_links(self, text: str) -> str:
        first, lines = self._place, 0
        parts: list[str] = []
        start = 0
        while (opening := text.find("[[", start)) != -1:
            end_of_line = text.find("\n", opening)
            line_end = len(text) if end_of_line == -1 else end_of_line
            closing = text.find("]]", opening + 2, line_end)
            parts.append(text[start:opening])
            lines += text.count("\n", start, opening)
            self._place = Place(first.file, first.line + lines)
            if closing == -1 or len(self._marked) >= MAX_INSERTS:
                parts.append(text[opening:line_end])
                start = line_end
                continue
            source = text[opening : closing + 2]
            parts.append(self._read_link(source, *_split_link(source[2:-2])))
            start = closing + 2
        self._place = first
        return "".join((*parts, text[start:]))

    def _read_link(self, source: str, label: str, target: str) -> str:
        if not label or not target:
            return source
        if _EXTERNAL.match(target):
            return self._lose("choice", source, "it leads out of the story")
        return self._mark(Link(strip_markup(label).strip() if "*" in label else label.strip(), target, self._place))

    def _read_insert(self, insert: Insert) -> str:
        if len(self._marked) >= MAX_INSERTS:
            return insert.source
        match insert.kind:
            case "variable":
                return self._read_variable(insert)
            case "embed":
                return self._read_embed(insert)
            case "reveal":
                return self._read_reveal(insert)
            case "link":
                return self._read_link_insert(insert)
            case "style":
                return self._mark(Remark(self._place, insert.source, "a scene has no sounds and no themes"))
            case "lost choice":
                variables = (insert.value,) if insert.value and NAME.fullmatch(insert.value) else ()
                return self._lose("choice", insert.source, _SENTENCES[insert.kind], variables)
            case "lost text":
                return self._lose("text", insert.source, _SENTENCES[insert.kind])
        raise AssertionError(insert.kind)

    def _read_variable(self, insert: Insert) -> str:
        name = insert.value or ""
        if name == "passage.visits":
            return self._mark(Print(visits_of(self._passage), self._place, to_text))
        if name in ("passage.name", "story.name"):
            return self._passage if name == "passage.name" else self._title
        first = re.split(r"[.\[]", name)[0]
        if first in RESERVED_NAMES or (NAME.fullmatch(first) and first != name):
            return self._lose("text", insert.source, "a scene has nothing like it")
        values = self._knowledge.values.get(name)
        if not NAME.fullmatch(name) or (values is None and name not in self._knowledge.changed):
            return insert.source  # it names no variable: Chapbook shows it as it is typed
        if any(isinstance(value, str) and _MARKDOWN.search(value) for value in values or ()):
            return self._lose("text", insert.source, "the value that it shows has markup in it")
        return self._mark(Print(name, self._place, lambda value: _format_value(value, insert.source)))

    def _read_embed(self, insert: Insert) -> str:
        if insert.value is None:
            return self._lose("text", insert.source, "what it shows is computed")
        items = self._show_passage(insert.value)
        if isinstance(items, str):
            return self._lose("text", insert.source, items)
        return self._mark(*items, Text("\n"))

    def _read_reveal(self, insert: Insert) -> str:
        has_text, text = insert.get("text")
        has_passage, passage = insert.get("passage")
        shown = text if has_text else passage
        if insert.value is None or shown is None or not (has_text or has_passage):
            return self._lose("choice", insert.source, "its words or what it reveals are computed")
        items = self._show_text(shown) if has_text else self._show_passage(shown)
        if isinstance(items, str):
            return self._lose("choice", insert.source, items)
        label = _plain_text(insert.value)
        if not label:
            return self._lose("choice", insert.source, "it has no words")
        return self._mark(Reveal(label, insert.source, self._place, tuple(_without_first_line_end(items))))

    def _read_link_insert(self, insert: Insert) -> str:
        has_label, label = insert.get("label")
        if insert.value is None or (has_label and label is None):
            return self._lose("choice", insert.source, "its words or its goal are computed")
        return self._read_link(insert.source, _plain_text(label) if label else insert.value, insert.value)


def _is_within_line(items: Sequence[AnyItem]) -> bool:
    return all(isinstance(item, Link | Print | Lost | Remark) for item in items)


def _split_link(content: str) -> tuple[str, str]:
    """Returns words and goal of a link: a bar parts them, or else the first arrow."""
    for mark in ("|", "->"):
        if mark in content:
            label, _, target = content.partition(mark)
            return label, target
    if "<-" in content:
        target, _, label = content.partition("<-")
        return label, target
    return content, content


def _plain_text(markdown: str) -> str:
    """Returns the words of Markdown on one line."""
    return strip_markup(format_markdown(markdown, lambda _: None, lambda _: None))


def _without_first_line_end(items: Sequence[AnyItem]) -> list[AnyItem]:
    first, *others = items or (Text(""),)
    return [Text(first.text.removeprefix("\n")), *others] if isinstance(first, Text) else [first, *others]


def _format_value(value: Value, source: str) -> str:
    """Returns a value as Chapbook shows it; for one that was never set, the insert stands as it was typed."""
    return source if value is UNSET else to_text(value)
