"""One small module for each form of output. Each has `render`; only the one asked for is imported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, Literal, get_args

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.rule import Rule

Format = Literal["full", "concise", "json", "github", "sarif"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render(
    diagnostics: Sequence[Diagnostic],
    form: Format = "full",
    *,
    colour: bool = False,
    rules: Iterable[Rule] = (),
) -> str:
    """`diagnostics` as text; `colour` concerns only the form `full`, `rules` (their documentation) only `sarif`."""
    if form not in FORMATS:
        raise ValueError(f"no such format: {form!r}; there are {', '.join(FORMATS)}")
    wishes: dict[str, dict[str, Any]] = {"full": {"colour": colour}, "sarif": {"rules": rules}}
    renderer = import_module(f"{__name__}.{form}")
    return str(renderer.render(diagnostics, **wishes.get(form, {})))
