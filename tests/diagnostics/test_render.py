"""Tests of the five output formats: their layout, and that no text of an author can break them."""

from __future__ import annotations

import json
import re
from typing import Any
from unicodedata import category, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.render import FORMATS, full, render
from party_card.diagnostics.render.terminal_text import quote_line
from party_card.diagnostics.rule import Rule
from party_card.diagnostics.source import SourceFile, Span
from tests.random_examples import random_examples

NO_FILE = SourceFile("", "")


def make_diagnostic(
    text: str, line: int, column: int, end: int, name: str = "scenes/a.yaml", **kwargs: Any
) -> Diagnostic:
    label = Label(SourceFile(name, text), Span(line, column, end), kwargs.pop("label", ""))
    return Diagnostic(
        kwargs.pop("code", "a-code"), kwargs.pop("severity", Severity.ERROR), "it is wrong", label, **kwargs
    )


def quote_and_underline(text: str, column: int, end: int) -> tuple[str, str]:
    """Renders a diagnostic; returns the quoted line and its underline."""
    lines = full.render([make_diagnostic(text, 1, column, end)]).split("\n")
    return lines[3].removeprefix("1 | ").removeprefix("1 |"), lines[4].removeprefix("  | ")


def terminal_width(text: str) -> int:
    return sum(0 if category(c) in ("Mn", "Me") else 2 if east_asian_width(c) in "WF" else 1 for c in text)


# ---------------------------------------------------------------------------------------------------------- full


def test_full_is_whole() -> None:
    file = SourceFile("scenes/a.yaml", "scene: a\ntitle: A\npassages:\n  one: {goto: raeding}\n")
    other_label = SourceFile("seeds/b.yaml", "dossier: b\n")
    sample = Diagnostic(
        "unknown-passage",
        Severity.ERROR,
        "this scene has no passage `raeding`",
        Label(file, Span(4, 15, 22), "here"),
        (
            Label(file, Span(1, 1, 6), "the scene"),
            Label(file, Span(4, 3, 6), "the passage"),
            Label(other_label, Span(1, 1, 8)),
        ),
        (Help("did you mean `reading`?", "reading"), Help("or add it")),
    )
    warning = make_diagnostic("x: 1\n", 1, 1, 2, "seeds/c.yaml", severity=Severity.WARNING)
    assert full.render([sample, warning]) == (
        "error[unknown-passage]: this scene has no passage `raeding`\n"
        " --> scenes/a.yaml:4:15\n"
        "  |\n"
        "1 | scene: a\n"
        "  | ----- the scene\n"
        "...\n"
        "4 |   one: {goto: raeding}\n"
        "  |               ^^^^^^^ here\n"
        "  |   --- the passage\n"
        " ::: seeds/b.yaml:1:1\n"
        "  |\n"
        "1 | dossier: b\n"
        "  | -------\n"
        "help: did you mean `reading`?\n"
        "help: or add it\n"
        "\n"
        "warning[a-code]: it is wrong\n"
        " --> seeds/c.yaml:1:1\n"
        "  |\n"
        "1 | x: 1\n"
        "  | ^\n"
        "\n"
        "1 error, 1 warning in 2 files\n"
    )


def test_full_of_nothing_is_nothing() -> None:
    assert full.render([]) == ""


def test_summary_counts() -> None:
    first_diagnostic, second = make_diagnostic("a", 1, 1, 2), make_diagnostic("a", 1, 1, 2, "b.yaml")
    assert full.format_summary([first_diagnostic, first_diagnostic]) == "2 errors in 1 file"
    assert full.format_summary([first_diagnostic, second]) == "2 errors in 2 files"
    assert full.format_summary([make_diagnostic("a", 1, 1, 2, "", severity=Severity.WARNING)]) == "1 warning"


def test_gutter_is_as_wide_as_the_highest_line_number() -> None:
    text = "\n" * 99 + "here\n"
    lines = full.render(
        [make_diagnostic(text, 100, 1, 5, secondary=(Label(SourceFile("b", "x"), Span(1, 1, 2)),))]
    ).split("\n")
    assert lines[1:5] == ["   --> scenes/a.yaml:100:1", "    |", "100 | here", "    | ^^^^"]
    assert lines[5:8] == ["   ::: b:1:1", "    |", "  1 | x"]


