"""The example of the handbook, and a catalogue of its texts as a translator changes it."""

from __future__ import annotations

from functools import cache

from party_card.content.models import Scene, SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.source import SourceFile
from party_card.services.load import load_pack
from party_card.translation.extract import Extraction, extract_scene
from tests import ROOT

EXAMPLE_ROOT = ROOT / "scenes" / "examples" / "high-water"
SCENE = SceneId("high-water")


@cache
def load_example() -> Pack:
    return load_pack(EXAMPLE_ROOT)


def example_scene() -> Scene:
    return load_example().scenes[SCENE]


def extract(older: str | None = None, scene: Scene | None = None) -> Extraction:
    """Extracts the example in German, over an older catalogue."""
    file = None if older is None else SourceFile("high-water.po", older)
    extraction, errors = extract_scene(load_example(), scene or example_scene(), "de", file)
    assert errors == ()
    assert extraction is not None
    return extraction


def translate_message(po: str, path: str, translation: str) -> str:
    """Writes a translation into the message of a catalogue that has none yet."""
    start = po.index(f'msgctxt "{path}"\n')
    place = po.index('msgstr ""\n', start)
    return f'{po[:place]}msgstr "{translation}"\n{po[place + len("msgstr") + 4 :]}'
