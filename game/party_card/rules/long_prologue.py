"""A prologue has more than 220 words, or one of its beats more than 60.

It is read before anything has happened, in a minute or a minute and a half, and by players who want to begin. Say what
all scenes need, and leave the rest to the briefings.

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
FAIL REPLACES:
      - text: "The river froze. [@frozen-river]"
WITH:
      - text: |
          {times 21 The river froze. }[@frozen-river]
MESSAGE:
    warning[long-prologue]: this beat has 63 words; at most 60 are read at one go
     --> scenes/prologue.yaml:4:5
      |
    4 |   - text: |
      |     ^^^^
    help: keep what all scenes need, and tell the rest in the briefings
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import count_words

MAX_WORDS, MAX_BEAT_WORDS = 220, 60


def check(pack: Pack) -> Diagnostics:
    """Counts the words of every prologue and of its beats."""
    for prologue in pack.prologues.values():
        help_text = "keep what all scenes need, and tell the rest in the briefings"
        counts = [count_words(beat.text) for beat in prologue.beats]
        too_long = [(beat, words) for beat, words in zip(prologue.beats, counts, strict=True) if words > MAX_BEAT_WORDS]
        for beat, words in too_long:
            message = f"this beat has {words} words; at most {MAX_BEAT_WORDS} are read at one go"
            yield RULE.diagnose(message, beat.location.key_label("text"), help_text)
        if sum(counts) > MAX_WORDS and not too_long:
            message = f"this prologue has {sum(counts)} words; at most {MAX_WORDS} are read before the first scene"
            yield RULE.diagnose(message, prologue.location.key_label("beats"), help_text)


RULE = Rule("long-prologue", Severity.WARNING, __doc__, check)
