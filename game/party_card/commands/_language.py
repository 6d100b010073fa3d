"""The option `--language`: lays the translations of scenes and of the campaign over their pack."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.services.errors import InvalidContentError, UsageError

if TYPE_CHECKING:
    from party_card.content.models import SceneId
    from party_card.content.pack import Pack
    from party_card.publishing.export import Translation
    from party_card.translation.messages import Catalogue


def make_translations(languages: Sequence[str], *, is_campaign: bool = False) -> tuple[Translation, ...]:
    """Returns the translations into languages, for an export; one of several may be that of the original.

    With `is_campaign` scenes without a translation stay as they are. Raises UsageError if a language is named twice.
    """
    from party_card.publishing.export import Translation

    if len(set(languages)) < len(languages):
        raise UsageError("--language names a language twice")
    if is_campaign:
        translate = _translate_whole_pack
    else:
        translate = _translate_one if len(languages) == 1 else _translate_unless_original
    return tuple(Translation(language, partial(translate, language=language)) for language in languages)


def _translate_one(pack: Pack, scenes: Sequence[SceneId], language: str) -> Pack:
    (scene,) = scenes
    return translate_pack(pack, scene, language)


def _translate_unless_original(pack: Pack, scenes: Sequence[SceneId], language: str) -> Pack:
    return pack if _is_written_in(pack, scenes, language) else _translate_one(pack, scenes, language)


def _translate_whole_pack(pack: Pack, scenes: Sequence[SceneId], language: str) -> Pack:
    return pack if _is_written_in(pack, scenes, language) else translate_campaign(pack, scenes, language)


def _is_written_in(pack: Pack, scenes: Sequence[SceneId], language: str) -> bool:
    from party_card.content.pack_language import find_language

    return all(find_language(pack, pack.scene_head(scene)) == language for scene in scenes)


def translate_campaign(pack: Pack, scenes: Sequence[SceneId], language: str) -> Pack:
    """Returns a pack with those of its scenes that have a translation in the language, and its campaign if it has one.

    Raises UsageError if nothing has one, InvalidContentError if one cannot be read.
    """
    from party_card.translation.files import find_campaign_translation, find_translation

    paths: dict[SceneId | None, Path] = {}
    if (campaign_path := find_campaign_translation(pack, language)) is not None:
        paths[None] = campaign_path
    paths |= {scene: path for scene in scenes if (path := find_translation(pack, scene, language)) is not None}
    if not paths:
        raise UsageError(f"there is no translation of any of these scenes into `{language}`, nor of the campaign")
    return _lay_translations(pack, paths)


def translate_home_pack(
    home_pack: Pack, packs: Sequence[Pack], args: argparse.Namespace
) -> tuple[Pack, tuple[Pack, ...]]:
    """Returns the pack of the scene with this scene in the language, and all packs with it in its place.

    If the campaign has a translation, all of the pack is in the language as far as it can be.
    """
    from party_card.translation.files import find_campaign_translation

    if find_campaign_translation(home_pack, args.language) is None:
        translated = translate_pack(home_pack, args.scene, args.language)
    else:
        translated = translate_campaign(home_pack, home_pack.scene_ids(), args.language)
    return translated, tuple(translated if pack is home_pack else pack for pack in packs)


def translate_all_packs(packs: Sequence[Pack], language: str) -> tuple[Pack, ...]:
    """Returns packs with what has a translation in the language.

    Raises UsageError if nothing has one, and the program does not speak the language either.
    """
    from party_card.localization.languages import list_own_names

    translated: list[Pack] = []
    errors: list[UsageError] = []
    for pack in packs:
        try:
            translated.append(_translate_whole_pack(pack, pack.scene_ids(), language))
        except UsageError as error:
            translated.append(pack)
            errors.append(error)
    if len(errors) == len(packs) and language not in list_own_names():
        raise errors[0]
    return tuple(translated)


def translate_pack(pack: Pack, scene: SceneId, language: str) -> Pack:
    """Returns a pack with one of its scenes in another language, and says what of it stays as in the original.

    Raises UsageError if there is no translation, InvalidContentError if it cannot be read.
    """
    from party_card.translation.files import find_translation, list_languages

    path = find_translation(pack, scene, language)
    if path is None:
        languages = ", ".join(list_languages(pack, scene))
        raise UsageError(
            f"there is no translation of `{scene}` into `{language}`; "
            + (f"there are: {languages}" if languages else "`party-card translate extract` begins one")
        )
    return _lay_translations(pack, {scene: path})


def _lay_translations(pack: Pack, paths: Mapping[SceneId | None, Path]) -> Pack:
    """Returns a pack with the translations of scenes and, by None, of its campaign; says what of them is not used.

    Raises InvalidContentError if one cannot be read.
    """
    from party_card.diagnostics.words import format_count
    from party_card.translation.files import read_translation
    from party_card.translation.overlay import translate_pack as lay_translations

    catalogues: dict[SceneId | None, Catalogue] = {}
    for document, path in paths.items():
        catalogue, errors = read_translation(path)
        if catalogue is None:
            raise InvalidContentError(errors)
        catalogues[document] = catalogue
    campaign = catalogues.pop(None, None)
    translated = lay_translations(pack, {name: item for name, item in catalogues.items() if name is not None}, campaign)
    for count in translated.counts:
        if count.untranslated:
            texts = f"{len(count.untranslated):,} of {format_count(count.text_count, 'text')}"
            name = "the campaign" if count.scene is None else f"`{count.scene}`"
            advice = f"`party-card translate check {paths[count.scene]}` says which and why"
            print(f"party-card: {texts} of {name} are shown as in the original; {advice}", file=sys.stderr)
    return translated.pack
