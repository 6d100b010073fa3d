"""A passage has come between two others, and nothing leads to the second of them any more.

A choice without `goto` leads to the next passage in the file. Whoever puts a passage between the two, or moves one
there, leads these choices to that one. Where the passage in between goes elsewhere, the one behind it has lost its way
in. Move the passage in between to another place in the file, or name the target of the choices before it.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: stay, text: Stay}
          - {id: leave, text: Leave, goto: three}
      two:
        text: It is dark.
        choices: [{id: sleep, text: Sleep}]
      three:
        text: It is morning.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: stay, text: Stay}
          - {id: leave, text: Leave, goto: three}
      cellar:
        text: It is cold.
        choices: [{id: up, text: Go up, goto: three}]
      two:
        text: It is dark.
        choices: [{id: sleep, text: Sleep}]
      three:
        text: It is morning.
        ending: {id: done, title: Done}
MESSAGE:
    remark[passage-between]: `cellar` has come between `one`, which goes on to it, and `two`, to which nothing leads
      --> scenes/example.yaml:9:3
       |
     4 |   one:
       |   --- goes on to the next passage
    ...
     9 |   cellar:
       |   ^^^^^^
    ...
    12 |   two:
       |   --- nothing leads here
    help: move `cellar` elsewhere in the file, or write `goto: two` in `one`
"""

from __future__ import annotations

from itertools import groupby

from party_card.content.models import Passage, Scene
from party_card.content.pack import Pack
from party_card.content.passage_defaults import list_moved_targets
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import iter_choices


def check(pack: Pack) -> Diagnostics:
    """Looks for passages that nothing leads to, behind one that goes elsewhere and is entered from the one before."""
    for scene in pack.scenes.values():
        targets = {choice.goto for choice in iter_choices(scene)}
        passages = list(scene.passages.items())
        start = scene.start or next(iter(scene.passages), None)
        for (name, passage), (between, passage_between), (lost, _) in zip(
            passages, passages[1:], passages[2:], strict=False
        ):
            if lost in targets or lost == start or not _goes_on(passage) or _goes_on(passage_between):
                continue
            names = scene.location.value("passages")
            message = (
                f"{backquote(between)} has come between {backquote(name)}, which goes on to it, "
                f"and {backquote(lost)}, to which nothing leads"
            )
            help_text = f"move {backquote(between)} elsewhere in the file, or write `goto: {lost}` in {backquote(name)}"
            labels = (names.key_label(name, "goes on to the next passage"), names.key_label(lost, "nothing leads here"))
            yield RULE.diagnose(message, names.key_label(between), help_text, secondary=labels)


def report_moved_targets(before: Scene, after: Scene) -> Diagnostics:
    """Reports, between two versions of a file, the passages whose choices lead elsewhere because of their order."""
    for name, moved in groupby(list_moved_targets(before, after), key=lambda target: target.passage):
        _, choice, old_target = next(moved)
        names = after.location.value("passages")
        message = (
            f"the choices of {backquote(name)} that name no passage led to {backquote(old_target)} before this change, "
            f"and lead to {backquote(choice.goto)} now"
        )
        help_text = f"if that is not meant, write `goto: {old_target}` in {backquote(name)}"
        yield RULE.diagnose(message, names.key_label(name), help_text)


def _goes_on(passage: Passage) -> bool:
    """Returns True if a choice of the passage leads to the next one without naming it."""
    return any(choice.is_goto_implied for choice in passage.choices)


RULE = Rule("passage-between", Severity.INFO, __doc__, check)
