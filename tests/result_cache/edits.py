"""Random edits of a pack: of characters, lines and files, some of them taken back."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from tests.commands.conftest import SAMPLE_FILES as FILES
from tests.pack_files import write_texts

GATE = """\
scene: gate
title: The Gate
dossiers: [affair]
variables: {open: false}
passages:
  yard:
    text: The gate is shut. [@paper]
    choices:
      - {id: push, text: Push, if: open, goto: street}
  street:
    text: Out.
    ending: {id: out, title: Out}
"""
TEXTS = FILES | {"scenes/gate.yaml": GATE}
"""The pack that is edited: two scenes of one dossier."""
EDITS_PER_EXAMPLE = 6
_WORDS = (
    "read_it",
    "keeper",
    "me",
    "attention >= 2",
    "later",
    "desk",
    "[@gossip]",
    "affair",
    "2",
    "1932-13",
    "{",
    "\t",
    ":",
)
"""What is put into a text: names that mean something, and what breaks YAML."""
_NEW_FILES = (
    "scenes/letter.yaml", "scenes/letter.yaml.txt", "scenes/below/letter.yaml", "letter.yaml", "seeds/letter.yml",
    "assets/pictures/door.svg", "assets/door.svg", "scenes/notes.md", "scenes/campaign.yaml", "scenes/.hidden.yaml",
)  # fmt: skip
_NEW_TEXTS = (
    "scene: letter\ntitle: A Letter\nstart: a\npassages: {a: {text: T., ending: {id: e, title: E}}}\n",
    FILES["scenes/paper.yaml"],
    FILES["seeds/affair.yaml"],
    "campaign: c\ntitle: C\nscenes: [paper, letter]\n",
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>',
    "picture: door\n",
    "",
)


class Edit(NamedTuple):
    """A kind of edit, and the seed of what it does."""

    kind: str
    seed: int


def edit_lists() -> st.SearchStrategy[list[Edit]]:
    """Lists of edits that are made one after the other."""
    edits = st.builds(Edit, st.sampled_from(sorted(_KINDS)), st.integers(0, 10_000))
    return st.lists(edits, min_size=1, max_size=EDITS_PER_EXAMPLE)


def apply_edit(root: Path, edit: Edit) -> None:
    """Changes a file of the pack, or which files there are."""
    _KINDS[edit.kind](root, random.Random(edit.seed))


def _insert_word(root: Path, rng: random.Random) -> None:
    file = _choose_file(root, rng)
    words = file.read_bytes().split(b" ")
    words[rng.randrange(len(words))] = rng.choice(_WORDS).encode()
    file.write_bytes(b" ".join(words))


def _change_byte(root: Path, rng: random.Random) -> None:
    file = _choose_file(root, rng)
    data = bytearray(file.read_bytes() or b" ")
    data[rng.randrange(len(data))] = rng.randrange(256)
    file.write_bytes(data)


def _change_lines(root: Path, rng: random.Random) -> None:
    file = _choose_file(root, rng)
    lines = file.read_bytes().splitlines(keepends=True) or [b""]
    first, second = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[first : first + rng.randrange(2)] = [lines[second]] * rng.randrange(3)
    file.write_bytes(b"".join(lines))


def _add_picture_name(root: Path, rng: random.Random) -> None:
    file = root / "scenes" / "paper.yaml"
    if file.exists():
        text = file.read_bytes()
        file.write_bytes(text.replace(b"minutes: 5\n", b"minutes: 5\npicture: door\n", rng.randrange(2)))


def _add_file(root: Path, rng: random.Random) -> None:
    write_texts(root, {rng.choice(_NEW_FILES): rng.choice(_NEW_TEXTS)})


def _remove_file(root: Path, rng: random.Random) -> None:
    _choose_file(root, rng).unlink()


def _move_file(root: Path, rng: random.Random) -> None:
    file = _choose_file(root, rng)
    target = root / rng.choice(_NEW_FILES)
    target.parent.mkdir(parents=True, exist_ok=True)
    file.replace(target)


def _restore_file(root: Path, rng: random.Random) -> None:
    name = rng.choice(sorted(TEXTS))
    write_texts(root, {name: TEXTS[name]})


def _restore_all(root: Path, _rng: random.Random) -> None:
    shutil.rmtree(root)
    write_texts(root, TEXTS)


def _choose_file(root: Path, rng: random.Random) -> Path:
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return rng.choice(files) if files else write_texts(root, TEXTS) / "scenes" / "paper.yaml"


_KINDS: dict[str, Callable[[Path, random.Random], None]] = {
    function.__name__.strip("_"): function
    for function in (
        _insert_word, _change_byte, _change_lines, _add_picture_name, _add_file, _remove_file, _move_file,
        _restore_file, _restore_all,
    )
}  # fmt: skip
