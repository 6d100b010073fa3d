"""Tests of variables: each is a yes/no, a set of values or a bounded whole number."""

from __future__ import annotations

import pytest

from party_card.content.domains import Domain
from party_card.content.file_reader import read_model
from party_card.content.models import Scene, TraceId
from party_card.content.variables import parse_domains
from party_card.diagnostics.source import SourceFile


def read_scene(variables: str) -> Scene:
    text = (
        f"scene: a\ntitle: A\nvariables: {variables}\npassages:\n"
        "  one: {text: T., choices: [{id: go, text: Go, goto: one}]}\n"
    )
    scene, diagnostics = read_model(SourceFile("a.yaml", text))
    assert not diagnostics
    assert isinstance(scene, Scene)
    return scene


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("false", Domain("yes-no", ("false", "true"), 0)),
        ("true", Domain("yes-no", ("false", "true"), 1)),
        ("{start: true, label: L}", Domain("yes-no", ("false", "true"), 1, label="L")),
        ("{range: [0, 3]}", Domain("range", ("0", "1", "2", "3"))),
        ("{range: [-1, 1], start: 0}", Domain("range", ("-1", "0", "1"), 1, -1)),
        ("{values: [me, friend]}", Domain("values", ("me", "friend"))),
        ("{values: [no, yes], start: yes}", Domain("values", ("no", "yes"), 1)),
        (
            "{carried: kept-it, label: L}",
            Domain("yes-no", ("false", "true"), 0, label="L", imported_trace=TraceId("kept-it")),
        ),
        ("{carried: kept-it, start: false}", Domain("yes-no", ("false", "true"), imported_trace=TraceId("kept-it"))),
    ],
)
def test_what_a_declaration_means(declaration: str, expected: Domain) -> None:
    domains, diagnostics = parse_domains(read_scene(f"{{x: {declaration}}}"))
    assert not diagnostics
    assert domains == {"x": expected}


@pytest.mark.parametrize(
    ("declaration", "code", "message"),
    [
        ("no", "boolean-trap", "`no` is read as text by some programs and as false by others"),
        ("3", "bad-variable", "`x: 3` does not say what values `x` can take"),
        ("me", "bad-variable", "`x: me` does not say what values `x` can take"),
        ("{range: [3, 0]}", "bad-variable", "the range of `x` goes from 3 to 0"),
        ("{range: [3]}", "bad-variable", "the range of `x` wants two numbers"),
        ("{range: [0, 99999]}", "bad-variable", "the range of `x` has 100,000 values; at most 10,000 are allowed"),
        ("{range: [0, 3], start: 4}", "out-of-range", "`x` is a whole number from 0 to 3; here is `4`"),
        ("{values: []}", "bad-variable", "`x` has no values"),
        ("{values: [a, a]}", "bad-variable", "a value of `x` stands twice"),
        ("{values: [me, friend], start: freind}", "unknown-value", "`x` is one of `me`, `friend`; here is `freind`"),
        ("{range: [0, 1], values: [a]}", "bad-variable", "`x` has both a `range` and `values`"),
        ("{carried: a, values: [b, c]}", "bad-variable", "`x` is carried and has `values`"),
        ("{carried: a, range: [0, 1]}", "bad-variable", "`x` is carried and has `range`"),
        ("{carried: a, start: true}", "bad-variable", "`x` is carried and has a `start` of its own"),
        ("{label: L}", "bad-variable", "`x` has neither `range`, `values`, `carried` nor `start`"),
    ],
)
def test_what_a_declaration_cannot_mean(declaration: str, code: str, message: str) -> None:
    domains, diagnostics = parse_domains(read_scene(f"{{x: {declaration}}}"))
    assert domains == {}
    assert [(diagnostic.code, diagnostic.message) for diagnostic in diagnostics] == [(code, message)]
