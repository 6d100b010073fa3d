"""A trace is named that no scene leaves.

What is `carried` into a scene, another scene of the pack leaves: it stands there under `leaves:` with its `id`.
A test begins with traces that its scene asks for, and expects those that its scene leaves. Write the name as it
stands there. A scene that is carried over into a folder of your own leaves behind what it asks for: delete
the variable, or bring the other scene too.

PASS:
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, goto: two}
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
    leaves:
      - {id: read-the-letter, kind: witnessed, text: You read the letter., if: chose(read)}
    ### scenes/summer.yaml
    scene: summer
    title: Summer
    variables:
      knows: {carried: read-the-letter}
    passages:
      one:
        text:
          - text: You wait.
          - {text: You know the hand., if: knows}
        ending: {id: done, title: Done}
FAIL REPLACES:
      knows: {carried: read-the-letter}
WITH:
      knows: {carried: read-the-leter}
MESSAGE:
    error[unknown-trace]: no scene leaves `read-the-leter`
     --> scenes/summer.yaml:4:20
      |
    4 |   knows: {carried: read-the-leter}
      |                    ^^^^^^^^^^^^^^
    help: did you mean `read-the-letter`?
"""

from __future__ import annotations

from party_card.content.declarations import has_wrong_traces, has_wrong_variables
from party_card.content.models import VariableForm
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule


def check(pack: Pack) -> Diagnostics:
    """Checks every carried variable, and the traces that tests begin with and expect."""
    all_traces = [trace.id for scene in pack.scenes.values() for trace in scene.leaves]
    all_traces += [trace for prologue in pack.prologues.values() for trace in prologue.traces]
    is_any_wrong = any(has_wrong_traces(scene) for scene in pack.scenes.values())
    for scene in pack.scenes.values():
        carried = {form.carried: form for form in scene.variables.values() if isinstance(form, VariableForm)}
        for name, form in carried.items():
            if name and name not in all_traces and not is_any_wrong and not pack.may_be_unread(name):
                label, help_text = form.location.value("carried").label(), "let a scene leave it, under `leaves:`"
                yield RULE.diagnose_unknown("no scene leaves", name, label, all_traces, help_text)
        has_wrong_names = has_wrong_variables(scene) or any(name and name not in all_traces for name in carried)
        own_traces = [trace.id for trace in scene.leaves]
        for test in scene.tests:
            for number, name in enumerate(test.carried):
                if name and name not in carried and not has_wrong_names:
                    label = test.location.value("carried").item(number).label()
                    message, help_text = "nothing in this scene is carried from", "declare a variable that carries it"
                    yield RULE.diagnose_unknown(message, name, label, filter(None, carried), help_text)
            for number, name in enumerate(test.expect.left or ()):
                if name and name not in own_traces and not has_wrong_traces(scene):
                    label = test.expect.location.value("left").item(number).label()
                    message, help_text = "this scene does not leave", "add it under `leaves:`"
                    yield RULE.diagnose_unknown(message, name, label, own_traces, help_text)


RULE = Rule("unknown-trace", Severity.ERROR, __doc__, check, scope="pack")
