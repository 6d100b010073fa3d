"""The finite domains of a scene's variables: what values each can take, and what an effect does to it.

Law: a variable is a yes/no, a named set of values, or a bounded whole number; inside the game its value is an index
into its domain, counted from 0. Nothing else exists, so every scene is a finite machine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from party_card.content.decode import TRAPS
from party_card.content.models import Scene, TraceId, VariableForm, VariableId
from party_card.content.yaml_loader import NodeRef, RawScalar
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.suggest import suggest

MAX_SIZE = 10_000
"""A domain has at most so many values."""
_STEP = re.compile(r"[+-][0-9]{1,6}\Z")
_NUMBER = re.compile(r"-?[0-9]{1,6}\Z")


@dataclass(frozen=True, slots=True)
class Domain:
    """The values of one variable: `names` as authors write them, in order; `start` is the index of the first value.

    `low` is the number that index 0 stands for (ranges only). `carried` is the trace that makes a yes/no begin true.
    """

    kind: Literal["yes-no", "values", "range"]
    names: tuple[str, ...]
    start: int = 0
    low: int = 0
    label: str = ""
    carried: TraceId | None = None

    @property
    def size(self) -> int:
        """How many values there are."""
        return len(self.names)

    @property
    def high(self) -> int:
        """The number that the last index stands for (ranges only)."""
        return self.low + len(self.names) - 1

    def index(self, name: str) -> int | None:
        """The index of the value written `name`, or None."""
        if self.kind == "range" and _NUMBER.match(name):
            name = str(int(name))
        return self.names.index(name) if name in self.names else None

    def described(self) -> str:
        """The values in words, for messages."""
        if self.kind == "range":
            return f"a whole number from {self.low} to {self.high}"
        if self.kind == "yes-no":
            return "`true` or `false`"
        return "one of " + ", ".join(f"`{name}`" for name in self.names)


YES_NO = Domain("yes-no", ("false", "true"))
"""The domain of a yes/no, and of every `visited` and `chose` mark."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a choice does to one variable: `amount` is an index for "set", a signed step that saturates for "step"."""

    variable: VariableId
    kind: Literal["set", "step"]
    amount: int


def read_domains(scene: Scene) -> tuple[dict[VariableId, Domain], list[Diagnostic]]:
    """The domains of a scene's variables, and what is wrong with their declarations.

    A variable whose declaration is wrong gets no domain.
    """
    domains: dict[VariableId, Domain] = {}
    found: list[Diagnostic] = []
    place = scene.location.value("variables")
    for name, form in scene.variables.items():
        result = _scalar(name, form) if isinstance(form, RawScalar) else _form(name, form, place.value(name))
        if isinstance(result, Domain):
            domains[name] = result
        elif result is not None:
            found.append(result)
    return domains, found


def read_effect(name: VariableId, domain: Domain, value: RawScalar) -> Effect | Diagnostic:
    """What `set: {name: value}` means for a variable of this domain.

    In a range a plain `+1` or `-1` is a step; a quoted `"-1"` sets.
    """
    if _STEP.match(value.text) and value.plain:
        if domain.kind == "range":
            return Effect(name, "step", int(value.text))
        return _wrong_value(name, domain, value, f"`{name}` is {domain.described()}; only numbers take steps")
    index = domain.index(value.text)
    return _wrong_value(name, domain, value) if index is None else Effect(name, "set", index)


def read_effects(
    changes: Mapping[VariableId, RawScalar], domains: Mapping[VariableId, Domain]
) -> tuple[tuple[Effect, ...], list[Diagnostic]]:
    """The effects of one `set`; changes to undeclared variables are left out (a rule reports them)."""
    effects: list[Effect] = []
    found: list[Diagnostic] = []
    for name, value in changes.items():
        if name in domains and value.location is not NodeRef.NOWHERE:  # a blank was reported while reading
            effect = read_effect(name, domains[name], value)
            effects.append(effect) if isinstance(effect, Effect) else found.append(effect)
    return tuple(effects), found


