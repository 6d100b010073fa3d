"""At a decision some choices end the scene at once, while others go on to further decisions.

Students notice which offer is the short one: it looks like the wrong answer, or like the way to be done. Worst is a
decision at which nothing but what was really done goes on. Let the others go on for a while too, and end the scene
where all of them have had something to decide.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: leave, text: Leave, goto: road}
          - {id: go, text: Go on, goto: road}
      road:
        text: It is dark.
        choices:
          - {id: left, text: Turn left, goto: two}
          - {id: right, text: Turn right, goto: two}
      two:
        text: You are there.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: leave, text: Leave, goto: road}
WITH:
          - {id: leave, text: Leave, goto: two}
MESSAGE:
    remark[one-sided-decision]: `leave` ends the scene at once, while `go` goes on to further decisions
     --> scenes/example.yaml:7:14
      |
    7 |       - {id: leave, text: Leave, goto: two}
      |              ^^^^^
    help: let it go on for a while too, and end the scene where each has had something to decide
"""

from __future__ import annotations

from party_card.content.models import Passage, PassageId, Scene
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote, list_names


def check(pack: Pack) -> Diagnostics:
    """Checks every decision."""
    for scene in pack.scenes.values():
        if any(passage.choices and passage.ending for passage in scene.passages.values()):
            continue  # reported by `ending-with-choices`, and one of the two will be deleted
        open_ended = _passages_with_decisions_ahead(scene)
        for name, passage in scene.passages.items():
            if diagnostic := _check_decision(scene, name, passage, open_ended):
                yield diagnostic


def _check_decision(scene: Scene, name: str, passage: Passage, open_ended: set[PassageId]) -> Diagnostic | None:
    ending = [choice for choice in passage.choices if choice.goto in scene.passages and _is_ending(scene, choice.goto)]
    continuing = [choice for choice in passage.choices if choice.goto in open_ended]
    if not ending or not continuing:
        return None
    ending_names, continuing_names = (list_names(choice.id for choice in choices) for choices in (ending, continuing))
    end_verb, go_verb = ("ends" if len(ending) == 1 else "end"), ("goes" if len(continuing) == 1 else "go")
    if {choice.id for choice in continuing} <= set(passage.history):
        message = f"in {backquote(name)} nothing but what was done goes on: {ending_names} {end_verb} the scene at once"
    else:
        message = (
            f"{ending_names} {end_verb} the scene at once, while {continuing_names} {go_verb} on to further decisions"
        )
    help_text = "let it go on for a while too, and end the scene where each has had something to decide"
    return RULE.diagnose(message, ending[0].location.value("id").label(), help_text)


def _is_ending(scene: Scene, passage: PassageId) -> bool:
    return scene.passages[passage].ending is not None


def _passages_with_decisions_ahead(scene: Scene) -> set[PassageId]:
    """Returns the passages at which, or after which, there is a decision."""
    ahead = {name for name, passage in scene.passages.items() if len(passage.choices) > 1}
    while True:
        more = {
            name
            for name, passage in scene.passages.items()
            if name not in ahead and any(choice.goto in ahead for choice in passage.choices)
        }
        if not more:
            return ahead
        ahead |= more


RULE = Rule("one-sided-decision", Severity.INFO, __doc__, check)
