"""The text of a choice has more than 25 words.

Offers are compared with each other, so each must be taken in at a glance. Say what is done, beginning with a verb;
reasons belong into the passage, and what comes of it into the next one.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: go, text: Go on, goto: two}
WITH:
          - id: go
            text: {times 13 Go on. }
            goto: two
MESSAGE:
    warning[long-choice]: this offer has 26 words; at most 25 are taken in at a glance
     --> scenes/example.yaml:8:15
      |
    8 | ...   text: Go on. Go on. Go on. Go on. Go on. Go on. Go on. Go on. Go on. Go on. Go on. Go on. Go on.
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: say what is done, beginning with a verb; reasons belong into the passage
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import count_words, iter_choices

MAX_WORDS = 25


def check(pack: Pack) -> Diagnostics:
    """Counts the words of every choice."""
    for choice in (choice for scene in pack.scenes.values() for choice in iter_choices(scene)):
        if (words := count_words(choice.text)) > MAX_WORDS:
            message = f"this offer has {words} words; at most {MAX_WORDS} are taken in at a glance"
            help_text = "say what is done, beginning with a verb; reasons belong into the passage"
            yield RULE.diagnose(message, choice.location.value("text").label(), help_text)


RULE = Rule("long-choice", Severity.WARNING, __doc__, check)
