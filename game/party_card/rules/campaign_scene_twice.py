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
from party_card.diagnostics.words import named

CODE = "campaign-scene-twice"
SEVERITY = Severity.ERROR


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at the campaign, where there is one."""
    campaign = pack.campaign
    seen: set[SceneId] = set()
    for number, one in enumerate(campaign.scenes if campaign else ()):
        name = one.scene if isinstance(one, Station) else one
        if campaign and name in seen:
            message = f"the scene {named(name)} stands in the campaign a second time"
            label = campaign.location.value("scenes").item(number).value("scene").label()
            yield Diagnostic(CODE, SEVERITY, message, label, helps=(Help("delete it"),))
        if name:
            seen.add(name)
