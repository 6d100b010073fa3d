"""A picture's SVG text as located parts.

Law: the only importer of expat. Nothing is expanded and nothing fetched: reading ends at a DOCTYPE, before any entity.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from party_card.content.pack import read_file
from party_card.diagnostics.diagnostic import Diagnostic, Label
from party_card.diagnostics.source import SourceFile, Span

SVG = "http://www.w3.org/2000/svg"
LONGEST = 100_000
"""How many characters of a picture are read; our own have a tenth of that."""
DEEPEST = 100
"""How many groups may lie in one another."""


@dataclass(frozen=True, slots=True)
class Part:
    """An element or, as `?its-name`, an instruction to programs. `own`: it is SVG and not a drawing program's note.

    Attributes are by their names without a prefix; `at` is the index of its `<` in the text, `depth` 0 for the root.
    """

    name: str
    own: bool
    attributes: Mapping[str, str]
    at: int
    depth: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """What could be read of a file. `broken` says why reading ended early, and at which index."""

    file: SourceFile
    parts: tuple[Part, ...] = ()
    broken: tuple[str, int] | None = None

    def label(self, part: Part, attribute: str = "") -> Label:
        """The place of a part's name, or of one of its attributes."""
        text = self.file.text
        start, wanted = part.at + 1, r"\??[\w:.-]+"
        if attribute:
            wanted = rf"(?<![\w.:-])(?:[\w.-]+:)?{re.escape(attribute)}(?=\s*=)"
        found = re.compile(wanted).search(text, start)
        here = found.span() if found else (start, start + 1)
        return Label(self.file, self.file.span(*here))


class _EndedEarlyError(Exception):
    pass


def read_drawing(path: Path, name: str) -> tuple[Drawing | None, list[Diagnostic]]:
    """The picture at `path`, which messages call `name`; None with the reason where it is no text."""
    file, problems = read_file(path, name)
    return (None, problems) if file is None else (drawing(file), problems)


def drawing(file: SourceFile) -> Drawing:
    """The parts of a picture, in their order."""
    if len(file.text) > LONGEST:
        return Drawing(file, (), (f"a picture may have {LONGEST:,} characters; this one has {len(file.text):,}", 0))
    data = file.text.encode("utf-8", "replace")
    parser = expat.ParserCreate("utf-8", " ")
    parts: list[Part] = []
    depth = 0

    def here() -> int:
        return len(data[: parser.CurrentByteIndex].decode("utf-8", "ignore"))

    def begins(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        space, _, local = name.rpartition(" ")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items() if _of_svg(key)}
        parts.append(Part(local, space == SVG, plain, here(), depth))
        depth += 1
        if depth > DEEPEST:
            raise _EndedEarlyError(f"more than {DEEPEST} elements lie in one another")

    def ends(_: str) -> None:
        nonlocal depth
        depth -= 1

    def instructs(target: str, _: str) -> None:
        parts.append(Part(f"?{target}", True, {}, here(), depth))

    def declares(*_: object) -> None:
        raise _EndedEarlyError("a picture may not have a DOCTYPE")

    parser.StartElementHandler, parser.EndElementHandler = begins, ends
    parser.ProcessingInstructionHandler, parser.StartDoctypeDeclHandler = instructs, declares
    try:
        parser.Parse(data, True)
    except _EndedEarlyError as reason:
        at = here()
        return Drawing(file, tuple(parts), (str(reason), max(file.text.rfind("<", 0, at + 1), 0)))
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        at = len(data[: parser.ErrorByteIndex].decode("utf-8", "ignore"))
        return Drawing(file, tuple(parts), (f"this is not well-formed XML: {why}", at))
    return Drawing(file, tuple(parts))


def _of_svg(attribute: str) -> bool:
    """Whether an attribute is SVG's own or a link, not a drawing program's note to itself."""
    return " " not in attribute or attribute.endswith(" href")


def place(drawn: Drawing, index: int) -> Label:
    """The character at an index, or the first of the file."""
    span = drawn.file.span(index, index + 1) if index < len(drawn.file.text) else Span(1, 1, 2)
    return Label(drawn.file, span)
