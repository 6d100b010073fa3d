"""Two levels of a rubric are alike, or one is too long to judge by.

A teacher holds an answer against the three levels and has to see at once which it is. Each says in a sentence or two,
60 words at most, what an answer of this level contains that one of the level below does not.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
    debrief:
      - ask: How could anyone know who it was?
        skill: sourcing
        rubric:
          basic: Says who it was.
          emergent: Says who wrote it down.
          proficient: Says who wrote it down, when, and what that leaves open.
FAIL REPLACES:
          emergent: Says who wrote it down.
WITH:
          emergent: says who it was
MESSAGE:
    warning[rubric-levels]: `emergent` says the same as `basic`
      --> scenes/example.yaml:12:17
       |
    12 |       emergent: says who it was
       |                 ^^^^^^^^^^^^^^^
    help: say what an answer of this level contains that one of the level below does not
"""

from __future__ import annotations

from party_card.content.models.record import RUBRIC_LEVELS
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import count_words, list_debrief_questions

MAX_WORDS = 60


def check(pack: Pack) -> Diagnostics:
    """Checks the rubric of every question of the debrief."""
    for question in list_debrief_questions(pack):
        if (rubric := question.rubric) is None:
            continue
        level_by_text: dict[str, str] = {}
        for level, text in zip(RUBRIC_LEVELS, rubric.texts, strict=True):
            label = rubric.location.value(level).label()
            plain = " ".join(text.casefold().rstrip(".").split())
            if plain and (same := level_by_text.setdefault(plain, level)) != level:
                help_text = "say what an answer of this level contains that one of the level below does not"
                yield RULE.diagnose(f"`{level}` says the same as `{same}`", label, help_text)
            elif (words := count_words(text)) > MAX_WORDS:
                help_text = f"say in {MAX_WORDS} words at most what an answer of this level contains"
                yield RULE.diagnose(f"`{level}` has {words} words", label, help_text)


RULE = Rule("rubric-levels", Severity.WARNING, __doc__, check)
