"""A scene carries what no earlier scene of the campaign leaves.

The scene that leaves it comes later in the campaign, or not at all, so nobody who plays in order has it. Change
the order in `scenes/campaign.yaml`, or carry something else.

PASS:
    ### scenes/campaign.yaml
    campaign: year
    title: A year
    scenes: [spring, summer]
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
        text:
          - text: You wait.
          - {text: You know the hand., if: knows}
        ending: {id: done, title: Done}
FAIL REPLACES:
    scenes: [spring, summer]
WITH:
    scenes: [summer, spring]
MESSAGE:
    warning[carried-too-early]: `read-the-letter` is left by `spring`, which comes later in the campaign
     --> scenes/summer.yaml:4:20
      |
    4 |   knows: {carried: read-the-letter}
      |                    ^^^^^^^^^^^^^^^
    help: change the order in the campaign, or carry something else
"""

from __future__ import annotations

from party_card.content.models import VariableForm
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Diagnostics:
    """Checks the carried variables of the scenes of the campaign."""
    order = [station.scene for station in pack.campaign.stations] if pack.campaign else []
    if any(scene not in pack.scenes for scene in order):
        return  # an unknown scene of the campaign has been reported, and may be the one that leaves it
    origins = {trace.id: name for name, scene in pack.scenes.items() for trace in scene.leaves}
    for index, name in enumerate(order):
        for form in pack.scenes[name].variables.values() if name in pack.scenes else ():
            trace = form.carried if isinstance(form, VariableForm) else None
            if trace is None or trace not in origins or origins[trace] in order[:index]:
                continue  # one that no scene leaves has been reported
            origin = origins[trace]
            if origin not in order and pack.may_be_unread(origin):
                continue  # a second campaign, which has been reported, names the scene
            if origin == name:
                description = "this scene itself"
            else:
                description = f"{backquote(origin)}, which " + (
                    "comes later in" if origin in order else "is not part of"
                )
                description += " the campaign"
            message = f"{backquote(trace)} is left by {description}"
            help_text = "change the order in the campaign, or carry something else"
            yield RULE.diagnose(message, form.location.value("carried").label(), help_text)


RULE = Rule("carried-too-early", Severity.WARNING, __doc__, check, scope="pack")
