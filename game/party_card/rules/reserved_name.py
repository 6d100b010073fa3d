"""A passage or a choice has a name that the game itself uses.

Every scene begins with a briefing and ends with the record, the debrief and the finish; so no passage is
called `briefing`, `record`, `debrief` or `finished`, and no choice `begin`, `reveal` or `close`. Choose
another name.

PASS:
    scene: a
    title: A
    passages:
      the-briefing:
        text: You wait.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    passages:
      briefing:
        text: You wait.
        ending: {id: done, title: Done}
MESSAGE:
    error[reserved-name]: the game itself uses `briefing`; no passage can be called so
     --> scenes/example.yaml:4:3
      |
    4 |   briefing:
      |   ^^^^^^^^
    help: choose another name: `the-briefing`
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.words import named
from party_card.rules._visitor import keys

CODE = "reserved-name"
SEVERITY = Severity.ERROR


PASSAGES = frozenset(("briefing", "record", "debrief", "finished"))
CHOICES = frozenset(("begin", "reveal", "close"))


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at the names of passages and choices."""
    for scene in pack.scenes.values():
        labels = keys(scene.location.value("passages"))
        for name, passage in scene.passages.items():
            if name in PASSAGES:
                label = labels.get(name, scene.location.label())
                yield _diagnostic("passage", name, label)
            for choice in passage.choices:
                if choice.id in CHOICES:
                    yield _diagnostic("choice", choice.id, choice.location.value("id").label())


def _diagnostic(kind: str, name: str, label: Label) -> Diagnostic:
    message = f"the game itself uses {named(name)}; no {kind} can be called so"
    mend = f"choose another name: `the-{name}`" if kind == "passage" else "choose another name, what the student does"
    return Diagnostic(CODE, SEVERITY, message, label, helps=(Help(mend),))
