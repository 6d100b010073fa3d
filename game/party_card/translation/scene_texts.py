"""Lists the texts of a scene and of the evidence that it cites, in the order in which a translator reads them.

Evidence of a scene is what its texts cite, what its record compares, and the figures that it draws with their facts.
"""

from __future__ import annotations

from collections.abc import Mapping

from party_card.content.block_citations import iter_block_facts
from party_card.content.models import Document, Fact, FactId, Figure, Scene
from party_card.content.pack import Pack
from party_card.content.prose import iter_cited_fact_ids
from party_card.translation.texts import TranslatableText, map_texts

CitedItem = Fact | Document | Figure


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
    return items | {item_path(name, figures[name]): figures[name] for name in charts if name is not None}


def item_path(name: str, item: CitedItem) -> str:
    """Returns the path of a fact, a document or a figure."""
    folder = "facts" if isinstance(item, Fact) else "documents" if isinstance(item, Document) else "figures"
    return f"{folder}/{name}"
