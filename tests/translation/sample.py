"""The example of the handbook, and a catalogue of its texts as a translator changes it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from party_card.content.models import Scene, SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.source import SourceFile
from party_card.services.load import load_pack
from party_card.translation.extract import Extraction, extract_texts
from party_card.translation.messages import Catalogue, Message
from party_card.translation.scene_texts import list_texts
from tests import ROOT

EXAMPLE_ROOT = ROOT / "scenes" / "examples" / "high-water"
SCENE = SceneId("high-water")
GERMAN = {
    "title": "Hochwasser",
    "question": "Woher wissen wir, wer gewarnt wurde?",
    "role/name": "Die Hilfe des Brückenwärters",
    "context/1/heading": "Der Wärter",
    "context/1/text": "Bei 11 Fuß muss er dem Stadtschreiber Nachricht schicken. [@rule-four]",
    "passages/eight/choices/write-eleven/text": "11 schreiben",
    "passages/eight/choices/write-eleven/did": "Du hast 11 geschrieben.",
    "passages/eight/choices/write-ten/text": "10 schreiben, den Strich, der sicher ist",
    "passages/reply/text/3/document": "„Ich will die Glocke nicht an einem Marktabend, wegen eines nassen Kellers.“ [@refused]",
    "passages/hill/record": "Die letzte Zahl im Buch ist die von zehn Uhr, 13 Fuß. [@rising]",
    "facts/rule-four/text": "Bei 11 Fuß musste der Wärter dem Stadtschreiber Nachricht schicken.",
    "facts/refused/quote": "Ich will die Glocke nicht an einem Marktabend, wegen eines nassen Kellers.",
}
"""Some texts of the example in German."""


@cache
def load_example() -> Pack:
    return load_pack(EXAMPLE_ROOT)


def example_scene() -> Scene:
    return load_example().scenes[SCENE]


def extract(older: str | None = None, scene: Scene | None = None) -> Extraction:
    """Extracts the example in German, over an older catalogue."""
    file = None if older is None else SourceFile("high-water.po", older)
    extraction, errors = extract_texts(load_example(), scene or example_scene(), "de", file)
    assert errors == ()
    assert extraction is not None
    return extraction


def translate_message(po: str, path: str, translation: str) -> str:
    """Writes a translation into the message of a catalogue that has none yet."""
    start = po.index(f'msgctxt "{path}"\n')
    place = po.index('msgstr ""\n', start)
    return f'{po[:place]}msgstr "{translation}"\n{po[place + len("msgstr") + 4 :]}'


def make_catalogue(translations: Mapping[str, str], scene: Scene | None = None) -> Catalogue:
    """Returns a catalogue of the example with a translation for each of some paths."""
    texts = {text.path: text for text in list_texts(load_example(), scene or example_scene())}
    messages = (Message(path, texts[path].text, text, False, 1) for path, text in translations.items() if path in texts)
    return Catalogue(SourceFile("high-water.po", ""), tuple(messages))


def disguise(text: str) -> str:
    """Returns a text with letters of another alphabet, and with its citations."""
    return re.sub(
        r"\[@[^\]]*\]|[A-Za-z]", lambda match: match[0] if len(match[0]) > 1 else chr(ord(match[0]) + 0x3D0), text
    )


def write_german_example(folder: Path, language: str = "de") -> Path:
    """Copies the example into a folder, with its German translation under a language. Returns the root of the pack."""
    root = folder / "high-water"
    shutil.copytree(EXAMPLE_ROOT, root)
    po = extract().content.decode()
    for path, translation in GERMAN.items():
        po = translate_message(po, path, translation)
    file = root / "scenes" / "translations" / language / "high-water.po"
    file.parent.mkdir(parents=True)
    file.write_text(po, encoding="utf-8")
    return root
