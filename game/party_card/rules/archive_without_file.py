"""The campaign has an archive, and none of its scenes has a file.

In the archive stand the files of the scenes that were played. Without one the shelf would be empty, so students never
see it.

PASS:
    ### scenes/campaign.yaml
    campaign: year
    title: A year
    scenes: [spring]
    archive: {title: The archive, text: They left papers.}
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
    file:
      name: Berg, K.
      card: [{stamp: kept}]
FAIL REPLACES:
    file:
      name: Berg, K.
      card: [{stamp: kept}]
WITH:
    question: What is to be done?
MESSAGE:
    warning[archive-without-file]: no scene of this campaign has a `file`, so its archive never opens
     --> scenes/campaign.yaml:4:1
      |
    4 | archive: {title: The archive, text: They left papers.}
      | ^^^^^^^
    help: give a scene a `file`, or delete `archive`
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule


def check(pack: Pack) -> Diagnostics:
    """Checks the archive of the campaign."""
    campaign = pack.campaign
    if campaign is None or campaign.archive is None:
        return
    scenes = [pack.scenes[station.scene] for station in campaign.stations if station.scene in pack.scenes]
    if scenes and all(scene.file is None for scene in scenes):
        message = "no scene of this campaign has a `file`, so its archive never opens"
        yield RULE.diagnose(
            message, campaign.location.key_label("archive"), "give a scene a `file`, or delete `archive`"
        )


RULE = Rule("archive-without-file", Severity.WARNING, __doc__, check, scope="pack")