def _wrong_value(name: str, domain: Domain, value: RawScalar, message: str = "") -> Diagnostic:
    said = value.text
    if domain.kind == "yes-no" and value.plain and (mend := TRAPS.get(said.lower())):
        message = f"`{said}` is read as text by some programs and as {mend} by others"
        return Diagnostic(
            "boolean-trap", Severity.ERROR, message, value.location.label(), helps=(Help(f"write `{mend}`", mend, said),)
        )
    out = domain.kind == "range" and bool(re.fullmatch(r"[+-]?[0-9]+", said))
    message = message or f"`{name}` is {domain.described()}; here is `{said}`"
    helps = suggest(said, domain.names) if domain.kind == "values" else ()
    code = "out-of-range" if out else "unknown-value"
    mend = f"use a number from {domain.low} to {domain.high}" if domain.kind == "range" else "use one of its values"
    return Diagnostic(code, Severity.ERROR, message, value.location.label(), helps=helps or (Help(mend),))


def _scalar(name: str, value: RawScalar) -> Domain | Diagnostic | None:
    if value.text in YES_NO.names and value.plain:
        return Domain("yes-no", YES_NO.names, YES_NO.names.index(value.text))
    if not value.text:
        return None  # reported while reading
    if value.plain and value.text.lower() in TRAPS:
        return _wrong_value(name, YES_NO, value)
    message = f"`{name}: {value.text}` does not say what values `{name}` can take"
    if _NUMBER.match(value.text):
        mend = f"write `{name}: {{range: [0, 3], start: {value.text}}}`"
    else:
        mend = f"write `{name}: {{values: [{value.text}, …], start: {value.text}}}`"
    return _bad(message, value.location, mend)


def _bad(message: str, at: NodeRef, mend: str) -> Diagnostic:
    return Diagnostic("bad-variable", Severity.ERROR, message, at.label(), helps=(Help(mend),))


def _form(name: str, form: VariableForm, at: NodeRef) -> Domain | Diagnostic | None:
    if form.carried is not None:
        return _carried(name, form, at)
    if form.range is not None and form.values is not None:
        return _bad(f"`{name}` has both a `range` and `values`", at, "keep one of the two")
    if form.range is not None:
        return _range(name, form, at)
    if form.values is not None:
        if not form.values:
            return _bad(f"`{name}` has no values", at.value("values"), "write at least two: `values: [one, other]`")
        if len(set(form.values)) < len(form.values):
            return _bad(f"a value of `{name}` stands twice", at.value("values"), "keep one of the two")
        domain = Domain("values", form.values, label=form.label)
    elif form.start is not None:
        domain = Domain("yes-no", YES_NO.names, label=form.label)
    else:
        return _bad(
            f"`{name}` has neither `range`, `values`, `carried` nor `start`", at, "for a yes/no write `start: false`"
        )
    return _started(name, form, domain)


def _carried(name: str, form: VariableForm, at: NodeRef) -> Domain | Diagnostic | None:
    other = next((key for key in ("range", "values") if getattr(form, key) is not None), "")
    if other:
        return _bad(f"`{name}` is carried and has `{other}`", at.value(other), "what is carried is a yes/no: delete it")
    if form.start is not None and form.start.text != "false":
        mend = "delete `start`: it is true where an earlier scene left the trace, and else false"
        return _bad(f"`{name}` is carried and has a `start` of its own", at.value("start"), mend)
    if not form.carried:
        return None  # reported while reading
    return Domain("yes-no", YES_NO.names, label=form.label, carried=form.carried)


def _range(name: str, form: VariableForm, at: NodeRef) -> Domain | Diagnostic | None:
    numbers = form.range or ()
    if len(numbers) != 2:
        return _bad(f"the range of `{name}` wants two numbers", at.value("range"), "write `range: [0, 3]`")
    low, high = numbers
    if low >= high:
        return _bad(
            f"the range of `{name}` goes from {low} to {high}", at.value("range"), "the smaller number comes first"
        )
    if high - low >= MAX_SIZE:
        message = f"the range of `{name}` has {high - low + 1:,} values; at most {MAX_SIZE:,} are allowed"
        return _bad(message, at.value("range"), "a handful is enough for most stories")
    names = tuple(str(number) for number in range(low, high + 1))
    return _started(name, form, Domain("range", names, low=low, label=form.label))


def _started(name: str, form: VariableForm, domain: Domain) -> Domain | Diagnostic | None:
    if form.start is None:
        return domain
    index = domain.index(form.start.text)
    if index is None:
        return _wrong_value(name, domain, form.start) if form.start.text else None
    return Domain(domain.kind, domain.names, index, domain.low, domain.label)
