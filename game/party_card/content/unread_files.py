"""Finds files that look like files of a pack and are not read, because of their name or their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from party_card.content.file_kinds import MODEL_BY_KEY, MODEL_BY_SHARED_KEY
from party_card.content.file_names import is_leftover, is_yaml_name
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.source import SourceFile, Span
from party_card.diagnostics.words import backquote
from party_card.platform.regular_files import read_start

_MAX_HEAD_BYTES = 4000
_KIND_KEYS = "|".join((*MODEL_BY_KEY, *MODEL_BY_SHARED_KEY))
_PACK_FILE = re.compile(
    rf"\ufeff?(?:[ \t]*+(?:#[^\n]*+|\r)?\n|---[ \t]*+\r?\n|source:[^\n]*+\n)*+({_KIND_KEYS})[ \t]*:"
)
"""The beginning of a file of a pack: comments, perhaps its source, and the key that says what it is."""
_SHOW_ENDINGS = "Windows hides the ending until the Explorer shows file name extensions (View > Show)"


def looks_like_pack_file(path: Path) -> bool:
    """Returns True if the content of a file is that of a file of a pack."""
    return bool(_find_kind(path))


def _find_kind(path: Path) -> str:
    """Returns the key that says what a file of a pack is; empty if it is none."""
    try:
        head = read_start(path, _MAX_HEAD_BYTES)
    except OSError:
        return ""
    match = _PACK_FILE.match(head.decode("utf-8", "replace"))
    return match[1] if match else ""


def suggest_yaml_name(name: str) -> str:
    """Returns the name that a text file should have: `letter.yaml` for `letter.yaml.txt` and `letter.txt`."""
    stem = re.sub(r"\.(?:txt|text|md)\Z", "", name, flags=re.IGNORECASE)
    return stem if is_yaml_name(stem) else f"{stem}.yaml"


def is_text_name(name: str) -> bool:
    """Returns True if a file of this name may be a file of a pack with a wrong ending."""
    return name.lower().endswith((".txt", ".text", ".md")) and not is_leftover(name)


def find_unread_files(root: Path, display_root: Path, folder_names: tuple[str, ...]) -> list[Diagnostic]:
    """Returns a warning for each file that looks like one of the pack in `root` and is not read.

    `folder_names` are the folders that a pack has; a pack without them is read from its root.
    """
    folders = [name for name in folder_names if (root / name).is_dir()]
    diagnostics: list[Diagnostic] = []
    for name in folders or [""]:
        diagnostics += _find_misnamed(root / name, display_root / name)
    if folders:
        diagnostics += _find_misplaced(root, display_root, folders)
    return diagnostics


def _find_misnamed(folder: Path, display_folder: Path) -> Iterator[Diagnostic]:
    for path in sorted(folder.iterdir()):
        if is_text_name(path.name) and looks_like_pack_file(path):
            ending = backquote(path.suffix)
            helps = Help(f"rename it to {backquote(suggest_yaml_name(path.name))}"), Help(_SHOW_ENDINGS)
            yield _warn(display_folder / path.name, f"this file is not read, because its name ends in {ending}", helps)


def _find_misplaced(root: Path, display_root: Path, folders: list[str]) -> Iterator[Diagnostic]:
    for path in _list_yaml_files(root):
        if kind := _find_kind(path):
            folder_name = "scenes" if kind in ("scene", "campaign", "prologue") else "seeds"
            name = backquote(folder_name if folder_name in folders else folders[0])
            message = f"this file is not read, because it does not lie in {name}"
            yield _warn(display_root / path.name, message, (Help(f"move it into the folder {name}"),))
    for name in folders:
        for folder in sorted((root / name).iterdir()):
            if is_leftover(folder.name) or folder.is_symlink() or not folder.is_dir():
                continue
            for path in _list_yaml_files(folder):
                if looks_like_pack_file(path):
                    message = f"this file is not read, because it lies in a folder below {backquote(name)}"
                    display_path = display_root / name / folder.name / path.name
                    yield _warn(display_path, message, (Help(f"move it into {backquote(name)} itself"),))


def _list_yaml_files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if is_yaml_name(path.name))
    except OSError:
        return []


def _warn(path: Path, message: str, helps: tuple[Help, ...]) -> Diagnostic:
    label = Label(SourceFile(str(path), ""), Span(1, 1, 2))
    return Diagnostic("unread-file", Severity.WARNING, message, label, helps=helps)
