"""Lists the texts of a scene or campaign and of its evidence, in the order in which a translator reads them.

Evidence of a scene is what its texts cite, what its record compares, and the figures that it draws with their facts;
then the people and the terms that all these texts name, the places on its maps, and what is said of its sources. That
of a campaign is the same of its own texts and of its prologue, and everybody and everything in its glossary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

from party_card.content.block_citations import iter_block_facts
from party_card.content.models import (
    Campaign,
    Document,
    Fact,
    FactId,
    Figure,
    FigureId,
    Person,
    Place,
    Scene,
    Source,
    Term,
    TermId,
)
from party_card.content.node_ref import NodeRef
from party_card.content.pack import CitingDocument, Pack
from party_card.content.prose import iter_cited_fact_ids, smart_quotes, strip_markup
from party_card.content.texts import TranslatableText, list_model_texts
from party_card.engine.compiled import collect_evidence
from party_card.engine.glossary import Subject

TranslatedDocument = Scene | Campaign
"""What has a translation of its own; that of a campaign is also that of its prologue."""
CitedItem = Fact | Document | Figure | Person | Term | Place | Source
PROLOGUE = "prologue"
"""The beginning of the paths of texts of the prologue."""

_FOLDERS: Mapping[type[CitedItem], str] = {
    Fact: "facts", Document: "documents", Figure: "figures", Person: "people", Term: "terms", Place: "places",
    Source: "sources",
}  # fmt: skip


def list_texts(pack: Pack, document: TranslatedDocument) -> list[TranslatableText]:
    """Returns every text of a scene or campaign as its file has them, then those of its evidence."""
    texts: list[TranslatableText] = []
    for prefix, part in list_parts(pack, document).items():
        part_texts = list_model_texts(part, prefix)
        texts += sorted(part_texts, key=lambda text: text.location.node.start_mark.index)
    for path, item in list_cited_items(pack, document).items():
        texts += list_model_texts(item, path)
    return texts


def list_parts(pack: Pack, document: TranslatedDocument) -> Mapping[str, CitingDocument]:
    """Returns what a translation translates, by the beginning of its paths: with a campaign also its prologue."""
    if isinstance(document, Campaign) and pack.prologue is not None:
        return {PROLOGUE: pack.prologue, "": document}
    return {"": document}


def list_cited_items(pack: Pack, document: TranslatedDocument) -> Mapping[str, CitedItem]:
    """Returns the evidence of a scene or campaign by its paths, such as `facts/bell-at-nine`."""
    found = [_list_cited_by(pack, part) for part in list_parts(pack, document).values()]
    found += [_list_glossary(pack, document)] if isinstance(document, Campaign) else []
    items: dict[str, CitedItem] = {}
    for path, item in chain.from_iterable(part.items() for part in found):
        items.setdefault(path, item)
    return items


def _list_cited_by(pack: Pack, document: CitingDocument) -> dict[str, CitedItem]:
    facts, figures = pack.collect_facts(document), pack.collect_figures(document)
    blocks = document.closing_blocks if isinstance(document, Scene) else getattr(document, "ending", ())
    cited_texts = [text.text for text in list_model_texts(document, "")]
    names = dict.fromkeys(FactId(name) for text in cited_texts for name in iter_cited_fact_ids(text))
    names |= dict.fromkeys(name for block in blocks for name in iter_block_facts(block, figures))
    charts: list[FigureId | None] = [block.chart for block in blocks]
    if isinstance(document, Campaign):
        charts += [station.chart for station in document.stations]
    items: dict[str, CitedItem] = {item_path(name, facts[name]): facts[name] for name in names if name in facts}
    known_charts = dict.fromkeys(name for name in charts if name is not None and name in figures)
    items |= {item_path(name, figures[name]): figures[name] for name in known_charts}
    entries = _list_named_entries(pack, document, items)
    return items | entries | _list_places(pack, document, items) | _list_sources(pack, items)


def _list_glossary(pack: Pack, campaign: Campaign) -> dict[str, CitedItem]:
    """Returns the people and terms of a campaign's glossary, which shows those of all its scenes."""
    documents: list[CitingDocument] = [campaign, *(pack.scenes[name] for name in pack.scene_ids())]
    own_documents = [document for document in documents if pack.defining_pack(document) is pack]
    items: dict[str, CitedItem] = {}
    for document in own_documents:
        for subject in collect_evidence(pack, document).glossary.subjects.values():
            items.setdefault(item_path(subject.id, subject.content), _locate_entry(pack, document, subject))
    return items


def _list_places(pack: Pack, document: CitingDocument, items: Mapping[str, CitedItem]) -> dict[str, CitedItem]:
    """Returns the places of a scene, of its passages and of its evidence, with those near which they lay.

    Those of a campaign are those of all its scenes, which its map shows.
    """
    scenes = [pack.scenes[name] for name in pack.scene_ids()] if isinstance(document, Campaign) else []
    scenes += [document] if isinstance(document, Scene) else []
    names = [name for scene in scenes for name in scene.list_places()]
    names += [name for item in items.values() if isinstance(item, Fact | Document) for name in item.places]
    names += [near for name in names if name in pack.places and (near := pack.places[name].near) is not None]
    known = (name for name in dict.fromkeys(names) if name in pack.places)
    return {item_path(name, pack.places[name]): pack.places[name] for name in known}


def _list_sources(pack: Pack, items: Mapping[str, CitedItem]) -> dict[str, CitedItem]:
    """Returns the sources of the evidence of a scene."""
    cites = (cite for item in items.values() if isinstance(item, Fact | Document | Figure) for cite in item.cites)
    known = (name for name in dict.fromkeys(cite.source for cite in cites) if name in pack.sources)
    return {item_path(name, pack.sources[name]): pack.sources[name] for name in known}


def _list_named_entries(pack: Pack, document: CitingDocument, items: Mapping[str, CitedItem]) -> dict[str, CitedItem]:
    """Returns the people and terms that texts and their evidence name, and those that the entries of these name."""
    glossary = collect_evidence(pack, document).glossary
    texts = [text.text for model in (document, *items.values()) for text in list_model_texts(model, "")]
    entries: dict[str, CitedItem] = {}
    while texts:
        for mention in glossary.find_mentions(smart_quotes(strip_markup(texts.pop(0)))):
            path = item_path(mention.subject.id, mention.subject.content)
            if path not in entries:
                entries[path] = _locate_entry(pack, document, mention.subject)
                texts += [text.text for text in list_model_texts(mention.subject.content, path)]
    return entries


def _locate_entry(pack: Pack, document: CitingDocument, subject: Subject) -> Person | Term:
    """Returns a person or a term; the term with its place, if it was written as a text alone and so has none."""
    name, term = subject.id, subject.content
    if isinstance(term, Person) or term.location is not NodeRef.UNLOCATED:
        return term
    dossiers = [pack.dossiers[dossier] for dossier in document.dossiers if dossier in pack.dossiers]
    owner = next((dossier for dossier in dossiers if dossier.terms.get(TermId(name)) == term.text), None)
    return term if owner is None else replace(term, location=owner.location.value("terms").value(name))


def is_evidence_path(path: str) -> bool:
    """Returns True if a path is that of a text of evidence, which scenes share."""
    return path.partition("/")[0] in _FOLDERS.values()


def item_path(name: str, item: CitedItem) -> str:
    """Returns the path of a fact, a document, a figure, a person, a term, a place or a source."""
    return f"{_FOLDERS[type(item)]}/{name}"
