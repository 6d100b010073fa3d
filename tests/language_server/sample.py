"""A small pack that the tests of the language server write to a folder."""

from __future__ import annotations

from pathlib import Path

from party_card.services.workspace import Workspace
from tests.pack_files import write_texts

DOSSIER = """dossier: post
title: Post
facts:
  sent: {text: A letter was sent., date: "1932", grade: documented, cite: {source: diary, page: "1"}}
  lost: {text: A letter was lost., date: "1932", grade: reported, cite: {source: diary, page: "2"}}
people:
  hjort: {name: Hjort, was: "He carried letters. [@sent]", later: not found}
"""
SOURCES = """references:
  - {id: diary, type: book, title: A Diary, author: [{family: Hjort}], issued: "1933"}
"""
SCENE = """scene: letter
title: A letter
dossiers: [post]
variables:
  read: false
  kept: {values: [nothing, page, copy], start: nothing, label: What you have}
passages:
  desk:
    text: A letter lies here. [@sent]
    choices:
      - {id: open, text: Open it, set: {read: true, kept: page}, goto: night}
      - {id: leave, text: Leave it, goto: night}
  night:
    text:
      - text: You know what it said. [@sent; @lost]
        if: read and kept == page
      - text: Nobody knows.
        if: not (desk == open)
    choices:
      - {id: burn, text: Burn it, if: visited(desk), goto: end}
      - {id: hide, text: "Hide it 🙂 well", goto: hidden}
  end:
    text: Ash.
    ending: {id: ash, title: Ash}
  hidden:
    text: It is safe.
    ending: {id: safe, title: Safe}
record:
  - text: A letter was sent, another was lost. [@sent] [@lost]
tests:
  - name: burned
    play: [open, burn]
    expect: {ending: ash, variables: {kept: page}}
"""
TEXTS = {"seeds/post.yaml": DOSSIER, "seeds/sources.yaml": SOURCES, "scenes/letter.yaml": SCENE}


def write_sample(root: Path) -> Path:
    """Writes the pack, and returns the file of its scene."""
    write_texts(root, TEXTS)
    return root / "scenes" / "letter.yaml"


def open_sample(root: Path) -> tuple[Workspace, Path]:
    path = write_sample(root)
    workspace = Workspace(root, root)
    workspace.refresh()
    return workspace, path


def find_cursor(text: str) -> tuple[str, int]:
    """Returns a text without its `|`, and the index where that stood."""
    index = text.index("|")
    return text[:index] + text[index + 1 :], index
