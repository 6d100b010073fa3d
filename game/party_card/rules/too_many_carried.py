"""A scene carries more than three things.

The proof begins a scene with every combination of what is carried: three make eight beginnings, and every
further one makes twice as many. A scene that asks for much more is hard to write well, too. Keep those that
colour it most.

PASS:
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
    leaves:
      - {id: trace-a, kind: said, text: You said a.}
      - {id: trace-b, kind: said, text: You said b.}
      - {id: trace-c, kind: said, text: You said c.}
    ### scenes/summer.yaml
    scene: summer
    title: Summer
    variables:
      a: {carried: trace-a}
      b: {carried: trace-b}
      c: {carried: trace-c}
    passages:
      one:
        text:
          - text: You wait.
          - {text: They know you., if: a or b or c}
        ending: {id: done, title: Done}
FAIL:
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
    leaves:
      - {id: trace-a, kind: said, text: You said a.}
      - {id: trace-b, kind: said, text: You said b.}
      - {id: trace-c, kind: said, text: You said c.}
      - {id: trace-d, kind: said, text: You said d.}
    ### scenes/summer.yaml
    scene: summer
    title: Summer
    variables:
      a: {carried: trace-a}
      b: {carried: trace-b}
      c: {carried: trace-c}
      d: {carried: trace-d}
    passages:
      one:
        text:
          - text: You wait.
          - {text: They know you., if: a or b or c or d}
        ending: {id: done, title: Done}
MESSAGE:
    error[too-many-carried]: this scene carries 4 things; at most 3 are allowed
     --> scenes/summer.yaml:7:3
      |
    7 |   d: {carried: trace-d}
      |   ^
    help: keep those that colour the scene most
"""

from __future__ import annotations

from party_card.content.models import VariableForm
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule

MAX_CARRIED = 3


def check(pack: Pack) -> Diagnostics:
    """Counts the carried variables of every scene."""
    for scene in pack.scenes.values():
        carried = [
            name
            for name, form in scene.variables.items()
            if isinstance(form, VariableForm) and form.carried is not None
        ]
        if len(carried) > MAX_CARRIED:
            message = f"this scene carries {len(carried)} things; at most {MAX_CARRIED} are allowed"
            label = scene.location.value("variables").key_label(carried[MAX_CARRIED])
            yield RULE.diagnose(message, label, "keep those that colour the scene most")


RULE = Rule("too-many-carried", Severity.ERROR, __doc__, check)
