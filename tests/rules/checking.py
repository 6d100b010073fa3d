"""Writes a pack to a folder, reads and checks it as `party-card check` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from party_card import rules
from party_card.content.overlay import overlay_pack
from party_card.content.pack import Pack, read_pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.render import full
from party_card.rules import check_pack


def check_files(folder: Path, files: Mapping[str, bytes], *, with_remarks: bool = False) -> list[Diagnostic]:
    """Returns the sorted diagnostics of a pack of these files; files in `game/` are the pack below it."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    pack, found = read_pack(folder, Path())
    if (folder / "game").is_dir():
        pack = overlay_pack(pack, read_pack(folder / "game", Path("game"))[0])
    rule_diagnostics = check_pack(pack)
    assert_each_file_alone_is_judged_alike(pack, rule_diagnostics)
    found = (*found, *rule_diagnostics)
    return sorted(
        (diagnostic for diagnostic in found if with_remarks or diagnostic.severity is not Severity.INFO),
        key=lambda diagnostic: diagnostic.sort_key,
    )


def assert_each_file_alone_is_judged_alike(pack: Pack, diagnostics: Sequence[Diagnostic]) -> None:
    """Every pack of the tests holds the invariant of `check_files`: while one writes, nothing else is said than by `check`.

    And `check` says of the pack's own files what all rules say of them with what lies below.
    """
    names = {*(file.name for file in pack.files), *pack.list_own_pictures()}
    own = [item for item in diagnostics if item.primary.source.name in names]
    found = rules.check_own_files(pack)  # a picture is another file each time that it is read
    assert [(*item.sort_key, item.message, item.helps) for item in found] == [
        (*item.sort_key, item.message, item.helps) for item in own
    ]
    for file in pack.files:
        expected = [diagnostic for diagnostic in diagnostics if diagnostic.primary.source.name == file.name]
        actual = rules.check_files(pack, [file])
        assert actual == expected, {item.code for item in {*expected} ^ {*actual}}


def check_scene(folder: Path, text: str, **seeds: str) -> list[Diagnostic]:
    """Returns the diagnostics of a pack of one scene; `seeds` are files by their name in `seeds/`, without `.yaml`."""
    files = {f"seeds/{name}.yaml": content.encode() for name, content in seeds.items()}
    return check_files(folder, {"scenes/example.yaml": text.encode("utf-8", "surrogatepass"), **files})


def render_without_summary(diagnostics: list[Diagnostic]) -> str:
    """Returns the full rendering without the count at its end."""
    return full.render(diagnostics).rsplit("\n\n", 1)[0] + "\n" if diagnostics else ""
