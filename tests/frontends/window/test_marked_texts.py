"""No sentence of the window stands in its code without being looked up."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from party_card.frontends import window

FOLDER = Path(window.__file__).parent
LOOK_UP = {"gettext", "gettext_noop", "ngettext", "pgettext", "npgettext"}
PROSE = re.compile(r"[^\W\d_]{2,},? [^\W\d_]{2,}|, [a-z]{2,}|[a-z]{2,}[.:] ?$|^ [a-z]{2,}")
"""Two words, or a part of a sentence beside a value."""
KEYS = {"later in time", "this time", "not yet", "not saved"}
"""Values by which code decides; what is shown for them is looked up."""
PROTOCOLS = {"process_speakers.py", "speech_dispatcher.py", "shaping.py"}
"""Modules that speak to other programs, and that name scripts."""


def iter_unmarked_texts(source: str) -> Iterator[str]:
    """Yields every sentence of a module that is neither looked up, nor a docstring, nor the message of an exception."""
    tree = ast.parse(source)
    known: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(ast.Constant()) | ast.Raise():
                known |= set(map(id, ast.walk(node)))
            case ast.Call(ast.Name(name)) if name in LOOK_UP:
                known |= set(map(id, ast.walk(node)))
            case ast.Call(ast.Attribute(ast.Name("re"))) | ast.Subscript(ast.Name("Literal")):
                known |= set(map(id, ast.walk(node)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in known:
            text = node.value
            if isinstance(text, str) and text not in KEYS and PROSE.search(text):
                yield text


def test_every_sentence_of_the_window_is_looked_up() -> None:
    texts = {
        (path.name, text)
        for path in FOLDER.rglob("*.py")
        if path.name not in PROTOCOLS
        for text in iter_unmarked_texts(path.read_text("utf-8"))
    }
    assert texts == {
        ("app.py", "Party Card"), ("tree.py", "Party Card"), ("page.py", "Party Card"), ("title.py", "Party Card"),
        ("pack_tabs.py", "Party Card"), ("help.py", "PgUp PgDn"), ("help.py", "LB RB"),
        ("settings.py", "Language and sound"),
    }  # fmt: skip


def test_a_sentence_that_is_put_together_is_found() -> None:
    source = 'a = f"{count} of {total} played"\nb = f"Ending: {title}"\nc = gettext("Go on with this?")\nd = "Go on."'
    assert set(iter_unmarked_texts(source)) == {" of ", " played", "Ending: ", "Go on."}
