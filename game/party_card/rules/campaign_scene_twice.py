"""The campaign names a scene twice.

A student plays each scene of the campaign once; the second line would lead nowhere. Delete it.

PASS:
    ### scenes/campaign.yaml
    campaign: year
    title: A year
    scenes: [spring]
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    scenes: [spring]
WITH:
    scenes: [spring, spring]
MESSAGE:
    error[campaign-scene-twice]: the scene `spring` stands in the campaign a second time
     --> scenes/campaign.yaml:3:18
      |
    3 | scenes: [spring, spring]
      |                  ^^^^^^
    help: delete it
"""

from __future__ import annotations

from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import campaign_scenes


def check(pack: Pack) -> Diagnostics:
    """Checks the scenes of the campaign."""
    seen: set[SceneId] = set()
    for name, location in campaign_scenes(pack):
        if name and name in seen:
            message = f"the scene {backquote(name)} stands in the campaign a second time"
            yield RULE.diagnose(message, location.label(), "delete it")
        seen.add(name)


RULE = Rule("campaign-scene-twice", Severity.ERROR, __doc__, check, scope="pack")
