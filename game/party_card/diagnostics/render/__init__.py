"""Renders diagnostics in five output formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, get_args

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.render import full, github, json, sarif
from party_card.diagnostics.rule import Rule

Format = Literal["full", "concise", "json", "github", "sarif"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render(
    diagnostics: Sequence[Diagnostic],
    output_format: Format = "full",
    *,
    colour: bool = False,
    rules: Iterable[Rule[Any]] = (),
    locate: Callable[[str], str] = str,
    results: Mapping[str, object] = MappingProxyType({}),
) -> str:
    """Returns `diagnostics` as text.

    `colour` concerns only the format `full`, `rules` (to be documented) only `sarif`, and `locate`, which returns the
    name of a file relative to the repository, `github` and `sarif`. `results` are further keys of `json`. Raises
    ValueError for an unknown format.
    """
    match output_format:
        case "full":
            return full.render(diagnostics, colour=colour)
        case "concise":
            return full.render_concise(diagnostics)
        case "json":
            return json.render(diagnostics, results)
        case "github":
            return github.render(diagnostics, locate)
        case "sarif":
            return sarif.render(diagnostics, rules, locate)
    raise ValueError(f"no such format: {output_format!r}; there are {', '.join(FORMATS)}")
