"""A page whose interface is in a pseudo-language, and whose scenes have no Latin letters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.content.texts import map_texts
from party_card.diagnostics.source import SourceFile
from party_card.engine.compiled import compile_scene
from party_card.frontends.html.bundle import encode_bundle
from party_card.frontends.shared.scene_data import Json
from party_card.translation.messages import Catalogue, Message
from party_card.translation.overlay import translate_scene
from party_card.translation.scene_texts import list_texts
from tests.translation.sample import disguise


def disguise_scene(pack: Pack, scene: SceneId) -> Pack:
    """Returns a pack with the texts of one scene, and of what it cites, in other letters."""
    messages = (
        Message(text.path, text.text, disguise(text.text), False, 1) for text in list_texts(pack, pack.scenes[scene])
    )
    return translate_scene(pack, scene, Catalogue(SourceFile("disguise.po", ""), tuple(messages))).pack


def encode_disguised(language: str, pack: Pack, names: Sequence[SceneId]) -> Json:
    """Returns the data of a page in a language that plays one scene, or the campaign with several."""
    for name in names:
        pack = disguise_scene(pack, name)
    if len(names) > 1:
        assert pack.campaign is not None
        campaign = map_texts(pack.campaign, "", lambda text: disguise(text.text))
        prologues = {
            name: map_texts(prologue, "", lambda text: disguise(text.text)) for name, prologue in pack.prologues.items()
        }
        pack = replace(pack, campaign=campaign, prologues=prologues)
    compiled = [compile_scene(pack, pack.scenes[name]) for name in names]
    encoded = encode_bundle(pack, compiled, is_campaign=len(names) > 1, language=language)
    data: Json = json.loads(json.dumps(encoded.data))
    return data
