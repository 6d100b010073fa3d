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
          - {id: look, text: Look round, add: {attention: 1}, goto: two}
          - {id: read, text: Read on, goto: two}
      two:
        text: Somebody coughs.
        choices:
          - {id: hide, text: Hide it, if: attention >= 1, goto: three}
          - {id: stay, text: Stay, goto: three}
      three:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: hide, text: Hide it, if: attention >= 1, goto: three}
          - {id: stay, text: Stay, goto: three}
      three:
        text: It is dark.
        ending: {id: done, title: Done}
WITH:
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

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.modelcheck.findings.messages import describe_passages, make_passage_helps
from party_card.modelcheck.findings.unreached import find_closed_choices
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Reports every choice of a reachable passage that is closed in all its states."""
    for passage, choice_index, unreached in find_closed_choices(states):
        choice = states.model.transitions[passage][choice_index].choice
        name = backquote(states.model.passage_id(passage))
        message = f"the choice {backquote(choice.id)} is never open: on no path is its condition true in {name}"
        advice = [f"because of it no path leads to {describe_passages(states, sorted(unreached))}"] if unreached else []
        helps = make_passage_helps(states, passage, choice.if_, *advice)
        yield RULE.diagnose(message, choice.location.value("if").label(), *helps)


RULE = Rule("choice-never-open", Severity.ERROR, __doc__, find)
