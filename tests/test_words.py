"""One word for one thing: what players, teachers and authors read uses the words of the table in every front end."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT

PLAYER_SCRIPTS = ROOT / "game" / "party_card" / "frontends" / "html" / "player"
TEXTS = ("README.md", "game/PLAYING.md", "scenes/README.md", "seeds/README.md")
FORMER_WORDS = {
    "what was done": "What really happened",
    "what actually happened": "What really happened",
    "here you did as the record shows": "as in the record",
    "where it stands": "Source",
    "when, and how sure": "Date and certainty",
    "a composite moment": "Invented scene, based on documented facts",
    "shows nobody weighing": "No record of anyone doing this",
    "letters a line": "Line length",
    "between letters": "Letter spacing",
    "between words": "Word spacing",
    "as designed": "Default",
    "as the scene says": "Scene’s choice",
    "as the scene has it": "Scene’s choice",
    "single keys": "One-key shortcuts",
    "stays down": "Hold this long to choose",
    "marked in turn": "Items highlight in turn",
    "back to the first settings": "Reset to defaults",
    "nothing is missed by it": "The game works without sound",
    "go on reading": "Resume",
    "forget reader": "Delete this player",
    "take a choice": "choose",
    "as at first": "reset size",
    "not yet begun": "Not started",
    "others were open to you": "Ending 2 of 5",
    "where no other grade is named": "Documented unless marked",
    "one step back": "Undo choice",
    "back one step": "Undo choice",
    "back one choice": "Undo choice",
    "all scenes": "Episodes",
    "all episodes": "Episodes",
}
"""What was on the screen, and the word that is there now."""
LABELS = ("all scenes", "all episodes", "what was done", "where it stands")
"""Words that are former ones only as a whole label; in a sentence they mean what they say."""


def list_python_strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yields the strings of a module that are not docstrings, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def list_script_strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yields the strings of a script, with their lines."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.lstrip().startswith(("*", "/*", "//")):
            for text in re.findall(r'"([^"]*)"|`([^`]*)`', line):
                yield number, "".join(text)


def list_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yields the lines of a text."""
    yield from enumerate(path.read_text(encoding="utf-8").splitlines(), 1)


def find_former_words(text: str) -> list[str]:
    """Returns the former words that a text still has."""
    folded = text.casefold()
    label = folded.strip(" .:")
    return [word for word in FORMER_WORDS if (word == label if word in LABELS else word in folded)]


@pytest.mark.parametrize("kind", ["python", "script", "text"])
def test_no_former_word_is_left_on_a_screen_or_in_a_text(kind: str) -> None:
    match kind:
        case "python":
            found = [(path, list_python_strings(path)) for path in (ROOT / "game" / "party_card").rglob("*.py")]
        case "script":
            names = sorted(PLAYER_SCRIPTS.glob("*.js"))
            found = [(path, list_script_strings(path)) for path in names if path.name != "player.js"]
        case _:
            found = [(ROOT / name, list_lines(ROOT / name)) for name in TEXTS]
    left = [
        f"{path.relative_to(ROOT)}:{line}: write “{FORMER_WORDS[word]}” instead of “{word}”"
        for path, strings in found
        for line, text in strings
        for word in find_former_words(text)
    ]
    assert left == []


def test_a_former_word_is_found_as_label_and_in_a_sentence() -> None:
    assert find_former_words("What was done") == ["what was done"]
    assert find_former_words("Papers show what was done. None of them shows why.") == []
    assert find_former_words("See what actually happened") == ["what actually happened"]
