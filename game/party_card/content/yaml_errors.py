"""Explains surprises of YAML to authors: libyaml's errors, and words that some readers take for booleans.

Invariant: libyaml's own sentences are never shown; an error that the table does not list gets a general message.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from party_card.diagnostics.diagnostic import Diagnostic, Edit, Help, Label, Severity
from party_card.diagnostics.source import SourceFile, Span

_TRANSLATIONS = (
    # words of libyaml's error, our message, our fix
    ("mapping values are not allowed", "a colon and a space stand where no key can be",
     'put the whole text in double quotes: "…: …", or check the indentation'),
    ("did not find expected key", "this line does not fit the lines above it", "indent it like its neighbours"),
    ("could not find expected ':'", "this line has no colon",
     "write `key: value`; for a text over several lines write `key: |` and indent the text"),
    ("did not find expected '-' indicator", "this line is no part of the list above",
     "indent it, or begin it with `- `"),
    ("did not find expected ',' or ']'", "a list in [ ] is not closed", "end it with `]`, items parted by commas"),
    ("did not find expected ',' or '}'", "a group in { } is not closed", "end it with `}`, pairs parted by commas"),
    ("found unexpected end of stream", "a quotation is not closed", "end it with the mark it began with"),
    ("found unknown escape character", "a backslash in double quotes begins a code",
     "use single quotes, or write `\\\\`"),
    ("found undefined alias", "a word that begins with * means something else in YAML", "put the text in quotes"),
    ("expected a single document", "`---` begins a second document", "use one file for each"),
    ("did not find expected alphabetic or numeric", "a word beginning with * or & means something else in YAML",
     "put the text in quotes"),
    ("block sequence entries are not allowed", "a `- ` stands where no list can begin",
     "begin the list on a line of its own"),
    ("block collections", "this cannot stand on the same line", "begin it on a line of its own, indented"),
    ("violates indentation", "a tab stands where YAML wants spaces", "use two spaces for each level"),
    ("did not find expected node content", "something is missing here", "write a text, or delete the mark before it"),
    ("did not find expected comment or line break", "behind this mark the line must end",
     "begin the text on the next line, indented"),
    ("invalid Unicode character escape code", "a backslash in double quotes begins a code",
     "use single quotes, or write `\\\\`"),
    ("did not find expected hexdecimal number", "a backslash in double quotes begins a code", "use single quotes"),
    ("did not find expected <document start>", "this line belongs to nothing above it",
     "begin it with a key: `key: …`"),
    ("directive", "a line that begins with % means something else in YAML", "put the text in quotes"),
    ("unexpected non-alphabetical character", "this character cannot begin a text", "put the text in double quotes"),
    ("tag", "a word that begins with ! means something else in YAML", "put the text in quotes"),
    ("cannot start any token", "this character cannot begin a text", "put the text in double quotes"),
)  # fmt: skip

_UNCLOSED_QUOTATION = re.compile(r"""(?m)^ *+(?:- ++)*+[\w-]++: ++("[^"\n]*+|'[^'\n]*+)$""")
"""A quoted text that is not closed on its line."""


class YamlMark(NamedTuple):
    """A position as libyaml counts: from 0."""

    line: int
    column: int


def find_tab_indents(file: SourceFile) -> list[Diagnostic]:
    """Returns a diagnostic for every tab in an indentation."""
    diagnostics = []
    for match in re.finditer(r"(?m)^ *+(\t++)", file.text):
        span = file.span(*match.span(1))
        fix = Help("use two spaces for each level", edits=(Edit(span, "  " * len(match[1])),))
        message, label = "a tab stands where YAML wants spaces", Label(file, span, "a tab")
        diagnostics.append(Diagnostic("tab-indent", Severity.ERROR, message, label, helps=(fix,)))
    return diagnostics


def explain_yaml_error(
    file: SourceFile, problem: str, context: str, mark: YamlMark, context_mark: YamlMark | None
) -> Diagnostic:
    """Returns the diagnostic for libyaml's `problem` at `mark`, in the `context` that began at `context_mark`."""
    message, fix = "this cannot be read as YAML", "compare it with the scene in the handbook"
    for error_words, translation, translated_fix in _TRANSLATIONS:
        if error_words in problem or error_words in context:
            message, fix = translation, translated_fix
            break
    if "could not find expected ':'" in problem and context_mark is not None:
        mark = context_mark  # libyaml searches on to the next line; the context begins on the line without a colon
    is_after_value = problem.startswith(("did not find expected key", "did not find expected ','"))
    if is_after_value and (diagnostic := _explain_closing_quotation_mark(file, mark)):
        return diagnostic
    secondary: tuple[Label, ...] = ()
    if context_mark is not None and context_mark.line != mark.line and "block mapping" not in context:
        begin = Span(context_mark.line + 1, context_mark.column + 1, context_mark.column + 2)
        secondary = (Label(file, begin, "it began here"),)
    elif spans := _find_unclosed_quotations(file, mark.line + 1):
        secondary = (Label(file, spans[-1], "is this quotation closed?"),)
    span = _find_last_text(file.lines, mark)
    return Diagnostic("yaml-syntax", Severity.ERROR, message, Label(file, span), secondary, (Help(fix),))


