"""`party-card check --fix`: shows the fixes that need no author, and applies them if asked to."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.services.errors import UsageError

if TYPE_CHECKING:
    from party_card.services.autofix import FixedFile


def fix_files(paths: Sequence[Path], is_confirmed: bool) -> None:
    """Prints the possible fixes as a unified diff, and writes them if that is confirmed beforehand or when asked."""
    from party_card.diagnostics.words import format_count

    if not paths:
        raise UsageError("--fix wants to know what to mend: party-card check my-folder --fix")
    fixed_files = [file for path in paths for file in _find_fixes(path)]
    if not fixed_files:
        print("nothing here can be mended without you\n")
        return
    for file in fixed_files:
        for diagnostic in file.applied_fixes:
            print(f"{file.name}:{diagnostic.primary.span.line}: {diagnostic.message}")
        print(f"\n{file.format_diff()}")
    fix_count = sum(len(file.applied_fixes) for file in fixed_files)
    write_files(
        fixed_files, f"{format_count(fix_count, 'mend')} in {format_count(len(fixed_files), 'file')}", is_confirmed
    )


def write_files(files: Sequence[FixedFile], summary: str, is_confirmed: bool) -> None:
    """Writes changed files if that is confirmed beforehand or when asked."""
    if not is_confirmed and not _ask_to_write(summary):
        return
    for file in files:
        try:
            file.write()
        except OSError as error:
            raise UsageError(f"{file.name} cannot be written: {error.strerror or error}") from None
    print(f"{summary}, written\n")


def _find_fixes(path: Path) -> tuple[FixedFile, ...]:
    from party_card.content.pack import find_yaml_files
    from party_card.content.pack_folders import find_pack_root
    from party_card.services.autofix import autofix_files
    from party_card.services.explain_path import require_pack, require_path
    from party_card.services.load import explain_unreadable

    require_path(path)
    root = find_pack_root(path)
    require_pack(root)
    with explain_unreadable(root):
        return autofix_files(root, [file for file in find_yaml_files(root) if file == path or path in file.parents])


def _ask_to_write(summary: str) -> bool:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(f"{summary}; nothing is written yet: add --yes to write it\n")
        return False
    try:
        answer = input(f"{summary}. Write this? [y/N] ")
    except EOFError:
        answer = ""
    print()
    return answer.strip().lower() in ("y", "yes")
