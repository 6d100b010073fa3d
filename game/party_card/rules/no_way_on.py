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
FAIL REPLACES:
        ending: {id: done, title: Done}
WITH:
MESSAGE:
    error[no-way-on]: nothing leads on from passage `one`: it has neither choices nor an ending
     --> scenes/example.yaml:4:3
      |
    4 |   one:
      |   ^^^
    help: add `choices:`, or an `ending: {id: its-name, title: How it ended}`
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import has_key, is_empty_list, key_labels


def check(pack: Pack) -> Diagnostics:
    """Checks every passage."""
    for scene in pack.scenes.values():
        labels = key_labels(scene.location.value("passages"))
        for name, passage in scene.passages.items():
            if passage.choices or passage.ending is not None:
                continue
            # A list that could not be read has been reported, and a passage without text may be no passage at all.
            if has_key(passage.location, "choices") and not is_empty_list(passage.location.value("choices")):
                continue
            if not has_key(passage.location, "text"):
                continue
            label = labels.get(name, scene.location.label())
            message = f"nothing leads on from passage {backquote(name)}: it has neither choices nor an ending"
            help_text = "add `choices:`, or an `ending: {id: its-name, title: How it ended}`"
            yield RULE.diagnose(message, label, help_text)


RULE = Rule("no-way-on", Severity.ERROR, __doc__, check)
