"""A choice is named that the scene does not have.

A condition asks for it (`chose(...)`), `history` says that it matches the record, or a test makes it.
`history` names only choices of its own passage, and so does `unrecorded` in the file. Write the name as it stands after
`id:`.

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
FAIL REPLACES:
        history: [go]
WITH:
        history: [gone]
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

from party_card.content.declarations import has_wrong_choices
from party_card.content.models import ChoiceId, Scene
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.suggest import suggest_names
from party_card.diagnostics.words import backquote
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.rules._traversal import key_labels


def check(pack: Pack) -> Diagnostics:
    """Checks every `history`, the file and the tests; conditions are checked where they are parsed."""
    for scene in pack.scenes.values():
        if has_wrong_choices(scene):
            continue
        passage_by_choice = {choice.id: name for name, passage in scene.passages.items() for choice in passage.choices}
        for passage in scene.passages.values():
            own_choices = [choice.id for choice in passage.choices]
            for number, id_ in enumerate(passage.history):
                if not id_ or id_ in own_choices:
                    continue
                label = passage.location.value("history").item(number).label()
                if other_passage := passage_by_choice.get(id_):
                    message = f"{backquote(id_)} is no choice of this passage but of {backquote(other_passage)}"
                    helps = suggest_names(id_, own_choices, "write the name of a choice of this passage, or `[]`")
                    yield RULE.diagnose(message, label, *helps)
                else:
                    help_text = "write `[]` where no choice matches the record"
                    yield RULE.diagnose_unknown("this scene has no choice", id_, label, own_choices, help_text)
        yield from _check_file(scene)
        for id_, location in _choices_in_tests(scene):
            if id_ and id_ not in passage_by_choice and id_ not in PHASE_TRIGGERS:
                message, help_text = "this scene has no choice", "write the name of a choice as it stands after `id:`"
                yield RULE.diagnose_unknown(message, id_, location.label(), passage_by_choice, help_text)


def _check_file(scene: Scene) -> Diagnostics:
    """Checks the choices that somebody knows of."""
    if scene.file is None:
        return
    unrecorded = scene.file.location.value("unrecorded")
    for name, listeners in scene.file.unrecorded.items():
        if isinstance(listeners, str) or name not in scene.passages:
            continue  # an unknown passage is reported by `unknown-passage`
        own_choices = [choice.id for choice in scene.passages[name].choices]
        labels = key_labels(unrecorded.value(name))
        for id_ in listeners:
            if id_ not in own_choices:
                help_text = "name a choice of this passage, as it stands after `id:`"
                yield RULE.diagnose_unknown("this passage has no choice", id_, labels[id_], own_choices, help_text)


def _choices_in_tests(scene: Scene) -> Iterator[tuple[ChoiceId, NodeRef]]:
    for test in scene.tests:
        expect = test.expect
        for key, location, ids in (
            ("play", test.location, test.play),
            ("offers", expect.location, expect.offers),
            ("locked", expect.location, expect.locked),
            ("absent", expect.location, expect.absent),
        ):
            for number, id_ in enumerate(ids or ()):
                yield id_, location.value(key).item(number)


RULE = Rule("unknown-choice", Severity.ERROR, __doc__, check)
