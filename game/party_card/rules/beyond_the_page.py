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
          - {id: walk, text: Walk, add: {here: 1, there: 2}, goto: one}
          - {id: go, text: Go on, if: here + there > 60, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
      there: {range: [0, 63], start: 0}
WITH:
      there: {range: [0, 64], start: 0}
MESSAGE:
    warning[beyond-the-page]: this condition reads `here` and `there`, 4,160 combinations; a page looks up 4,096
      --> scenes/example.yaml:11:35
       |
    11 |       - {id: go, text: Go on, if: here + there > 60, goto: two}
       |                                   ^^^^^^^^^^^^^^^^^
    help: let a choice `set:` a variable that remembers part of it, or narrow a `range:`
"""

from __future__ import annotations

from math import prod

from party_card.content.conditions import collect_names
from party_card.content.domains import YES_NO
from party_card.content.file_conditions import iter_file_conditions
from party_card.content.logic_cache import get_scene_logic
from party_card.content.models import Scene
from party_card.content.pack import Pack
from party_card.content.scene_logic import SceneLogic, iter_conditions
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote, format_count, list_names
from party_card.rules._traversal import key_labels

MAX_COMBINATIONS = 4_096
"""Rows in one table of the page."""
MAX_CHOICES = 36
"""Choices of one passage: a saved playthrough spends one letter or digit on each."""
MAX_TRACES = 5
"""Traces that a scene asks for: a saved playthrough spends one letter or digit on all of them."""


def check(pack: Pack) -> Diagnostics:
    """Checks every scene."""
    for scene in pack.scenes.values():
        yield from check_scene(scene, get_scene_logic(pack, scene)[0])


def check_scene(scene: Scene, logic: SceneLogic) -> Diagnostics:
    """Checks one scene against the limits of the browser page."""
    domains = {str(name): domain for name, domain in logic.domains.items()}
    file_domains = {str(name): domain for name, domain in logic.file_domains.items()}
    located = [(*item, logic.conditions, domains) for item in iter_conditions(scene)]
    located += [(*item, logic.file_conditions, file_domains) for item in iter_file_conditions(scene)]
    reported = set()
    for text, location, conditions, known_domains in located:
        if text in conditions and text not in reported:
            reported.add(text)
            names = sorted(collect_names(conditions[text]))
            rows = prod(known_domains.get(name, YES_NO).size for name in names)
            if rows > MAX_COMBINATIONS:
                subject = f"this condition reads {list_names(names)}, {rows:,} combinations"
                help_text = "let a choice `set:` a variable that remembers part of it, or narrow a `range:`"
                message = f"{subject}; a page looks up {MAX_COMBINATIONS:,}"
                yield RULE.diagnose(message, location.label(), help_text)
    for name, passage in scene.passages.items():
        if len(passage.choices) > MAX_CHOICES:
            subject = f"{backquote(name)} has {format_count(len(passage.choices), 'choice')}"
            message = f"{subject}; in a page it has {MAX_CHOICES} at most"
            label = passage.choices[MAX_CHOICES].location.label()
            yield RULE.diagnose(message, label, "part them among several passages")
        for choice in passage.choices:
            for effect in logic.effects.get(choice.id, ()):
                domain = domains[effect.variable]
                if effect.kind == "step" and domain.size > MAX_COMBINATIONS:
                    subject = f"this step moves {backquote(effect.variable)}, which has {domain.size:,} values"
                    message = f"{subject}; a page looks up {MAX_COMBINATIONS:,}"
                    label = choice.locate_change(effect.variable).key_label(effect.variable)
                    yield RULE.diagnose(message, label, "narrow its `range:`")
    carried = [name for name, domain in domains.items() if domain.imported_trace is not None]
    if len({domains[name].imported_trace for name in carried}) > MAX_TRACES:
        message = f"this scene asks for {format_count(len(carried), 'trace')}; a page carries {MAX_TRACES} at most"
        label = key_labels(scene.location.value("variables"))[carried[MAX_TRACES]]
        yield RULE.diagnose(message, label, "three are enough for most stories")


RULE = Rule("beyond-the-page", Severity.WARNING, __doc__, check)
