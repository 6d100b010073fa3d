"""Definitions, references and new names: what a name at one place has to do with the rest of the pack.

Invariant: a new name is written at every place where the old one stands, or nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from party_card.content.identifiers import IDENTIFIER, SOURCE_IDENTIFIER
from party_card.content.name_index import LOCAL_KINDS, NameUse, list_name_uses
from party_card.content.pack import Pack
from party_card.diagnostics.source import SourceFile
from party_card.localization import gettext
from party_card.services.workspace import Workspace


class Place(NamedTuple):
    """A name in a file: of the pack, or of the pack below it."""

    path: Path
    file: SourceFile
    use: NameUse


class NewNameError(Exception):
    """A name cannot be given; the message says why."""


def find_name(workspace: Workspace, path: Path, index: int) -> NameUse | None:
    """Returns the name at the character `index` of a file, or right before it."""
    return next((use for use in workspace.list_names(path) if use.start <= index <= use.end), None)


def iter_places(workspace: Workspace, use: NameUse) -> Iterator[Place]:
    """Yields every place of the pack where the same name stands."""
    for path in workspace.list_paths():
        file = workspace.find_file(path)
        if file is not None and use.name in file.text:
            for other in workspace.list_names(path):
                if other.key == use.key:
                    yield Place(path, file, other)


def find_declarations(workspace: Workspace, use: NameUse) -> list[Place]:
    """Returns the places that declare a name, in the pack or, if it declares none, in the pack below it."""
    places = [place for place in iter_places(workspace, use) if place.use.is_declaration]
    base = workspace.pack.base
    if places or base is None or use.kind in LOCAL_KINDS:
        return places
    return [place for place in _iter_base_places(base, use) if place.use.is_declaration]


def _iter_base_places(base: Pack, use: NameUse) -> Iterator[Place]:
    for file in base.files:
        if use.name in file.text:
            for other in list_name_uses(file):
                if other.key == use.key:
                    yield Place(base.root / file.name, file, other)


def rename(workspace: Workspace, use: NameUse, new_name: str) -> list[Place]:
    """Returns the places at which a new name has to be written. Raises NewNameError."""
    pattern = SOURCE_IDENTIFIER if use.kind == "source" else IDENTIFIER
    if not pattern.fullmatch(new_name):
        raise NewNameError(
            gettext("“{name}” cannot be a name: write small letters, digits and hyphens.").format(name=new_name)
        )
    if use.kind == "variable" and "-" in new_name:
        raise NewNameError(
            gettext("A variable has no hyphens, which would be a minus in a condition: write underscores.")
        )
    places = list(iter_places(workspace, use))
    if not any(place.use.is_declaration for place in places):
        if find_declarations(workspace, use):
            raise NewNameError(
                gettext("“{name}” belongs to the game itself, so it keeps its name.").format(name=use.name)
            )
        raise NewNameError(gettext("No file declares “{name}”: declare it first.").format(name=use.name))
    new_use = NameUse(use.kind, new_name, 0, 0, use.scope)
    if new_name != use.name and find_declarations(workspace, new_use):
        raise NewNameError(gettext("The name “{name}” is taken already.").format(name=new_name))
    return places
