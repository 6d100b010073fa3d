"""The five renderings: what stands where, and that nothing an author writes can break them."""

from __future__ import annotations

import json
import re
from typing import Any
from unicodedata import category, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.render import FORMATS, Format, full, render
from party_card.diagnostics.render.terminal_text import quoted
from party_card.diagnostics.rule import Rule
from party_card.diagnostics.source import SourceFile, Span

NO_FILE = SourceFile("", "")


def problem(text: str, line: int, column: int, end: int, name: str = "scenes/a.yaml", **more: Any) -> Diagnostic:
    label = Label(SourceFile(name, text), Span(line, column, end), more.pop("label", ""))
    return Diagnostic(more.pop("code", "a-code"), more.pop("severity", Severity.ERROR), "it is wrong", label, **more)


def frame(text: str, column: int, end: int) -> tuple[str, str]:
    """The quoted line and its underline."""
    rows = full.render([problem(text, 1, column, end)]).split("\n")
    return rows[3].removeprefix("1 | ").removeprefix("1 |"), rows[4].removeprefix("  | ")


def columns(text: str) -> int:
    return sum(0 if category(c) in ("Mn", "Me") else 2 if east_asian_width(c) in "WF" else 1 for c in text)


# ---------------------------------------------------------------------------------------------------------- full


