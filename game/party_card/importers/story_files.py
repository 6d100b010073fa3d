"""Finds and reads the files of a story: Twee files, which belong together, or a page with one or several stories."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from party_card.importers.story import ImportRefusedError
from party_card.importers.twee import read_twee
from party_card.importers.twine_html import read_html
from party_card.importers.twine_source import SourceStory, merge_sources
from party_card.localization import format_number, gettext, gettext_noop
from party_card.platform.regular_files import UnreadableFileError, read_start

MAX_STORY_BYTES = 20_000_000
"""All files of a story together; a published page has the program of its story format in it, up to some 2 MB."""
TWEE_SUFFIXES = (".twee", ".tw", ".twee3")
PAGE_SUFFIXES = (".html", ".htm")
_INK = gettext_noop(
    "Stories of ink are not imported: ink runs on line by line and remembers where it has been in ways that a scene "
    "cannot hold. Play {file} with inkjs or Inky."
)


def read_source(paths: Sequence[Path], title: str = "") -> SourceStory:
    """Reads the story in some files and folders; `title` names one of several. Raises ImportRefusedError, OSError."""
    files = _find_files(paths)
    pages = [file for file in files if file.suffix.lower() in PAGE_SUFFIXES]
    if pages and len(files) > 1:
        raise ImportRefusedError(
            f"A page is a whole story by itself, so {pages[0]} cannot be imported together with other files."
        )
    texts = _read_texts(files)
    if pages:
        stories = read_html(texts[0], pages[0].name)
        source = _choose_story(stories, title, pages[0])
    else:
        source = merge_sources([read_twee(text, file.name) for file, text in zip(files, texts, strict=True)])
        _check_title(source, title, files[0])
    if not source.passages:
        raise ImportRefusedError(
            gettext(
                "There is no passage in {file}. In Twee, each passage begins with a line such as `:: Its Name`."
            ).format(file=files[0])
        )
    start = source.start or next((passage.name for passage in source.passages if passage.name == "Start"), "")
    return replace(source, title=source.title or _title_of(paths[0]), start=start)


def _find_files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += _find_files_in(path)
            continue
        if not path.exists() and not path.is_symlink():
            raise ImportRefusedError(f"There is no file {path}.")
        suffix = path.suffix.lower()
        if suffix == ".ink":
            raise ImportRefusedError(gettext(_INK).format(file=path))
        if suffix not in (*TWEE_SUFFIXES, *PAGE_SUFFIXES):
            raise ImportRefusedError(
                gettext("{path} is no story that can be imported: its name must end with .twee, .tw or .html.").format(
                    path=path
                )
            )
        files.append(path)
    unique = {os.path.realpath(file): file for file in files}
    return list(unique.values())


def _find_files_in(folder: Path) -> list[Path]:
    """Returns the Twee files of a folder, or its pages if there are none; hidden files are left out."""
    visible = [
        path
        for path in sorted(folder.rglob("*"))
        if not any(part.startswith(".") for part in path.relative_to(folder).parts) and not path.is_dir()
    ]
    for suffixes in (TWEE_SUFFIXES, PAGE_SUFFIXES):
        if files := [path for path in visible if path.suffix.lower() in suffixes]:
            return files
    if ink_file := next((path for path in visible if path.suffix.lower() == ".ink"), None):
        raise ImportRefusedError(gettext(_INK).format(file=ink_file))
    raise ImportRefusedError(f"There is no story in the folder {folder}: no name in it ends with .twee, .tw or .html.")


def _read_texts(files: Iterable[Path]) -> list[str]:
    texts: list[str] = []
    remaining = MAX_STORY_BYTES
    for file in files:
        try:
            data = read_start(file, remaining + 1)
        except UnreadableFileError as error:
            raise ImportRefusedError(
                gettext("{file} cannot be read: {reason}.").format(
                    file=file, reason=gettext(error.strerror or str(error))
                )
            ) from None
        remaining -= len(data)
        if remaining < 0:
            raise ImportRefusedError(
                gettext("The story has more than {limit} bytes; it ends in {file}.").format(
                    limit=format_number(MAX_STORY_BYTES), file=file
                )
            )
        try:
            texts.append(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise ImportRefusedError(
                gettext("{file} is not UTF-8 text. Save it again with that encoding.").format(file=file)
            ) from None
    return texts


def _choose_story(stories: Sequence[SourceStory], title: str, page: Path) -> SourceStory:
    if not stories:
        raise ImportRefusedError(
            gettext(
                "There is no story of Twine 2 in {page}. What other programs and Twine 1 publish is not read."
            ).format(page=page)
        )
    chosen = [story for story in stories if story.title == title] if title else list(stories)
    if len(chosen) == 1:
        return chosen[0]
    names = ", ".join(f"“{story.title}”" for story in stories)
    if not chosen:
        raise ImportRefusedError(f"There is no story “{title}” in {page}; there are: {names}.")
    raise ImportRefusedError(
        gettext("There are several stories in {page}: {names}.").format(page=page, names=names),
        "Choose one with --story.",
    )


def _check_title(source: SourceStory, title: str, file: Path) -> None:
    """Raises ImportRefusedError if Twee files hold another story than the one that is asked for."""
    if title and title != source.title:
        found = f"the story in it is “{source.title}”" if source.title else "the story in it has no title"
        raise ImportRefusedError(f"There is no story “{title}” in {file}; {found}.")


def _title_of(path: Path) -> str:
    return re.sub(r"[-_\s]+", " ", path.stem).strip().capitalize() or "Imported"
