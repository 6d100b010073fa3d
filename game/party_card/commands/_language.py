"""The option `--language`: lays the translation of a scene over its pack."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from party_card.services.errors import InvalidContentError, UsageError

if TYPE_CHECKING:
    from party_card.content.models import SceneId
    from party_card.content.pack import Pack
    from party_card.publishing.export import Translation


def make_translation(language: str) -> Translation:
    """Returns the translation of any scene into a language, for an export."""
    from party_card.publishing.export import Translation

    return Translation(language, partial(translate_pack, language=language))


def translate_home_pack(
    home_pack: Pack, packs: Sequence[Pack], args: argparse.Namespace
) -> tuple[Pack, tuple[Pack, ...]]:
    """Returns the pack of the scene with this scene in the language, and all packs with it in its place."""
    translated = translate_pack(home_pack, args.scene, args.language)
    return translated, tuple(translated if pack is home_pack else pack for pack in packs)


def translate_pack(pack: Pack, scene: SceneId, language: str) -> Pack:
    """Returns a pack with one of its scenes in another language, and says what of it stays as in the original.

    Raises UsageError if there is no translation, InvalidContentError if it cannot be read.
    """
    from party_card.diagnostics.words import format_count
    from party_card.translation.files import find_translation, list_languages, read_translation
    from party_card.translation.overlay import translate_scene

    path = find_translation(pack, scene, language)
    if path is None:
        languages = ", ".join(list_languages(pack, scene))
        raise UsageError(
            f"there is no translation of `{scene}` into `{language}`; "
            + (f"there are: {languages}" if languages else "`party-card translate extract` begins one")
        )
    catalogue, errors = read_translation(path)
    if catalogue is None:
        raise InvalidContentError(errors)
    translated = translate_scene(pack, scene, catalogue)
    if translated.untranslated:
        count = f"{len(translated.untranslated):,} of {format_count(translated.text_count, 'text')}"
        advice = f"`party-card translate check {path}` says which and why"
        print(f"party-card: {count} of `{scene}` are shown as in the original; {advice}", file=sys.stderr)
    return translated.pack
