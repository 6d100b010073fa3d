"""Something names a place that no gazetteer has.

The name under `at:`, and the names under `places:`, stand for places of `seeds/places.yaml`. Write the name as it
stands there, or add the place with its coordinates and where they are from. What a reader sees as the place of a
scene, in your own words, stands under `place:`.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: atlas, type: book, title: An Atlas}
    ### seeds/places.yaml
    places:
      kiev: {name: Kiev, lat: 50.45, lon: 30.52, cite: {source: atlas, page: 12}}
    ### scenes/example.yaml
    scene: a
    title: A
    place: A square in Kiev
    at: kiev
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    at: kiev
WITH:
    at: kief
MESSAGE:
    error[unknown-place]: there is no place `kief`
     --> scenes/example.yaml:4:5
      |
    4 | at: kief
      |     ^^^^
    help: did you mean `kiev`?
"""

from __future__ import annotations

from collections.abc import Mapping

from party_card.content.declarations import has_wrong_places
from party_card.content.models import Place, PlaceId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Help, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._named_places import iter_named_places


def check(pack: Pack) -> Diagnostics:
    """Checks every place that a scene, a passage, a fact, a document or a person names."""
    if any(has_wrong_places(gazetteer) for gazetteer in pack.gazetteers):
        return
    reported: set[tuple[str, str]] = set()
    for name, location in iter_named_places(pack):
        key = (location.file.name, name)
        if not name or name in pack.places or key in reported or pack.may_be_unread(name):
            continue
        reported.add(key)
        if id_ := _find_id(name, pack.places):
            message = f"there is no place {backquote(name)}"
            yield RULE.diagnose(message, location.label(), Help(f"write `{id_}`, the id of the place", id_))
        else:
            fallback = "add it to `seeds/places.yaml`, under `places:`"
            yield RULE.diagnose_unknown("there is no place", name, location.label(), pack.places, fallback)


def _find_id(name: str, places: Mapping[PlaceId, Place]) -> PlaceId | None:
    """Returns the id of the one place that is called so, then or now; None if there is none, or several."""
    word = name.casefold()
    ids = [
        id_
        for id_, place in places.items()
        if word in (id_, place.name.casefold(), place.now.casefold(), place.now.casefold().partition(",")[0])
    ]
    return ids[0] if len(ids) == 1 else None


RULE = Rule("unknown-place", Severity.ERROR, __doc__, check, scope="pack")
