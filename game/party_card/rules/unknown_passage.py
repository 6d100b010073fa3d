"""A passage is named that the scene does not have.

A choice leads to it (`goto`), the scene begins with it (`start`), a condition asks for it (`visited(...)`),
a test expects it, a paper shows what is decided in it (`shows`), or somebody is met in it (`cast` of the campaign).
Without this check a student would be stuck there. Write the name as it stands under `passages:`, or
add the passage. The studio writes `…` at a choice that leads nowhere yet.

PASS:
    scene: a
    title: A
    passages:
      reading:
        text: You read.
        choices: [{id: go, text: Go on, goto: evening}]
      evening:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
        choices: [{id: go, text: Go on, goto: evening}]
WITH:
        choices: [{id: go, text: Go on, goto: evning}]
MESSAGE:
    error[unknown-passage]: this scene has no passage `evning`
     --> scenes/example.yaml:6:43
      |
    6 |     choices: [{id: go, text: Go on, goto: evning}]
      |                                           ^^^^^^
    help: did you mean `evening`?
"""

from __future__ import annotations

from party_card.content.declarations import has_wrong_passages
from party_card.content.models import Scene
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.engine.phases import PHASES
from party_card.rules._filed_decisions import named_decisions
from party_card.rules._traversal import iter_choices

OPEN_TARGET = "…"
"""Stands where a passage is named later."""


def check(pack: Pack) -> Diagnostics:
    """Checks `start`, every `goto`, the file and what tests expect; conditions are checked where they are parsed."""
    for scene in pack.scenes.values():
        if not has_wrong_passages(scene):
            yield from _check_file(scene)
        references = [(scene.start, scene.location, "start")]
        references += [(choice.goto, choice.location, "goto") for choice in iter_choices(scene)]
        references += [(test.expect.passage, test.expect.location, "passage") for test in scene.tests]
        for name, owner, key in references if not has_wrong_passages(scene) else ():
            if not name or name in scene.passages:
                continue
            message, label = "this scene has no passage", owner.value(key).label()
            if name == OPEN_TARGET:
                help_text = "name the passage to which this choice leads, as it stands under `passages:`"
                yield RULE.diagnose(f"{backquote(name)} stands in place of a passage", label, help_text)
            elif name in PHASES:
                help_text = "give the passage an `ending:` instead; the record follows by itself"
                yield RULE.diagnose(f"{message} {backquote(name)}", label, help_text)
            elif passage_with_ending := next(
                (id_ for id_, passage in scene.passages.items() if passage.ending and passage.ending.id == str(name)),
                None,
            ):
                help_text = f"write {backquote(passage_with_ending)}, the passage of this ending"
                yield RULE.diagnose(f"{message} {backquote(name)}", label, help_text)
            else:
                help_text = f"add it under `passages:`, with a line `{name}:`"
                yield RULE.diagnose_unknown(message, name, label, scene.passages, help_text)
    for member in pack.campaign.cast if pack.campaign else ():
        for meeting in member.met:
            met_scene = pack.scenes.get(meeting.scene)
            if met_scene is None or has_wrong_passages(met_scene) or meeting.passage in met_scene.passages:
                continue  # an unknown scene is reported by `unknown-scene`
            label = meeting.location.value("passage").label()
            message = f"{backquote(meeting.scene)} has no passage"
            help_text = "name the passage in which this person is met"
            yield RULE.diagnose_unknown(message, meeting.passage, label, met_scene.passages, help_text)


def _check_file(scene: Scene) -> Diagnostics:
    """Checks the passages whose decisions the file names."""
    for name, label in named_decisions(scene):
        if name and name not in scene.passages:
            help_text = "name a passage with choices, as it stands under `passages:`"
            yield RULE.diagnose_unknown("this scene has no passage", name, label, scene.passages, help_text)


RULE = Rule("unknown-passage", Severity.ERROR, __doc__, check, scope="document")
