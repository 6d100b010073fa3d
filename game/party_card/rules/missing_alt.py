"""A picture has no description.

Some students hear a scene read aloud. `alt:` says in a sentence what the picture shows, so that they miss
nothing; it stands beside `picture:`.

PASS:
    ### assets/pictures/bridge.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="#c00"/></svg>
    ### scenes/example.yaml
    scene: a
    title: A
    picture: bridge
    alt: A bridge over ice.
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    alt: A bridge over ice.
WITH:
MESSAGE:
    error[missing-alt]: the picture `bridge` has no description for those who do not see it
     --> scenes/example.yaml:3:10
      |
    3 | picture: bridge
      |          ^^^^^^
    help: add a line `alt:` that says in a sentence what the picture shows
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._named_pictures import named_pictures


def check(pack: Pack) -> Diagnostics:
    """Checks the picture of every scene and passage."""
    for picture, location, description in named_pictures(pack):
        if not description.strip():
            message = f"the picture {backquote(picture)} has no description for those who do not see it"
            help_text = "add a line `alt:` that says in a sentence what the picture shows"
            yield RULE.diagnose(message, location.label(), help_text)


RULE = Rule("missing-alt", Severity.ERROR, __doc__, check)
