"""A choice is never open.

Whatever a student does before, its condition is false whenever its passage is read. Often `and` was written
where `or` was meant, a choice forgets to `set` something, or a limit is one too high. Change the condition, or
delete the choice.

PASS:
    scene: a
    title: A
    variables:
      attention: {range: [0, 3], start: 0}
    passages:
      one:
        text: You wait.
        choices:
          - {id: look, text: Look round, set: {attention: +1}, goto: two}
          - {id: read, text: Read on, goto: two}
      two:
        text: Somebody coughs.
        choices:
          - {id: hide, text: Hide it, if: attention >= 1, goto: three}
          - {id: stay, text: Stay, goto: three}
      three:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    variables:
      attention: {range: [0, 3], start: 0}
    passages:
      one:
        text: You wait.
        choices:
          - {id: look, text: Look round, set: {attention: +1}, goto: two}
          - {id: read, text: Read on, goto: two}
      two:
        text: Somebody coughs.
        choices:
          - {id: hide, text: Hide it, if: attention >= 2, goto: hidden}
          - {id: burn, text: Burn it, goto: three}
          - {id: stay, text: Stay, goto: three}
      three:
        text: It is dark.
        ending: {id: done, title: Done}
      hidden:
        text: Nobody will find it.
        ending: {id: hidden, title: Hidden}
MESSAGE:
    error[choice-never-open]: the choice `hide` is never open: on no path is its condition true in `two`
      --> scenes/example.yaml:14:39
       |
    14 |       - {id: hide, text: Hide it, if: attention >= 2, goto: hidden}
       |                                       ^^^^^^^^^^^^^^
    help: in `two`, `attention` is always 0 or 1
    help: because of it no path leads to `hidden`
    help: `party-card play a --choices look` leads to `two`
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.modelcheck.findings.messages import passages_told, path_help, read_by, values_here
from party_card.modelcheck.findings.unreached import closed_choices
from party_card.modelcheck.state_space import ReachableStates

CODE = "choice-never-open"
SEVERITY = Severity.ERROR


def find(states: ReachableStates) -> Iterator[Diagnostic]:
    """Tells of every choice of a reached passage that is closed at all its positions."""
    for passage, number, behind in closed_choices(states):
        choice = states.model.ways[passage][number].choice
        name = named(states.model.name(passage))
        message = f"the choice {named(choice.id)} is never open: on no path is its condition true in {name}"
        helps = []
        if values := values_here(states, passage, read_by(states, [choice.if_])):
            helps.append(Help(f"in {name}, {values}"))
        if behind:
            helps.append(Help(f"because of it no path leads to {passages_told(states, sorted(behind))}"))
        helps.append(path_help(states, states.shortest_path({passage: states.reachable[passage]}), f"to {name}"))
        yield Diagnostic(CODE, SEVERITY, message, choice.location.value("if").label(), helps=tuple(helps))
