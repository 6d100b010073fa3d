"""A negative number in `set` is a value; in version 0.1 it was a step.

Nothing is wrong with it if a value is meant. Nothing in the file tells whether it was written for version 0.1, so it is
said once for a file. A file with an `add` is of today's form, and gets no remark.

PASS:
    scene: a
    title: A
    variables:
      mood: {range: [-2, 2], start: 0}
    passages:
      one:
        text: You wait.
        choices:
          - {id: doubt, text: Doubt, add: {mood: -1}, goto: two}
          - {id: go, text: Go on, if: mood > -2, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: doubt, text: Doubt, add: {mood: -1}, goto: two}
WITH:
          - {id: doubt, text: Doubt, set: {mood: -1}, goto: two}
MESSAGE:
    remark[negative-value]: `mood: -1` sets `mood` to -1; in version 0.1 it was a step
     --> scenes/example.yaml:9:46
      |
    9 |       - {id: doubt, text: Doubt, set: {mood: -1}, goto: two}
      |                                              ^^
    help: nothing need be done; for a step write `add: {mood: -1}`
"""

from __future__ import annotations

from party_card.content.effects import NegativeMeaning, find_negative_reading, is_negative_value, iter_set_numbers
from party_card.content.logic_cache import get_scene_logic
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import iter_choices


def check(pack: Pack) -> Diagnostics:
    """Checks what the choices of every scene set."""
    for scene in pack.scenes.values():
        domains = get_scene_logic(pack, scene)[0].domains
        changes = [
            change for change in iter_set_numbers(scene, domains) if is_negative_value(change.domain, change.value)
        ]
        if not changes or find_negative_reading(scene, domains).meaning is not NegativeMeaning.VALUE:
            continue
        if not any(choice.add for choice in iter_choices(scene)):
            name, value = changes[0].variable, changes[0].value
            number = int(value.text)
            message = f"`{name}: {value.text}` sets `{name}` to {number}; in version 0.1 it was a step"
            help_text = f"nothing need be done; for a step write `add: {{{name}: {number}}}`"
            yield RULE.diagnose(message, value.location.label(), help_text)


RULE = Rule("negative-value", Severity.INFO, __doc__, check)
