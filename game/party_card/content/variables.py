"""Variables: the finite domain of values that each can take, and the effects of choices on them.

Invariant: a variable is a yes/no, a named set of values, or a bounded whole number; at run time its value is an index
into its domain, counted from 0. Nothing else exists, so every scene is a finite state machine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from party_card.content.models import Scene, TraceId, VariableForm, VariableId
from party_card.content.yaml_errors import BOOLEAN_TRAPS, make_boolean_trap_diagnostic
from party_card.content.yaml_nodes import NodeRef, RawScalar
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.suggest import suggest_names

MAX_DOMAIN_SIZE = 10_000
_STEP = re.compile(r"[+-][0-9]{1,6}\Z")
_NUMBER = re.compile(r"-?[0-9]{1,6}\Z")


@dataclass(frozen=True, slots=True)
class Domain:
    """The values of a variable: `names` as authors write them, in order; `start` is the index of the initial value.

    `low` is the number of index 0 (ranges only). `imported_trace` makes a yes/no begin true.
    """

    kind: Literal["yes-no", "values", "range"]
    names: tuple[str, ...]
    start: int = 0
    low: int = 0
    label: str = ""
    imported_trace: TraceId | None = None

    @property
    def size(self) -> int:
        """The number of values in the domain."""
        return len(self.names)

    @property
    def high(self) -> int:
        """The number of the last index (ranges only)."""
        return self.low + len(self.names) - 1

    def index(self, name: str) -> int | None:
        """Returns the index of the value written `name`; None if there is no such value."""
        if self.kind == "range" and _NUMBER.match(name):
            name = str(int(name))
        return self.names.index(name) if name in self.names else None

    def describe(self) -> str:
        """Returns the values in words, for messages."""
        if self.kind == "range":
            return f"a whole number from {self.low} to {self.high}"
        if self.kind == "yes-no":
            return "`true` or `false`"
        return "one of " + ", ".join(f"`{name}`" for name in self.names)


YES_NO = Domain("yes-no", ("false", "true"))
"""The domain of a yes/no, and of every `visited` and `chose` mark."""


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of a choice on a variable: `amount` is an index for "set", a signed step that saturates for "step"."""

    variable: VariableId
    kind: Literal["set", "step"]
    amount: int


def parse_domains(scene: Scene) -> tuple[dict[VariableId, Domain], list[Diagnostic]]:
    """Returns the domains of a scene's variables, and the diagnostics of their declarations.

    A variable with a wrong declaration gets no domain.
    """
    domains: dict[VariableId, Domain] = {}
    diagnostics: list[Diagnostic] = []
    location = scene.location.value("variables")
    for name, form in scene.variables.items():
        if isinstance(form, RawScalar):
            result = _parse_short_form(name, form)
        else:
            result = _parse_long_form(name, form, location.value(name))
        if isinstance(result, Domain):
            domains[name] = result
        elif result is not None:
            diagnostics.append(result)
    return domains, diagnostics


def parse_effect(name: VariableId, domain: Domain, value: RawScalar) -> Effect | Diagnostic:
    """Parses `set: {name: value}` for a variable of this domain.

    In a range a plain `+1` or `-1` is a step; a quoted `"-1"` sets.
    """
    if _STEP.match(value.text) and value.is_plain:
        if domain.kind == "range":
            return Effect(name, "step", int(value.text))
        return _invalid_value(name, domain, value, f"`{name}` is {domain.describe()}; only numbers take steps")
    index = domain.index(value.text)
    return _invalid_value(name, domain, value) if index is None else Effect(name, "set", index)


def parse_effects(
    changes: Mapping[VariableId, RawScalar], domains: Mapping[VariableId, Domain]
) -> tuple[tuple[Effect, ...], list[Diagnostic]]:
    """Returns the effects of one `set`; changes to undeclared variables are left out, for a rule reports them."""
    effects: list[Effect] = []
    diagnostics: list[Diagnostic] = []
    for name, value in changes.items():
        if name in domains and value.location is not NodeRef.UNLOCATED:  # a blank has been reported by the decoder
            effect = parse_effect(name, domains[name], value)
            effects.append(effect) if isinstance(effect, Effect) else diagnostics.append(effect)
    return tuple(effects), diagnostics


def _invalid_value(name: str, domain: Domain, value: RawScalar, message: str = "") -> Diagnostic:
    text, label = value.text, value.location.label()
    if domain.kind == "yes-no" and value.is_plain and text.lower() in BOOLEAN_TRAPS:
        return make_boolean_trap_diagnostic(text, label)
    message = message or f"`{name}` is {domain.describe()}; here is `{text}`"
    code = "unknown-value"
    helps: tuple[Help, ...] = (Help("use one of its values"),)
    if domain.kind == "range":
        code = "out-of-range" if re.fullmatch(r"[+-]?[0-9]+", text) else code
        helps = (Help(f"use a number from {domain.low} to {domain.high}"),)
    elif domain.kind == "values":
        helps = suggest_names(text, domain.names) or helps
    return Diagnostic(code, Severity.ERROR, message, label, helps=helps)


def _invalid_declaration(message: str, location: NodeRef, fix: str) -> Diagnostic:
    return Diagnostic("bad-variable", Severity.ERROR, message, location.label(), helps=(Help(fix),))


def _parse_short_form(name: str, value: RawScalar) -> Domain | Diagnostic | None:
    """Returns the domain of `name: false`; None if the decoder has reported the value."""
    if value.text in YES_NO.names and value.is_plain:
        return replace(YES_NO, start=YES_NO.names.index(value.text))
    if not value.text:
        return None
    if value.is_plain and value.text.lower() in BOOLEAN_TRAPS:
        return _invalid_value(name, YES_NO, value)
    message = f"`{name}: {value.text}` does not say what values `{name}` can take"
    values = "range: [0, 3]" if _NUMBER.match(value.text) else f"values: [{value.text}, …]"
    return _invalid_declaration(message, value.location, f"write `{name}: {{{values}, start: {value.text}}}`")


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


def _parse_range(name: str, numbers: tuple[int, ...], location: NodeRef) -> Domain | Diagnostic:
    if len(numbers) != 2:
        return _invalid_declaration(f"the range of `{name}` wants two numbers", location, "write `range: [0, 3]`")
    low, high = numbers
    if low >= high:
        message = f"the range of `{name}` goes from {low} to {high}"
        return _invalid_declaration(message, location, "the smaller number comes first")
    if high - low >= MAX_DOMAIN_SIZE:
        message = f"the range of `{name}` has {high - low + 1:,} values; at most {MAX_DOMAIN_SIZE:,} are allowed"
        return _invalid_declaration(message, location, "a handful is enough for most stories")
    return Domain("range", tuple(str(number) for number in range(low, high + 1)), low=low)


def _parse_values(name: str, values: tuple[str, ...], location: NodeRef) -> Domain | Diagnostic:
    if not values:
        fix = "write at least two: `values: [one, other]`"
        return _invalid_declaration(f"`{name}` has no values", location, fix)
    if len(set(values)) < len(values):
        return _invalid_declaration(f"a value of `{name}` stands twice", location, "keep one of the two")
    return Domain("values", values)


def _set_start(name: str, form: VariableForm, domain: Domain) -> Domain | Diagnostic | None:
    """Returns the domain with the initial value and the label of its declaration."""
    index = 0 if form.start is None else domain.index(form.start.text)
    if index is not None:
        return replace(domain, start=index, label=form.label)
    assert form.start is not None  # noqa: S101  # without it the index is 0
    return _invalid_value(name, domain, form.start) if form.start.text else None
