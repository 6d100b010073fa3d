"""Adds a pack to the installed ones: it is opened, checked and proved first.

Invariant: an installed pack has been proved in its installed form. If anything is wrong, nothing is changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from party_card.content.file_names import is_yaml_name
from party_card.content.identifiers import explain_invalid_id, suggest_file_id
from party_card.content.lazy_pack import open_pack
from party_card.content.models import SceneId
from party_card.content.pack_archive import open_pack_archive
from party_card.content.pack_folders import find_builtin_pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck import drop_repeated_warnings
from party_card.services.checked_pack import CheckedPack, read_checked_pack
from party_card.services.verification import SceneProgress, verify_scene
from party_card.storage import installed_packs

_GAME = ""
"""The owner of the scenes of the built-in pack, as no pack is called."""


class PackRejectedError(Exception):
    """The pack was not added; the message gives the reasons, one a line."""


@frozen_dataclass
class InstallResult:
    """The result of adding a pack: its name, title and scenes, everything found in it, and whether it was added.

    `warnings` are sentences about other packs that could not be opened and so were not compared with it.
    """

    name: str
    title: str
    scenes: tuple[SceneId, ...]
    diagnostics: tuple[Diagnostic, ...]
    is_added: bool
    warnings: tuple[str, ...] = ()


def choose_pack_name(path: Path, name: str) -> str:
    """Returns `name`, or one made of the file's name. Raises PackRejectedError if it cannot be a pack's name."""
    stem = path.resolve().name if path.is_dir() else path.stem
    if name and (explanation := explain_invalid_id(name, "post-office")):
        raise PackRejectedError(explanation)
    if not (name := name or suggest_file_id(stem)):
        raise PackRejectedError(f"give the pack a name of its own: party-card pack add {path} --name post-office")
    return name


def add_pack(
    path: Path,
    name: str = "",
    *,
    replace_existing: bool = False,
    max_states: int | None = None,
    progress: SceneProgress | None = None,
) -> InstallResult:
    """Installs the pack at `path` (a folder or a zip), if nothing is wrong with it.

    Each scene may have `max_states` positions (default: the limit of `explore_scene`). Raises PackRejectedError,
    and OSError if the data folder cannot be written to.
    """
    name = choose_pack_name(path, name)
    if not replace_existing and name in {pack.name for pack in installed_packs.list_added_packs()}:
        raise PackRejectedError(f"there is a pack `{name}` already; --again puts this one in its place")
    archive = open_pack_archive(path)
    if archive.errors:
        raise PackRejectedError("\n".join(f"{path}: {error}" for error in archive.errors))
    if not any(is_yaml_name(file.rpartition("/")[2]) for file in archive.files):
        raise PackRejectedError(f"{path}: there is no scene in it; scenes lie in a folder `scenes`")
    with installed_packs.stage_files(archive.files) as folder:
        checked_pack = read_checked_pack(folder, display_root=path)
        scenes = checked_pack.scene_ids_at(None)
        owners, warnings = _find_scene_owners(name)
        _refuse_same_pack(path, name, {owners.get(scene, _GAME) for scene in scenes})
        diagnostics = _find_diagnostics(checked_pack, scenes, owners, max_states, progress)
        is_sound = not any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
        if is_sound and not scenes:
            raise PackRejectedError(f"{path}: there is no scene in it; scenes lie in a folder `scenes`")
        if is_sound:
            installed_packs.install_folder(folder, name)
    title = installed_packs.pack_title(checked_pack.pack, name)
    return InstallResult(name, title, scenes, diagnostics, is_sound, warnings)


def _find_diagnostics(
    checked_pack: CheckedPack,
    scenes: Iterable[SceneId],
    owners: Mapping[SceneId, str],
    max_states: int | None,
    progress: SceneProgress | None,
) -> tuple[Diagnostic, ...]:
    """Returns everything wrong with a pack, findings of the proofs included; a scene with errors is not proved."""
    diagnostics = [*checked_pack.diagnostics_at(None), *_find_name_clashes(checked_pack, scenes, owners)]
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    broken_files = {error.primary.source.name for error in errors}
    for scene in scenes:
        if checked_pack.pack.scenes[scene].location.file.name not in broken_files:
            diagnostics += verify_scene(checked_pack.pack, scene, max_states, progress).diagnostics
    unique_diagnostics = drop_repeated_warnings(tuple(dict.fromkeys(diagnostics)))
    return tuple(sorted(unique_diagnostics, key=lambda diagnostic: diagnostic.sort_key))


def _find_scene_owners(name: str) -> tuple[Mapping[SceneId, str], tuple[str, ...]]:
    """Returns the scenes of all packs but `name`, each with its pack's name, and why packs could not be opened."""
    owners = dict.fromkeys(open_pack(find_builtin_pack()).scenes, _GAME)
    warnings: list[str] = []
    for installed_pack in installed_packs.list_installed_packs():
        if installed_pack.name != name:
            try:
                owners |= dict.fromkeys(open_pack(installed_pack.root).scenes, installed_pack.name)
            except OSError as error:
                warnings.append(installed_packs.unopened_message(installed_pack, error))
    return owners, tuple(warnings)


def _refuse_same_pack(path: Path, name: str, owners: Collection[str]) -> None:
    """Raises PackRejectedError if every scene of the pack stands on the shelf already, in one pack of another name."""
    if len(owners) == 1 and (owner := next(iter(owners))) in {pack.name for pack in installed_packs.list_added_packs()}:
        raise PackRejectedError(
            f"the scenes of {path} are on the shelf already, as the pack `{owner}`\n"
            f"to put this pack in its place: party-card pack add {path} --name {owner} --again\n"
            f"to give it the name `{name}`, first: party-card pack remove {owner}"
        )


def _describe_owner(owner: str) -> str:
    return "in the game itself" if owner == _GAME else f"in the pack `{owner}`"


def _advise_on_clash(owner: str) -> str:
    if owner == _GAME:
        return "rename yours"
    return f"rename yours, or take the other pack from the shelf: party-card pack remove {owner}"


def _find_name_clashes(
    checked_pack: CheckedPack, scenes: Iterable[SceneId], owners: Mapping[SceneId, str]
) -> list[Diagnostic]:
    """Returns an error for each scene that is called like one of another pack: progress is saved by scene id."""
    return [
        Diagnostic(
            "duplicate-id",
            Severity.ERROR,
            f"there is another scene `{scene}`, {_describe_owner(owners[scene])}",
            checked_pack.pack.scenes[scene].location.value("scene").label(),
            helps=(Help(_advise_on_clash(owners[scene])),),
        )
        for scene in scenes
        if scene in owners
    ]
