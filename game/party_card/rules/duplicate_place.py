"""Two places have the same coordinates and the same name.

One of them is enough: name its id wherever the place is meant, or else the map writes one name over the other. Two
names of one town that are both wanted differ in `name:`.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: atlas, type: book, title: An Atlas}
    ### seeds/places.yaml
    source: atlas
    places:
      tiflis: {name: Tiflis, lat: 41.69, lon: 44.83, cite: {page: 9}}
      baku: {name: Baku, lat: 40.38, lon: 49.89, cite: {page: 9}}
    ### scenes/example.yaml
    scene: a
    title: A
    at: tiflis
    places: [baku]
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
      baku: {name: Baku, lat: 40.38, lon: 49.89, cite: {page: 9}}
WITH:
      baku: {name: Tiflis, lat: 41.69, lon: 44.83, cite: {page: 9}}
MESSAGE:
    warning[duplicate-place]: `baku` is the same place as `tiflis`
     --> seeds/places.yaml:4:3
      |
    3 |   tiflis: {name: Tiflis, lat: 41.69, lon: 44.83, cite: {page: 9}}
      |   ------ the first one
    4 |   baku: {name: Tiflis, lat: 41.69, lon: 44.83, cite: {page: 9}}
      |   ^^^^
    help: delete one of the two, and name the other wherever it is meant
"""

from __future__ import annotations

from party_card.content.models import Gazetteer, PlaceId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Diagnostics:
    """Compares the places of all gazetteers of the pack."""
    first_places: dict[tuple[str, float | None, float | None], tuple[Gazetteer, PlaceId]] = {}
    for gazetteer in pack.gazetteers:
        for name, place in gazetteer.places.items():
            key = (place.name.casefold(), place.lat, place.lon)
            first_gazetteer, first_name = first_places.setdefault(key, (gazetteer, name))
            if first_name == name or not place.name:
                continue
            message = f"{backquote(name)} is the same place as {backquote(first_name)}"
            label = gazetteer.location.value("places").key_label(name)
            first_label = first_gazetteer.location.value("places").key_label(first_name, "the first one")
            help_text = "delete one of the two, and name the other wherever it is meant"
            yield RULE.diagnose(message, label, help_text, secondary=(first_label,))


RULE = Rule("duplicate-place", Severity.WARNING, __doc__, check, scope="evidence")
