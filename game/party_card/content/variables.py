"""Reads the variables of a scene into their domains, and says what is wrong with them or with a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from party_card.content.decode.whole_numbers import explain_number, is_whole_number
from party_card.content.domains import NO_CHOICE, YES_NO, Domain, parse_whole_number
from party_card.content.identifiers import IDENTIFIER
from party_card.content.models import Scene, VariableForm, VariableId
from party_card.content.node_ref import NodeRef, RawScalar
from party_card.content.reserved_words import RESERVED_VALUES, RESERVED_WORDS
from party_card.content.yaml_errors import BOOLEAN_TRAPS, make_boolean_trap_diagnostic
from party_card.content.yaml_nodes import ScalarNode, SequenceNode
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.suggest import suggest_names
from party_card.diagnostics.words import shorten

MAX_DOMAIN_SIZE = 10_000
_STEP = re.compile(r"([A-Za-z0-9_]{1,60}) {0,3}([-+]) {0,3}([0-9]{1,9})")
"""`nerve + 1`, as programs write a step."""


def build_decision_domains(scene: Scene) -> dict[VariableId, Domain]:
    """Returns, by the name of each passage with choices, the domain of the choice that was made there last.

    A passage with the name of a variable has none: a condition that has the name means the variable.
    """
    domains: dict[VariableId, Domain] = {}
    for name, passage in scene.passages.items():
        choices = tuple(dict.fromkeys(str(choice.id) for choice in passage.choices if choice.id))
        if choices and VariableId(name) not in scene.variables:
            domains[VariableId(name)] = Domain("values", (*choices, NO_CHOICE), len(choices), decision=name)
    return domains


def merge_alike_values(domain: Domain, compared_values: Sequence[frozenset[int]]) -> tuple[Domain, tuple[int, ...]]:
    """Merges the values of a domain that no condition tells apart, so that they do not multiply the states.

    `compared_values` are the sets of values that conditions ask for. Returns the new domain, and the new index of each
    value.
    """
    classes: dict[tuple[bool, ...], list[str]] = {}
    signatures = [tuple(value in values for values in compared_values) for value in range(domain.size)]
    for name, signature in zip(domain.names, signatures, strict=True):
        classes.setdefault(signature, []).append(name)
    indices = {signature: index for index, signature in enumerate(classes)}
    new_indices = tuple(indices[signature] for signature in signatures)
    names = tuple(" or ".join(names) for names in classes.values())
    return replace(domain, names=names, start=new_indices[domain.start]), new_indices


def parse_domains(scene: Scene) -> tuple[dict[VariableId, Domain], list[Diagnostic]]:
    """Returns the domains of a scene's variables, and the diagnostics of their declarations.

    A variable with a wrong declaration gets no domain.
    """
    domains: dict[VariableId, Domain] = {}
    diagnostics: list[Diagnostic] = []
    location = scene.location.value("variables")
    for name, form in scene.variables.items():
        if name in RESERVED_WORDS or not IDENTIFIER.match(name):
            continue  # reported with all that names it, or by the decoder
        if "-" in name:
            diagnostics.append(_report_hyphen(name, location))
            continue
        if isinstance(form, RawScalar):
            result = _parse_short_form(name, form)
        else:
            result = _parse_long_form(name, form, location.value(name))
        if isinstance(result, Domain):
            domains[name] = result
        elif result is not None:
            diagnostics.append(result)
    return domains, diagnostics


def report_invalid_value(name: str, domain: Domain, value: RawScalar, message: str = "") -> Diagnostic:
    """Returns the diagnostic of a value that a variable of this domain cannot have."""
    text, label = value.text, value.location.label()
    if domain.kind == "yes-no" and value.is_plain and text.lower() in BOOLEAN_TRAPS:
        return make_boolean_trap_diagnostic(text, label)
    code, description = "unknown-value", f"`{shorten(text)}`"
    helps: tuple[Help, ...] = (Help("use one of its values"),)
    if domain.kind == "range":
        helps = (Help(f"use a number from {domain.low} to {domain.high}"),)
        node = value.location.node
        if is_whole_number(node):
            code = "out-of-range"
        elif isinstance(node, ScalarNode):
            description, number_helps = explain_number(node)
            code, helps = "wrong-type", number_helps or helps
        if match := _STEP.fullmatch(text.strip()):
            sign = "" if match[2] == "+" else "-"
            helps = (Help(f"write it under `add`: `add: {{{name}: {sign}{match[3]}}}`"),) if match[1] == name else helps
    elif text != text.strip() and text.strip() in domain.names:
        description, helps = f'`"{text}"`, with a blank too many', (Help(f"write `{text.strip()}`"),)
    elif domain.kind == "values":
        helps = suggest_names(text, domain.names) or helps
    message = message or f"`{name}` is {domain.describe()}; here is {description}"
    return Diagnostic(code, Severity.ERROR, message, label, helps=helps)


def _invalid_declaration(message: str, location: NodeRef, fix: str) -> Diagnostic:
    return Diagnostic("bad-variable", Severity.ERROR, message, location.label(), helps=(Help(fix),))


def _report_hyphen(name: str, variables: NodeRef) -> Diagnostic:
    message = f"a condition would read `{name}` as a subtraction, so no variable can have this name"
    label, fix = variables.key_label(name), Help(f"write `{name.replace('-', '_')}`, here and wherever it is named")
    return Diagnostic("bad-id", Severity.ERROR, message, label, helps=(fix,))


def _parse_short_form(name: str, value: RawScalar) -> Domain | Diagnostic | None:
    """Returns the domain of `name: false`; None if the decoder has reported the value."""
    if value.text in YES_NO.names and value.is_plain:
        return replace(YES_NO, start=YES_NO.names.index(value.text))
    if not value.text:
        return None
    if value.is_plain and value.text.lower() in BOOLEAN_TRAPS:
        return report_invalid_value(name, YES_NO, value)
    text = shorten(value.text)
    message = f"`{name}: {text}` does not say what values `{name}` can take"
    values = "range: [0, 3]" if parse_whole_number(value.text) is not None else f"values: [{text}, …]"
    return _invalid_declaration(message, value.location, f"write `{name}: {{{values}, start: {text}}}`")


def _parse_long_form(name: str, form: VariableForm, location: NodeRef) -> Domain | Diagnostic | None:
    """Returns the domain of a declaration with keys; None if the decoder has reported an error in it."""
    if form.carried is not None:
        return _parse_carried(name, form, location)
    if form.range is not None and form.values is not None:
        return _invalid_declaration(f"`{name}` has both a `range` and `values`", location, "keep one of the two")
    if form.range is not None:
        domain = _parse_range(name, form.range, location.value("range"))
    elif form.values is not None:
        domain = _parse_values(name, form.values, location.value("values"))
    elif form.start is not None:
        domain = YES_NO
    else:
        message = f"`{name}` has neither `range`, `values`, `carried` nor `start`"
        return _invalid_declaration(message, location, "for a yes/no write `start: false`")
    return _set_start(name, form, domain) if isinstance(domain, Domain) else domain


def _parse_carried(name: str, form: VariableForm, location: NodeRef) -> Domain | Diagnostic | None:
    conflicting_key = next((key for key in ("range", "values") if getattr(form, key) is not None), "")
    if conflicting_key:
        message = f"`{name}` is carried and has `{conflicting_key}`"
        return _invalid_declaration(message, location.value(conflicting_key), "what is carried is a yes/no: delete it")
    if form.start is not None and form.start.text != "false":
        message = f"`{name}` is carried and has a `start` of its own"
        fix = "delete `start`: it is true where an earlier scene left the trace, and else false"
        return _invalid_declaration(message, location.value("start"), fix)
    return replace(YES_NO, label=form.label, imported_trace=form.carried) if form.carried else None


def _parse_range(name: str, numbers: tuple[int, ...], location: NodeRef) -> Domain | Diagnostic | None:
    if not isinstance(location.node, SequenceNode) or not all(map(is_whole_number, location.node.value)):
        return None
    if len(numbers) != 2:
        return _invalid_declaration(f"the range of `{name}` wants two numbers", location, "write `range: [0, 3]`")
    low, high = numbers
    if low == high:
        message = f"the range of `{name}` has one number only, {low}"
        return _invalid_declaration(message, location, "write the least and the greatest number: `range: [0, 3]`")
    if low > high:
        message = f"the range of `{name}` goes from {low} to {high}"
        return _invalid_declaration(message, location, "the smaller number comes first")
    if high - low >= MAX_DOMAIN_SIZE:
        message = f"the range of `{name}` has {high - low + 1:,} values; at most {MAX_DOMAIN_SIZE:,} are allowed"
        return _invalid_declaration(message, location, "a handful is enough for most stories")
    return Domain("range", tuple(str(number) for number in range(low, high + 1)), low=low)


def _parse_values(name: str, values: tuple[str, ...], location: NodeRef) -> Domain | Diagnostic | None:
    if not isinstance(location.node, SequenceNode):
        return None  # reported while reading, and there may be more values
    if not values:
        fix = "write at least two: `values: [one, other]`"
        return _invalid_declaration(f"`{name}` has no values", location, fix)
    if len(set(values)) < len(values):
        return _invalid_declaration(f"a value of `{name}` stands twice", location, "keep one of the two")
    if not RESERVED_VALUES.isdisjoint(values):
        return None
    return Domain("values", values)


def _set_start(name: str, form: VariableForm, domain: Domain) -> Domain | Diagnostic | None:
    """Returns the domain with the initial value and the label of its declaration."""
    index = 0 if form.start is None else domain.find_index(form.start)
    if index is not None:
        return replace(domain, start=index, label=form.label)
    assert form.start is not None  # noqa: S101  # without it the index is 0
    return report_invalid_value(name, domain, form.start) if form.start.text else None
