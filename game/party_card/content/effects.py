"""Effects of choices on variables: `set` gives a value, `add` takes a step.

Until version 0.1, a sign in `set` made a step: `+1`, `-1`. Programs that rewrite YAML turn `+1` into `1`, so steps have
a key of their own now. A file of the old form keeps its meaning:

- `+1`, and a negative number for a variable that has no negative values, can only be steps: they are old steps.
- Another negative number is a step in a file that has old steps and no `add`; it is an error in one that has both,
  because there it can be either; and it is a value in a file without old steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from party_card.content.decode.whole_numbers import explain_number, is_whole_number
from party_card.content.domains import Domain, Effect, parse_whole_number
from party_card.content.models import Choice, Scene, VariableId
from party_card.content.node_ref import NodeRef, RawScalar
from party_card.content.variables import report_invalid_value
from party_card.content.yaml_nodes import ScalarNode
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import backquote

_SIGNED_NUMBER = re.compile(r"[+-][0-9]{1,6}\Z")
_MAX_STEP = 999_999


class NegativeMeaning(Enum):
    """What a negative number in `set` means in a file if the variable can have negative values."""

    VALUE = "value"
    STEP = "step"
    UNCLEAR = "unclear"


class NegativeReading(NamedTuple):
    """How negative numbers in a file's `set` are read, and the first old step of the file, if there is one."""

    meaning: NegativeMeaning
    first_step: RawScalar | None


class Change(NamedTuple):
    """An entry of a choice's `set`."""

    choice: Choice
    variable: VariableId
    domain: Domain
    value: RawScalar


def iter_set_numbers(scene: Scene, domains: Mapping[VariableId, Domain]) -> Iterator[Change]:
    """Yields the entries of `set` that change numbers."""
    for passage in scene.passages.values():
        for choice in passage.choices:
            for name, value in choice.set.items():
                domain = domains.get(name)
                if domain is not None and domain.kind == "range":
                    yield Change(choice, name, domain, value)


def find_negative_reading(scene: Scene, domains: Mapping[VariableId, Domain]) -> NegativeReading:
    """Returns what a negative number in `set` means in this scene if the variable can have negative values."""
    changes = iter_set_numbers(scene, domains)
    first_step = next((change.value for change in changes if _can_only_be_step(change.domain, change.value)), None)
    if first_step is None:
        return NegativeReading(NegativeMeaning.VALUE, None)
    has_add = any(choice.add for passage in scene.passages.values() for choice in passage.choices)
    return NegativeReading(NegativeMeaning.UNCLEAR if has_add else NegativeMeaning.STEP, first_step)


def is_old_step(domain: Domain, value: RawScalar, reading: NegativeReading) -> bool:
    """Returns True if a value in `set` is a step of the old form."""
    is_negative = _is_signed(value) and value.text[0] == "-"
    return _can_only_be_step(domain, value) or (is_negative and reading.meaning is NegativeMeaning.STEP)


def is_negative_value(domain: Domain, value: RawScalar) -> bool:
    """Returns True if a plain number is negative, and a value that the variable can have."""
    return _is_signed(value) and value.text[0] == "-" and domain.index(value.text) is not None


def is_quoted_negative(value: RawScalar) -> bool:
    """Returns True for a negative number in quotation marks, which the old form wanted for a value."""
    return not value.is_plain and value.text.startswith("-") and parse_whole_number(value.text) is not None