def test_full_is_whole() -> None:
    file = SourceFile("scenes/a.yaml", "scene: a\ntitle: A\npassages:\n  one: {goto: raeding}\n")
    other = SourceFile("seeds/b.yaml", "dossier: b\n")
    found = Diagnostic(
        "unknown-passage",
        Severity.ERROR,
        "this scene has no passage `raeding`",
        Label(file, Span(4, 15, 22), "here"),
        (
            Label(file, Span(1, 1, 6), "the scene"),
            Label(file, Span(4, 3, 6), "the passage"),
            Label(other, Span(1, 1, 8)),
        ),
        (Help("did you mean `reading`?", "reading"), Help("or add it")),
    )
    warning = problem("x: 1\n", 1, 1, 2, "seeds/c.yaml", severity=Severity.WARNING)
    assert full.render([found, warning]) == (
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
    one, two = problem("a", 1, 1, 2), problem("a", 1, 1, 2, "b.yaml")
    assert full.summary([one, one]) == "2 errors in 1 file"
    assert full.summary([one, two]) == "2 errors in 2 files"
    assert full.summary([problem("a", 1, 1, 2, "", severity=Severity.WARNING)]) == "1 warning"


def test_gutter_is_as_wide_as_the_highest_line_number() -> None:
    text = "\n" * 99 + "here\n"
    rows = full.render([problem(text, 100, 1, 5, others=(Label(SourceFile("b", "x"), Span(1, 1, 2)),))]).split("\n")
    assert rows[1:5] == ["   --> scenes/a.yaml:100:1", "    |", "100 | here", "    | ^^^^"]
    assert rows[5:8] == ["   ::: b:1:1", "    |", "  1 | x"]


@pytest.mark.parametrize(
    ("text", "column", "end", "shown", "under"),
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
def test_underlines_stand_under_what_they_mark(text: str, column: int, end: int, shown: str, under: str) -> None:
    assert frame(text, column, end) == (shown, under)


def test_empty_line_and_empty_file() -> None:
    assert frame("\nb", 1, 2) == ("", "^")
    assert full.render([problem("", 1, 1, 2)]).split("\n")[:2] == [
        "error[a-code]: it is wrong",
        " --> scenes/a.yaml:1:1",
    ]
    assert "|" not in full.render([problem("\ufeff\n", 1, 1, 2)])


def test_long_lines_are_cut_around_what_they_mark() -> None:
    for at in (1, 30, 500, 990, 1001):
        line = "a" * (at - 1) + "WRONG" + "b" * (1000 - at)
        shown, under = frame(line, at, at + 5)
        assert len(shown) <= 106
        assert shown[len(under) - 5 : len(under)] == "WRONG"
        assert shown.startswith("...") == (at > 30)
        assert shown.endswith("...") == (at < 950)


def test_a_long_mark_is_cut_with_its_line() -> None:
    shown, under = frame("x: " + "w" * 5000, 4, 5004)
    assert len(under) <= len(shown) <= 106


def test_a_place_without_a_file_is_left_out() -> None:
    found = problem("", 1, 1, 2, "", helps=(Help("mend it"),))
    assert full.render([found]) == "error[a-code]: it is wrong\nhelp: mend it\n\n1 error\n"
    assert render([found], "concise") == "error[a-code] it is wrong (mend it)\n"
    assert render([found], "github") == "::error title=a-code::it is wrong%0Ahelp: mend it\n"
    assert json.loads(render([found], "json"))["diagnostics"][0]["file"] is None
    assert "locations" not in json.loads(render([found], "sarif"))["runs"][0]["results"][0]


def test_colour_only_adds_colour() -> None:
    found = [problem("a: b", 1, 4, 5, label="here", others=(Label(SourceFile("b", "x"), Span(1, 1, 2)),))]
    coloured = render(found, colour=True)
    assert "\x1b[1;31merror[a-code]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(found)


# -------------------------------------------------------------------------------------------------- other formats


def test_concise() -> None:
    found = problem("a: b", 1, 4, 5, helps=(Help("did you mean `c`?", "c"), Help("or not")))
    assert render([found, found], "concise") == (
        "scenes/a.yaml:1:4: error[a-code] it is wrong (did you mean `c`?)\n" * 2
    )


def test_json_holds_everything() -> None:
    other = Label(SourceFile("b.yaml", "x"), Span(2, 3, 4), "there")
    found = problem("a: b", 1, 4, 5, label="here", others=(other,), helps=(Help("write `c`", "c"), Help("or not")))
    assert json.loads(render([found], "json")) == {
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
    found = problem("a: b", 2, 4, 6, "odd, name: 100%.yaml", helps=(Help("use 100%: all, of it"),))
    assert render([found], "github") == (
        "::error title=a-code,file=odd%2C name%3A 100%25.yaml,line=2,endLine=2,col=4,endColumn=6"
        "::it is wrong%0Ahelp: use 100%25: all, of it\n"
    )


def test_github_cannot_be_made_to_give_other_commands() -> None:
    evil = Diagnostic("a-code", Severity.WARNING, "x\r\n::set-env name=A::b", Label(NO_FILE, Span(1, 1, 2)))
    assert render([evil], "github").count("\n") == 1


def test_sarif() -> None:
    other = Label(SourceFile("b c.yaml", "x"), Span(2, 3, 4), "there")
    found = problem("a: b", 1, 4, 5, label="here", others=(other,), helps=(Help("write `c`", "c"),))
    rules = [Rule("a-code", Severity.ERROR, "It is wrong.", "Mend it."), Rule("b-code", Severity.WARNING, "B.", "C.")]
    log = json.loads(render([found, problem("a", 1, 1, 2, code="z")], "sarif", rules=rules))
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["a-code", "b-code", "z"]
    assert run["tool"]["driver"]["rules"][0]["help"] == {"text": "Mend it."}
    first, second = run["results"]
    assert (first["ruleId"], first["ruleIndex"], second["ruleIndex"]) == ("a-code", 0, 2)
    assert first["message"]["text"] == "it is wrong\nhelp: write `c`"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "scenes/a.yaml"
    assert place["region"] == {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 5}
    assert first["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b%20c.yaml"
    (change,) = first["fixes"][0]["artifactChanges"]
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
    log = json.loads(render([problem("a", 1, 1, 2, name)], "sarif"))
    (place,) = log["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_an_unknown_format_is_misuse() -> None:
    with pytest.raises(ValueError, match="no such format: 'xml'"):
        render([], "xml")  # type: ignore[arg-type]  # misuse is what is tested


# -------------------------------------------------------------------------------------------- whatever is written

anything = st.text(st.characters() | st.sampled_from("\t\r\n\x1b\u200b\u202e\u2028\ud800日e\u0301%:,`"), max_size=60)
long_lines = st.builds(lambda one, times: one * times, anything, st.integers(1, 40))
spans = st.builds(
    lambda line, column, length: Span(line, column, column + length),
    st.integers(0, 9),
    st.integers(0, 300),
    st.integers(0, 300),
)
labels = st.builds(Label, st.builds(SourceFile, anything, long_lines), spans, anything)
helps = st.builds(Help, anything, st.none() | anything)
problems = st.builds(
    Diagnostic,
    anything,
    st.sampled_from(Severity),
    anything,
    labels,
    st.lists(labels, max_size=3).map(tuple),
    st.lists(helps, max_size=2).map(tuple),
)


@pytest.mark.parametrize("form", FORMATS)
@given(found=st.lists(problems, max_size=3))
def test_every_format_takes_anything(form: Format, found: list[Diagnostic]) -> None:
    text = render(found, form)
    text.encode()  # no half characters
    assert not any(category(c) in ("Cc", "Cf", "Zl", "Zp") for c in text if c != "\n")
    if form in ("json", "sarif"):
        assert isinstance(json.loads(text), dict)
    if form in ("concise", "github"):
        assert text.count("\n") == len(found)


@given(line=long_lines.map(lambda text: text.split("\n")[0]), span=spans)
def test_an_underline_never_leaves_its_line(line: str, span: Span) -> None:
    text, offset, length = quoted(line, span)
    assert columns(text) <= 106
    assert length >= 1
    assert offset + length <= 107
