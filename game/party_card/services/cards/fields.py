"""The keys of a scene that cards know: what kind of text each holds, and in which order they are written."""

from __future__ import annotations

from collections.abc import Mapping

from party_card.services.cards.clean_text import TextKind

SCENE_ORDER = (
    "scene", "title", "start", "span", "place", "at", "places", "role", "hook", "context", "question", "minutes",
    "level", "content_notes", "summary", "dossiers", "picture", "alt", "reveal", "variables", "passages", "essentials",
    "record", "aftermath", "file", "leaves", "debrief", "always", "never", "tests",
)  # fmt: skip
PASSAGE_ORDER = (
    "basis", "date", "place", "at", "places", "picture", "alt", "text", "ending", "choices", "record", "in_common",
    "history",
)  # fmt: skip
BLOCK_ORDER = ("if", "text", "document")
CHOICE_ORDER = ("id", "text", "did", "overlooks", "if", "locked", "hypothesis", "set", "add", "goto")
ENDING_ORDER = ("id", "title", "cost")
RUBRIC_ORDER = ("basic", "emergent", "proficient")
ROLE_ORDER = ("name", "kind", "text")
VARIABLE_ORDER = ("carried", "range", "values", "start", "label")
TEST_ORDER = ("name", "carried", "play", "expect")
EXPECT_ORDER = ("passage", "ending")
_RECORD_ORDER = ("if", "label", "heading", "text", "chart", "compare", "unknown")
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "context": ("heading", "text"),
    "essentials": _RECORD_ORDER,
    "record": _RECORD_ORDER,
    "aftermath": _RECORD_ORDER,
    "debrief": ("ask", "skill", "draws_on", "rubric"),
}
"""The lists of a scene around its passages, with the keys of their items."""
WORD_LISTS = ("dossiers", "content_notes", "places")
"""The keys that hold a list of names or of short texts."""

SCENE_FIELDS = (
    "title", "span", "place", "at", "hook", "question", "minutes", "level", "summary", "picture", "alt", "reveal",
)  # fmt: skip
"""The keys of a scene that hold one text each."""
REQUIRED_KEYS = frozenset({"text", "document", "title", "id", "name", "scene", "heading", "ask", "unknown"})
"""Keys that stay, without a text, if a card empties them."""

_KINDS: Mapping[TextKind, tuple[str, ...]] = {
    "prose": (
        "text", "hook", "question", "summary", "did", "locked", "record", "cost", "in_common", "unknown", "ask",
        "draws_on", "overlooks", "basic", "emergent", "proficient",
    ),
    "document": ("document",),
    "plain": ("hypothesis", "minutes", "level"),
    "line": (
        "title", "span", "place", "at", "picture", "alt", "reveal", "start", "basis", "date", "if", "goto", "name",
        "kind", "heading", "label", "chart", "compare", "skill",
    ),
}  # fmt: skip
TEXT_KINDS: Mapping[str, TextKind] = {key: kind for kind, keys in _KINDS.items() for key in keys}
"""The kind of the text below a key that a card can set."""
