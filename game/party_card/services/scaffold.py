"""Creates a scene with its dossier and its source, for an author to replace sentence by sentence.

Invariant: the new files play, check and prove without changes, and no existing file is overwritten.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template

from party_card.content.edtf import parse_date
from party_card.content.file_text import MAX_FILE_BYTES
from party_card.content.identifiers import explain_invalid_id, title_from_name
from party_card.content.models import SceneId
from party_card.content.pack import Pack, list_yaml_files, read_pack
from party_card.content.pack_folders import YAML_FOLDERS
from party_card.content.schema import MODEL_BY_FILE_KIND, build_schema
from party_card.content.yaml_errors import BOOLEAN_TRAPS
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext
from party_card.platform.file_writer import write_file, write_files
from party_card.platform.regular_files import read_start
from party_card.services.errors import UsageError

SCHEMA_FOLDER = "schema"
"""The folder of a pack in which an editor finds the schemas."""
_TEMPLATES = Path(__file__).parent / "starter"
_PLAIN_SCALAR = re.compile(r"[A-Za-zÀ-ɏ][\w ,.'’()/-]*[\w.)]\Z")
_OWN_SCHEMA_MARK = '"title": "Party Card: '
"""The text by which a schema file written by this program is recognized."""


@frozen_dataclass
class SceneTemplateValues:
    """An author's answers about a new scene; an empty text leaves the placeholder."""

    title: str = ""
    place: str = ""
    date: str = ""
    role: str = ""
    source: str = ""


def validate_scene_name(name: str) -> str:
    """Returns the name if it can be a scene's. Raises UsageError with one that can."""
    if explanation := explain_invalid_id(name, "first-letter"):
        raise UsageError(explanation)
    return name


def validate_date(date: str) -> str:
    """Returns the date if it is one, or empty. Raises UsageError with how dates are written."""
    try:
        if date:
            parse_date(date)
    except ValueError as reason:
        raise UsageError(str(reason)) from None
    return date


def create_scene(root: Path, name: str, values: SceneTemplateValues) -> tuple[Path, ...]:
    """Writes a scene `name` into the pack at `root`, which may be new; returns the files written.

    Raises UsageError, or OSError if the folder cannot be written to; then nothing of the scene is left there.
    """
    validate_date(values.date)
    pack = _read_existing_pack(root)
    if pack is not None and (scene := pack.scenes.get(SceneId(name))):
        raise UsageError(f"there is a scene `{name}` already, in {scene.location.file.name}; choose another name")
    files = {root / path: text for path, text in render_files(validate_scene_name(name), values, pack).items()}
    if (root / SCHEMA_FOLDER).exists() and not (root / SCHEMA_FOLDER).is_dir():
        raise UsageError(f"{root / SCHEMA_FOLDER} has to be a folder, and is a file; rename it")
    create_files(files)
    try:
        return (*files, *write_schemas(root))
    except OSError:
        _delete_files(files)
        raise


def create_files(files: Mapping[Path, str]) -> None:
    """Writes new files with their folders: all or none, and none over another. Raises UsageError or OSError."""
    for path in files:
        if path.parent.exists() and not path.parent.is_dir():
            raise UsageError(gettext("{path} has to be a folder, and is a file; rename it").format(path=path.parent))
        if path.exists():
            raise UsageError(gettext("there is a file {path} already; choose another name").format(path=path))
    for path in files:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_files(files, overwrite=False)  # nor over one that another program has created meanwhile


def render_files(name: str, values: SceneTemplateValues, pack: Pack | None = None) -> Mapping[str, str]:
    """Returns the files of a new scene by their paths in the pack; `pack` is the existing one that it is added to."""
    sources_path = "seeds/sources.yaml" if pack is None or not pack.sources else f"seeds/{name}-sources.yaml"
    place = _to_single_line(values.place)
    placeholders = {
        "name": name,
        "title": _to_yaml(_to_single_line(values.title) or title_from_name(name)),
        "span": f"span: {values.date}" if values.date else "# span: 1908-03",
        "date": f"    date: {_first_day(values.date)}\n" if values.date else "",
        "place": f"place: {_to_yaml(place)}" if place else "# place: where it happens",
        "role": _to_yaml(_to_single_line(values.role) or "A clerk"),
        "source": _to_yaml(_to_single_line(values.source) or "Write here the title of your source"),
        "source_id": f"{name}-source",
        "facts": f"{name}-facts",
    }
    path_by_kind = {
        "sources": sources_path,
        "dossier": f"seeds/{name}-facts.yaml",
        "scene": f"scenes/{name}.yaml",
    }
    return {
        path: f"# yaml-language-server: $schema=../{SCHEMA_FOLDER}/{kind}.json\n{_fill_template(kind, placeholders)}"
        for kind, path in path_by_kind.items()
    }


def write_schemas(root: Path) -> tuple[Path, ...]:
    """Writes the schemas for the pack at `root`, with its names; leaves files alone that this program did not write."""
    pack, _ = read_pack(root)
    written_paths = []
    (root / SCHEMA_FOLDER).mkdir(exist_ok=True)
    for kind in MODEL_BY_FILE_KIND:
        path = root / SCHEMA_FOLDER / f"{kind}.json"
        if not _is_own_schema(path):
            continue
        write_file(path, json.dumps(build_schema(kind, pack), ensure_ascii=False, indent=1) + "\n")
        written_paths.append(path)
    return tuple(written_paths)


def _is_own_schema(path: Path) -> bool:
    """Returns True if this program has written the file at `path`, or nothing is there."""
    try:
        return _OWN_SCHEMA_MARK.encode() in read_start(path, MAX_FILE_BYTES)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _read_existing_pack(root: Path) -> Pack | None:
    if not root.exists():
        return None
    if not root.is_dir():
        raise UsageError(f"{root} is a file; name a folder with --pack")
    if not any((root / name).is_dir() for name in YAML_FOLDERS) and (files := list_yaml_files(root)):
        raise UsageError(f"put {files[0].name} into a folder `scenes` or `seeds` of {root} first")
    return read_pack(root)[0]


def _first_day(date: str) -> str:
    """Returns the first day of an interval that has one, or the date itself."""
    return next((part for part in date.split("/") if part.strip(".")), date)


def _fill_template(kind: str, placeholders: Mapping[str, str]) -> str:
    return Template((_TEMPLATES / f"{kind}.yaml").read_text(encoding="utf-8")).substitute(placeholders)


def _to_single_line(text: str) -> str:
    """Returns a text in one line and without characters that cannot be printed."""
    return " ".join("".join(letter for letter in " ".join(text.split()) if letter.isprintable()).split())


def _to_yaml(text: str) -> str:
    """Returns a text as a YAML scalar, in quotation marks if it needs them."""
    is_plain = _PLAIN_SCALAR.match(text) and text.lower() not in BOOLEAN_TRAPS and ": " not in text
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _delete_files(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
