"""What YAML stumbles over, in an author's words.

Law: libyaml's own sentences never reach a reader; what the table does not know is said in general words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from party_card.diagnostics.diagnostic import Diagnostic, Edit, Help, Label, Severity
from party_card.diagnostics.source import SourceFile, Span

_PROBLEMS = (
    # what libyaml says; what we say; how it is mended
    (
        "mapping values are not allowed",
        "a colon and a space stand where no key can be",
        'put the whole text in double quotes: "…: …", or check the indentation',
    ),
    (
        "did not find expected key",
        "this line does not fit the lines above it",
        "indent it like its neighbours",
    ),
    (
        "could not find expected ':'",
        "this line has no colon",
        "write `key: value`; for a text over several lines write `key: |` and indent the text",
    ),
    (
        "did not find expected '-' indicator",
        "this line is no part of the list above",
        "indent it, or begin it with `- `",
    ),
    (
        "did not find expected ',' or ']'",
        "a list in [ ] is not closed",
        "end it with `]`, items parted by commas",
    ),
    (
        "did not find expected ',' or '}'",
        "a group in { } is not closed",
        "end it with `}`, pairs parted by commas",
    ),
    ("found unexpected end of stream", "a quotation is not closed", "end it with the mark it began with"),
    (
        "found unknown escape character",
        "a backslash in double quotes begins a code",
        "use single quotes, or write `\\\\`",
    ),
    (
        "found undefined alias",
        "a word that begins with * means something else in YAML",
        "put the text in quotes",
    ),
    ("expected a single document", "`---` begins a second document", "use one file for each"),
    (
        "did not find expected alphabetic or numeric",
        "a word beginning with * or & means something else in YAML",
        "put the text in quotes",
    ),
    (
        "block sequence entries are not allowed",
        "a `- ` stands where no list can begin",
        "begin the list on a line of its own",
    ),
    ("block collections", "this cannot stand on the same line", "begin it on a line of its own, indented"),
    ("violates indentation", "a tab stands where YAML wants spaces", "use two spaces for each level"),
    ("did not find expected node content", "something is missing here", "write a text, or delete the mark before it"),
    (
        "did not find expected comment or line break",
        "behind this mark the line must end",
        "begin the text on the next line, indented",
    ),
    (
        "invalid Unicode character escape code",
        "a backslash in double quotes begins a code",
        "use single quotes, or write `\\\\`",
    ),
    ("did not find expected hexdecimal number", "a backslash in double quotes begins a code", "use single quotes"),
    (
        "did not find expected <document start>",
        "this line belongs to nothing above it",
        "begin it with a key: `key: …`",
    ),
    ("directive", "a line that begins with % means something else in YAML", "put the text in quotes"),
    ("unexpected non-alphabetical character", "this character cannot begin a text", "put the text in double quotes"),
    ("tag", "a word that begins with ! means something else in YAML", "put the text in quotes"),
    ("cannot start any token", "this character cannot begin a text", "put the text in double quotes"),
)


_OPEN = re.compile(r"""(?m)^[ -]*[\w-]+: +("[^"\n]*|'[^'\n]*)$""")
"""A text in quotation marks that its line does not close."""


class Mark(NamedTuple):
    """A place as libyaml counts: from 0."""

    line: int
    column: int


def tabs(file: SourceFile) -> list[Diagnostic]:
    """Every tab in an indentation."""
    return [
        Diagnostic(
            "tab-indent",
            Severity.ERROR,
            "a tab stands where YAML wants spaces",
            Label(file, file.span(found.start(1), found.end(1)), "a tab"),
            helps=(
                Help(
                    "use two spaces for each level",
                    edits=(Edit(file.span(found.start(1), found.end(1)), "  " * len(found[1])),),
                ),
            ),
        )
        for found in re.finditer(r"(?m)^ *+(\t++)", file.text)
    ]


def _quotation(file: SourceFile, at: Mark) -> Diagnostic | None:
    """What is wrong where something stands behind a closing quotation mark; None where nothing does."""
    lines = file.lines
    before = lines[at.line][: at.column].rstrip() if at.line < len(lines) else ""
    if not before.endswith(('"', "'")):
        return None
    sign = before[-1]
    end = Label(file, Span(at.line + 1, len(before), len(before) + 1), "here it ends")
    if sign in before[:-1]:
        message = "something stands behind the closing quotation mark"
        mend = "write “ and ” within a text in quotation marks, or put the whole text under a `|`"
        place = Label(file, Span(at.line + 1, at.column + 1, at.column + 2))
        return Diagnostic("yaml-syntax", Severity.ERROR, message, place, (end,), (Help(mend),))
    for number in range(at.line - 1, -1, -1):  # it began further up: was it meant to end there?
        if sign in lines[number]:
            opened = _OPEN.match(lines[number])
            if opened is None or opened[1][0] != sign:
                return None
            place = Label(file, Span(number + 1, opened.start(1) + 1, opened.end(1) + 1))
            closing = Help("end it with the mark it began with")
            return Diagnostic("yaml-syntax", Severity.ERROR, "a quotation is not closed", place, (end,), (closing,))
    return None


def explain_yaml_error(file: SourceFile, said: str, context: str, at: Mark, began: Mark | None) -> Diagnostic:
    """What libyaml `said` at a place, and in what `context` that `began` before, as a diagnostic."""
    message, mend = "this cannot be read as YAML", "compare it with the scene in the handbook"
    for words, ours, how in _PROBLEMS:
        if words in said or words in context:
            message, mend = ours, how
            break
    if "could not find expected ':'" in said and began is not None:
        at = began  # libyaml looks on until the next line; what has no colon is where it began to look
    if said.startswith(("did not find expected key", "did not find expected ','")) and (found := _quotation(file, at)):
        return found
    others: tuple[Label, ...] = ()
    if began is not None and began.line != at.line and "block mapping" not in context:
        others = (Label(file, Span(began.line + 1, began.column + 1, began.column + 2), "it began here"),)
    else:
        opened = [
            found for found in _OPEN.finditer(file.text) if file.span(found.start(1), found.end()).line < at.line + 1
        ]
        if opened:
            span = file.span(opened[-1].start(1), opened[-1].end())
            others = (Label(file, span, "is this quotation closed?"),)
    # Past the last line there is nothing to underline: show the last line that has something.
    line, column = at.line + 1, at.column + 1
    lines = file.lines
    while line > 1 and (line > len(lines) or not lines[line - 1].strip()):
        line -= 1
        column = len(lines[line - 1].rstrip()) + 1 if line <= len(lines) else 1
    edits = _quoted(lines, line) if said.startswith("mapping values are not allowed") and line == at.line + 1 else ()
    label = Label(file, Span(line, column, column + 1))
    return Diagnostic("yaml-syntax", Severity.ERROR, message, label, others, (Help(mend, edits=edits),))


_COLON = re.compile(r"(?P<lead> *(?:- +)?)[\w-]+: +(?P<text>[^\s\"'\[\]{}|>#&*!%@`,?:-][^#]*: [^#]*?)[ \t]*\Z")
"""A line whose text holds a colon and a blank, and no other sign that means something."""


def _quoted(lines: tuple[str, ...], number: int) -> tuple[Edit, ...]:
    """Quotation marks around the text of a line, where it ends with the line."""
    found = _COLON.match(lines[number - 1])
    below = next((line for line in lines[number:] if line.strip()), "")
    if found is None or len(below) - len(below.lstrip(" ")) > len(found["lead"]):
        return ()
    return (Edit(Span(number, found.start("text") + 1, found.end("text") + 1), in_quotes(found["text"])),)


def in_quotes(text: str) -> str:
    """A text of one line in double quotes, or in single ones where it has such or a backslash."""
    return f'"{text}"' if not re.search(r'["\\]', text) else "'" + text.replace("'", "''") + "'"
