"""Packs: folders of sources, dossiers, scenes and pictures.

Invariant: a file that cannot be read is left out and reported; the others are read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from party_card.content.calendar_day import CalendarDay
from party_card.content.duplicates import KEEP_ONE_PERSON, add_unique, report_duplicate, report_second_campaign
from party_card.content.file_names import is_leftover, is_yaml_name
from party_card.content.file_text import MAX_FILE_BYTES, read_file
from party_card.content.garbage_collection import gc_paused
from party_card.content.models import (
    Bibliography,
    Campaign,
    Document,
    Dossier,
    DossierId,
    Fact,
    FactId,
    Figure,
    FigureId,
    Gazetteer,
    Index,
    People,
    Person,
    PersonId,
    Place,
    PlaceId,
    Prologue,
    Scene,
    SceneId,
    Source,
    SourceId,
)
from party_card.content.node_ref import NodeRef
from party_card.content.pack_folders import YAML_FOLDERS
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile
from party_card.frozen_dataclass import frozen_dataclass
from party_card.platform.regular_files import read_start

CitingDocument = Scene | Campaign | Prologue
"""What names dossiers, and cites what is in them."""


@frozen_dataclass
class Pack:
    """The contents of a pack, by id. `files` lists every YAML file that was read."""

    root: Path
    sources: Mapping[SourceId, Source] = field(default_factory=dict)
    indexes: Mapping[SourceId, Index] = field(default_factory=dict)
    dossiers: Mapping[DossierId, Dossier] = field(default_factory=dict)
    scenes: Mapping[SceneId, Scene] = field(default_factory=dict)
    pictures: Mapping[str, Path] = field(default_factory=dict)
    campaign: Campaign | None = None
    files: tuple[SourceFile, ...] = ()
    scene_heads: Mapping[SceneId, Scene] = field(default_factory=dict, compare=False, repr=False)
    """Scenes without their passages, if the passages are loaded later."""
    logic_cache: dict[SceneId, Any] = field(default_factory=dict, compare=False, repr=False)
    """Results of `get_scene_logic`, which rules, engine and model checker share."""
    display_root: Path | None = None
    """The root as messages name it, if it differs from `root`."""
    title: str = ""
    """The name of the pack in a list of packs; the built-in one has none."""
    places: Mapping[PlaceId, Place] = field(default_factory=dict)
    gazetteers: tuple[Gazetteer, ...] = ()
    """The files that the pack's own places are of."""
    base: Pack | None = field(default=None, compare=False, repr=False)
    """The pack below this one, whose scenes show its own evidence and pictures, whatever this pack defines anew."""
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    """The people of files of their own; a dossier can have further ones."""
    people_files: tuple[People, ...] = ()
    dossier_files: Mapping[DossierId, SourceFile] = field(default_factory=dict, compare=False, repr=False)
    """The files of dossiers that are loaded on access: a name that is not in their text is not looked for there."""
    unreadable_files: tuple[SourceFile, ...] = ()
    """Files from which no model could be read or taken, for a reason that has been reported."""
    prologues: Mapping[str, Prologue] = field(default_factory=dict)
    """The prologues by id; the campaign names the one that is shown."""
    unreviewed_scenes: frozenset[SceneId] = frozenset()
    """Scenes in a translation that no native teacher has read; of the campaign see `is_campaign_unreviewed`."""
    campaign_language: str = ""
    """The language of a translation of the campaign and its prologue; empty if they are as they were written."""
    is_campaign_unreviewed: bool = False
    whole: Pack | None = field(default=None, compare=False, repr=False)
    """The pack of which this one is a part, for what a rule about one file has to know of the others."""

    @property
    def prologue(self) -> Prologue | None:
        """The prologue of the campaign, if it has one with at least one beat."""
        prologue = self.prologues.get(self.campaign.prologue) if self.campaign is not None else None
        return prologue if prologue is not None and prologue.beats else None

    def may_be_unread(self, name: str) -> bool:
        """Returns True if an unreadable file could declare `name`."""
        word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
        texts = [file.text for file in self.unreadable_files]
        return any("\x00" in text or not text.strip() or word.search(text) for text in texts)

    def defining_pack(self, document: CitingDocument) -> Pack:
        """Returns the pack that a scene or campaign is of: this one, or the one below it."""
        if self.base is None or not isinstance(document, Scene) or self.base.scenes.get(document.scene) is not document:
            return self
        return self.base

    def collect_facts(self, document: CitingDocument) -> dict[FactId, Fact | Document]:
        """Returns the facts of all dossiers of a scene or campaign, and their documents, which are cited like facts.

        Of two with the same id, the first dossier's is returned.
        """
        dossiers = self.defining_pack(document).dossiers
        names = [name for name in reversed(document.dossiers) if name in dossiers]
        return {id_: item for name in names for id_, item in dossiers[name].citable_items.items()}

    def collect_figures(self, document: CitingDocument) -> dict[FigureId, Figure]:
        """Returns the figures of all dossiers of a scene or campaign; of two with the same id, the first dossier's."""
        dossiers = self.defining_pack(document).dossiers
        names = [name for name in reversed(document.dossiers) if name in dossiers]
        return {id_: figure for name in names for id_, figure in dossiers[name].figures.items()}

    def scene_head(self, name: SceneId) -> Scene:
        """Returns a scene, perhaps without its passages."""
        return self.scene_heads[name] if name in self.scene_heads else self.scenes[name]

    def list_own_pictures(self) -> dict[str, Path]:
        """Returns the pictures below the root, not those of an underlying pack, by their names in messages."""
        display_root = self.root if self.display_root is None else self.display_root
        own_paths = [path for path in self.pictures.values() if path.is_relative_to(self.root)]
        return {str(display_root / path.relative_to(self.root)): path for path in own_paths}

    def scene_ids(self) -> tuple[SceneId, ...]:
        """Returns the scenes of the campaign in its order, then the others by first day; those without dates last."""
        stations = self.campaign.stations if self.campaign else ()
        in_campaign = [station.scene for station in stations if station.scene in self.scenes]
        pairs = sorted((_first_day(self.scene_head(name)), name) for name in self.scenes if name not in in_campaign)
        return (*in_campaign, *(name for _, name in pairs))


