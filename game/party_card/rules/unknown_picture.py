"""A picture is named that the pack does not have.

`picture: bridge` stands for the file `assets/pictures/bridge.svg`. Write the name without `.svg`, as the file
is called, or add the file.

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
    picture: bridge
WITH:
    picture: brigde
MESSAGE:
    error[unknown-picture]: this pack has no picture `brigde`
     --> scenes/example.yaml:3:10
      |
    3 | picture: brigde
      |          ^^^^^^
    help: did you mean `bridge`?
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import named_pictures


def check(pack: Pack) -> Diagnostics:
    """Checks the picture of every scene and passage."""
    for picture, location, _ in named_pictures(pack):
        if picture not in pack.pictures:
            help_text = f"add it as `assets/pictures/{picture}.svg`"
            yield RULE.diagnose_unknown("this pack has no picture", picture, location.label(), pack.pictures, help_text)


RULE = Rule("unknown-picture", Severity.ERROR, __doc__, check, scope="pack")
