"""A choice says why it is closed, and is never closed.

`locked` is the reason that students read while the condition after `if` is not true. Without an `if` a choice is
always open, and nobody reads the reason.

PASS:
    scene: a
    title: A
    variables:
      has_key: false
    passages:
      one:
        text: You wait.
        choices:
          - {id: look, text: Look for the key, if: not has_key, set: {has_key: true}, goto: one}
          - id: go
            text: Open the door
            if: has_key
            locked: The door is locked
            goto: two
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
            if: has_key
            locked: The door is locked
WITH:
            locked: The door is locked
MESSAGE:
    warning[locked-without-condition]: `go` has a reason for being closed, and no condition that closes it
      --> scenes/example.yaml:12:9
       |
    12 |         locked: The door is locked
       |         ^^^^^^
    help: add the condition under which it is open, `if: …`, or delete `locked`
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import has_key, iter_choices


def check(pack: Pack) -> Diagnostics:
    """Checks every choice."""
    for scene in pack.scenes.values():
        for choice in iter_choices(scene):
            if choice.locked and not has_key(choice.location, "if"):
                message = f"{backquote(choice.id)} has a reason for being closed, and no condition that closes it"
                help_text = "add the condition under which it is open, `if: …`, or delete `locked`"
                yield RULE.diagnose(message, choice.location.key_label("locked"), help_text)


RULE = Rule("locked-without-condition", Severity.WARNING, __doc__, check)
