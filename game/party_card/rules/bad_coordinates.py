"""The coordinates of a place are missing, or lie outside of the globe.

A latitude goes from -90 at the South Pole to 90 at the North Pole, a longitude from -180 to 180, with Greenwich at 0.
Both are degrees with decimals: 59.9386, not 59°56′. A number that is too large is often that of the other key.
If no source says where a place lay, write `unknown: true` in place of the two; never guess.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: atlas, type: book, title: An Atlas}
    ### seeds/places.yaml
    places:
      hardin: {name: "Hardin, Montana", lat: 45.73, lon: -107.61, cite: {source: atlas, page: 40}}
    ### scenes/example.yaml
    scene: a
    title: A
    at: hardin
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
      hardin: {name: "Hardin, Montana", lat: 45.73, lon: -107.61, cite: {source: atlas, page: 40}}
WITH:
      hardin: {name: "Hardin, Montana", lat: -107.61, lon: 45.73, cite: {source: atlas, page: 40}}
MESSAGE:
    error[bad-coordinates]: the latitude of `hardin` is -107.61; a latitude goes from -90 to 90
     --> seeds/places.yaml:2:42
      |
    2 |   hardin: {name: "Hardin, Montana", lat: -107.61, lon: 45.73, cite: {source: atlas, page: 40}}
      |                                          ^^^^^^^
    help: latitude and longitude are exchanged: write `lat: 45.73` and `lon: -107.61`
"""

from __future__ import annotations

from party_card.content.models import Place, PlaceId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Help, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote, list_names
from party_card.rules._traversal import has_key, has_unknown_key, is_mapping

MAX_LATITUDE, MAX_LONGITUDE = 90, 180
"""In degrees."""


def check(pack: Pack) -> Diagnostics:
    """Checks every place of the pack; of one place, only the first coordinate that is wrong."""
    for gazetteer in pack.gazetteers:
        for name, place in gazetteer.places.items():
            missing = [key for key in ("lat", "lon") if not has_key(place.location, key)]
            label = gazetteer.location.value("places").key_label(name)
            if place.unknown and len(missing) < 2:
                message = f"{backquote(name)} has coordinates, and `unknown: true` says that no source has any"
                yield RULE.diagnose(message, label, "delete one of the two")
            elif place.near is not None and not place.unknown:
                message = f"{backquote(name)} has `near`, and no `unknown: true` that says that no more is known"
                yield RULE.diagnose(message, label, "add `unknown: true`, or delete `near`")
            elif place.near is not None and (base := pack.places.get(place.near)) is not None and base.unknown:
                message = f"{backquote(name)} is near `{place.near}`, of which no source says where it lay"
                yield RULE.diagnose(message, place.location.value("near").label(), "name a place that has coordinates")
            elif missing and not place.unknown and is_mapping(place.location) and not has_unknown_key(place):
                message = f"{backquote(name)} has no {list_names(missing)}"
                help_text = "look them up in a source; or write `unknown: true`, if no source says where it lay"
                yield RULE.diagnose(message, label, help_text)
            elif place.lat is not None and place.lon is not None:
                yield from _check_place(name, place, place.lat, place.lon)


def _check_place(name: PlaceId, place: Place, lat: float, lon: float) -> Diagnostics:
    latitude, longitude = place.location.value("lat"), place.location.value("lon")
    if abs(lat) > MAX_LATITUDE:
        message = f"the latitude of {backquote(name)} is {latitude.node.value}; a latitude goes from -90 to 90"
        help_ = Help("write the degrees from -90 to 90, as the source has them")
        if abs(lat) <= MAX_LONGITUDE and abs(lon) <= MAX_LATITUDE:
            numbers = f"`lat: {longitude.node.value}` and `lon: {latitude.node.value}`"
            help_ = Help(f"latitude and longitude are exchanged: write {numbers}")
        yield RULE.diagnose(message, latitude.label(), help_)
    elif abs(lon) > MAX_LONGITUDE:
        message = f"the longitude of {backquote(name)} is {longitude.node.value}; a longitude goes from -180 to 180"
        yield RULE.diagnose(message, longitude.label(), "write the degrees from -180 to 180, as the source has them")


RULE = Rule("bad-coordinates", Severity.ERROR, __doc__, check, scope="evidence")
