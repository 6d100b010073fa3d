"""A pack written to a folder, read and checked as `party-card check` does it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from party_card.content.pack import read_pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.render import full
from party_card.rules import check_pack


def check_files(folder: Path, files: Mapping[str, bytes], *, remarks: bool = False) -> list[Diagnostic]:
    """Every problem of a pack of these files; of `remarks` only where they are asked for."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    pack, found = read_pack(folder, Path())
    problems = [one for one in (*found, *check_pack(pack)) if remarks or one.severity is not Severity.REMARK]
    return sorted(problems, key=lambda diagnostic: diagnostic.order)


def check_scene(folder: Path, text: str, **others: str) -> list[Diagnostic]:
    """Every problem of a pack of one scene; other files by their name in `seeds/`, without `.yaml`."""
    files = {f"seeds/{name}.yaml": other.encode() for name, other in others.items()}
    return check_files(folder, {"scenes/example.yaml": text.encode("utf-8", "surrogatepass"), **files})


def told(diagnostics: list[Diagnostic]) -> str:
    """The full rendering without the count at its end."""
    return full.render(diagnostics).rsplit("\n\n", 1)[0] + "\n" if diagnostics else ""
