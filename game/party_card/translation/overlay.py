"""Lays a translation over a scene and over the evidence that it cites.

Invariant: texts are replaced, and nothing else; only story tests are left out, as they quote the original. A text that
cites anything else than the original does is not taken, so every claim has its sources in every language. Ids,
conditions and effects are not looked at: the logic of the original, already parsed, is that of the translated scene.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from party_card.content.logic_cache import get_scene_logic
from party_card.content.models import Dossier, Person, PersonId, Scene, SceneId, Term
from party_card.content.pack import Pack
from party_card.content.prose import strip_markup
from party_card.content.texts import TranslatableText, has_letters, map_texts
from party_card.content.typography import set_typography
from party_card.translation.catalogue import has_control_characters
from party_card.translation.findings.translation_citation import count_citations
from party_card.translation.messages import Catalogue, Message
from party_card.translation.scene_texts import CitedItem, item_path, list_cited_items

K = TypeVar("K")
V = TypeVar("V")
ItemT = TypeVar("ItemT", bound=CitedItem)


class TranslatedPack(NamedTuple):
    """A pack with one scene in another language, and what is shown as in the original."""

    pack: Pack
    text_count: int
    untranslated: tuple[TranslatableText, ...]


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
    original = pack.scenes[scene]
    home = pack.defining_pack(original)
    if home is not pack:
        base, text_count, untranslated = translate_scene(home, scene, catalogue)
        translated = replace(pack, base=base, scenes=_with(pack.scenes, {scene: base.scenes[scene]}))
        return TranslatedPack(_with_logic(translated, original, base.scenes[scene]), text_count, untranslated)
    language = catalogue.language or original.language
    messages = catalogue.group_by_path()
    seen: dict[str, TranslatableText] = {}
    untranslated_texts: dict[str, TranslatableText] = {}

    def visit(text: TranslatableText) -> str:
        seen[text.path] = text
        for message in messages.get(text.path, ()):
            if is_usable(text, message):
                return set_typography(message.translation, language)
        untranslated_texts[text.path] = text
        return text.text

    items = list_cited_items(pack, original)
    new_scene = replace(map_texts(original, "", visit), language=language, tests=())  # they quote the original
    new_items = {path: _split_forms(map_texts(item, path, visit), item) for path, item in items.items()}
    dossiers = {name: pack.dossiers[name] for name in original.dossiers if name in pack.dossiers}
    new_dossiers = {name: _replace_items(dossier, items, new_items) for name, dossier in dossiers.items()}
    heads = {scene: map_texts(pack.scene_heads[scene], "", visit)} if scene in pack.scene_heads else {}
    translated = replace(
        pack,
        scenes=_with(pack.scenes, {scene: new_scene}),
        unreviewed_scenes=pack.unreviewed_scenes | ({scene} if catalogue.is_unreviewed else set()),
        scene_heads=_with(pack.scene_heads, heads),
        dossiers=_with(pack.dossiers, new_dossiers),
        people=_replace_people(pack.people, items, new_items),
        places=_with(pack.places, _take_new(pack.places, "places", items, new_items)),
        sources=_with(pack.sources, _take_new(pack.sources, "sources", items, new_items)),
        base=pack.base and replace(pack.base, people=_replace_people(pack.base.people, items, new_items)),
    )
    return TranslatedPack(_with_logic(translated, original, new_scene), len(seen), tuple(untranslated_texts.values()))


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
        if isinstance(item := new_items[path], type(known[name])) and item is not items[path]
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
