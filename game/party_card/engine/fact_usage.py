"""Where else a fact is used: its full citation, and the other scenes of the pack that rest on it.

Law: of another scene nothing is told but its title, so that nobody learns here what they have not played yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from party_card.content.models import FactId, SceneId
from party_card.content.pack import Pack
from party_card.content.prose import cited_fact_ids, smart_quotes
from party_card.engine.compiled import CompiledScene
from party_card.engine.page import Line, Run
from party_card.evidence.cite import notes_in_order


@dataclass(frozen=True, slots=True)
class Uses:
    """The full citation of a fact (a note may say only "Ibid."), and the titles of other scenes that cite it."""

    citation: Line = ()
    elsewhere: tuple[str, ...] = ()


def uses(pack: Pack, compiled: CompiledScene, order: Iterable[SceneId], name: str) -> Uses:
    """What there is to say of a fact, by its id; `order` is that of the scenes. Empty for what is no fact."""
    fact = compiled.facts.get(FactId(name))
    if fact is None:
        return Uses()
    (citation,) = notes_in_order([fact.cite], compiled.sources, compiled.indexes)
    others = [pack.scenes[scene] for scene in order if scene != compiled.scene.scene]
    return Uses(
        tuple(Run(part.text, italic=part.italic) for part in citation),
        tuple(
            smart_quotes(scene.title)
            for scene in others
            if pack.facts(scene).get(FactId(name)) is fact and name in set(cited_fact_ids(scene.location.file.text))
        ),
    )
