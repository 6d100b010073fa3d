"""A briefing has more than three pieces of context.

Nobody remembers more before anything has happened. Keep what a player needs for the first decision: who rules, where
this is, what is forbidden. What is needed later can be said in the passage where it matters, or stand in the glossary.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      frozen-river:
        text: The river froze.
        grade: documented
        cite: {source: diary, p: 1}
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo]
    context:
      - {heading: The river, text: "It froze. [@frozen-river]"}
      - {heading: The bridge, text: "It was shut. [@frozen-river]"}
      - {heading: The town, text: "It was dark. [@frozen-river]"}
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
      - {heading: The town, text: "It was dark. [@frozen-river]"}
WITH:
      - {heading: The town, text: "It was dark. [@frozen-river]"}
      - {heading: The ice, text: "It was thin. [@frozen-river]"}
MESSAGE:
    warning[too-much-context]: this briefing has 4 pieces of context; nobody keeps more than 3 in mind
     --> scenes/example.yaml:8:5
      |
    8 |   - {heading: The ice, text: "It was thin. [@frozen-river]"}
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: keep what is needed for the first decision, and tell the rest in the passage where it matters
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule

MAX_ITEMS = 3


def check(pack: Pack) -> Diagnostics:
    """Counts the context of every scene."""
    for scene in pack.scenes.values():
        count = len(scene.context)
        if count > MAX_ITEMS:
            message = f"this briefing has {count} pieces of context; nobody keeps more than {MAX_ITEMS} in mind"
            help_text = "keep what is needed for the first decision, and tell the rest in the passage where it matters"
            yield RULE.diagnose(message, scene.context[MAX_ITEMS].location.label(), help_text)


RULE = Rule("too-much-context", Severity.WARNING, __doc__, check)
