"""What a scene can begin with: an empty one, a template, a copy of an example, or a story of Twine.

Invariant: no file is written over. A scene gets a name that no other of the pack has, and two copies of an
example share its dossiers.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from pathlib import Path, PurePosixPath
from string import Template

from party_card.content.identifiers import is_reserved_on_windows, slugify
from party_card.content.models import Dossier, Scene, SceneId
from party_card.content.name_index import list_name_uses
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack, list_yaml_files, read_pack
from party_card.content.pack_folders import YAML_FOLDERS, find_builtin_pack
from party_card.content.yaml_loader import compose_yaml
from party_card.diagnostics.source import SourceFile
from party_card.frozen_dataclass import frozen_dataclass
from party_card.importers.draft import draft_scene
from party_card.importers.emit_yaml import describe_loss, emit_scene
from party_card.importers.formats import FORMAT_NAMES, read_story
from party_card.importers.story import ImportRefusedError
from party_card.importers.story_files import read_source
from party_card.importers.yaml_text import plain_id, quote
from party_card.localization import gettext, gettext_noop
from party_card.platform.file_writer import write_file
from party_card.services.errors import UsageError
from party_card.services.scaffold import create_files
from party_card.studio.errors import StudioError, explain

TEMPLATES: Mapping[str, tuple[str, str]] = {
    "speak-or-silent": (gettext_noop("Speak or keep silent"), gettext_noop("Somebody knows something, and is asked.")),
    "whom-to-tell": (
        gettext_noop("Whom to tell"),
        gettext_noop("News has to be passed on, and only one person can be told first."),
    ),
    "what-to-sign": (
        gettext_noop("What to sign"),
        gettext_noop("A paper lies on the table, and somebody waits for a name."),
    ),
    "stay-or-leave": (
        gettext_noop("Stay or leave"),
        gettext_noop("It is still possible to go, and soon it will not be."),
    ),
}
"""The templates, one for each kind of decision: title and description."""
EXAMPLES: Mapping[str, tuple[str, str]] = {
    "high-water": (
        "scenes/examples/high-water",
        gettext_noop("A small scene with its facts and its source, all of it invented."),
    ),
    "forbidden-paper": ("", gettext_noop("A scene of the game, with all its facts, to change sentence by sentence.")),
}
"""The scenes that can be copied: the folder of their pack below that of the game, and a description."""
MAX_NAME_LENGTH = 28
_EMPTY_TITLE = gettext_noop("A new scene")


@frozen_dataclass
class NewScene:
    """The files of a new scene, its own first, and what of an imported story is lost, a sentence each."""

    files: tuple[Path, ...]
    losses: tuple[str, ...] = ()


@frozen_dataclass
class StoryFile:
    """A story of Twine; `format` and `story` choose where the file leaves that open."""

    name: str
    data: bytes
    format: str = ""
    story: str = ""


def read_example_title(name: str) -> str:
    """Returns the title of an example."""
    return _read_example(name)[1].title


class SceneWriter:
    """Writes new scenes into the pack at `root`, which may be an empty folder; `pack` is what is in it.

    `write` writes new files, all or none. It raises UsageError or OSError.
    """

    def __init__(self, root: Path, pack: Pack, write: Callable[[Mapping[Path, str]], None] = create_files) -> None:
        self._root = root
        self._pack = pack
        self._write_files = write

    def begin_with_template(self, template: str, title: str) -> NewScene:
        """Writes a scene from a template, or the empty one for `empty`. Raises StudioError."""
        if template not in ("empty", *TEMPLATES):
            raise StudioError(gettext("There is no such template."))
        text = files("party_card.studio").joinpath("templates", f"{template}.yaml").read_text(encoding="utf-8")
        title = title.strip() or gettext(TEMPLATES[template][0] if template in TEMPLATES else _EMPTY_TITLE)
        name = self.choose_name(title)
        return self._write({f"scenes/{name}.yaml": Template(text).substitute(name=plain_id(name), title=quote(title))})

    def begin_with_example(self, example: str, title: str) -> NewScene:
        """Writes a copy of an example, with its dossiers and sources. Raises StudioError."""
        if example not in EXAMPLES:
            raise StudioError(gettext("There is no such example."))
        example_pack, scene = _read_example(example)
        name = self.choose_name(title.strip() or scene.title)
        new_names = {("scene", str(scene.scene)): name}
        dossiers = [example_pack.dossiers[dossier] for dossier in scene.dossiers]
        for dossier in dossiers:
            if (copy := self._find_copy(dossier)) is not None:
                new_names["dossier", str(dossier.dossier)] = str(copy.dossier)
                continue
            is_named_alike = str(dossier.dossier).startswith(f"{scene.scene}-")
            suffix = str(dossier.dossier).removeprefix(f"{scene.scene}-") if is_named_alike else dossier.dossier
            new_names["dossier", str(dossier.dossier)] = self._choose_dossier_name(f"{name}-{suffix}")
        text = _rename(scene.location.file, new_names)
        contents = {f"scenes/{name}.yaml": _replace_title(text, title.strip())}
        for dossier in dossiers:
            if self._find_copy(dossier) is None:
                file_name = f"seeds/{new_names['dossier', str(dossier.dossier)]}.yaml"
                contents[file_name] = _rename(dossier.location.file, new_names)
        new_sources = [source for source in example_pack.sources if source not in self._pack.sources]
        if new_sources:
            source_files = dict.fromkeys(example_pack.sources[source].location.file for source in new_sources)
            index_files = dict.fromkeys(
                index.location.file for source, index in example_pack.indexes.items() if source in new_sources
            )
            contents |= {f"seeds/{name}-sources.yaml": file.text for file in source_files}
            contents |= {f"seeds/{PurePosixPath(file.name).name}": file.text for file in index_files}
        return self._write(contents)

    def begin_with_story(self, story: StoryFile, title: str) -> NewScene:
        """Writes a scene from a story of Twine. Raises StudioError."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / (PurePosixPath(story.name.replace("\\", "/")).name or "story")
            try:
                write_file(path, story.data)
                source = read_source([path], story.story)
                if not source.format and not story.format:
                    formats = ", ".join(FORMAT_NAMES.values())
                    raise StudioError(
                        gettext("The story does not say its story format. Choose one of these: {formats}.").format(
                            formats=formats
                        )
                    )
                imported = emit_scene(draft_scene(read_story(source, story.format)), path.name)
            except (ImportRefusedError, OSError) as error:
                sentence = error.sentence if isinstance(error, ImportRefusedError) else explain(error)
                raise StudioError(sentence.replace(f"{folder}/", "").replace(f"{folder}\\", "")) from None
        text = _replace_title(imported.text, title.strip())
        name = self.choose_name(title.strip() or imported.scene)
        text = _rename(SourceFile("", text), {("scene", imported.scene): name})
        losses = tuple(describe_loss(lost, is_file_named=False) for lost in imported.losses)
        return NewScene(self._write({f"scenes/{name}.yaml": text}).files, losses)

    def choose_name(self, title: str) -> str:
        """Returns the name of a scene, made from its title, that no scene and no file has."""
        slug = slugify(title, max_length=MAX_NAME_LENGTH)
        base = f"scene-{slug}".rstrip("-") if not slug or slug.isdigit() or is_reserved_on_windows(slug) else slug
        folder = self._folder_of("scenes")
        taken = {str(name) for name in self._pack.scenes} | _list_stems(folder)
        return _number_name(base, taken)

    def _choose_dossier_name(self, base: str) -> str:
        return _number_name(base, {str(name) for name in self._pack.dossiers} | _list_stems(self._folder_of("seeds")))

    def _find_copy(self, dossier: Dossier) -> Dossier | None:
        """Returns a dossier of the pack that is a copy of this one: a second copy would declare everything twice."""
        own = [other for other in self._pack.dossiers.values() if other.location.file in self._pack.files]
        return next((other for other in own if 2 * len(other.facts.keys() & dossier.facts) > len(dossier.facts)), None)

    def _folder_of(self, name: str) -> Path:
        """Returns the folder for scenes or dossiers: that of the pack, if it keeps its files in one folder."""
        has_folders = any((self._root / folder).is_dir() for folder in YAML_FOLDERS)
        return self._root if not has_folders and list_yaml_files(self._root) else self._root / name

    def _write(self, contents: Mapping[str, str]) -> NewScene:
        texts: dict[Path, str] = {}
        for name, text in contents.items():
            folder, _, file_name = name.partition("/")
            texts[self._folder_of(folder) / file_name] = text
        try:
            self._write_files(texts)
        except UsageError as error:
            raise StudioError(_to_sentence(str(error))) from None
        except OSError as error:
            raise StudioError(
                gettext("The folder {folder} cannot be written to: {reason}.").format(
                    folder=self._root, reason=explain(error)
                )
            ) from None
        return NewScene(tuple(texts))


def _read_example(name: str) -> tuple[Pack, Scene]:
    pack, _ = read_pack(find_builtin_pack() / EXAMPLES[name][0])
    return pack, pack.scenes[SceneId(name)]


def _rename(file: SourceFile, new_names: Mapping[tuple[str, str], str]) -> str:
    """Returns the text of a file with new names, given by kind and old name."""
    text = file.text
    for use in reversed(list_name_uses(file)):
        if new_name := new_names.get((use.kind, use.name)):
            text = text[: use.start] + plain_id(new_name) + text[use.end :]
    return text


def _replace_title(text: str, title: str) -> str:
    """Returns the text of a scene with another title; with its own if `title` is empty."""
    root, _ = compose_yaml(file := SourceFile("", text))
    if not title or root is None or (node := NodeRef(file, root).value("title").node) is root:
        return text
    return text[: node.start_mark.index] + quote(title) + text[node.end_mark.index :]


def _number_name(base: str, taken: Iterable[str]) -> str:
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _list_stems(folder: Path) -> set[str]:
    return {path.stem for path in folder.iterdir()} if folder.is_dir() else set()


def _to_sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}."
