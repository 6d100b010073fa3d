"""Sets the texts of a pack that is not in English with the quotation marks and no-break spaces of their languages.

A scene is in its own language, or in that of the campaign. A dossier is in the language of the scenes that name it if
all are in one, else in that of the campaign. Front ends then show a text as it stands, in every language.

Invariant: a text that is set already, and one in English, is the same object as before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from party_card.content.lazy_mapping import LazyMapping
from party_card.content.models import Dossier, DossierId, SceneId, Term
from party_card.content.models.value_types import Located
from party_card.content.pack_language import find_language
from party_card.localization.languages import ENGLISH

if TYPE_CHECKING:
    from party_card.content.pack import Pack

K = TypeVar("K")
ModelT = TypeVar("ModelT", bound=Located)

_MAX_MODELS = 2_000
_set_models: dict[tuple[int, str], tuple[Located, Located]] = {}
"""Models as they are and as they were set, by the identity of the first: a pack is built anew at every save."""


def set_typography_of_pack(pack: Pack) -> Pack:
    """Returns a pack with its texts set; the same pack if all of it is in English."""
    own = find_language(pack)
    languages = {name: find_language(pack, pack.scene_head(name)) for name in pack.scenes}
    if all(map(_is_english, (own, *languages.values()))):
        return pack
    shared = next(iter(languages.values())) if len({*languages.values()}) == 1 else own
    languages_of_dossiers = _find_languages_of_dossiers(pack, languages)
    return replace(
        pack,
        scenes=_map(pack.scenes, lambda name, scene: set_model(scene, languages[name])),
        scene_heads={name: set_model(head, languages[name]) for name, head in pack.scene_heads.items()},
        dossiers=_map(pack.dossiers, lambda name, item: set_model(item, languages_of_dossiers.get(name, shared))),
        campaign=None if pack.campaign is None else set_model(pack.campaign, own),
        prologues={name: set_model(prologue, own) for name, prologue in pack.prologues.items()},
        people=_map(pack.people, lambda _, person: set_model(person, shared)),
        places=_map(pack.places, lambda _, place: set_model(place, shared)),
        sources=_map(pack.sources, lambda _, source: set_model(source, shared)),
    )


def _find_languages_of_dossiers(pack: Pack, languages: Mapping[SceneId, str]) -> dict[DossierId, str]:
    """Returns the languages of the dossiers that scenes of one language alone name."""
    found: dict[DossierId, set[str]] = {}
    for name, language in languages.items():
        for dossier in pack.scene_head(name).dossiers:
            found.setdefault(dossier, set()).add(language)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


def _map(models: Mapping[K, ModelT], set_one: Callable[[K, ModelT], ModelT]) -> Mapping[K, ModelT]:
    """Returns a mapping that sets a model when it is first asked for; the models may be loaded only then."""
    return LazyMapping(models.keys, lambda key: set_one(key, models[key]))


def set_model(model: ModelT, language: str) -> ModelT:
    """Returns a model with its texts set in a language."""
    if _is_english(language):
        return model
    key = id(model), language
    known = _set_models.get(key)
    if known is None or known[0] is not model:
        if len(_set_models) > _MAX_MODELS:
            _set_models.clear()
        known = _set_models[key] = model, _set_texts(model, language)
    return known[1]  # type: ignore[return-value]  # of the same type as its key


def _set_texts(model: ModelT, language: str) -> ModelT:
    from party_card.content.texts import map_texts  # noqa: PLC0415  # most packs are in English
    from party_card.content.typography import set_typography  # noqa: PLC0415

    model = map_texts(model, "", lambda text: set_typography(text.text, language))
    if isinstance(model, Dossier):
        terms = {
            name: term if isinstance(term, Term) else set_typography(term, language)
            for name, term in model.terms.items()
        }
        return replace(model, terms=terms)
    return model


def _is_english(language: str) -> bool:
    return language.partition("-")[0] == ENGLISH
