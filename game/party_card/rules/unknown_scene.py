"""The campaign names a scene that the pack does not have.

`scenes/campaign.yaml` lists the scenes in their order, each by the name in the first line of its file. Write
that name, or delete the line.

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
    scenes: [spirng]
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
MESSAGE:
    error[unknown-scene]: this pack has no scene `spirng`
     --> scenes/campaign.yaml:3:10
      |
    3 | scenes: [spirng]
      |          ^^^^^^
    help: did you mean `spring`?
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import Station
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.rule import Rule
from party_card.diagnostics.suggest import suggest_names
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Checks the scenes of the campaign."""
    campaign = pack.campaign
    for index, entry in enumerate(campaign.scenes if campaign else ()):
        name = entry.scene if isinstance(entry, Station) else entry
        if campaign and name and name not in pack.scenes:
            message = f"this pack has no scene {backquote(name)}"
            helps = suggest_names(name, pack.scenes, "add the scene to `scenes/`, or delete it here")
            label = campaign.location.value("scenes").item(index).value("scene").label()
            yield RULE.diagnose(message, label, helps=helps)


RULE = Rule("unknown-scene", Severity.ERROR, __doc__, check, scope="pack")