def _first_day(scene: Scene) -> CalendarDay:
    from party_card.content.edtf import LATEST_DAY, parse_date  # noqa: PLC0415  # a campaign has an order of its own

    try:
        return parse_date(scene.span).earliest if scene.span else LATEST_DAY
    except ValueError:
        return LATEST_DAY  # a scene with mistakes is listed too


def read_pack(root: Path, display_root: Path | None = None) -> tuple[Pack, tuple[Diagnostic, ...]]:
    """Reads the pack in the folder `root`. Returns it, and every problem found while reading.

    Texts are as their author typed them; `set_typography_of_pack` sets them as their language does. Messages name the
    folder `display_root`. Raises OSError if the folder cannot be listed.
    """
    from party_card.content.unread_files import find_unread_files  # noqa: PLC0415  # it imports the reader of YAML

    builder = PackBuilder()
    message_root = root if display_root is None else display_root
    diagnostics = builder.load_files(find_yaml_files(root), root, message_root)
    unread = find_unread_files(root, message_root, YAML_FOLDERS)
    builder.unreadable_files += [_read_names(root, message_root, warning) for warning in unread]
    diagnostics += unread
    return replace(builder.build(root, find_pictures(root)), display_root=display_root), tuple(diagnostics)


def _read_names(root: Path, display_root: Path, warning: Diagnostic) -> SourceFile:
    """Returns the beginning of a file that is not read: what is declared there is not missing."""
    name = warning.primary.source.name
    try:
        head = read_start(root / Path(name).relative_to(display_root), MAX_FILE_BYTES)
    except OSError:
        head = b""
    return SourceFile(name, head.decode("utf-8", "replace"))


def find_pictures(root: Path) -> dict[str, Path]:
    """Returns the pictures of a pack by name."""
    paths = sorted((root / "assets" / "pictures").glob("*.[sS][vV][gG]"))
    return {path.stem: path for path in paths if not is_leftover(path.name)}


def find_yaml_files(root: Path) -> list[Path]:
    """Returns the YAML files of a pack, sorted by folder and name. Raises OSError if there is no such folder."""
    if not root.is_dir():
        raise NotADirectoryError(root)
    folders = [root / name for name in YAML_FOLDERS if (root / name).is_dir()] or [root]
    return [path for folder in folders for path in list_yaml_files(folder)]


def list_yaml_files(folder: Path) -> list[Path]:
    """Returns the YAML files of a folder, sorted by name."""
    return sorted(path for path in folder.iterdir() if is_yaml_name(path.name))


