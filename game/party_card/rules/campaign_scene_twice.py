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
FAIL:
    ### scenes/campaign.yaml
    campaign: year
    title: A year
    scenes: [spring, spring]
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
MESSAGE:
    error[campaign-scene-twice]: the scene `spring` stands in the campaign a second time
     --> scenes/campaign.yaml:3:18
      |
    3 | scenes: [spring, spring]
      |                  ^^^^^^
    help: delete it
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import SceneId, Station
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.rule import Rule
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Checks the scenes of the campaign."""
    campaign = pack.campaign
    seen: set[SceneId] = set()
    for index, entry in enumerate(campaign.scenes if campaign else ()):
        name = entry.scene if isinstance(entry, Station) else entry
        if campaign and name in seen:
            message = f"the scene {backquote(name)} stands in the campaign a second time"
            label = campaign.location.value("scenes").item(index).value("scene").label()
            yield RULE.diagnose(message, label, helps=(Help("delete it"),))
        if name:
            seen.add(name)


RULE = Rule("campaign-scene-twice", Severity.ERROR, __doc__, check)
