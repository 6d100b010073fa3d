"""A person whom the student plays is never met from outside in a later scene.

In one world, those whom one has been are seen again: a sleeve, a list, a habit, as strangers see them, and not the same
after every play. `cast` in `scenes/campaign.yaml` tells who meets whom and where. There, a text or a choice asks for
something that is carried from the scene of this person; else nobody would notice what was done. The last scene of the
campaign has no later one.

PASS:
    ### scenes/campaign.yaml
    campaign: year
    title: A year
    scenes: [spring, summer]
    cast:
      - {scene: spring, name: Vera Lis, met: [{scene: summer, passage: one}]}
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, goto: two}
          - {id: go, text: Go on, goto: two}
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
        text: A woman at the window folds a letter.
        choices:
          - {id: ask, text: Ask her what it says, if: knows, goto: two}
          - {id: pass, text: Walk past her, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
      - {scene: spring, name: Vera Lis, met: [{scene: summer, passage: one}]}
WITH:
      - {scene: spring, name: Vera Lis, met: [{scene: summer, passage: two}]}
MESSAGE:
    warning[role-not-met]: nothing in `two` depends on what Vera Lis did in `spring`
     --> scenes/campaign.yaml:5:68
      |
    5 |   - {scene: spring, name: Vera Lis, met: [{scene: summer, passage: two}]}
      |                                                                    ^^^
    help: let a text or a choice of `two` ask for something that `spring` leaves and `summer` carries
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.content.conditions import collect_names
from party_card.content.logic_cache import get_scene_logic
from party_card.content.models import CastMember, Meeting, Passage, Scene, SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Diagnostics:
    """Checks every scene of a campaign that has a cast."""
    campaign = pack.campaign
    if campaign is None or not campaign.cast:
        return
    order = [station.scene for station in campaign.stations]
    members = {member.scene: member for member in campaign.cast}
    for scene in order[:-1]:
        if scene not in members:
            message = f"the cast does not say who is played in {backquote(scene)}"
            help_text = f"add a line with `scene: {scene}`, a name, and where this person is met in a later scene"
            yield RULE.diagnose(message, campaign.location.key_label("cast"), help_text)
    for member in members.values():
        if member.scene in order:
            yield from _check_member(pack, member, order)


def _check_member(pack: Pack, member: CastMember, order: Sequence[SceneId]) -> Diagnostics:
    """Checks that a person is met, each time in a later scene, where something depends on what was done."""
    if not member.met and member.scene != order[-1]:
        message = f"{member.name} of {backquote(member.scene)} is met in no other scene"
        help_text = "let somebody in a later scene see this person, and name scene and passage in `met:`"
        yield RULE.diagnose(message, member.location.value("name").label(), help_text)
    for meeting in member.met:
        scene = pack.scenes.get(meeting.scene)
        passage = scene.passages.get(meeting.passage) if scene else None
        if scene is None or passage is None:
            continue  # reported by `unknown-scene` or `unknown-passage`
        if meeting.scene not in order or order.index(meeting.scene) <= order.index(member.scene):
            message = f"{backquote(meeting.scene)} does not come after {backquote(member.scene)} in the campaign"
            label = meeting.location.value("scene").label()
            yield RULE.diagnose(message, label, "name a later scene: only there can anything be carried to")
        elif not _depends_on(pack, scene, passage, member):
            yield _report_independence(member, meeting)


def _depends_on(pack: Pack, scene: Scene, passage: Passage, member: CastMember) -> bool:
    """Returns True if a text or a choice of a passage asks for something carried from the scene of a person."""
    logic, _ = get_scene_logic(pack, scene)
    traces = {trace.id for trace in pack.scenes[member.scene].leaves} if member.scene in pack.scenes else set()
    carried = {name for name, domain in logic.domains.items() if domain.imported_trace in traces}
    guards = (*(block.if_ for block in passage.blocks), *(choice.if_ for choice in passage.choices))
    texts = [text for text in guards if text is not None]
    return any(
        text not in logic.conditions or not carried.isdisjoint(collect_names(logic.conditions[text])) for text in texts
    )


def _report_independence(member: CastMember, meeting: Meeting) -> Diagnostic:
    message = f"nothing in {backquote(meeting.passage)} depends on what {member.name} did in {backquote(member.scene)}"
    help_text = (
        f"let a text or a choice of {backquote(meeting.passage)} ask for something that {backquote(member.scene)} "
        f"leaves and {backquote(meeting.scene)} carries"
    )
    return RULE.diagnose(message, meeting.location.value("passage").label(), help_text)


RULE = Rule("role-not-met", Severity.WARNING, __doc__, check, scope="pack")
