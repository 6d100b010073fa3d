"""`party-card check --fix`: what can be mended without a doubt, shown first and written when asked to."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import CommandError

if TYPE_CHECKING:
    from party_card.services.autofix import FixedFile


def fix(paths: Sequence[Path], yes: bool) -> None:
    """Shows what can be mended as a unified diff, and writes it where `yes` was given or is answered."""
    from party_card.diagnostics.words import counted

    if not paths:
        raise CommandError("--fix wants to know what to mend: party-card check my-folder --fix")
    mended = [one for path in paths for one in _mended(path)]
    if not mended:
        print("nothing here can be mended without you\n")
        return
    for one in mended:
        for problem in one.applied_fixes:
            print(f"{one.name}:{problem.primary.span.line}: {problem.message}")
        print(f"\n{one.diff()}")
    said = f"{counted(sum(len(one.applied_fixes) for one in mended), 'mend')} in {counted(len(mended), 'file')}"
    if not yes and not _answered(said):
        return
    for one in mended:
        try:
            one.write()
        except OSError as error:
            raise CommandError(f"{one.name} cannot be written: {error.strerror or error}") from None
    print(f"{said}, written\n")


def _mended(path: Path) -> tuple[FixedFile, ...]:
    from party_card.content.pack import yaml_files
    from party_card.services.autofix import autofix
    from party_card.services.verification import root_of

    if not path.exists():
        raise CommandError(f"there is no file or folder {path}")
    root = root_of(path)
    try:
        return autofix(root, [one for one in yaml_files(root) if one == path or path in one.parents])
    except OSError as error:
        raise CommandError(f"the folder {root} cannot be read: {error.strerror}") from None


def _answered(said: str) -> bool:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(f"{said}; nothing is written yet: add --yes to write it\n")
        return False
    try:
        answer = input(f"{said}. Write this? [y/N] ")
    except EOFError:
        answer = ""
    print()
    return answer.strip().lower() in ("y", "yes")
