"""A variable is declared but never read, or never changed.

What is never read makes no difference, and what is never changed could be left out of the conditions. Often a
name is written in two ways, or a choice forgets to `set` it. Use it or delete it. A variable counts as read
when an `if`, `always` or `never` names it, and as changed when a choice sets it or an earlier scene does, for
one that is carried.

PASS:
    scene: a
    title: A
    variables: {read_it: false}
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read, if: not read_it, set: {read_it: true}, goto: one}
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: read, text: Read, if: not read_it, set: {read_it: true}, goto: one}
WITH:
          - {id: read, text: Read, set: {read_it: true}, goto: one}
MESSAGE:
    warning[unused-variable]: `read_it` is never read: no condition asks for it
     --> scenes/example.yaml:3:13
      |
    3 | variables: {read_it: false}
      |             ^^^^^^^
    help: ask for it in an `if:`, or delete its declaration
"""

from __future__ import annotations

from party_card.content.conditions import collect_names
from party_card.content.declarations import has_wrong_choices, has_wrong_variables
from party_card.content.file_conditions import iter_file_conditions
from party_card.content.logic_cache import get_scene_logic
from party_card.content.models import Choice
from party_card.content.pack import Pack
from party_card.content.scene_logic import iter_conditions
from party_card.content.yaml_nodes import MappingNode
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._provenance import parse_entry_conditions
from party_card.rules._traversal import has_key, iter_choices, key_labels


def check(pack: Pack) -> Diagnostics:
    """Checks every declared variable of every scene."""
    provenance_conditions, _ = parse_entry_conditions(pack.whole or pack)
    for scene in pack.scenes.values():
        if has_wrong_variables(scene) or has_wrong_choices(scene):
            continue  # what has been reported there may hide where a variable is changed
        logic, _ = get_scene_logic(pack, scene)
        provenance = [condition for (name, _), condition in provenance_conditions.items() if name == scene.scene]
        conditions = (*logic.conditions.values(), *logic.file_conditions.values(), *provenance)
        read = {name for condition in conditions for name in collect_names(condition)}
        if any(text not in logic.conditions for text, _ in iter_conditions(scene)) or any(
            text not in logic.file_conditions for text, _ in iter_file_conditions(scene)
        ):
            read.update(scene.variables)  # a condition that could not be read has been reported, and may mean any
        changed = {name for choice in iter_choices(scene) for name in choice.changed_variables}
        changed |= {name for name, domain in logic.domains.items() if domain.imported_trace is not None}
        if any(_has_unread_change(choice) for choice in iter_choices(scene)):
            changed.update(scene.variables)
        labels = key_labels(scene.location.value("variables"))
        for name in scene.variables:
            if name not in logic.domains or (name in read and name in changed):
                continue
            if name in changed:
                message, help_text = (
                    f"{backquote(name)} is never read: no condition asks for it",
                    "ask for it in an `if:`",
                )
            elif name in read:
                message, help_text = f"{backquote(name)} is never changed: no choice sets it", "`set:` it in a choice"
            else:
                message, help_text = f"{backquote(name)} is declared and never used", "use it"
            label = labels.get(name, scene.location.label())
            yield RULE.diagnose(message, label, f"{help_text}, or delete its declaration")


def _has_unread_change(choice: Choice) -> bool:
    """Returns True if a choice changes something that could not be read, which has been reported."""
    return any(
        has_key(choice.location, key) and not isinstance(choice.location.value(key).node, MappingNode)
        for key in ("set", "add")
    )


RULE = Rule("unused-variable", Severity.WARNING, __doc__, check)
