"""This scene asks for more than the browser page can look up.

The window and the terminal play it all the same; `party-card export` refuses it. In the page every condition is a
table, with a row for each combination of the values that it reads: at most 4,096. Let a choice `set:` a variable
that remembers part of the condition, or narrow a `range:`. A passage has at most 36 choices there, and a scene asks
for at most 5 traces of earlier ones.

PASS:
    scene: a
    title: A
    variables:
      here: {range: [0, 63], start: 0}
      there: {range: [0, 63], start: 0}
    passages:
      one:
        text: You wait.
        choices:
          - {id: walk, text: Walk, set: {here: +1, there: +2}, goto: one}
          - {id: go, text: Go on, if: here + there > 60, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    variables:
      here: {range: [0, 63], start: 0}
      there: {range: [0, 64], start: 0}
    passages:
      one:
        text: You wait.
        choices:
          - {id: walk, text: Walk, set: {here: +1, there: +2}, goto: one}
          - {id: go, text: Go on, if: here + there > 60, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
MESSAGE:
    warning[beyond-the-page]: this condition reads `here` and `there`, 4,160 combinations; a page looks up 4,096
      --> scenes/example.yaml:11:35
       |
    11 |       - {id: go, text: Go on, if: here + there > 60, goto: two}
       |                                   ^^^^^^^^^^^^^^^^^
    help: let a choice `set:` a variable that remembers part of it, or narrow a `range:`
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from party_card.content.conditions import names_read
from party_card.content.models import Scene
from party_card.content.pack import Pack
from party_card.content.scene_logic import SceneLogic, conditions_written, logic_of
from party_card.content.variables import YES_NO
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import counted, listed, named
from party_card.rules._visitor import keys

CODE = "beyond-the-page"
SEVERITY = Severity.WARNING
MOST_COMBINATIONS = 4_096
"""Rows in one table of the page."""
MOST_CHOICES = 36
"""Choices of one passage: a walk spends one letter or digit on each."""
MOST_TRACES = 5
"""Traces that a scene asks for: a walk spends one letter or digit on all of them."""


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at every scene."""
    for scene in pack.scenes.values():
        yield from beyond(scene, logic_of(pack, scene)[0])


def beyond(scene: Scene, logic: SceneLogic) -> Iterator[Diagnostic]:
    """What of one scene is too much for a page."""
    domains = {str(name): domain for name, domain in logic.domains.items()}
    told = set()
    for text, place in conditions_written(scene):
        if text in logic.conditions and text not in told:
            told.add(text)
            read = sorted(names_read(logic.conditions[text]))
            rows = prod(domains.get(name, YES_NO).size for name in read)
            if rows > MOST_COMBINATIONS:
                what = f"this condition reads {listed(read)}, {rows:,} combinations"
                mend = "let a choice `set:` a variable that remembers part of it, or narrow a `range:`"
                message = f"{what}; a page looks up {MOST_COMBINATIONS:,}"
                yield Diagnostic(CODE, SEVERITY, message, place.label(), helps=(Help(mend),))
    for name, passage in scene.passages.items():
        if len(passage.choices) > MOST_CHOICES:
            what = f"{named(name)} has {counted(len(passage.choices), 'choice')}"
            message = f"{what}; in a page it has {MOST_CHOICES} at most"
            label = passage.choices[MOST_CHOICES].location.label()
            yield Diagnostic(CODE, SEVERITY, message, label, helps=(Help("part them among several passages"),))
        for choice in passage.choices:
            for effect in logic.effects.get(choice.id, ()):
                domain = domains[effect.variable]
                if effect.kind == "step" and domain.size > MOST_COMBINATIONS:
                    what = f"this step moves {named(effect.variable)}, which has {domain.size:,} values"
                    message = f"{what}; a page looks up {MOST_COMBINATIONS:,}"
                    label = choice.location.label(choice.location.value("set").key_span(effect.variable))
                    yield Diagnostic(CODE, SEVERITY, message, label, helps=(Help("narrow its `range:`"),))
    carried = [name for name, domain in domains.items() if domain.carried is not None]
    if len({domains[name].carried for name in carried}) > MOST_TRACES:
        message = f"this scene asks for {counted(len(carried), 'trace')}; a page carries {MOST_TRACES} at most"
        label = keys(scene.location.value("variables"))[carried[MOST_TRACES]]
        yield Diagnostic(CODE, SEVERITY, message, label, helps=(Help("three are enough for most stories"),))
