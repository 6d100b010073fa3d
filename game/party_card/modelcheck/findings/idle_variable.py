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

from party_card.content.conditions import collect_names
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.modelcheck.model import SlotUpdate
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Reports variables that never change or are never observed, among those that choices set and conditions read.

    Rules report the others without exploration.
    """
    model, scene = states.model, states.compiled.scene
    choices = [choice for passage in scene.passages.values() for choice in passage.choices]
    set_names = {name for choice in choices for name in choice.changed_variables}
    read_names = {name for condition in states.compiled.logic.conditions.values() for name in collect_names(condition)}
    observed_names = {
        name
        for passage in states.passages
        for text in model.conditions_by_passage[passage]
        for name in collect_names(model.condition(text))
    }
    changed_slots = {
        update.slot
        for transition in states.enabled_transitions
        for update in transition.updates
        if _changes_initial_value(states, update)
    }
    for name, domain in states.compiled.logic.domains.items():
        if domain.decision is not None:
            continue  # no variable; conditions that ask in vain for a choice are found as such
        if (name not in set_names and domain.imported_trace is None) or name not in read_names:
            continue
        if model.slot_indices[name] not in changed_slots and domain.imported_trace is None:
            message = f"{backquote(name)} never changes: on every path it is {domain.names[domain.start]} to the end"
            fix = "let a choice set it to something else, or delete it"
        elif name not in observed_names:
            message = f"{backquote(name)} makes no difference: no path meets a condition that asks for it"
            fix = "let a choice lead to where it is asked for, or delete it"
        else:
            continue
        label = scene.location.value("variables").key_label(name)
        yield RULE.diagnose(message, label, fix)


def _changes_initial_value(states: ReachableStates, update: SlotUpdate) -> bool:
    """Returns True if an update changes an initial value of its slot.

    If no update that is used does, the slot keeps its initial value on every path.
    """
    table = update.transfer_table(states.model.domain_sizes[update.slot])
    return any(table[values[update.slot]] != values[update.slot] for values in states.model.initial_values.values())


RULE = Rule("idle-variable", Severity.WARNING, __doc__, find)
