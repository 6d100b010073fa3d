"""A small campaign with a prologue, an archive and the way of a thing, and catalogues of its texts in other letters."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import Campaign, SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.source import SourceFile
from party_card.translation.messages import Catalogue, Message
from party_card.translation.scene_texts import TranslatedDocument, list_texts
from tests.app.archive_campaign import FILES
from tests.app.provenance_campaign import CAMPAIGN as CAMPAIGN_FILE
from tests.app.provenance_campaign import FERRY_SCENE
from tests.pack_files import write_texts
from tests.prologue import PROLOGUE
from tests.translation.sample import disguise

FERRY = SceneId("ferry")
RIVER_PROLOGUE = (
    PROLOGUE.replace("[@guard]", "[@tolls]").replace("[@frost]", "[@tolls]").replace("picture: knot\n    ", "")
)
RIVER_FILES = FILES | {
    "scenes/campaign.yaml": CAMPAIGN_FILE.replace("dossiers: [river]", "prologue: the-rope\ndossiers: [river]").replace(
        "scenes: [ferry, kiln, signal]", 'scenes: [{scene: ferry, fact: "It was counted. [@tolls]"}, kiln, signal]'
    ),
    "scenes/prologue.yaml": RIVER_PROLOGUE,
    "scenes/ferry.yaml": FERRY_SCENE,
}


def write_river(folder: Path) -> Path:
    return write_texts(folder, RIVER_FILES)


def campaign_of(pack: Pack) -> Campaign:
    assert pack.campaign is not None
    return pack.campaign


def disguise_catalogue(pack: Pack, document: TranslatedDocument, *, only: str = "") -> Catalogue:
    """Returns a catalogue with a translation into other letters of each text whose path begins so."""
    messages = (
        Message(text.path, text.text, disguise(text.text), False, 1)
        for text in list_texts(pack, document)
        if text.path.startswith(only)
    )
    return Catalogue(SourceFile("campaign.po", ""), tuple(messages), "de")
