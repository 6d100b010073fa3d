"""A scene after the first in which no choice depends on what the student did in an earlier one.

In a campaign with a `cast` the scenes are one world. So at least one choice of every scene after the first asks for
something that an earlier scene leaves: it opens or closes an offer or a way to an ending, and a text says why. A scene
that stands alone on purpose need not be changed.

PASS:
    ### scenes/campaign.yaml
    campaign: year
    title: A year
    scenes: [spring, summer, autumn]
    cast:
      - {scene: spring, name: Vera Lis, met: [{scene: autumn, passage: one}]}
      - {scene: summer, name: Ivo Lis, met: [{scene: autumn, passage: one}]}
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, goto: two}
          - {id: go, text: Go on, goto: two}
          - {id: wait, text: Wait, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
    leaves:
      - {id: read-the-letter, kind: witnessed, text: You read the letter., if: chose(read)}
    ### scenes/summer.yaml
    scene: summer
    title: Summer
    variables:
      knows: {carried: read-the-letter}
    passages:
      one:
        text: A boy folds a letter.
        choices:
          - {id: ask, text: Ask him who wrote it, if: knows, goto: two}
          - {id: go, text: Go on, goto: two}
          - {id: wait, text: Wait, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
    leaves:
      - {id: went-on, kind: silent, text: You went on., if: chose(go)}
    ### scenes/autumn.yaml
    scene: autumn
    title: Autumn
    variables:
      knows: {carried: read-the-letter}
      passed: {carried: went-on}
    passages:
      one:
        text: A man holds the gate.
        choices:
          - {id: greet, text: Greet him, if: knows and not passed, goto: two}
          - {id: go, text: Go on, goto: two}
          - {id: wait, text: Wait, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
    variables:
      knows: {carried: read-the-letter}
    passages:
      one:
        text: A boy folds a letter.
        choices:
          - {id: ask, text: Ask him who wrote it, if: knows, goto: two}
WITH:
    passages:
      one:
        text: A boy folds a letter.
        choices:
          - {id: ask, text: Ask him who wrote it, goto: two}
MESSAGE:
    remark[nothing-carried]: no choice of `summer` depends on what was done in an earlier scene
     --> scenes/summer.yaml:1:8
      |
    1 | scene: summer
      |        ^^^^^^
    help: carry something that an earlier scene leaves, and let a choice ask for it
"""

from __future__ import annotations

from party_card.content.logic_cache import get_scene_logic
from party_card.content.models import Scene
from party_card.content.pack import Pack
from party_card.content.trace_links import list_trace_links
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import iter_choices


def check(pack: Pack) -> Diagnostics:
    """Checks the scenes after the first of a campaign with a cast."""
    campaign = pack.campaign
    if campaign is None or not campaign.cast:
        return
    scenes = [pack.scenes[station.scene] for station in campaign.stations if station.scene in pack.scenes]
    met = {meeting.scene for member in campaign.cast for meeting in member.met}
    scenes = [scene for scene in scenes[1:] if scene.scene not in met and not _has_carried(pack, scene)]
    remembering = {link.target for link in list_trace_links(pack) if link.choice is not None} if scenes else ()
    for scene in scenes:
        logic, _ = get_scene_logic(pack, scene)
        is_any_unread = any(choice.if_ not in logic.conditions for choice in iter_choices(scene) if choice.if_)
        if scene.scene in remembering or is_any_unread:
            continue  # a condition that cannot be read, `trace-without-effect` or `role-not-met` has been reported
        message = f"no choice of {backquote(scene.scene)} depends on what was done in an earlier scene"
        help_text = "carry something that an earlier scene leaves, and let a choice ask for it"
        yield RULE.diagnose(message, scene.location.value("scene").label(), help_text)


def _has_carried(pack: Pack, scene: Scene) -> bool:
    domains = get_scene_logic(pack, scene)[0].domains
    return any(domain.imported_trace is not None for domain in domains.values())


RULE = Rule("nothing-carried", Severity.INFO, __doc__, check, scope="pack")
