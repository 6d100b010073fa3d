"""A passage, a choice or a variable has a name that the game itself uses.

Every scene begins with a briefing and ends with the record, the debrief and the finish; so no passage is
called `briefing`, `record`, `debrief` or `finished`, and no choice `begin`, `reveal` or `close`. Conditions have words
of their own, those of the language Python; so no variable and no value is called `class`, `not`, `in` or `pass`, and
no variable `true`. Choose another name.

PASS:
    scene: a
    title: A
    passages:
      the-briefing:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
      the-briefing:
WITH:
      briefing:
MESSAGE:
    error[reserved-name]: the game itself uses `briefing`; no passage can be called so
     --> scenes/example.yaml:4:3
      |
    4 |   briefing:
      |   ^^^^^^^^
    help: choose another name: `the-briefing`
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Label, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.engine.phases import PHASE_TRIGGERS, PHASES
from party_card.rules._traversal import key_labels


def check(pack: Pack) -> Diagnostics:
    """Checks the names of passages and choices; those of variables are checked where conditions are parsed."""
    for scene in pack.scenes.values():
        labels = key_labels(scene.location.value("passages"))
        for name, passage in scene.passages.items():
            if name in PHASES:
                label = labels.get(name, scene.location.label())
                yield _diagnose("passage", name, label)
            for choice in passage.choices:
                if choice.id in PHASE_TRIGGERS:
                    yield _diagnose("choice", choice.id, choice.location.value("id").label())


def _diagnose(kind: str, name: str, label: Label) -> Diagnostic:
    message = f"the game itself uses {backquote(name)}; no {kind} can be called so"
    help_text = (
        f"choose another name: `the-{name}`" if kind == "passage" else "choose another name, what the student does"
    )
    return RULE.diagnose(message, label, help_text)


RULE = Rule("reserved-name", Severity.ERROR, __doc__, check)
