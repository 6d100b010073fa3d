"""Lists the texts of a scene and of the evidence that it cites, in the order in which a translator reads them.

Evidence of a scene is what its texts cite, what its record compares, and the figures that it draws with their facts;
then the people and the terms that all these texts name, the places on its maps, and what is said of its sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from party_card.content.block_citations import iter_block_facts
from party_card.content.models import Document, Fact, FactId, Figure, Person, Place, Scene, Source, Term, TermId
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.content.prose import iter_cited_fact_ids, smart_quotes, strip_markup
from party_card.content.texts import TranslatableText, map_texts
from party_card.engine.compiled import collect_evidence

CitedItem = Fact | Document | Figure | Person | Term | Place | Source

_FOLDERS: Mapping[type[CitedItem], str] = {
    Fact: "facts", Document: "documents", Figure: "figures", Person: "people", Term: "terms", Place: "places",
    Source: "sources",
}  # fmt: skip


def list_scene_texts(pack: Pack, scene: Scene) -> list[TranslatableText]:
    """Returns every text of a scene as its file has them, then those of the evidence that it cites."""
    texts: list[TranslatableText] = []

    def collect(text: TranslatableText) -> str:
        texts.append(text)
        return text.text

    map_texts(scene, "", collect)
    texts.sort(key=lambda text: text.location.node.start_mark.index)
    for path, item in list_cited_items(pack, scene).items():
        map_texts(item, path, collect)
    return texts


def list_cited_items(pack: Pack, scene: Scene) -> Mapping[str, CitedItem]:
    """Returns the evidence of a scene by its paths, such as `facts/bell-at-nine`."""
    facts, figures = pack.collect_facts(scene), pack.collect_figures(scene)
    names: dict[FactId, None] = {}

    def collect(text: TranslatableText) -> str:
        names.update(dict.fromkeys(map(FactId, iter_cited_fact_ids(text.text))))
        return text.text

    map_texts(scene, "", collect)
    for part in scene.closing_blocks:
        names.update(dict.fromkeys(iter_block_facts(part, figures)))
    charts = dict.fromkeys(part.chart for part in scene.closing_blocks if part.chart in figures)
    items: dict[str, CitedItem] = {item_path(name, facts[name]): facts[name] for name in names if name in facts}
    items |= {item_path(name, figures[name]): figures[name] for name in charts if name is not None}
    entries = _list_named_entries(pack, scene, items)
    return items | entries | _list_places(pack, scene, items) | _list_sources(pack, items)


def _list_places(pack: Pack, scene: Scene, items: Mapping[str, CitedItem]) -> dict[str, CitedItem]:
    """Returns the places of a scene, of its passages and of its evidence, with those near which they lay."""
    names = [*filter(None, [scene.at]), *scene.places]
    for passage in scene.passages.values():
        names += [*filter(None, [passage.at]), *passage.places]
    names += [name for item in items.values() if isinstance(item, Fact | Document) for name in item.places]
    names += [near for name in names if name in pack.places and (near := pack.places[name].near) is not None]
    known = (name for name in dict.fromkeys(names) if name in pack.places)
    return {item_path(name, pack.places[name]): pack.places[name] for name in known}


def _list_sources(pack: Pack, items: Mapping[str, CitedItem]) -> dict[str, CitedItem]:
    """Returns the sources of the evidence of a scene."""
    cites = (cite for item in items.values() if isinstance(item, Fact | Document | Figure) for cite in item.cites)
    known = (name for name in dict.fromkeys(cite.source for cite in cites) if name in pack.sources)
    return {item_path(name, pack.sources[name]): pack.sources[name] for name in known}


def _list_named_entries(pack: Pack, scene: Scene, items: Mapping[str, CitedItem]) -> dict[str, CitedItem]:
    """Returns the people and terms that a scene and its evidence name, and those that the entries of these name."""
    glossary = collect_evidence(pack, scene).glossary
    texts: list[str] = []

    def collect(text: TranslatableText) -> str:
        texts.append(text.text)
        return text.text

    map_texts(scene, "", collect)
    for path, item in items.items():
        map_texts(item, path, collect)
    entries: dict[str, CitedItem] = {}
    while texts:
        for mention in glossary.find_mentions(smart_quotes(strip_markup(texts.pop(0)))):
            subject = mention.subject
            path = item_path(subject.id, subject.content)
            if path not in entries:
                content = subject.content
                entries[path] = (
                    content if isinstance(content, Person) else _locate_term(pack, scene, subject.id, content)
                )
                map_texts(content, path, collect)
    return entries


def _locate_term(pack: Pack, scene: Scene, name: str, term: Term) -> Term:
    """Returns a term with its place, if it was written as a text alone and so has none."""
    if term.location is not NodeRef.UNLOCATED:
        return term
    dossiers = [pack.dossiers[dossier] for dossier in scene.dossiers if dossier in pack.dossiers]
    owner = next((dossier for dossier in dossiers if dossier.terms.get(TermId(name)) == term.text), None)
    return term if owner is None else replace(term, location=owner.location.value("terms").value(name))


def item_path(name: str, item: CitedItem) -> str:
    """Returns the path of a fact, a document, a figure, a person, a term, a place or a source."""
    return f"{_FOLDERS[type(item)]}/{name}"
