"""An ending is never reached.

No choice leads to the passage in which it stands, or only from passages that are never reached themselves; a
student can never come to this ending. Let a choice lead to it, or delete it. Where every choice that leads
to it is never open, that choice is reported instead.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: stay, text: Stay, goto: night}
          - {id: go, text: Go, goto: street}
      night:
        text: It is dark.
        ending: {id: done, title: Done}
      street:
        text: It rains.
        ending: {id: gone, title: Gone}
FAIL REPLACES:
          - {id: go, text: Go, goto: street}
WITH:
          - {id: go, text: Go, goto: night}
MESSAGE:
    error[unreached-ending]: no path leads to the ending `gone` in `street`
      --> scenes/example.yaml:12:3
       |
    12 |   street:
       |   ^^^^^^
    help: let a choice lead to it with `goto`, or delete it
"""

from __future__ import annotations

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.modelcheck.findings.messages import make_passage_label
from party_card.modelcheck.findings.unreached import find_unreachable_roots
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Reports every ending that no path reaches."""
    for passage, _ in find_unreachable_roots(states):
        ending = states.model.passage(passage).ending
        if ending is not None:
            name = backquote(states.model.passage_id(passage))
            message = f"no path leads to the ending {backquote(ending.id)} in {name}"
            help_text = "let a choice lead to it with `goto`, or delete it"
            yield RULE.diagnose(message, make_passage_label(states, passage), help_text)


RULE = Rule("unreached-ending", Severity.ERROR, __doc__, find)
