"""The pack that a command works on, or the sentence why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import CommandError

if TYPE_CHECKING:
    from party_card.content.pack import Pack
    from party_card.diagnostics.diagnostic import Diagnostic


def read(root: Path | None) -> tuple[Pack, tuple[Diagnostic, ...]]:
    """A pack with what is wrong in it; without a folder the game’s own."""
    from party_card.content.overlay import overlay
    from party_card.content.pack import builtin, read_pack

    try:
        if root is None:
            return read_pack(builtin(), Path())
        pack, found = read_pack(root)
        return overlay(pack, read_pack(builtin())[0]), found
    except NotADirectoryError:
        raise CommandError(_no_folder(root)) from None
    except OSError as error:
        raise CommandError(f"the folder {root} cannot be read: {error.strerror}") from None


def _no_folder(root: Path | None) -> str:
    if root is not None and root.is_file():
        return f"{root} is no folder; a zip is put on the shelf with: party-card pack add {root}"
    return f"there is no folder {root}"


def own_pack() -> Pack:
    """The game’s own pack, opened quickly."""
    from party_card.content.lazy_pack import open_pack
    from party_card.content.pack import builtin

    return open_pack(builtin())


def packs_beside(pack: Pack) -> tuple[tuple[Pack, ...], tuple[str, ...]]:
    """The packs that were added or are published, to stand beside the game's own; and what to tell of others."""
    from party_card.storage.installed_packs import open_installed

    return open_installed(pack)


def exclude_scenes(packs: Sequence[Pack], left_out: Sequence[str]) -> tuple[Pack, ...]:
    """The first pack and those beside it without the scenes that `--without` names, wherever they are."""
    from party_card.content.overlay import exclude_scenes

    own, *beside = packs
    known = {name for one in beside for name in one.scenes}
    try:
        return (
            exclude_scenes(own, [name for name in left_out if name in own.scenes or name not in known], beside=known),
            *(
                exclude_scenes(one, [name for name in left_out if name in one.scenes])
                for one in beside
                if not set(one.scenes) <= set(left_out)
            ),
        )
    except ValueError as reason:
        raise CommandError(str(reason)) from None


def names(text: str) -> tuple[str, ...]:
    """Names as they are typed behind an option, parted by commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def checked(root: Path | None, scene: str | None) -> tuple[Pack, list[Diagnostic]]:
    """A pack, and every error in it that stands in the way of playing: not those of scenes that nobody asked for."""
    from party_card.diagnostics.diagnostic import Severity
    from party_card.services.verification import read_library

    try:
        library = read_library(root)
    except NotADirectoryError:
        raise CommandError(_no_folder(root)) from None
    except OSError as error:
        raise CommandError(f"the folder {root} cannot be read: {error.strerror}") from None
    scenes = library.pack.scenes
    others = {one.location.file.name for name, one in scenes.items() if name != scene} if scene in scenes else set()
    found = [problem for problem in library.about(None) if problem.severity is Severity.ERROR]
    return library.pack, [problem for problem in found if problem.primary.source.name not in others]


def not_found(name: str, scenes: Iterable[str], root: Path | None) -> CommandError:
    """That there is no such scene, and what to type for the one that was meant: it may be a file, or in a folder."""
    from party_card.diagnostics.suggest import nearest
    from party_card.services.verification import root_of

    path, known = Path(name), sorted(set(scenes))
    if path.suffix in (".yaml", ".yml"):
        typed = f"{path.stem} --pack {root_of(path)}" if path.is_file() else path.stem
        mend = f"a scene is named without its file: write `{typed}`"
    elif near := nearest(name, known):
        mend = f"did you mean `{near}`?"
    else:
        mend = "there are: " + ", ".join(known) + ("; one of your own is found with --pack FOLDER" if not root else "")
    return CommandError(f"there is no scene `{name}`; {mend}")
