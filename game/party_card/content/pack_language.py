"""The language in which a scene, a campaign or a prologue of a pack is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from party_card.content.models import Scene
from party_card.localization.languages import ENGLISH

if TYPE_CHECKING:
    from party_card.content.pack import CitingDocument, Pack


def find_language(pack: Pack, document: CitingDocument | None = None) -> str:
    """Returns the code of the language of a document; that of the campaign for what does not name its own.

    A translation of the campaign is no reason to take its scenes for translated.
    """
    own = document.language if isinstance(document, Scene) else pack.campaign_language
    campaign = (pack.whole or pack).campaign
    return own or (campaign.language if campaign is not None else "") or ENGLISH


def iter_english_scenes(pack: Pack) -> Iterator[Scene]:
    """Yields the scenes in English, whose words some rules know."""
    return (scene for scene in pack.scenes.values() if find_language(pack, scene).partition("-")[0] == ENGLISH)
