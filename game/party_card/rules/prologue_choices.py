"""A prologue has choices at two beats, or a number of choices other than two.

A prologue leads to the first scene, and its one choice may come back there. It is no scene of its own: what has
consequences belongs into a scene. Let one beat have two choices, or none.

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
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
    ### scenes/campaign.yaml
    campaign: year
    title: A Year
    prologue: the-ice
    scenes: [spring]
    ### scenes/prologue.yaml
    prologue: the-ice
    dossiers: [demo]
    beats:
      - text: "The river froze. [@frozen-river]"
        question: Do you cross?
        choices: [{id: cross, text: Cross}, {id: wait, text: Wait}]
FAIL REPLACES:
        choices: [{id: cross, text: Cross}, {id: wait, text: Wait}]
WITH:
        choices: [{id: cross, text: Cross}]
MESSAGE:
    error[prologue-choices]: this beat has 1 choice; a prologue has one beat with two choices, or none
     --> scenes/prologue.yaml:6:14
      |
    6 |     choices: [{id: cross, text: Cross}]
      |              ^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: write two choices, or delete `choices` and `question`
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import format_count
from party_card.rules._traversal import has_key


def check(pack: Pack) -> Diagnostics:
    """Checks the choices of every prologue."""
    for prologue in pack.prologues.values():
        beats = [beat for beat in prologue.beats if has_key(beat.location, "choices")]
        for beat in beats:
            if len(beat.choices) != CHOICES:
                counted = format_count(len(beat.choices), "choice")
                message = f"this beat has {counted}; a prologue has one beat with two choices, or none"
                help_text = "write two choices, or delete `choices` and `question`"
                yield RULE.diagnose(message, beat.location.value("choices").label(), help_text)
        for beat in beats[1:]:
            message = "this is the second beat with choices; a prologue has one"
            first = beats[0].location.key_label("choices", "the first one")
            help_text = "keep the choices of one beat, and let the others only tell"
            yield RULE.diagnose(message, beat.location.key_label("choices"), help_text, secondary=(first,))


CHOICES = 2
RULE = Rule("prologue-choices", Severity.ERROR, __doc__, check)
