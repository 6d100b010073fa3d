"""A choice is named that the scene does not have.

A condition asks for it (`chose(...)`), `history` says that it matches the record, or a test makes it.
`history` names only choices of its own passage. Write the name as it stands after `id:`.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices: [{id: go, text: Go on, goto: two}]
        history: [go]
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices: [{id: go, text: Go on, goto: two}]
        history: [gone]
      two:
        text: It is dark.
        ending: {id: done, title: Done}
MESSAGE:
    error[unknown-choice]: this scene has no choice `gone`
     --> scenes/example.yaml:7:15
      |
    7 |     history: [gone]
      |               ^^^^
    help: did you mean `go`?
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import ChoiceId, Scene
from party_card.content.pack import Pack
from party_card.content.yaml_loader import NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.suggest import suggest
from party_card.diagnostics.words import named
from party_card.rules.reserved_name import CHOICES as TRIGGERS

CODE = "unknown-choice"
SEVERITY = Severity.ERROR


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at every `history` and at the tests; conditions are looked at where they are parsed."""
    for scene in pack.scenes.values():
        homes = {choice.id: name for name, passage in scene.passages.items() for choice in passage.choices}
        for passage in scene.passages.values():
            here = [choice.id for choice in passage.choices]
            for number, id_ in enumerate(passage.history):
                if id_ and id_ not in here:
                    at = passage.location.value("history").item(number)
                    if id_ in homes:
                        message = f"{named(id_)} is no choice of this passage but of {named(homes[id_])}"
                        helps = suggest(id_, here, "write the name of a choice of this passage, or `[]`")
                    else:
                        message = f"this scene has no choice {named(id_)}"
                        helps = suggest(id_, here, "write `[]` where no choice matches the record")
                    yield Diagnostic(CODE, SEVERITY, message, at.label(), helps=helps)
        for id_, at in _tested(scene):
            if id_ and id_ not in homes and id_ not in TRIGGERS:
                message = f"this scene has no choice {named(id_)}"
                helps = suggest(id_, homes, "write the name of a choice as it stands after `id:`")
                yield Diagnostic(CODE, SEVERITY, message, at.label(), helps=helps)


def _tested(scene: Scene) -> Iterator[tuple[ChoiceId, NodeRef]]:
    for test in scene.tests:
        expect = test.expect
        for key, at, ids in (
            ("play", test.location, test.play),
            ("offers", expect.location, expect.offers),
            ("locked", expect.location, expect.locked),
            ("absent", expect.location, expect.absent),
        ):
            for number, id_ in enumerate(ids or ()):
                yield id_, at.value(key).item(number)
