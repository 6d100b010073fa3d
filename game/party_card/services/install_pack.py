"""`party-card pack` without the printing: a pack is opened, checked and proved, and only then taken in.

Law: what stands on the shelf has been proved as it stands there. Where anything is wrong, nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from party_card.content.identifiers import explain_invalid_id, slugify
from party_card.content.lazy_pack import open_pack
from party_card.content.models import SceneId
from party_card.content.pack import builtin
from party_card.content.pack_archive import open_parcel
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.modelcheck import without_repeats
from party_card.services.verification import CheckedPack, read_library, verify_scene
from party_card.storage import installed_packs


class CannotAddError(ValueError):
    """The pack was not added; the message says why."""


@dataclass(frozen=True, slots=True)
class InstallResult:
    """What became of a pack: name, title and scenes, everything found in it, and whether it is on the shelf now.

    `told` says in sentences which other packs could not be opened, so that it was not compared with them.
    """

    name: str
    title: str
    scenes: tuple[SceneId, ...]
    diagnostics: tuple[Diagnostic, ...]
    added: bool
    told: tuple[str, ...] = ()


def fit_name(path: Path, name: str) -> str:
    """The name of a pack: the one wished for, or that of its file. CannotAddError says what to write instead."""
    stem = path.resolve().name if path.is_dir() else path.stem
    if name and (why := explain_invalid_id(name, "post-office")):
        raise CannotAddError(why)
    if not (name := name or slugify(stem)):
        raise CannotAddError(f"give the pack a name of its own: party-card pack add {path} --name post-office")
    return name


def add(path: Path, name: str = "", *, again: bool = False) -> InstallResult:
    """Takes the pack at `path` in, if nothing is wrong with it; `again` puts it in place of the one of its name.

    Raises CannotAddError, and OSError where the data folder cannot be written to.
    """
    name = fit_name(path, name)
    if not again and name in {one.name for one in installed_packs.added()}:
        raise CannotAddError(f"there is a pack `{name}` already; --again puts this one in its place")
    parcel = open_parcel(path)
    if parcel.troubles:
        raise CannotAddError("\n".join(f"{path}: {trouble}" for trouble in parcel.troubles))
    if not any(file.endswith((".yaml", ".yml")) for file in parcel.files):
        raise CannotAddError(f"{path}: there is no scene in it; scenes lie in a folder `scenes`")
    with installed_packs.staged(parcel.files) as place:
        library = read_library(place, shown=path)
        scenes = library.scenes(None)
        taken, told = _taken(name)
        found = _wrong(library, scenes, taken)
        well = not any(problem.severity is Severity.ERROR for problem in found)
        if well and not scenes:
            raise CannotAddError(f"{path}: there is no scene in it; scenes lie in a folder `scenes`")
        if well:
            installed_packs.install(place, name)
    return InstallResult(name, installed_packs.title(library.pack, name), scenes, found, well, told)


def _wrong(checked: CheckedPack, scenes: Iterable[SceneId], taken: Mapping[SceneId, str]) -> tuple[Diagnostic, ...]:
    """Everything wrong with a pack, proof included; a scene with mistakes is not proved."""
    found = [*checked.about(None), *_called_alike(checked, scenes, taken)]
    broken = {problem.primary.source.name for problem in found if problem.severity is Severity.ERROR}
    for scene in scenes:
        if checked.pack.scenes[scene].location.file.name not in broken:
            found += verify_scene(checked, scene).diagnostics
    return tuple(sorted(without_repeats(tuple(dict.fromkeys(found))), key=lambda problem: problem.order))


def _taken(name: str) -> tuple[Mapping[SceneId, str], tuple[str, ...]]:
    """The scenes that stand on the shelf already, each with where it is; and in sentences what could not be opened."""
    taken = dict.fromkeys(open_pack(builtin()).scenes, "in the game itself")
    told: list[str] = []
    for one in installed_packs.found():
        if one.name != name:
            try:
                taken |= dict.fromkeys(open_pack(one.root).scenes, f"in the pack `{one.name}`")
            except OSError as error:
                told.append(installed_packs.unopened(one, error))
    return taken, tuple(told)


def _called_alike(checked: CheckedPack, scenes: Iterable[SceneId], taken: Mapping[SceneId, str]) -> list[Diagnostic]:
    """Scenes called as one that stands on the shelf already: what is kept of a reader goes by these names."""
    return [
        Diagnostic(
            "duplicate-id",
            Severity.ERROR,
            f"there is another scene `{scene}`, {taken[scene]}",
            checked.pack.scenes[scene].location.value("scene").label(),
            helps=(Help("rename yours"),),
        )
        for scene in scenes
        if scene in taken
    ]
