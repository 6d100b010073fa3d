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
FAIL:
    ### assets/pictures/bridge.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="#c00"/></svg>
    ### scenes/example.yaml
    scene: a
    title: A
    picture: bridge
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
MESSAGE:
    error[missing-alt]: the picture `bridge` has no description for those who do not see it
     --> scenes/example.yaml:3:10
      |
    3 | picture: bridge
      |          ^^^^^^
    help: add a line `alt:` that says in a sentence what the picture shows
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import Passage, Scene
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named

CODE = "missing-alt"
SEVERITY = Severity.ERROR


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at the picture of every scene and passage."""
    for scene in pack.scenes.values():
        pictured: tuple[Scene | Passage, ...] = (scene, *scene.passages.values())
        for one in pictured:
            if one.picture and not one.alt.strip():
                message = f"the picture {named(one.picture)} has no description for those who do not see it"
                helps = (Help("add a line `alt:` that says in a sentence what the picture shows"),)
                yield Diagnostic(CODE, SEVERITY, message, one.location.value("picture").label(), helps=helps)
