"""Renders for code-scanning services: a SARIF 2.1.0 log, with the documentation of the rules."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from party_card.diagnostics.diagnostic import Diagnostic, Label, Severity
from party_card.diagnostics.rule import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(
    diagnostics: Sequence[Diagnostic], rules: Iterable[Rule[Any]] = (), locate: Callable[[str], str] = str
) -> str:
    """Returns the log of one run; it documents all `rules` and lists every code that occurs.

    `locate` returns the name of a file in the repository, where a service looks for it.
    """
    rules_by_code = {rule.code: rule for rule in rules}
    codes = sorted({diagnostic.code for diagnostic in diagnostics} | set(rules_by_code))
    indices = {code: index for index, code in enumerate(codes)}
    driver = {"name": "Party Card", "rules": [_rule(code, rules_by_code.get(code)) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, indices[diagnostic.code], locate) for diagnostic in diagnostics],
    }
    # ASCII only: an author's text may hold half a surrogate pair, which no encoding takes.
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str, rule: Rule[Any] | None) -> dict[str, object]:
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": rule.title},
        "help": {"text": rule.help},
        "defaultConfiguration": {"level": _level(rule.severity)},
    }


def _result(diagnostic: Diagnostic, rule_index: int, locate: Callable[[str], str]) -> dict[str, object]:
    lines = [diagnostic.message, *(f"help: {help_.message}" for help_ in diagnostic.helps)]
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule_index,
        "level": _level(diagnostic.severity),
        "message": {"text": "\n".join(lines)},
    }
    if diagnostic.primary.source.name:
        result["locations"] = [_location(diagnostic.primary, locate)]
    if related := [label for label in diagnostic.secondary if label.source.name]:
        result["relatedLocations"] = [
            {"id": number, **_location(label, locate)} for number, label in enumerate(related, 1)
        ]
    replacements = [(help_.message, help_.replacement) for help_ in diagnostic.helps if help_.replacement is not None]
    if diagnostic.primary.source.name and replacements:
        unique = dict.fromkeys(replacements)  # the schema takes each fix once
        result["fixes"] = [_fix(diagnostic.primary, *replacement, locate) for replacement in unique]
    return result


def _level(severity: Severity) -> str:
    return "note" if severity is Severity.INFO else str(severity)


def _location(label: Label, locate: Callable[[str], str]) -> dict[str, object]:
    location: dict[str, object] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(locate(label.source.name))}, "region": _region(label)}
    }
    if label.message:
        location["message"] = {"text": label.message}
    return location


def _region(label: Label) -> dict[str, int]:
    span = label.span
    return {
        "startLine": max(span.line, 1),
        "startColumn": max(span.column, 1),
        "endLine": max(span.line, 1),
        "endColumn": max(span.end, span.column, 1),
    }


def _fix(label: Label, message: str, replacement: str, locate: Callable[[str], str]) -> dict[str, object]:
    change = {
        "artifactLocation": {"uri": _uri(locate(label.source.name))},
        "replacements": [{"deletedRegion": _region(label), "insertedContent": {"text": replacement}}],
    }
    return {"description": {"text": message}, "artifactChanges": [change]}


def _uri(name: str) -> str:
    """Returns a file name as a URI, relative if the name is, so that a service finds it in the repository."""
    windows_path = PureWindowsPath(name)
    if windows_path.drive and windows_path.is_absolute():
        return "file:///" + quote(windows_path.as_posix(), safe="/:", errors="replace")
    path = PurePosixPath(name.replace("\\", "/"))
    uri = quote(path.as_posix(), errors="replace")
    return f"file://{uri}" if path.is_absolute() else uri