@pytest.mark.parametrize(
    ("text", "column", "end", "line", "underline"),
    [
        ("\ttab: x", 2, 5, "    tab: x", "    ^^^"),
        ("ab\ttab: x", 4, 7, "ab  tab: x", "    ^^^"),
        ("a\tb", 2, 3, "a   b", " ^^^"),
        ("日本: wrong", 5, 10, "日本: wrong", "      ^^^^^"),
        ("日本: wrong", 1, 3, "日本: wrong", "^^^^"),
        ("e\u0301e\u0301: x", 6, 7, "e\u0301e\u0301: x", "   ^"),
        ("title", 6, 7, "title", "     ^"),
        ("title", 50, 60, "title", "     ^"),
        ("title   ", 8, 9, "title", "       ^"),
        ("a\x07b\x1b[31mc", 2, 3, "a<U+0007>b<U+001B>[31mc", " ^^^^^^^^"),
        ("a\u202eb\u200bc", 3, 4, "a<U+202E>b<U+200B>c", "         ^"),
        ("a\u2066b", 3, 4, "a<U+2066>b", "         ^"),
        ("a\ud800b", 3, 4, "a<U+D800>b", "         ^"),
    ],
)
def test_underlines_stand_under_what_they_mark(text: str, column: int, end: int, line: str, underline: str) -> None:
    assert quote_and_underline(text, column, end) == (line, underline)


def test_empty_line_and_empty_file() -> None:
    assert quote_and_underline("\nb", 1, 2) == ("", "^")
    assert full.render([make_diagnostic("", 1, 1, 2)]).split("\n")[:2] == [
        "error[a-code]: it is wrong",
        " --> scenes/a.yaml:1:1",
    ]
    assert "|" not in full.render([make_diagnostic("\ufeff\n", 1, 1, 2)])


def test_long_lines_are_cut_around_what_they_mark() -> None:
    for column in (1, 30, 500, 990, 1001):
        line = "a" * (column - 1) + "WRONG" + "b" * (1000 - column)
        quoted_text, underline = quote_and_underline(line, column, column + 5)
        assert len(quoted_text) <= 106
        assert quoted_text[len(underline) - 5 : len(underline)] == "WRONG"
        assert quoted_text.startswith("...") == (column > 30)
        assert quoted_text.endswith("...") == (column < 950)


def test_a_long_mark_is_cut_with_its_line() -> None:
    line, underline = quote_and_underline("x: " + "w" * 5000, 4, 5004)
    assert len(underline) <= len(line) <= 106


def test_a_place_without_a_file_is_left_out() -> None:
    sample = make_diagnostic("", 1, 1, 2, "", helps=(Help("mend it"),))
    assert full.render([sample]) == "error[a-code]: it is wrong\nhelp: mend it\n\n1 error\n"
    assert render([sample], "concise") == "error[a-code] it is wrong (mend it)\n"
    assert render([sample], "github") == "::error title=a-code::it is wrong%0Ahelp: mend it\n"
    assert json.loads(render([sample], "json"))["diagnostics"][0]["file"] is None
    assert "locations" not in json.loads(render([sample], "sarif"))["runs"][0]["results"][0]


def test_colour_only_adds_colour() -> None:
    sample = [make_diagnostic("a: b", 1, 4, 5, label="here", secondary=(Label(SourceFile("b", "x"), Span(1, 1, 2)),))]
    coloured = render(sample, colour=True)
    assert "\x1b[1;31merror[a-code]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(sample)


# -------------------------------------------------------------------------------------------------- other formats


def test_concise() -> None:
    sample = make_diagnostic("a: b", 1, 4, 5, helps=(Help("did you mean `c`?", "c"), Help("or not")))
    assert render([sample, sample], "concise") == (
        "scenes/a.yaml:1:4: error[a-code] it is wrong (did you mean `c`?)\n" * 2
    )


def test_json_holds_everything() -> None:
    other_label = Label(SourceFile("b.yaml", "x"), Span(2, 3, 4), "there")
    sample = make_diagnostic(
        "a: b", 1, 4, 5, label="here", secondary=(other_label,), helps=(Help("write `c`", "c"), Help("or not"))
    )
    assert json.loads(render([sample], "json")) == {
        "version": 1,
        "errors": 1,
        "warnings": 0,
        "remarks": 0,
        "diagnostics": [
            {
                "code": "a-code",
                "severity": "error",
                "message": "it is wrong",
                "file": "scenes/a.yaml",
                "line": 1,
                "column": 4,
                "end": 5,
                "label": "here",
                "others": [{"file": "b.yaml", "line": 2, "column": 3, "end": 4, "label": "there"}],
                "helps": [
                    {"message": "write `c`", "replacement": "c"},
                    {"message": "or not", "replacement": None},
                ],
            }
        ],
    }