def parse_effects(
    choice: Choice, domains: Mapping[VariableId, Domain], reading: NegativeReading
) -> tuple[tuple[Effect, ...], list[Diagnostic]]:
    """Returns the effects of a choice; changes to undeclared variables are left out, for a rule reports them."""
    effects: list[Effect] = []
    diagnostics: list[Diagnostic] = []
    for name, value in choice.set.items():
        if name in domains and value.location is not NodeRef.UNLOCATED:  # a blank has been reported by the decoder
            effect = _parse_set(name, domains[name], value, reading)
            effects.append(effect) if isinstance(effect, Effect) else diagnostics.append(effect)
    for name, value in choice.add.items():
        if name not in domains or value.location is NodeRef.UNLOCATED:
            continue
        if name in choice.set:
            message = f"{backquote(name)} stands in `set` and in `add` of one choice"
            label, set_label = (choice.location.value(key).key_label(name) for key in ("add", "set"))
            fix = Help("keep one of the two")
            diagnostics.append(Diagnostic("set-and-add", Severity.ERROR, message, label, (set_label,), (fix,)))
            continue
        effect = _parse_add(name, domains[name], value)
        effects.append(effect) if isinstance(effect, Effect) else diagnostics.append(effect)
    return tuple(effects), diagnostics


def _parse_set(name: VariableId, domain: Domain, value: RawScalar, reading: NegativeReading) -> Effect | Diagnostic:
    if domain.kind == "range":
        if is_old_step(domain, value, reading):
            return Effect(name, "step", int(value.text))
        if reading.meaning is NegativeMeaning.UNCLEAR and is_negative_value(domain, value):
            return _report_unclear(value, reading.first_step)
        if is_quoted_negative(value) and (index := domain.index(value.text)) is not None:
            return Effect(name, "set", index)
    elif _is_signed(value) and domain.index(value.text) is None:
        message = f"`{name}` is {domain.describe()}; only numbers take steps"
        return report_invalid_value(name, domain, value, message)
    index = domain.find_index(value)
    if index is not None:
        return Effect(name, "set", index)
    diagnostic = report_invalid_value(name, domain, value)
    if domain.kind == "range" and _is_signed(value):
        step = int(value.text)
        fix = Help(f"{diagnostic.helps[0].message}; for a step write `add: {{{name}: {step}}}`")
        return Diagnostic(diagnostic.code, Severity.ERROR, diagnostic.message, diagnostic.primary, (), (fix,))
    return diagnostic


def _report_unclear(value: RawScalar, first_step: RawScalar | None) -> Diagnostic:
    message = f"`{value.text}` can be a step or a value here: this file has steps in `set` and in `add`"
    steps = () if first_step is None else (first_step.location.label(message="a step"),)
    fix = Help("move the steps to `add`: what is left in `set` are values")
    return Diagnostic("step-or-value", Severity.ERROR, message, value.location.label(), steps, (fix,))


def _parse_add(name: VariableId, domain: Domain, value: RawScalar) -> Effect | Diagnostic:
    label = value.location.label()
    if domain.kind != "range":
        message = f"`{name}` is {domain.describe()}; only numbers take steps"
        example = value.text if domain.index(value.text) is not None else domain.names[-1]
        fix = Help(f"give it a value: `set: {{{name}: {example}}}`")
        return Diagnostic("unknown-value", Severity.ERROR, message, label, helps=(fix,))
    node = value.location.node
    if isinstance(node, ScalarNode) and not is_whole_number(node):
        description, helps = explain_number(node)
        message = f"`add` wants a whole number for `{name}`; here is {description}"
        helps = helps or (Help("write how much is added, such as `1` or `-1`"),)
        return Diagnostic("wrong-type", Severity.ERROR, message, label, helps=helps)
    amount = int(value.text)
    if abs(amount) > _MAX_STEP:
        message = f"`{name}` is {domain.describe()}; a step of `{value.text}` is too wide"
        fix = Help(f"a step of {domain.size - 1} goes from one end to the other")
        return Diagnostic("out-of-range", Severity.ERROR, message, label, helps=(fix,))
    return Effect(name, "step", amount)


def _is_signed(value: RawScalar) -> bool:
    return value.is_plain and _SIGNED_NUMBER.match(value.text) is not None


def _can_only_be_step(domain: Domain, value: RawScalar) -> bool:
    return _is_signed(value) and (value.text[0] == "+" or (domain.low >= 0 and int(value.text) < domain.low))
