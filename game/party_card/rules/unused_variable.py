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
from party_card.content.pack import Pack
from party_card.content.scene_logic import get_scene_logic, iter_conditions
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import key_labels


def check(pack: Pack) -> Diagnostics:
    """Checks every declared variable of every scene."""
    for scene in pack.scenes.values():
        logic, _ = get_scene_logic(pack, scene)
        read = {name for condition in logic.conditions.values() for name in collect_names(condition)}
        if any(text not in logic.conditions for text, _ in iter_conditions(scene)):
            read.update(scene.variables)  # a condition that could not be read has been reported, and may mean any
        changed = {name for passage in scene.passages.values() for choice in passage.choices for name in choice.set}
        changed |= {name for name, domain in logic.domains.items() if domain.imported_trace is not None}
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


RULE = Rule("unused-variable", Severity.WARNING, __doc__, check)
