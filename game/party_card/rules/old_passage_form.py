"""A file in the form of version 0.1 has passages that say nothing of their day, their place or their basis.

In version 0.1 such a passage had the place and the dates of the scene, and was `composite`. Now it has those of the
passage before it in the file. Write what is meant; `party-card migrate --from 0.1` writes what it was, and leaves out
what need not be said any more. A file in which a choice leaves out its `goto` is a newer one, and is left alone.

PASS:
    scene: a
    title: A
    place: Moscow
    passages:
      one:
        text: You wait.
        place: The dacha
        choices: [{id: go, text: Go on, goto: two}]
      two:
        text: It is dark.
        place: Moscow
        ending: {id: done, title: Done}
FAIL REPLACES:
        text: It is dark.
        place: Moscow
WITH:
        text: It is dark.
MESSAGE:
    remark[old-passage-form]: `two` has no `place`: it is that of the passage before, `The dacha`
     --> scenes/example.yaml:9:3
      |
    9 |   two:
      |   ^^^
    help: write its `place`; `party-card migrate --from 0.1` writes what it was in version 0.1
"""

from __future__ import annotations

from itertools import pairwise

from party_card.content.models import Scene
from party_card.content.pack import Pack
from party_card.content.passage_defaults import list_changed_passages
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import iter_choices


def check(pack: Pack) -> Diagnostics:
    """Reports, once for a file that looks like one of version 0.1, the first passage that inherits something."""
    for scene in pack.scenes.values():
        if not _has_old_form(scene):
            continue
        for name, key in list_changed_passages(scene):
            value = getattr(scene.passages[name], key)
            message = f"{backquote(name)} has no `{key}`: it is that of the passage before, {backquote(value)}"
            help_text = f"write its `{key}`; `party-card migrate --from 0.1` writes what it was in version 0.1"
            yield RULE.diagnose(message, scene.location.value("passages").key_label(name), help_text)
            break


def _has_old_form(scene: Scene) -> bool:
    """Returns True if every choice names its target, and one of them the next passage, which need not be named."""
    followers = dict(pairwise(scene.passages))
    if any(choice.is_goto_implied for choice in iter_choices(scene)):
        return False
    return any(
        choice.goto == followers.get(name) for name, passage in scene.passages.items() for choice in passage.choices
    )


RULE = Rule("old-passage-form", Severity.INFO, __doc__, check)