class PackBuilder:
    """Collects the models of files into a pack."""

    def __init__(self) -> None:
        self.files: list[SourceFile] = []
        self.sources: dict[SourceId, Source] = {}
        self.indexes: dict[SourceId, Index] = {}
        self.dossiers: dict[DossierId, Dossier] = {}
        self.people: dict[PersonId, Person] = {}
        self.people_files: list[People] = []
        self._places_of_people: dict[PersonId, NodeRef] = {}
        self.scenes: dict[SceneId, Scene] = {}
        self.places: dict[PlaceId, Place] = {}
        self.gazetteers: list[Gazetteer] = []
        self.campaign: Campaign | None = None
        self.prologues: dict[str, Prologue] = {}
        self.unreadable_files: list[SourceFile] = []

    def load_files(self, paths: Iterable[Path], root: Path, display_root: Path) -> list[Diagnostic]:
        """Reads and adds files; returns the problems found while reading them."""
        diagnostics: list[Diagnostic] = []
        with gc_paused():
            for path in paths:
                file, errors = read_file(path, str(display_root / path.relative_to(root)))
                if file is None:
                    diagnostics += self.add_model(None, errors)
                    continue
                diagnostics += errors
                self.files.append(file)
                diagnostics += self.load_file(file)
        return diagnostics

    def load_file(self, file: SourceFile) -> list[Diagnostic]:
        """Adds the model of a file; returns the problems in it."""
        from party_card.content.file_reader import read_model  # noqa: PLC0415  # a compiled pack does without YAML

        return self.add_model(*read_model(file))

    def add_model(self, model: Any, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Adds the model of a file, if it has one; returns `diagnostics`, found in it, and its duplicate ids."""
        errors = list(diagnostics)
        if model is None:
            self.unreadable_files += {error.primary.source: None for error in errors}
        elif isinstance(model, Scene):
            errors += add_unique(self.scenes, model.scene, model, "scene")
        elif isinstance(model, Dossier):
            errors += add_unique(self.dossiers, model.dossier, model, "dossier")
            errors += self._add_people(model)
        elif isinstance(model, People):
            errors += self._add_people(model)
            self.people_files.append(model)
            self.people = {**model.people, **self.people}
        elif isinstance(model, Index):
            errors += add_unique(self.indexes, model.index, model, "index")
        elif isinstance(model, Bibliography):
            for source in model.references:
                errors += add_unique(self.sources, source.id, source, "id")
        elif isinstance(model, Gazetteer):
            errors += self._add_places(model)
        elif isinstance(model, Prologue):
            errors += add_unique(self.prologues, model.prologue, model, "prologue")
        elif isinstance(model, Campaign):
            if self.campaign is None:
                self.campaign = model
            else:
                errors.append(report_second_campaign(self.campaign, model))
                self.unreadable_files.append(model.location.file)
        return errors

    def _add_places(self, gazetteer: Gazetteer) -> list[Diagnostic]:
        """Adds the places of a gazetteer; returns the diagnostics of those that another has too."""
        errors: list[Diagnostic] = []
        for name, place in gazetteer.places.items():
            if self.places.setdefault(name, place) is not place:
                first = next(other for other in self.gazetteers if name in other.places)
                labels = (other.location.value("places").key_label(name) for other in (gazetteer, first))
                errors.append(report_duplicate("place", name, *labels))
        self.gazetteers.append(gazetteer)
        return errors

    def _add_people(self, model: Dossier | People) -> list[Diagnostic]:
        """Notes the people of a file; returns the diagnostics for those that another file has."""
        errors = []
        for name in model.people:
            first = self._places_of_people.setdefault(name, model.location)
            if first is not model.location:
                labels = (location.value("people").key_label(name) for location in (model.location, first))
                errors.append(report_duplicate("person", name, *labels, advice=KEEP_ONE_PERSON))
        return errors

    def build(self, root: Path, pictures: Mapping[str, Path]) -> Pack:
        """Returns a pack of the models added so far; `root` is its folder."""
        files = tuple(self.files)
        pack = Pack(root, self.sources, self.indexes, self.dossiers, self.scenes, pictures, self.campaign, files)
        if self.gazetteers:
            pack = replace(pack, places=self.places, gazetteers=tuple(self.gazetteers))
        pack = replace(pack, people=self.people, people_files=tuple(self.people_files), prologues=self.prologues)
        return replace(pack, unreadable_files=tuple(self.unreadable_files)) if self.unreadable_files else pack
