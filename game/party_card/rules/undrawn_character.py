"""A text has characters that the window's own fonts lack.

The window brings fonts for Latin, Greek and Cyrillic letters. Others (Arabic, Hebrew, Chinese, Japanese, Korean,
Hindi, emoji) it draws with a font that is installed on the player's computer; without one each is shown as a box with
its number. Most computers have such fonts, but look at one that your players use. The page for browsers and the
terminal use fonts of the computer for everything.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: On the sheet is one word, shalom.
        ending: {id: done, title: Done}
FAIL REPLACES:
        text: On the sheet is one word, shalom.
WITH:
        text: On the sheet is one word, שלום.
MESSAGE:
    remark[undrawn-character]: the window has no font for Hebrew: it draws `שלום` only if the player's computer has one
     --> scenes/example.yaml:5:37
      |
    5 |     text: On the sheet is one word, שלום.
      |                                     ^^^^
    help: try it on a computer of your players, or write it in Latin letters
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from party_card.content.model_keys import text_keys
from party_card.content.pack import Pack
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from party_card.diagnostics.diagnostic import Diagnostic, Label, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.platform.font_files import read_drawn_characters
from party_card.rules._traversal import iter_file_roots

_CANDIDATES = re.compile(
    r"[^\x00-\u017f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f"
    r"\u2000-\u200a\u2010-\u2014\u2018-\u201a\u201c-\u201e\u2026\u202f]"
)
"""Characters that the fonts of the window may lack; all others they have, or draw like a hyphen or a space."""
_UNSEEN = ("Cf", "Mn", "Zs")
"""Categories of characters that are no word by themselves."""
_SCRIPT = re.compile(
    r"(.+?)(?: CAPITAL| SMALL| FINAL)? (?:LETTER|SYLLABLE|VOWEL|SIGN|DIGIT|IDEOGRAPH|UNIFIED|MARK|POINT|CHARACTER)"
)
_LANGUAGES = {
    "Cjk": "Chinese", "Cjk Compatibility": "Chinese", "Hangul": "Korean", "Hiragana": "Japanese", "Katakana": "Japanese"
}  # fmt: skip
"""The languages that most readers name in place of these scripts."""


def check(pack: Pack) -> Diagnostics:
    """Looks for the first such character of every text."""
    has_candidates: dict[str, bool] = {}  # a file of sources has a root for each, and its text is searched once
    for root in iter_file_roots(pack):
        if root.file.name not in has_candidates:
            has_candidates[root.file.name] = _has_candidates(root.file.text)
        if has_candidates[root.file.name]:
            for node in _iter_texts(root.node):
                if word := find_undrawn_word(node.value):
                    start = root.file.text.find(word, node.start_mark.index, node.end_mark.index)
                    is_found = start >= 0  # it is not, if it is written as an escape
                    place = (start, start + len(word)) if is_found else (node.start_mark.index, node.end_mark.index)
                    yield _diagnose(word, Label(root.file, root.file.span(*place)))


def _has_candidates(text: str) -> bool:
    """Returns True if a text has such a character, or an escape that could stand for one."""
    return "\\u" in text or (not text.isascii() and _CANDIDATES.search(text) is not None)


def _iter_texts(node: Node, key: str = "") -> Iterator[ScalarNode]:
    """Yields the texts of a node that players read."""
    if isinstance(node, ScalarNode):
        if key in text_keys():
            yield node
    elif isinstance(node, MappingNode):
        for child_key, child in node.value:
            yield from _iter_texts(child, str(child_key.value))
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _iter_texts(item, key)


def find_undrawn_word(text: str) -> str:
    """Returns the first characters in a row that the window's own fonts lack; empty if they have all."""
    word, end = "", 0
    for match in _CANDIDATES.finditer(text):
        character = match[0]
        if character in read_drawn_characters() or (
            not word and unicodedata.category(character) in ("Cf", "Mn", "Zs", "Cn")
        ):
            continue
        if word and match.start() != end:
            break
        word, end = word + character, match.end()
    return word


def _diagnose(word: str, label: Label) -> Diagnostic:
    name = unicodedata.name(word[0], "")
    script = _SCRIPT.match(name)
    if script is None or unicodedata.category(word[0])[0] == "S":
        message = f"the window has no font for {backquote(word)}: it draws that only if the player's computer has one"
        return RULE.diagnose(message, label, "try it on a computer of your players, or say it in words")
    language = _LANGUAGES.get(script[1].title(), script[1].title())
    message = f"the window has no font for {language}: it draws {backquote(word)} only if the player's computer has one"
    return RULE.diagnose(message, label, "try it on a computer of your players, or write it in Latin letters")


RULE = Rule("undrawn-character", Severity.INFO, __doc__, check)
