"""Writes a pack to a folder, reads and checks it as `party-card check` does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from party_card.content.pack import read_pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.render import full
from party_card.rules import check_pack


def check_files(folder: Path, files: Mapping[str, bytes], *, with_remarks: bool = False) -> list[Diagnostic]:
    """Returns the sorted diagnostics of a pack of these files."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    pack, found = read_pack(folder, Path())
    found = (*found, *check_pack(pack))
    return sorted(
        (diagnostic for diagnostic in found if with_remarks or diagnostic.severity is not Severity.INFO),
        key=lambda diagnostic: diagnostic.sort_key,
    )


def check_scene(folder: Path, text: str, **seeds: str) -> list[Diagnostic]:
    """Returns the diagnostics of a pack of one scene; `seeds` are files by their name in `seeds/`, without `.yaml`."""
    files = {f"seeds/{name}.yaml": content.encode() for name, content in seeds.items()}
    return check_files(folder, {"scenes/example.yaml": text.encode("utf-8", "surrogatepass"), **files})


def render_without_summary(diagnostics: list[Diagnostic]) -> str:
    """Returns the full rendering without the count at its end."""
    return full.render(diagnostics).rsplit("\n\n", 1)[0] + "\n" if diagnostics else ""
