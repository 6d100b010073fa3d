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
FAIL:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: leave, text: Leave, goto: two}
          - {id: go, text: Go on, goto: road}
      road:
        text: It is dark.
        choices:
          - {id: left, text: Turn left, goto: two}
          - {id: right, text: Turn right, goto: two}
      two:
        text: You are there.
        ending: {id: done, title: Done}
MESSAGE:
    remark[one-sided-decision]: `leave` ends the scene at once, while `go` goes on to further decisions
     --> scenes/example.yaml:7:14
      |
    7 |       - {id: leave, text: Leave, goto: two}
      |              ^^^^^
    help: let it go on for a while too, and end the scene where each has had something to decide
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import Passage, PassageId, Scene
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import listed, named

CODE = "one-sided-decision"
SEVERITY = Severity.REMARK


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at every decision."""
    for scene in pack.scenes.values():
        further = _with_decisions_ahead(scene)
        for name, passage in scene.passages.items():
            if found := _one_sided(scene, name, passage, further):
                yield found


def _one_sided(scene: Scene, name: str, passage: Passage, further: set[PassageId]) -> Diagnostic | None:
    ends = [choice for choice in passage.choices if choice.goto in scene.passages and _ends(scene, choice.goto)]
    goes = [choice for choice in passage.choices if choice.goto in further]
    if not ends or not goes:
        return None
    short, long = (listed(choice.id for choice in choices) for choices in (ends, goes))
    end, go = ("ends" if len(ends) == 1 else "end"), ("goes" if len(goes) == 1 else "go")
    if {choice.id for choice in goes} <= set(passage.history):
        message = f"in {named(name)} nothing but what was done goes on: {short} {end} the scene at once"
    else:
        message = f"{short} {end} the scene at once, while {long} {go} on to further decisions"
    helps = (Help("let it go on for a while too, and end the scene where each has had something to decide"),)
    return Diagnostic(CODE, SEVERITY, message, ends[0].location.value("id").label(), helps=helps)


def _ends(scene: Scene, passage: PassageId) -> bool:
    return scene.passages[passage].ending is not None


def _with_decisions_ahead(scene: Scene) -> set[PassageId]:
    """The passages at which, or somewhere behind which, there is something to decide."""
    found = {name for name, passage in scene.passages.items() if len(passage.choices) > 1}
    while True:
        more = {
            name
            for name, passage in scene.passages.items()
            if name not in found and any(choice.goto in found for choice in passage.choices)
        }
        if not more:
            return found
        found |= more
