"""`party-card new` without the printing: a scene with its dossier and its source, to be replaced sentence by sentence.

Law: what is written plays, checks and proves as it stands, and nothing that is there already is written over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from party_card.content.decode import TRAPS
from party_card.content.identifiers import explain_invalid_id
from party_card.content.models import SceneId
from party_card.content.pack import FOLDERS, Pack, read_pack, yaml_in
from party_card.content.schema import KINDS, schema
from party_card.evidence.dates import parse_date

SCHEMAS = "schema"
"""The folder of a pack in which an editor finds the schemas."""
_TEMPLATES = Path(__file__).parent / "starter"
_PLAIN = re.compile(r"[A-Za-zÀ-ɏ][\w ,.'’()/-]*[\w.)]\Z")
_OURS = '"title": "Party Card: '


class CannotBeginError(ValueError):
    """Nothing was written; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class SceneTemplateValues:
    """What the teacher says of the scene; empty is "not said"."""

    title: str = ""
    place: str = ""
    when: str = ""
    role: str = ""
    source: str = ""


def fit_name(name: str) -> str:
    """The name, if it can be one of a scene. CannotBeginError says what to write instead."""
    if why := explain_invalid_id(name, "first-letter"):
        raise CannotBeginError(why)
    return name


def fit_date(when: str) -> str:
    """The date, if it is one. CannotBeginError says how dates are written."""
    try:
        if when:
            parse_date(when)
    except ValueError as reason:
        raise CannotBeginError(str(reason)) from None
    return when


def title_of(name: str) -> str:
    """A title for a scene of this name until there is a better one."""
    return name.replace("-", " ").replace("_", " ").capitalize()


def begin(root: Path, name: str, wishes: SceneTemplateValues) -> tuple[Path, ...]:
    """Writes a scene `name` into the pack at `root`, which may be new; returns the files written.

    Raises CannotBeginError, or OSError where the folder cannot be written to; then there is nothing of the scene.
    """
    fit_date(wishes.when)
    there = _there(root)
    if there is not None and (scene := there.scenes.get(SceneId(name))):
        raise CannotBeginError(f"there is a scene `{name}` already, in {scene.location.file.name}; choose another name")
    files = {root / path: text for path, text in texts(fit_name(name), wishes, there).items()}
    for folder in (*(path.parent for path in files), root / SCHEMAS):
        if folder.exists() and not folder.is_dir():
            raise CannotBeginError(f"{folder} has to be a folder, and is a file; rename it")
    for path in files:
        if path.exists():
            raise CannotBeginError(f"there is a file {path} already; choose another name")
    _write(files)
    try:
        return (*files, *write_schemas(root))
    except OSError:
        _take_back(files)
        raise


def texts(name: str, wishes: SceneTemplateValues, there: Pack | None = None) -> Mapping[str, str]:
    """The files of a new scene by their paths in the pack; `there` is the pack it goes to."""
    own = "seeds/sources.yaml" if there is None or not there.sources else f"seeds/{name}-sources.yaml"
    words = {
        "name": name,
        "title": _yaml(_line(wishes.title) or title_of(name)),
        "span": f"span: {wishes.when}" if wishes.when else "# span: 1908-03",
        "date": f"    date: {_first(wishes.when)}\n" if wishes.when else "",
        "place": f"place: {_yaml(place)}" if (place := _line(wishes.place)) else "# place: where it happens",
        "role": _yaml(_line(wishes.role) or "A clerk"),
        "source": _yaml(_line(wishes.source) or "Write here the title of your source"),
        "source_id": f"{name}-source",
        "facts": f"{name}-facts",
    }
    return {
        path: f"# yaml-language-server: $schema=../{SCHEMAS}/{kind}.json\n{_filled(kind, words)}"
        for kind, path in (
            ("sources", own),
            ("dossier", f"seeds/{name}-facts.yaml"),
            ("scene", f"scenes/{name}.yaml"),
        )
    }


def write_schemas(root: Path) -> tuple[Path, ...]:
    """Writes the schemas for the pack at `root`, with its names; a file there that is not ours is left alone."""
    pack, _ = read_pack(root)
    written = []
    (root / SCHEMAS).mkdir(exist_ok=True)
    for kind in KINDS:
        path = root / SCHEMAS / f"{kind}.json"
        if path.is_dir() or (path.exists() and _OURS not in path.read_text(encoding="utf-8", errors="replace")):
            continue
        path.write_text(json.dumps(schema(kind, pack), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)


def _there(root: Path) -> Pack | None:
    """The pack that is at `root` already."""
    if not root.exists():
        return None
    if not root.is_dir():
        raise CannotBeginError(f"{root} is a file; name a folder with --pack")
    if not any((root / name).is_dir() for name in FOLDERS) and (flat := yaml_in(root)):
        raise CannotBeginError(f"put {flat[0].name} into a folder `scenes` or `seeds` of {root} first")
    return read_pack(root)[0]


def _first(when: str) -> str:
    """The first day of an interval, or the date itself."""
    return next((part for part in when.split("/") if part.strip(".")), when)


def _filled(kind: str, words: Mapping[str, str]) -> str:
    return Template((_TEMPLATES / f"{kind}.yaml").read_text(encoding="utf-8")).substitute(words)


def _line(text: str) -> str:
    """What was typed, in one line and without what cannot be printed."""
    return " ".join("".join(letter for letter in " ".join(text.split()) if letter.isprintable()).split())


def _yaml(text: str) -> str:
    """A text as YAML, with quotation marks where they are needed."""
    plain = _PLAIN.match(text) and text.lower() not in TRAPS and ": " not in text
    return text if plain else json.dumps(text, ensure_ascii=False)


def _write(files: Mapping[Path, str]) -> None:
    """Writes all of the files or none; one that has come to be meanwhile is not written over."""
    written: list[Path] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except OSError:
        _take_back(written)
        raise


def _take_back(written: Iterable[Path]) -> None:
    for path in written:
        path.unlink(missing_ok=True)
