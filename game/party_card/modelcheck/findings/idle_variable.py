"""A variable never changes on any path, or nothing that any path meets asks for it.

It is set, but only by choices that are never open or to the value it has; or a condition names it, but only in
a passage that is never reached. So it makes no difference. Mend what should use it, or delete it.

PASS:
    scene: a
    title: A
    variables:
      read_it: false
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, set: {read_it: true}, goto: two}
          - {id: go, text: Go on, goto: two}
      two:
        text:
          - text: It is dark.
          - {text: You know what it says., if: read_it}
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    variables:
      keeper: {values: [me, nobody], start: nobody}
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, goto: two}
          - {id: go, text: Go on, set: {keeper: nobody}, goto: two}
      two:
        text: It is dark.
        choices:
          - {id: tell, text: Tell it, if: keeper != me and chose(read), goto: three}
          - {id: sleep, text: Sleep, goto: three}
      three:
        text: It is light.
        ending: {id: done, title: Done}
MESSAGE:
    warning[idle-variable]: `keeper` never changes: on every path it is nobody to the end
     --> scenes/example.yaml:4:3
      |
    4 |   keeper: {values: [me, nobody], start: nobody}
      |   ^^^^^^
    help: let a choice set it to something else, or delete it
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.conditions import names_read
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.modelcheck.state_space import ReachableStates

CODE = "idle-variable"
SEVERITY = Severity.WARNING


def find(states: ReachableStates) -> Iterator[Diagnostic]:
    """Looks at the variables that choices set and conditions read; the others are told of while checking."""
    model, scene = states.model, states.compiled.scene
    set_ = {name for passage in scene.passages.values() for choice in passage.choices for name in choice.set}
    read = {name for condition in states.compiled.logic.conditions.values() for name in names_read(condition)}
    asked = {
        name
        for passage in states.passages
        for text in model.asked[passage]
        for name in names_read(model.condition(text))
    }
    starts = list(model.starts.values())
    changed = {
        change.slot
        for way in states.used_transitions
        for change in way.changes
        # What maps the start to itself everywhere never changes it; one that does not, changes it or came after one.
        if any(change.table(model.sizes[change.slot])[start[change.slot]] != start[change.slot] for start in starts)
    }
    for name, domain in states.compiled.logic.domains.items():
        if (name not in set_ and domain.carried is None) or name not in read:
            continue
        if model.numbers[name] not in changed and domain.carried is None:
            message = f"{named(name)} never changes: on every path it is {domain.names[domain.start]} to the end"
            mend = "let a choice set it to something else, or delete it"
        elif name not in asked:
            message = f"{named(name)} makes no difference: no path meets a condition that asks for it"
            mend = "let a choice lead to where it is asked for, or delete it"
        else:
            continue
        label = scene.location.label(scene.location.value("variables").key_span(name))
        yield Diagnostic(CODE, SEVERITY, message, label, helps=(Help(mend),))
