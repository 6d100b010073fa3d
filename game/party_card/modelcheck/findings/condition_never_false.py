"""A condition is true on every path.

Whenever its passage is read it holds, so the choice is always open or the text always shown: it could be left
out. Often it is a remainder of an earlier version, or the choice that should make it false forgets to `set`
something.

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
        text: It is dark.
        choices:
          - {id: tell, text: Tell it, if: read_it, goto: three}
          - {id: sleep, text: Sleep, goto: three}
      three:
        text: It is light.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    variables:
      read_it: false
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, set: {read_it: true}, goto: two}
          - {id: skim, text: Skim it, set: {read_it: true}, goto: two}
      two:
        text: It is dark.
        choices:
          - {id: tell, text: Tell it, if: read_it, goto: three}
          - {id: sleep, text: Sleep, goto: three}
      three:
        text: It is light.
        ending: {id: done, title: Done}
MESSAGE:
    warning[condition-never-false]: this condition is true on every path to `two`: `tell` is always open
      --> scenes/example.yaml:14:39
       |
    14 |       - {id: tell, text: Tell it, if: read_it, goto: three}
       |                                       ^^^^^^^
    help: in `two`, `read_it` is always true
    help: delete the condition, or let a choice before it make it false
    help: `party-card play a --choices read` leads to `two`
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from party_card.content.conditions import names_read
from party_card.content.models import ConditionText
from party_card.content.yaml_loader import NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.modelcheck.bitset.bit_layout import ANY, Layout
from party_card.modelcheck.findings.messages import path_help, read_by, values_here
from party_card.modelcheck.state_space import ReachableStates
from party_card.modelcheck.texts import asked_texts, record_regions, trace_regions

CODE = "condition-never-false"
SEVERITY = Severity.WARNING

MOST = 1_000_000
"""A condition over more combinations of values is not taken for one that is true by itself."""


def find(states: ReachableStates) -> Iterator[Diagnostic]:
    """Tells of conditions that hold at every position where they are asked, though they need not by themselves."""
    for passage in states.passages:
        for way in states.model.ways[passage]:
            if way.choice.if_ is not None:
                said = f"{named(way.choice.id)} is always open"
                yield from _told(states, passage, way.choice.if_, way.choice.location.value("if"), said)
    for passage, condition, at in asked_texts(states):
        yield from _told(states, passage, condition, at, "this text is always shown")
    for told, regions in record_regions(states):
        if told.if_ is None or any(states.states_where_not(passage, told.if_) for passage in regions):
            continue
        if not _by_itself(states, told.if_):
            yield _at_endings("this part of the record is always shown", told.location)
    for trace, regions in trace_regions(states):
        if trace.if_ is None or any(states.states_where_not(passage, trace.if_) for passage in regions):
            continue
        if not _by_itself(states, trace.if_):
            yield _at_endings(f"{named(trace.id)} is always left", trace.location)


def _at_endings(said: str, at: NodeRef) -> Diagnostic:
    message = f"this condition is true at every ending: {said}"
    helps = (Help("delete the condition, or let a choice make it false"),)
    return Diagnostic(CODE, SEVERITY, message, at.value("if").label(), helps=helps)


def _told(
    states: ReachableStates, passage: int, condition: ConditionText, at: NodeRef, said: str
) -> Iterator[Diagnostic]:
    if states.states_where_not(passage, condition) or _by_itself(states, condition):
        return
    name = named(states.model.name(passage))
    message = f"this condition is true on every path to {name}: {said}"
    helps = []
    if values := values_here(states, passage, read_by(states, [condition])):
        helps.append(Help(f"in {name}, {values}"))
    helps.append(Help("delete the condition, or let a choice before it make it false"))
    helps.append(path_help(states, states.shortest_path({passage: states.reachable[passage]}), f"to {name}"))
    yield Diagnostic(CODE, SEVERITY, message, at.label(), helps=tuple(helps))


def _by_itself(states: ReachableStates, condition: ConditionText) -> bool:
    """Whether a condition is true whatever the values: that needs no proof, and is told of while checking."""
    model, meant = states.model, states.model.condition(condition)
    read = {model.numbers[name] for name in names_read(meant)}
    if prod(model.sizes[slot] for slot in read) > MOST:
        return False
    values = tuple(tuple(range(size)) if slot in read else (ANY,) for slot, size in enumerate(model.sizes))
    layout = Layout(model, values, tuple(range(len(values))))
    return layout.mask(meant) == layout.full
