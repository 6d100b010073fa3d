"""A scene has a record and no debrief.

What students take from a scene is decided afterwards, when they compare what they did with what was done and ask how
anyone knows. A scene without a debrief has been played and not yet taught. Two or three questions are enough, one of
them on the sources.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
    record:
      - unknown: Who it was.
    debrief:
      - {ask: How could anyone know who it was?, skill: sourcing}
FAIL REPLACES:
    debrief:
      - {ask: How could anyone know who it was?, skill: sourcing}
WITH:
MESSAGE:
    remark[no-debrief]: this scene has a record and no debrief
     --> scenes/example.yaml:7:1
      |
    7 | record:
      | ^^^^^^
    help: add `debrief:` with two or three questions, one of them on the sources
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import has_key


def check(pack: Pack) -> Diagnostics:
    """Checks every scene that has a record."""
    for scene in pack.scenes.values():
        location = scene.location
        if scene.record and not (has_key(location, "debrief") and scene.debrief):
            help_text = "add `debrief:` with two or three questions, one of them on the sources"
            message = "this scene has a record and no debrief"
            yield RULE.diagnose(message, location.key_label("record"), help_text)


RULE = Rule("no-debrief", Severity.INFO, __doc__, check)
