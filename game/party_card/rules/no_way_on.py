"""A passage has neither choices nor an ending.

A student who comes here could do nothing more. Add `choices:` with at least one choice, or an `ending:` if
the scene is over.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
MESSAGE:
    error[no-way-on]: nothing leads on from passage `one`: it has neither choices nor an ending
     --> scenes/example.yaml:4:3
      |
    4 |   one:
      |   ^^^
    help: add `choices:`, or an `ending: {id: its-name, title: How it ended}`
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.rules._visitor import empty_list, has_key, keys

CODE = "no-way-on"
SEVERITY = Severity.ERROR


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at every passage."""
    for scene in pack.scenes.values():
        labels = keys(scene.location.value("passages"))
        for name, passage in scene.passages.items():
            if passage.choices or passage.ending is not None:
                continue
            # A list that could not be read has been reported, and a passage without text may be no passage at all.
            if has_key(passage.location, "choices") and not empty_list(passage.location.value("choices")):
                continue
            if not has_key(passage.location, "text"):
                continue
            label = labels.get(name, scene.location.label())
            message = f"nothing leads on from passage {named(name)}: it has neither choices nor an ending"
            mend = "add `choices:`, or an `ending: {id: its-name, title: How it ended}`"
            yield Diagnostic(CODE, SEVERITY, message, label, helps=(Help(mend),))
