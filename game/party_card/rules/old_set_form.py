"""`set` is written as version 0.1 wanted it.

In version 0.1, `+1` and `-1` in `set` were steps, and only a number in quotation marks was a negative value. Programs
that rewrite YAML turn `+1` into `1`, which sets. So steps have a key of their own now, `add`, and a negative number in
`set` is a value. The old form is still read: as long as a file has steps in `set` and no `add`, its negative numbers
are steps too. `party-card check --fix` moves them all at once.

PASS:
    scene: a
    title: A
    variables:
      attention: {range: [0, 3], start: 0}
    passages:
      one:
        text: You wait.
        choices:
          - id: look
            text: Look up
            if: attention < 3
            add: {attention: 1}
            goto: one
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
            add: {attention: 1}
WITH:
            set: {attention: +1}
MESSAGE:
    warning[old-set-form]: `attention: +1` is a step as version 0.1 wrote it
      --> scenes/example.yaml:12:26
       |
    12 |         set: {attention: +1}
       |                          ^^
    help: write `add: {attention: 1}`
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.decode.context import replacement_help
from party_card.content.effects import (
    Change,
    NegativeMeaning,
    find_negative_reading,
    is_negative_value,
    is_old_step,
    is_quoted_negative,
    iter_set_numbers,
)
from party_card.content.logic_cache import get_scene_logic
from party_card.content.models import Choice, ChoiceId, Scene
from party_card.content.pack import Pack
from party_card.content.step_edits import make_move_to_add
from party_card.diagnostics.diagnostic import Diagnostic, Fix, Help, Severity
from party_card.diagnostics.rule import Diagnostics, Rule


def check(pack: Pack) -> Diagnostics:
    """Checks what the choices of every scene set."""
    for scene in pack.scenes.values():
        changes = [change for change in _iter_changes(pack, scene) if change.value.text[:1] in ("+", "-")]
        if changes:
            yield from _check_scene(scene, pack, changes)


def _iter_changes(pack: Pack, scene: Scene) -> Iterator[Change]:
    domains = get_scene_logic(pack, scene)[0].domains
    return (change for change in iter_set_numbers(scene, domains) if change.variable not in change.choice.add)


def _check_scene(scene: Scene, pack: Pack, changes: list[Change]) -> Diagnostics:
    reading = find_negative_reading(scene, get_scene_logic(pack, scene)[0].domains)
    has_negative_values = any(is_negative_value(change.domain, change.value) for change in changes)
    if has_negative_values and reading.meaning is NegativeMeaning.UNCLEAR:
        return  # an error asks to decide first
    steps = [change for change in changes if is_old_step(change.domain, change.value, reading)]
    fixes = _make_fixes(steps)
    if has_negative_values and not all(fixes.values()):
        fixes = {}  # with only some of the steps gone, the negative numbers would have another meaning
    for change in steps:
        yield _report_step(change, fixes.get(change.choice.id, ()))
    can_unquote = reading.meaning is NegativeMeaning.VALUE or (bool(fixes) and all(fixes.values()))
    for change in changes:
        if is_quoted_negative(change.value) and change.domain.index(change.value.text) is not None:
            yield _report_quoted(change, bool(steps), can_unquote)


def _make_fixes(steps: list[Change]) -> dict[ChoiceId, Fix]:
    """Returns the edits for each choice that has steps; they move all steps of the choice."""
    steps_by_choice: dict[ChoiceId, tuple[Choice, set[str]]] = {}
    for change in steps:
        steps_by_choice.setdefault(change.choice.id, (change.choice, set()))[1].add(change.variable)
    return {id_: make_move_to_add(choice, names) for id_, (choice, names) in steps_by_choice.items()}


def _report_step(change: Change, fix: Fix) -> Diagnostic:
    text = change.value.text
    message = f"`{change.variable}: {text}` is a step as version 0.1 wrote it"
    help_ = Help(f"write `add: {{{change.variable}: {int(text)}}}`", edits=fix)
    return RULE.diagnose(message, change.value.location.label(), help_)


def _report_quoted(change: Change, has_steps: bool, can_unquote: bool) -> Diagnostic:
    text = change.value.text
    message = f'`{change.variable}: "{text}"` is a negative number as version 0.1 wrote it'
    sentence = f"delete the quotation marks: `{text}`"
    help_ = replacement_help(sentence, change.value.location.node, text)
    if has_steps:
        help_ = Help(f"move the steps in this file to `add`, then {sentence}", edits=help_.edits)
    return RULE.diagnose(message, change.value.location.label(), help_ if can_unquote else Help(help_.message))


RULE = Rule("old-set-form", Severity.WARNING, __doc__, check)
