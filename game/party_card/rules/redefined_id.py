"""A pack defines a source, a dossier or a word that the game has already.

A pack rests on the sources and dossiers of the game and can use them by their names. One of its own with the same
name takes their place in the scenes of the pack, perhaps without anybody meaning it: a citation of the game's fact
would then name the pack's book. The game's own scenes are never changed by it. The same is asked of the people, terms
and figures of two dossiers that one scene names.

PASS:
    ### game/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/sources.yaml
    references:
      - {id: diary-of-ada, type: book, title: The Diary of Ada}
    ### scenes/example.yaml
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
      - {id: diary-of-ada, type: book, title: The Diary of Ada}
WITH:
      - {id: diary, type: book, title: The Diary of Ada}
MESSAGE:
    warning[redefined-id]: the game has a source `diary` too; scenes of this pack use this one instead
     --> seeds/sources.yaml:2:10
      |
    2 |   - {id: diary, type: book, title: The Diary of Ada}
      |          ^^^^^
     ::: game/sources.yaml:2:10
      |
    2 |   - {id: diary, type: book, title: A Diary}
      |          ----- the game's own
    help: give it another name, or delete it to use the game's
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from party_card.content.models import Dossier, People
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Label, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import add_article, backquote

_WORDS_OF_DOSSIERS = (("people", "person"), ("terms", "term"), ("figures", "figure"))
"""The keys of a dossier, and what one of them is; two facts of one name are an error of their own."""


def check(pack: Pack) -> Diagnostics:
    """Compares the sources, indexes, dossiers and places of a pack with those of the pack below it."""
    if pack.base is None:
        return
    kinds: tuple[tuple[str, str, Mapping[Any, Any], Mapping[Any, Any]], ...] = (
        ("id", "source", pack.sources, pack.base.sources),
        ("index", "index", pack.indexes, pack.base.indexes),
        ("dossier", "dossier", pack.dossiers, pack.base.dossiers),
    )
    yield from _check_people(pack, pack.base)
    for key, kind, models, base_models in kinds:
        for name, model in models.items():
            if name in base_models and model.location.file in pack.files:
                message = (
                    f"the game has {add_article(kind)} {backquote(name)} too; scenes of this pack use this one instead"
                )
                base_location: NodeRef = base_models[name].location
                secondary = base_location.value(key).label(message="the game's own")
                help_text = "give it another name, or delete it to use the game's"
                yield RULE.diagnose(message, model.location.value(key).label(), help_text, secondary=(secondary,))
    for gazetteer in pack.gazetteers:
        for name in gazetteer.places:
            if (base_place := pack.base.places.get(name)) is not None:
                message = f"the game has a place {backquote(name)} too; scenes of this pack use this one instead"
                label = gazetteer.location.value("places").key_label(name)
                base_label = base_place.location.label(message="the game's own")
                help_text = "give it another name, or delete it to use the game's"
                yield RULE.diagnose(message, label, help_text, secondary=(base_label,))
    for kind, name, dossier, base_dossier in _iter_shared_words(pack):
        message = f"a dossier of the game has a {kind} {backquote(name)} too; a scene that uses both shows only one"
        key = next(key for key, word in _WORDS_OF_DOSSIERS if word == kind)
        help_text = "give it another name, or delete it to use the game's"
        secondary = _label(base_dossier, key, name, "the game's own")
        yield RULE.diagnose(message, _label(dossier, key, name), help_text, secondary=(secondary,))


def _check_people(pack: Pack, base: Pack) -> Diagnostics:
    """Reports people whom the game has too, of files of people; those of dossiers are compared with their dossiers."""
    for file in pack.people_files:
        for name in file.people:
            if name in base.people:
                message = f"the game has a person {backquote(name)} too; scenes of this pack use this one instead"
                base_file = next(other for other in base.people_files if name in other.people)
                secondary = _label(base_file, "people", name, "the game's own")
                help_text = "give it another name, or delete it to use the game's"
                yield RULE.diagnose(message, _label(file, "people", name), help_text, secondary=(secondary,))


def _iter_shared_words(pack: Pack) -> Iterator[tuple[str, str, Dossier, Dossier]]:
    """Yields, once, kind and name of what two dossiers of a scene both define: one of the pack, one of the game."""
    documents = [scene for scene in pack.scenes.values() if pack.defining_pack(scene) is pack]
    name_lists = [scene.dossiers for scene in documents] + ([pack.campaign.dossiers] if pack.campaign else [])
    name_lists += [prologue.dossiers for prologue in pack.prologues.values()]
    seen: set[tuple[str, str, str, str]] = set()
    for names in name_lists:
        dossiers = [pack.dossiers[name] for name in names if name in pack.dossiers]
        own_dossiers = [dossier for dossier in dossiers if dossier.location.file in pack.files]
        for own in own_dossiers:
            for other in (dossier for dossier in dossiers if dossier.location.file not in pack.files):
                for key, kind in _WORDS_OF_DOSSIERS:
                    for name in getattr(own, key):
                        place = (kind, name, own.dossier, other.dossier)
                        if name in getattr(other, key) and place not in seen:
                            seen.add(place)
                            yield kind, name, own, other


def _label(dossier: Dossier | People, key: str, name: str, message: str = "") -> Label:
    return dossier.location.value(key).key_label(name, message)


RULE = Rule("redefined-id", Severity.WARNING, __doc__, check, scope="pack")
