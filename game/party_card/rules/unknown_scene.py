"""The campaign names a scene that the pack does not have.

`scenes/campaign.yaml` lists the scenes in their order, each by the name in the first line of its file; its `cast` names
them again, and so does the way of a thing in its archive. Write that name, or delete the line.

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

from collections.abc import Iterator

from party_card.content.identifiers import IDENTIFIER
from party_card.content.models import SceneId
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._provenance import provenance_entries
from party_card.rules._traversal import campaign_scenes


def check(pack: Pack) -> Diagnostics:
    """Checks the scenes of the campaign, of its cast, and of the way of a thing in its archive."""
    has_wrong_ids = any(not IDENTIFIER.match(name) for name in pack.scenes)
    entries = [(entry.scene, entry.location.value("scene")) for entry in provenance_entries(pack)]
    for name, location in (*campaign_scenes(pack), *_list_cast_scenes(pack), *entries):
        if IDENTIFIER.match(name) and name not in pack.scenes and not has_wrong_ids and not pack.may_be_unread(name):
            help_text = "add the scene to `scenes/`, or delete it here"
            yield RULE.diagnose_unknown("this pack has no scene", name, location.label(), pack.scenes, help_text)


def _list_cast_scenes(pack: Pack) -> Iterator[tuple[SceneId, NodeRef]]:
    """Yields the scenes that the cast of the campaign names, with their locations."""
    for member in pack.campaign.cast if pack.campaign else ():
        yield member.scene, member.location.value("scene")
        for meeting in member.met:
            yield meeting.scene, meeting.location.value("scene")


RULE = Rule("unknown-scene", Severity.ERROR, __doc__, check, scope="pack")
