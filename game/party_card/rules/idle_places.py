"""A gazetteer holds places that nothing names.

Nothing is wrong with them: a gazetteer may know more than its scenes show. But a place that nothing names is on no
map, and perhaps a scene, a passage or a fact waits for it. Told once for a gazetteer.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: atlas, type: book, title: An Atlas}
    ### seeds/places.yaml
    source: atlas
    places:
      tiflis: {name: Tiflis, lat: 41.69, lon: 44.83, cite: {page: 9}}
    ### scenes/example.yaml
    scene: a
    title: A
    at: tiflis
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    ### scenes/example.yaml
WITH:
      baku: {name: Baku, lat: 40.38, lon: 49.89, cite: {page: 9}}
    ### scenes/example.yaml
MESSAGE:
    remark[idle-places]: 1 of 2 places is named by nothing: `baku`
     --> seeds/places.yaml:2:1
      |
    2 | places:
      | ^^^^^^
    help: nothing need be done; perhaps `places:` of a scene, a passage or a fact is to name one of them
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote, format_count, list_names
from party_card.rules._named_places import iter_named_places

MAX_LISTED_PLACES = 4


def check(pack: Pack) -> Diagnostics:
    """Checks every gazetteer of the pack."""
    if pack.unreadable_files:
        return  # what cannot be read may name them
    named = {name for name, _ in iter_named_places(pack)}
    if not named - {""} <= pack.places.keys():
        return  # the name of a place that does not exist may mean one of these
    for gazetteer in pack.gazetteers:
        idle = [name for name in gazetteer.places if name not in named]
        if not idle:
            continue
        listed = list_names(idle)
        if len(idle) > MAX_LISTED_PLACES:
            listed = ", ".join(map(backquote, idle[:MAX_LISTED_PLACES])) + ", …"
        verb = "is" if len(idle) == 1 else "are"
        message = f"{len(idle)} of {format_count(len(gazetteer.places), 'place')} {verb} named by nothing: {listed}"
        help_text = "nothing need be done; perhaps `places:` of a scene, a passage or a fact is to name one of them"
        yield RULE.diagnose(message, gazetteer.location.key_label("places"), help_text)


RULE = Rule("idle-places", Severity.INFO, __doc__, check, scope="evidence")