def test_github_escapes() -> None:
    sample = make_diagnostic("a: b", 2, 4, 6, "odd, name: 100%.yaml", helps=(Help("use 100%: all, of it"),))
    assert render([sample], "github") == (
        "::error title=a-code,file=odd%2C name%3A 100%25.yaml,line=2,endLine=2,col=4,endColumn=6"
        "::it is wrong%0Ahelp: use 100%25: all, of it\n"
    )


def test_github_cannot_be_made_to_give_other_commands() -> None:
    evil = Diagnostic("a-code", Severity.WARNING, "x\r\n::set-env name=A::b", Label(NO_FILE, Span(1, 1, 2)))
    assert render([evil], "github").count("\n") == 1


def test_sarif() -> None:
    other_label = Label(SourceFile("b c.yaml", "x"), Span(2, 3, 4), "there")
    sample = make_diagnostic("a: b", 1, 4, 5, label="here", secondary=(other_label,), helps=(Help("write `c`", "c"),))
    rules: list[Rule[object]] = [
        Rule("a-code", Severity.ERROR, "It is wrong.\n\nMend it.\n\nPASS:\n    scene: a\n"),
        Rule("b-code", Severity.WARNING, "B.\n\nC.\n"),
    ]
    log = json.loads(render([sample, make_diagnostic("a", 1, 1, 2, code="z")], "sarif", rules=rules))
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["a-code", "b-code", "z"]
    assert run["tool"]["driver"]["rules"][0]["help"] == {"text": "Mend it."}
    first_diagnostic, second = run["results"]
    assert (first_diagnostic["ruleId"], first_diagnostic["ruleIndex"], second["ruleIndex"]) == ("a-code", 0, 2)
    assert first_diagnostic["message"]["text"] == "it is wrong\nhelp: write `c`"
    location = first_diagnostic["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "scenes/a.yaml"
    assert location["region"] == {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 5}
    assert first_diagnostic["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b%20c.yaml"
    (change,) = first_diagnostic["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "c"}


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("scenes/a.yaml", "scenes/a.yaml"),
        ("scenes\\a b.yaml", "scenes/a%20b.yaml"),
        ("/home/me/a.yaml", "file:///home/me/a.yaml"),
        ("C:\\packs\\a.yaml", "file:///C:/packs/a.yaml"),
        ("Äpfel.yaml", "%C3%84pfel.yaml"),
    ],
)
def test_sarif_names_files_by_uri(name: str, uri: str) -> None:
    log = json.loads(render([make_diagnostic("a", 1, 1, 2, name)], "sarif"))
    (location,) = log["runs"][0]["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_an_unknown_format_is_misuse() -> None:
    with pytest.raises(ValueError, match="no such format: 'xml'"):
        render([], "xml")  # type: ignore[arg-type]  # misuse is tested here


# -------------------------------------------------------------------------------------------- whatever is written

anything = st.text(st.characters() | st.sampled_from("\t\r\n\x1b\u200b\u202e\u2028\ud800日e\u0301%:,`"), max_size=60)
long_lines = st.builds(lambda text, count: text * count, anything, st.integers(1, 40))
spans = st.builds(
    lambda line, column, length: Span(line, column, column + length),
    st.integers(0, 9),
    st.integers(0, 300),
    st.integers(0, 300),
)
labels = st.builds(Label, st.builds(SourceFile, anything, long_lines), spans, anything)
helps = st.builds(Help, anything, st.none() | anything)
diagnostics = st.builds(
    Diagnostic,
    anything,
    st.sampled_from(Severity),
    anything,
    labels,
    st.lists(labels, max_size=3).map(tuple),
    st.lists(helps, max_size=2).map(tuple),
)


@random_examples(st.lists(diagnostics, max_size=3), everyday=50, long=300)
def test_every_format_takes_anything(sample: list[Diagnostic]) -> None:
    for output_format in FORMATS:
        text = render(sample, output_format)
        text.encode()  # no half characters
        assert not any(category(c) in ("Cc", "Cf", "Zl", "Zp") for c in text if c != "\n")
        if output_format in ("json", "sarif"):
            assert isinstance(json.loads(text), dict)
        if output_format in ("concise", "github"):
            assert text.count("\n") == len(sample)


@given(line=long_lines.map(lambda text: text.split("\n")[0]), span=spans)
def test_an_underline_never_leaves_its_line(line: str, span: Span) -> None:
    text, offset, length = quote_line(line, span)
    assert terminal_width(text) <= 106
    assert length >= 1
    assert offset + length <= 107
