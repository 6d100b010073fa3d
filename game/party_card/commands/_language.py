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


def make_translations(languages: Sequence[str]) -> tuple[Translation, ...]:
    """Returns the translations of scenes into languages, for an export; one of several may be that of the original.

    Raises UsageError if a language is named twice.
    """
    from party_card.publishing.export import Translation

    if len(set(languages)) < len(languages):
        raise UsageError("--language names a language twice")
    translate = _translate_scenes if len(languages) > 1 else _translate_one
    return tuple(Translation(language, partial(translate, language=language)) for language in languages)


def _translate_one(pack: Pack, scenes: Sequence[SceneId], language: str) -> Pack:
    (scene,) = scenes
    return translate_pack(pack, scene, language)


def _translate_scenes(pack: Pack, scenes: Sequence[SceneId], language: str) -> Pack:
    """Returns a pack with the scenes that have a translation in the language; the same pack if they are written in it.

    Raises UsageError if none has a translation.
    """
    from party_card.content.pack_language import find_language
    from party_card.translation.files import find_translation

    if all(find_language(pack, pack.scenes[scene]) == language for scene in scenes):
        return pack
    translated_scenes = [scene for scene in scenes if find_translation(pack, scene, language) is not None]
    if not translated_scenes and len(scenes) > 1:
        raise UsageError(f"there is no translation of any of these scenes into `{language}`")
    translated = pack
    for scene in translated_scenes or scenes:
        translated = translate_pack(translated, scene, language)
    return translated


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
