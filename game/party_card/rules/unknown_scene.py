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
FAIL REPLACES:
    scenes: [spring]
WITH:
    scenes: [spirng]
MESSAGE:
    error[unknown-scene]: this pack has no scene `spirng`
     --> scenes/campaign.yaml:3:10
      |
    3 | scenes: [spirng]
      |          ^^^^^^
    help: did you mean `spring`?
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import campaign_scenes


def check(pack: Pack) -> Diagnostics:
    """Checks the scenes of the campaign."""
    for name, location in campaign_scenes(pack):
        if name and name not in pack.scenes:
            help_text = "add the scene to `scenes/`, or delete it here"
            yield RULE.diagnose_unknown("this pack has no scene", name, location.label(), pack.scenes, help_text)


RULE = Rule("unknown-scene", Severity.ERROR, __doc__, check, scope="pack")
