"""For code-scanning services: a SARIF 2.1.0 log, with the documentation of the rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import quote

from party_card.diagnostics.diagnostic import Diagnostic, Label, Severity
from party_card.diagnostics.rule import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(diagnostics: Sequence[Diagnostic], rules: Iterable[Rule] = ()) -> str:
    """A log of one run; `rules` documents the codes; a code that occurs is listed with or without it."""
    documented = {rule.code: rule for rule in rules}
    codes = sorted({diagnostic.code for diagnostic in diagnostics} | set(documented))
    places = {code: number for number, code in enumerate(codes)}
    driver = {"name": "Party Card", "rules": [_rule(code, documented.get(code)) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, places[diagnostic.code]) for diagnostic in diagnostics],
    }
    # ASCII only: what an author wrote may hold half a surrogate pair, which no encoding takes.
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str, rule: Rule | None) -> dict[str, object]:
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": rule.title},
        "help": {"text": rule.help},
        "defaultConfiguration": {"level": _level(rule.severity)},
    }


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, object]:
    said = [diagnostic.message, *(f"help: {help_.message}" for help_ in diagnostic.helps)]
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": _level(diagnostic.severity),
        "message": {"text": "\n".join(said)},
    }
    if diagnostic.primary.source.name:
        result["locations"] = [_location(diagnostic.primary)]
    others = [label for label in diagnostic.others if label.source.name]
    if others:
        result["relatedLocations"] = [
            {"id": number, **_location(label)} for number, label in enumerate(others, start=1)
        ]
    if diagnostic.primary.source.name:
        mends = {  # the schema takes each fix once
            (help_.message, help_.replacement): None for help_ in diagnostic.helps if help_.replacement is not None
        }
        fixes = [_fix(diagnostic.primary, message, replacement) for message, replacement in mends]
        if fixes:
            result["fixes"] = fixes
    return result


def _level(severity: Severity) -> str:
    return "note" if severity is Severity.REMARK else str(severity)


def _location(label: Label) -> dict[str, object]:
    location: dict[str, object] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(label.source.name)}, "region": _region(label)}
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


def _fix(label: Label, message: str, replacement: str) -> dict[str, object]:
    change = {
        "artifactLocation": {"uri": _uri(label.source.name)},
        "replacements": [{"deletedRegion": _region(label), "insertedContent": {"text": replacement}}],
    }
    return {"description": {"text": message}, "artifactChanges": [change]}


def _uri(name: str) -> str:
    """A file's name as a URI: relative where the name is, so that a service finds it in the repository."""
    windows = PureWindowsPath(name)
    if windows.drive and windows.is_absolute():
        return "file:///" + quote(windows.as_posix(), safe="/:", errors="replace")
    path = PurePosixPath(name.replace("\\", "/"))
    uri = quote(path.as_posix(), errors="replace")
    return f"file://{uri}" if path.is_absolute() else uri
