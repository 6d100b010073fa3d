"""Proposals about the layout of a file: colons, blanks, dashes, brackets, indentation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from party_card.content.misleading_characters import find_structural_characters
from party_card.content.model_keys import known_keys, text_keys
from party_card.content.yaml_repair.proposal import (
    BrokenFile,
    Repair,
    indent_of,
    insert,
    last_continuation_line,
    lines_of_text,
)
from party_card.diagnostics.diagnostic import Edit
from party_card.diagnostics.source import Span

_KEY = re.compile(r"(?P<lead> *+)(?P<dash>- ++)?+[\w-]++:(?: |\Z)")


def propose_ordinary_characters(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes YAML's own characters for those that look like them."""
    for repair in find_structural_characters(broken.lines, broken.lines_near(), known_keys()):
        yield Repair(*repair, code="misleading-character")


def propose_blank_after_colon(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes the missing blank in `goto:lamp` and `-id: a`."""
    for line in broken.lines_near():
        match = re.match(r"[ ]*+(?:-[ ]++)*+([\w-]++):(?=[^\s:])", broken.lines[line])
        if match and match[1] in known_keys():
            message = f"behind the colon of `{match[1]}:` a space is missing"
            help_ = f"write `{match[1]}: …`, with a space behind the colon"
            yield insert(line, match.end(), " ", message, help_, match.start(1))
        match = re.match(r"[ ]*+(?:-[ ]++)*+-(?=([\w]++):[ \n])", broken.lines[line])
        if match and match[1] in known_keys():
            message = "behind the `-` of a list a space is missing"
            help_ = f"write `- {match[1]}:`, with a space behind the `-`"
            yield insert(line, match.end(), " ", message, help_, match.end() - 1)


def propose_bracket(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes a closing bracket that is missing at the end of a line, or to delete one too many."""
    for line in broken.lines_near():
        text = broken.lines[line].rstrip()
        bare = re.sub(r"\"[^\"]*\"|'[^']*'", lambda quotation: "x" * len(quotation[0]), text)
        for opening, closing, name in (("[", "]", "a list in [ ]"), ("{", "}", "a group in { }")):
            surplus = bare.count(opening) - bare.count(closing)
            if surplus > 0:
                column = [match.start() for match in re.finditer(re.escape(opening), bare)][-surplus]
                end = len(text)
                edits = (Edit(Span(line + 1, end + 1, end + 1), closing),)
                span = Span(line + 1, column + 1, column + 2)
                yield Repair(f"{name} is not closed", span, f"end it with `{closing}`", edits, is_safe=False)
            elif surplus < 0 and text.endswith(closing):
                column = len(text) - 1
                edits = (Edit(Span(line + 1, column + 1, column + 2), ""),)
                span = Span(line + 1, column + 1, column + 2)
                yield Repair(f"`{closing}` closes nothing here", span, "delete it", edits)


def propose_comma(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes the comma that is missing before a key in braces, or that was written as a semicolon."""
    for line in broken.lines_near():
        for match in re.finditer(r"(?<=[^\s,{;])(;?) ++([\w-]++):(?= )", broken.lines[line]):
            if match[2] in known_keys() and "{" in broken.lines[line][: match.start()]:
                start, end = match.span(1)
                span = Span(line + 1, start + 1, max(end, start + 1) + 1)
                edits = (Edit(Span(line + 1, start + 1, end + 1), ","),)
                message = f"before `{match[2]}:` a comma is missing"
                yield Repair(message, span, "part what stands in braces by commas", edits)


def propose_dash(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes the `- ` of the first item of a list, if the second has one."""
    if broken.line >= len(broken.lines) or not re.match(r" *- ", broken.lines[broken.line]):
        return
    indent = indent_of(broken.lines[broken.line])
    for line in range(broken.line - 1, max(broken.line - 60, 0), -1):
        text = broken.lines[line]
        if text.strip() and indent_of(text) <= indent and not text.startswith(" " * indent + "- "):
            break
        above = next((broken.lines[number] for number in range(line - 1, -1, -1) if broken.lines[number].strip()), "")
        key = re.match(r" *([\w-]+):", text)
        if key and indent_of(text) == indent + 2 and indent_of(above) <= indent and above.rstrip().endswith(":"):
            edits = (Edit(Span(line + 1, indent + 1, indent + 3), "- "),)
            message = "the first item of this list begins here without its `- `"
            span = Span(line + 1, key.start(1) + 1, key.end(1) + 1)
            yield Repair(message, span, f"write `- {key[1]}:`, with the `-` two columns to the left", edits)


def propose_key_for_item(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes a name without its `- `, if the names beneath it have none: `passages:` are no list."""
    text = broken.lines[broken.line] if broken.line < len(broken.lines) else ""
    if not re.match(r" *[\w-]+:\s*\Z", text):
        return
    indent = indent_of(text)
    for line in range(broken.line - 1, max(broken.line - 200, -1), -1):
        above = broken.lines[line]
        item = re.match(r" *- ([\w-]+):\s*\Z", above)
        if above.strip() and indent_of(above) < indent:
            break
        if item and indent_of(above) == indent:
            edits = (Edit(Span(line + 1, indent + 1, indent + 3), ""),)
            span = Span(line + 1, indent + 1, indent + 2)
            yield Repair(
                f"the names that follow `{item[1]}` stand without a `- `", span, "delete the `- `", edits, is_safe=False
            )
            break


def propose_block_text(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes the `|` of a text of several lines beneath its key."""
    for line in lines_of_text(broken):
        match = re.match(r"( *+(?:- ++)*+([\w-]++):) *+\Z", broken.lines[line])
        if match and match[2] in text_keys() and last_continuation_line(broken, line) > line:
            message = "a text of several lines needs a `|` behind its key"
            span = Span(line + 1, match.start(2) + 1, match.end(1) + 1)
            edits = (Edit(Span(line + 1, match.end(1) + 1, match.end(1) + 1), " |"),)
            yield Repair(message, span, f"write `{match[2]}: |`", edits)


def propose_colon(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes the missing colon in `title The lamp room`."""
    for line in broken.lines_near():
        match = re.match(r" *+(?:- ++)*+([\w-]++)(?= ++[^\s:])", broken.lines[line])
        if match and match[1] in known_keys():
            message = f"behind `{match[1]}` a colon is missing"
            yield insert(line, match.end(), ":", message, f"write `{match[1]}: …`", match.start(1))


def propose_plain_key(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes a key without the asterisks or backquotes that mark it in other programs."""
    for line in broken.lines_near():
        match = re.match(r" *+(?:- ++)*+(([*`_]{1,3})([\w-]+?)\2)(?=:)", broken.lines[line])
        if match and match[3] in known_keys():
            span = Span(line + 1, match.start(1) + 1, match.end(1) + 1)
            message = f"a key stands as it is, without `{match[2]}`"
            yield Repair(message, span, f"write `{match[3]}:`", (Edit(span, match[3]),))


def propose_indentation(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes the indentation of a line above, for a line that is out of its column by a few blanks."""
    for line in broken.lines_near()[:2]:
        text = broken.lines[line]
        indent = indent_of(text)
        is_key = _KEY.match(text) is not None
        above: list[int] = []
        for number in range(line - 1, max(line - 60, -1), -1):
            if match := _KEY.match(broken.lines[number]):
                above += [match.end("lead")] if match["dash"] is None else [match.end("lead"), match.end("dash")]
            elif broken.lines[number].strip() and not is_key:
                above.append(indent_of(broken.lines[number]))
        for depth in sorted(set(above), key=lambda depth: (abs(depth - indent), above.index(depth))):
            if depth != indent and abs(depth - indent) <= 3:
                edits = (Edit(Span(line + 1, 1, indent + 1), " " * depth),)
                span = Span(line + 1, indent + 1, indent + 2)
                message = "this line does not fit the lines above it"
                blanks = "without spaces" if depth == 0 else "with 1 space" if depth == 1 else f"with {depth} spaces"
                yield Repair(message, span, f"indent it like its neighbours, {blanks}", edits, is_safe=False)
