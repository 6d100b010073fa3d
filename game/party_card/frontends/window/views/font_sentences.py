"""Says which fonts draw letters that the window's own fonts lack, and which letters no font has.

Invariant: texts in Latin, Greek and Cyrillic letters open no font of the computer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.frontends.window.toolkit import faces
from party_card.localization import gettext, gettext_noop
from party_card.localization.languages import ENGLISH
from party_card.storage.errors import HomeFolderError
from party_card.storage.paths import fonts_folder

if TYPE_CHECKING:
    from party_card.content.models import Scene

_CANDIDATES = re.compile(
    "[\u0530-\u1c7f\u2d00-\u2d7f\u3005-\ua63f\ua840-\ud7ff\uf900-\ufdff\ufe70-\uffdc\U00010000-\U0001cfff\U00020000-\U0003ffff]"
)
"""Characters of scripts that the window's own fonts lack."""
_MAX_LETTERS = 40
"""Letters of a script that are looked for; a font that has so many has nearly all."""
_LETTERS: Mapping[str, str] = {
    "Arab": gettext_noop("Arabic letters"),
    "Hebr": gettext_noop("Hebrew letters"),
    "Hani": gettext_noop("Chinese characters"),
    "Hira": gettext_noop("Japanese characters"),
    "Kana": gettext_noop("Japanese characters"),
    "Hang": gettext_noop("Korean letters"),
    "Thai": gettext_noop("Thai letters"),
    "Deva": gettext_noop("Letters of Hindi"),
    "Geor": gettext_noop("Georgian letters"),
    "Armn": gettext_noop("Armenian letters"),
}
_KANA = ("Hira", "Kana")
_OTHER_LETTERS = gettext_noop("Letters of another script")


def list_font_sentences(texts: Iterable[str]) -> list[str]:
    """Returns a sentence for each script: its font, or that it has none; then one for each file that is not read."""
    sentences = []
    for letters, face in _find_fonts(texts):
        if face is None:
            sentences.append(_say_missing(letters))
        elif faces.is_added(face):
            sentences.append(
                gettext("{letters} are shown with {font}, from the folder of fonts.").format(
                    letters=gettext(letters), font=faces.read_family(face)
                )
            )
        else:
            sentences.append(
                gettext("{letters} are shown with {font}, a font of this computer.").format(
                    letters=gettext(letters), font=faces.read_family(face)
                )
            )
    unreadable = gettext("The file {file} in the folder of fonts is no readable font, or too large, and is not used.")
    return sentences + [unreadable.format(file=path.name) for path in faces.list_unreadable_files()]


def list_missing_sentences(texts: Iterable[str]) -> list[str]:
    """Returns a sentence for each script that no font has."""
    return [_say_missing(letters) for letters, face in _find_fonts(texts) if face is None]


def list_scene_texts(scene: Scene, language: str) -> Iterator[str]:
    """Yields the texts of a scene for players; of an English one only if its file has letters of other scripts."""
    source = scene.location.file.text
    if language == ENGLISH and "\\u" not in source and not _CANDIDATES.search(source):
        return
    from party_card.content.texts import list_model_texts  # noqa: PLC0415  # most scenes do without

    yield from (text.text for text in list_model_texts(scene, ""))


def _find_fonts(texts: Iterable[str]) -> list[tuple[str, faces.Face | None]]:
    """Returns names of letters, each with the font that has the first of them; None if a letter is in no font."""
    characters = dict.fromkeys("".join(_CANDIDATES.findall("".join(texts))))
    is_japanese = any(faces.find_script(character) in _KANA for character in characters)
    letters: dict[str, dict[str, None]] = {}
    for character in characters:
        if unicodedata.category(character) in ("Lo", "Lu", "Ll"):
            script = faces.find_script(character)
            name = _LETTERS.get("Hira" if is_japanese and script == "Hani" else script, _OTHER_LETTERS)
            letters.setdefault(name, {})[character] = None
    found = []
    for name, members in letters.items():
        fonts = [faces.find_system_face(character) for character in list(members)[:_MAX_LETTERS]]
        found.append((name, None if None in fonts else fonts[0]))
    return found


def _say_missing(letters: str) -> str:
    sentence = gettext(
        "{letters} cannot be shown: no font on this computer has all of them. Put a font file that has them into the "
        "folder {folder}, and start the program again."
    )
    return sentence.format(letters=gettext(letters), folder=_name_folder())


def _name_folder() -> Path | str:
    try:
        return fonts_folder()
    except HomeFolderError:
        return "fonts"