def _explain_closing_quotation_mark(file: SourceFile, mark: YamlMark) -> Diagnostic | None:
    """Returns the diagnostic for text after a closing quotation mark; None if there is no such mark before `mark`."""
    text_before = file.lines[mark.line][: mark.column].rstrip() if mark.line < len(file.lines) else ""
    if not text_before.endswith(('"', "'")):
        return None
    quote = text_before[-1]
    end_labels = (Label(file, Span(mark.line + 1, len(text_before), len(text_before) + 1), "here it ends"),)
    if quote in text_before[:-1]:
        message = "something stands behind the closing quotation mark"
        fix = Help("write “ and ” within a text in quotation marks, or put the whole text under a `|`")
        label = Label(file, Span(mark.line + 1, mark.column + 1, mark.column + 2))
        return Diagnostic("yaml-syntax", Severity.ERROR, message, label, end_labels, (fix,))
    # The quotation began on a line above: was it meant to end there?
    begin = next((number for number in range(mark.line - 1, -1, -1) if quote in file.lines[number]), None)
    match = _UNCLOSED_QUOTATION.match(file.lines[begin]) if begin is not None else None
    if begin is None or match is None or match[1][0] != quote:
        return None
    label = Label(file, Span(begin + 1, match.start(1) + 1, match.end(1) + 1))
    fix = Help("end it with the mark it began with")
    return Diagnostic("yaml-syntax", Severity.ERROR, "a quotation is not closed", label, end_labels, (fix,))


def _find_unclosed_quotations(file: SourceFile, last_line: int) -> list[Span]:
    """Returns the quoted texts, down to `last_line`, that are not closed on their line."""
    spans = [file.span(match.start(1), match.end()) for match in _UNCLOSED_QUOTATION.finditer(file.text)]
    return [span for span in spans if span.line <= last_line]


def _find_last_text(lines: tuple[str, ...], mark: YamlMark) -> Span:
    """Returns the character at `mark`; if its line is empty, the end of the last line above that is not."""
    line, column = mark.line + 1, mark.column + 1
    while line > 1 and (line > len(lines) or not lines[line - 1].strip()):
        line -= 1
        column = len(lines[line - 1].rstrip()) + 1 if line <= len(lines) else 1
    return Span(line, column, column + 1)


BOOLEAN_TRAPS = {
    "yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false", "true": "true",
    "false": "false",
}  # fmt: skip
"""Each such word, in small letters, and the boolean to write instead; `true` and `false` for `True` and `False`."""


def make_boolean_trap_diagnostic(word: str, label: Label) -> Diagnostic:
    """Returns the diagnostic for `word`, a key of `BOOLEAN_TRAPS` in any case."""
    boolean = BOOLEAN_TRAPS[word.lower()]
    message = f"`{word}` is read as text by some programs and as {boolean} by others"
    if word.lower() == boolean:
        message = f"`{boolean}` is written in small letters; here is `{word}`"
    return Diagnostic(
        "boolean-trap", Severity.ERROR, message, label, helps=(Help(f"write `{boolean}`", boolean, word),)
    )
