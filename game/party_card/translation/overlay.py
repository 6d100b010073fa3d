"""Lays translations over scenes, over the campaign, and over the evidence that they cite.

Invariant: texts are replaced, and nothing else; only story tests are left out, as they quote the original. A text that
cites anything else than the original does is not taken, so every claim has its sources in every language. Ids,
conditions and effects are not looked at: the logic of the original, already parsed, is that of the translated scene.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from party_card.content.logic_cache import get_scene_logic
from party_card.content.models import Campaign, Dossier, Person, PersonId, Scene, SceneId, Term
from party_card.content.pack import Pack
from party_card.content.prose import strip_markup
from party_card.content.texts import TranslatableText, has_letters, map_texts
from party_card.content.typography import set_typography
from party_card.translation.catalogue import has_control_characters
from party_card.translation.findings.translation_citation import count_citations
from party_card.translation.messages import Catalogue, Message
from party_card.translation.scene_texts import PROLOGUE, CitedItem, TranslatedDocument, item_path, list_cited_items

K = TypeVar("K")
V = TypeVar("V")
ItemT = TypeVar("ItemT", bound=CitedItem)


class TranslationCount(NamedTuple):
    """How many texts a scene has, or the campaign, and which are shown as in the original."""

    scene: SceneId | None
    """None for the campaign."""
    text_count: int
    untranslated: tuple[TranslatableText, ...]


class TranslatedPack(NamedTuple):
    """A pack with scenes, and perhaps its campaign, in another language."""

    pack: Pack
    counts: tuple[TranslationCount, ...]

    @property
    def text_count(self) -> int:
        """The number of texts of all that is translated; those of several scenes count in each."""
        return sum(count.text_count for count in self.counts)

    @property
    def untranslated(self) -> tuple[TranslatableText, ...]:
        """What is shown as in the original."""
        return tuple(text for count in self.counts for text in count.untranslated)


class _Visitor:
    """Replaces texts by their translations in the first catalogue that has one."""

    def __init__(self, catalogues: Iterable[Catalogue]) -> None:
        self._messages = [(catalogue.group_by_path(), catalogue.language) for catalogue in catalogues]
        self.seen: dict[str, TranslatableText] = {}
        self.untranslated: dict[str, TranslatableText] = {}

    def __call__(self, text: TranslatableText) -> str:
        self.seen[text.path] = text
        for messages, language in self._messages:
            for message in messages.get(text.path, ()):
                if is_usable(text, message):
                    return set_typography(message.translation, language)
        self.untranslated[text.path] = text
        return text.text


def is_usable(text: TranslatableText, message: Message) -> bool:
    """Returns True if a message can stand in place of a text: finished, of the text as it is, with its citations."""
    return (
        not message.is_fuzzy
        and message.original == text.text
        and count_citations(message.translation) == count_citations(text.text)
        and has_letters(strip_markup(message.translation))
        and not has_control_characters(message.translation)
    )


def translate_scene(pack: Pack, scene: SceneId, catalogue: Catalogue) -> TranslatedPack:
    """Returns a pack whose scene `scene`, and the evidence that it cites, have the texts of a catalogue."""
    return translate_pack(pack, {scene: catalogue})


def translate_pack(
    pack: Pack, scenes: Mapping[SceneId, Catalogue], campaign: Catalogue | None = None
) -> TranslatedPack:
    """Returns a pack with the texts of catalogues: of some scenes, and of the campaign with its prologue.

    Evidence is translated once, for all that cites it: as the catalogue of the campaign has it, else that of the first
    scene that has it.
    """
    base_scenes = {name: item for name, item in scenes.items() if pack.defining_pack(pack.scenes[name]) is not pack}
    own_scenes = {name: item for name, item in scenes.items() if name not in base_scenes}
    translated, counts = pack, list[TranslationCount]()
    if base_scenes and pack.base is not None:
        translated, counts = _translate_base(pack, pack.base, base_scenes)
    documents: list[tuple[TranslatedDocument, Catalogue]] = []
    if campaign is not None and pack.campaign is not None:
        documents.append((pack.campaign, campaign))
    documents += [(pack.scenes[name], catalogue) for name, catalogue in own_scenes.items()]
    for document, catalogue in documents:
        others = [other for _, other in documents if other is not catalogue]
        translated, count = _translate_document(pack, translated, document, [catalogue, *others])
        counts.append(count)
    return TranslatedPack(translated, tuple(counts))


def _translate_base(pack: Pack, base: Pack, scenes: Mapping[SceneId, Catalogue]) -> tuple[Pack, list[TranslationCount]]:
    """Translates scenes of the pack below another one."""
    translated_base, counts = translate_pack(base, scenes)
    new_scenes = {name: translated_base.scenes[name] for name in scenes}
    translated = replace(pack, base=translated_base, scenes=_with(pack.scenes, new_scenes))
    for name, scene in new_scenes.items():
        translated = _with_logic(translated, pack.scenes[name], scene)
    return translated, list(counts)


def _translate_document(
    pack: Pack, translated: Pack, document: TranslatedDocument, catalogues: Sequence[Catalogue]
) -> tuple[Pack, TranslationCount]:
    """Translates a scene or the campaign of a pack in `translated`, this pack with others translated already."""
    visit, visit_evidence = _Visitor(catalogues[:1]), _Visitor(catalogues)
    items = list_cited_items(pack, document)
    new_items = {path: _split_forms(map_texts(item, path, visit_evidence), item) for path, item in items.items()}
    translated = _lay_evidence(translated, document, items, new_items)
    if isinstance(document, Scene):
        translated = _lay_scene(translated, document, catalogues[0], visit)
    else:
        translated = _lay_campaign(translated, document, catalogues[0], visit)
    count = len(visit.seen) + len(visit_evidence.seen)
    untranslated = (*visit.untranslated.values(), *visit_evidence.untranslated.values())
    return translated, TranslationCount(getattr(document, "scene", None), count, untranslated)


def _lay_evidence(
    pack: Pack, document: TranslatedDocument, items: Mapping[str, CitedItem], new_items: Mapping[str, CitedItem]
) -> Pack:
    """Returns a pack with the translated evidence of a scene or campaign; not with that which it has already."""
    names = document.dossiers if isinstance(document, Scene) else tuple(pack.dossiers)
    dossiers = {name: pack.dossiers[name] for name in names if name in pack.dossiers}
    new_dossiers = {name: _replace_items(dossier, items, new_items) for name, dossier in dossiers.items()}
    return replace(
        pack,
        dossiers=_with(pack.dossiers, new_dossiers),
        people=_replace_people(pack.people, items, new_items),
        places=_with(pack.places, _take_new(pack.places, "places", items, new_items)),
        sources=_with(pack.sources, _take_new(pack.sources, "sources", items, new_items)),
        base=pack.base and replace(pack.base, people=_replace_people(pack.base.people, items, new_items)),
    )


def _lay_scene(pack: Pack, scene: Scene, catalogue: Catalogue, visit: _Visitor) -> Pack:
    """Returns a pack with a translated scene."""
    name, language = scene.scene, catalogue.language or scene.language
    new_scene = replace(map_texts(scene, "", visit), language=language, tests=())  # they quote the original
    heads = {name: map_texts(pack.scene_heads[name], "", visit)} if name in pack.scene_heads else {}
    translated = replace(
        pack,
        scenes=_with(pack.scenes, {name: new_scene}),
        unreviewed_scenes=pack.unreviewed_scenes | ({name} if catalogue.is_unreviewed else set()),
        scene_heads=_with(pack.scene_heads, heads),
    )
    return _with_logic(translated, scene, new_scene)


def _lay_campaign(pack: Pack, campaign: Campaign, catalogue: Catalogue, visit: _Visitor) -> Pack:
    """Returns a pack with a translated campaign and prologue."""
    prologue = pack.prologue
    new_prologue = prologue and map_texts(prologue, PROLOGUE, visit)
    return replace(
        pack,
        campaign=map_texts(campaign, "", visit),
        prologues=_with(pack.prologues, {campaign.prologue: new_prologue} if new_prologue is not None else {}),
        campaign_language=catalogue.language,
        is_campaign_unreviewed=catalogue.is_unreviewed,
    )


def _with_logic(pack: Pack, original: Scene, translated: Scene) -> Pack:
    """Returns a pack in which a translated scene has the logic of the original."""
    logic, diagnostics = get_scene_logic(pack, original)
    cache = ChainMap({translated.scene: (translated, logic, diagnostics)}, pack.logic_cache)
    return replace(pack, logic_cache=cache)  # type: ignore[arg-type]  # written to like a dictionary


def _replace_items(dossier: Dossier, items: Mapping[str, CitedItem], new_items: Mapping[str, CitedItem]) -> Dossier:
    """Returns a dossier with the translated facts, documents and figures; not with those of another dossier."""

    def translate(name: str, item: ItemT) -> ItemT:
        path = item_path(name, item)
        new_item = new_items.get(path)
        return new_item if items.get(path) is item and isinstance(new_item, type(item)) else item

    def translate_term(name: str, term: str | Term) -> str | Term:
        path = f"terms/{name}"
        item, new_item = items.get(path), new_items.get(path)
        is_same = isinstance(item, Term) and (item is term or item.text == term)
        return new_item if is_same and new_item is not item and isinstance(new_item, Term) else term

    return replace(
        dossier,
        facts={name: translate(name, fact) for name, fact in dossier.facts.items()},
        documents={name: translate(name, document) for name, document in dossier.documents.items()},
        figures={name: translate(name, figure) for name, figure in dossier.figures.items()},
        terms={name: translate_term(name, term) for name, term in dossier.terms.items()},
        people=_replace_people(dossier.people, items, new_items),
    )


def _replace_people(
    people: Mapping[PersonId, Person], items: Mapping[str, CitedItem], new_items: Mapping[str, CitedItem]
) -> Mapping[PersonId, Person]:
    """Returns people with those who are translated; not with others of the same name."""
    new_people = {
        PersonId(path.partition("/")[2]): item
        for path, item in new_items.items()
        if isinstance(item, Person) and item is not items[path]
    }
    same = {name: item for name, item in new_people.items() if people.get(name) is items[f"people/{name}"]}
    return _with(people, same)


def _take_new(
    known: Mapping[K, ItemT], folder: str, items: Mapping[str, CitedItem], new_items: Mapping[str, CitedItem]
) -> dict[K, ItemT]:
    """Returns the translated ones of some places or sources of a pack."""
    paths = {name: f"{folder}/{name}" for name in known if f"{folder}/{name}" in items}
    return {
        name: item
        for name, path in paths.items()
        if isinstance(item := new_items[path], type(known[name])) and known[name] is items[path] is not item
    }


def _split_forms(item: CitedItem, original: CitedItem) -> CitedItem:
    """Returns a translated person or term with each form of the name by itself: a language may have many of one."""
    if item is original or not isinstance(item, Person | Term):
        return item
    forms = [form.strip() for text in item.named for form in text.split("|")]
    return replace(item, named=tuple(filter(None, forms)))


def _with(mapping: Mapping[K, V], values: Mapping[K, V]) -> Mapping[K, V]:
    """Returns a mapping with some values replaced; the others are loaded when they are asked for, as before."""
    return ChainMap(values, mapping) if values else mapping  # type: ignore[arg-type]  # never written to
