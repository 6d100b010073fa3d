"""A place does not say where its coordinates are from.

A point on a map is a claim like any other: somebody has looked it up. Name the atlas, the list or the page under
`cite:`. A region has no point; with `approximate: true` its coordinates only say where its name is written, and need
no source.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: atlas, type: book, title: An Atlas}
    ### seeds/places.yaml
    places:
      narym: {name: Narym, lat: 58.93, lon: 81.6, cite: {source: atlas, page: 12}}
      steppe: {name: the Steppe, lat: 48, lon: 67, approximate: true}
    ### scenes/example.yaml
    scene: a
    title: A
    at: narym
    places: [steppe]
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
      narym: {name: Narym, lat: 58.93, lon: 81.6, cite: {source: atlas, page: 12}}
WITH:
      narym: {name: Narym, lat: 58.93, lon: 81.6}
MESSAGE:
    error[place-without-source]: the place `narym` does not say where its coordinates are from
     --> seeds/places.yaml:2:3
      |
    2 |   narym: {name: Narym, lat: 58.93, lon: 81.6}
      |   ^^^^^
    help: add `cite:` with the source; or `approximate: true`, if it is a region and the map only writes its name there
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import has_key, has_unknown_key, is_empty_list, is_mapping


def check(pack: Pack) -> Diagnostics:
    """Checks every place of the pack."""
    for gazetteer in pack.gazetteers:
        for name, place in gazetteer.places.items():
            is_wrong = has_key(place.location, "cite") and not is_empty_list(place.location.value("cite"))
            is_wrong = is_wrong or not is_mapping(place.location) or has_unknown_key(place)
            if place.cites or place.approximate or place.unknown or place.near or is_wrong:
                continue
            message = f"the place {backquote(name)} does not say where its coordinates are from"
            help_text = (
                "add `cite:` with the source; or `approximate: true`, if it is a region and the map only writes its "
                "name there"
            )
            yield RULE.diagnose(message, gazetteer.location.value("places").key_label(name), help_text)


RULE = Rule("place-without-source", Severity.ERROR, __doc__, check, scope="evidence")
