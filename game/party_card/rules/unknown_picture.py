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
FAIL:
    ### assets/pictures/bridge.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="#c00"/></svg>
    ### scenes/example.yaml
    scene: a
    title: A
    picture: brigde
    alt: A bridge over ice.
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
MESSAGE:
    error[unknown-picture]: this pack has no picture `brigde`
     --> scenes/example.yaml:3:10
      |
    3 | picture: brigde
      |          ^^^^^^
    help: did you mean `bridge`?
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import Passage, Scene
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.rule import Rule
from party_card.diagnostics.suggest import suggest_names
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Checks the picture of every scene and passage."""
    for scene in pack.scenes.values():
        owners: tuple[Scene | Passage, ...] = (scene, *scene.passages.values())
        for owner in owners:
            if owner.picture and owner.picture not in pack.pictures:
                message = f"this pack has no picture {backquote(owner.picture)}"
                helps = suggest_names(owner.picture, pack.pictures, f"add it as `assets/pictures/{owner.picture}.svg`")
                yield RULE.diagnose(message, owner.location.value("picture").label(), helps=helps)


RULE = Rule("unknown-picture", Severity.ERROR, __doc__, check, scope="pack")
