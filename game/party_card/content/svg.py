"""Reads SVG pictures as located nodes.

Invariant: this is the only module that imports expat. Nothing is expanded and nothing fetched: parsing ends at a
DOCTYPE, before any entity.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.parsers import expat

from party_card.content.file_text import read_file
from party_card.diagnostics.diagnostic import Diagnostic, Label
from party_card.diagnostics.source import SourceFile, Span
from party_card.frozen_dataclass import frozen_dataclass

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
MAX_CHARACTERS = 100_000
"""A longer picture is refused; the built-in ones have a tenth of that."""
MAX_DEPTH = 100
"""More deeply nested elements are refused."""
MAX_ELEMENTS = 5_000
"""More elements are refused; the built-in pictures have up to 100."""


@frozen_dataclass
class SvgNode:
    """An element or, as `?target`, a processing instruction.

    `is_svg` is False for the notes of drawing programs. Attributes are keyed by name without prefix; `offset` is the
    index of the node's `<` in the text; the root has depth 0. `text` is what stands in a `style` element.
    """

    name: str
    is_svg: bool
    attributes: Mapping[str, str]
    offset: int
    depth: int
    text: str = ""


@frozen_dataclass
class SvgDocument:
    """The nodes of a picture; if parsing ended early, `error` is the reason and the index in the text."""

    file: SourceFile
    nodes: tuple[SvgNode, ...] = ()
    error: tuple[str, int] | None = None

    def label(self, node: SvgNode, attribute: str = "") -> Label:
        """Returns the label of a node's name, or of one of its attributes."""
        pattern = rf"(?<![\w.:-])(?:[\w.-]+:)?{re.escape(attribute)}(?=\s*=)" if attribute else r"\??[\w:.-]+"
        start = node.offset + 1
        match = re.compile(pattern).search(self.file.text, start)
        return Label(self.file, self.file.span(*(match.span() if match else (start, start + 1))))


class _RefusedError(Exception):
    """Ends parsing; the message is for authors."""


def read_svg(path: Path, name: str) -> tuple[SvgDocument | None, list[Diagnostic]]:
    """Reads the picture at `path`, which messages call `name`. Returns None and the reason if it is no text."""
    file, diagnostics = read_file(path, name)
    return (None if file is None else parse_svg(file)), diagnostics


def parse_svg(file: SourceFile) -> SvgDocument:
    """Parses a picture; its nodes are in the order of the text."""
    text = file.text
    if len(text) > MAX_CHARACTERS:
        return SvgDocument(
            file, (), (f"a picture may have {MAX_CHARACTERS:,} characters; this one has {len(text):,}", 0)
        )
    parser = _SvgParser(text)
    error: tuple[str, int] | None = None
    try:
        parser.parse()
    except _RefusedError as refusal:
        error = (str(refusal), max(text.rfind("<", 0, parser.offset + 1), 0))
    except expat.ExpatError as expat_error:
        message = f"this is not well-formed XML: {expat.ErrorString(expat_error.code)}"
        error = (message, parser.error_offset)
    return SvgDocument(file, tuple(parser.nodes), error)


class _SvgParser:
    def __init__(self, text: str) -> None:
        self.nodes: list[SvgNode] = []
        self._data = text.encode("utf-8", "replace")
        self._depth = 0
        self._style_text: list[str] | None = None
        self._style_index = 0
        self._last_byte_index = self._last_offset = 0
        self._expat = expat.ParserCreate("utf-8", " ")
        self._expat.StartElementHandler = self._start_element
        self._expat.EndElementHandler = self._end_element
        self._expat.CharacterDataHandler = self._add_text
        self._expat.ProcessingInstructionHandler = self._add_instruction
        self._expat.StartDoctypeDeclHandler = self._refuse_doctype

    def parse(self) -> None:
        self._expat.Parse(self._data, True)

    @property
    def offset(self) -> int:
        """The index in the text that the parser has reached."""
        return self._to_text_offset(self._expat.CurrentByteIndex)

    @property
    def error_offset(self) -> int:
        """The index in the text of the parser's error."""
        return self._to_text_offset(self._expat.ErrorByteIndex)

    def _to_text_offset(self, byte_index: int) -> int:
        """Counts on from the last offset, so that a picture of many elements is not decoded again for each."""
        if byte_index < self._last_byte_index:
            self._last_byte_index = self._last_offset = 0
        self._last_offset += len(self._data[self._last_byte_index : byte_index].decode("utf-8", "ignore"))
        self._last_byte_index = byte_index
        return self._last_offset

    def _start_element(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local_name = name.rpartition(" ")
        svg_attributes = {key.rpartition(" ")[2]: value for key, value in attributes.items() if _is_svg_attribute(key)}
        self.nodes.append(SvgNode(local_name, namespace == SVG_NAMESPACE, svg_attributes, self.offset, self._depth))
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _RefusedError(f"more than {MAX_DEPTH} elements lie in one another")
        if len(self.nodes) > MAX_ELEMENTS:
            raise _RefusedError(f"a picture may have {MAX_ELEMENTS:,} elements; this one has more")
        if local_name == "style":
            self._style_text, self._style_index = [], len(self.nodes) - 1

    def _end_element(self, name: str) -> None:
        self._depth -= 1
        if self._style_text is not None and name.rpartition(" ")[2] == "style":
            style = self.nodes[self._style_index]
            self.nodes[self._style_index] = replace(style, text="".join(self._style_text))
            self._style_text = None

    def _add_text(self, text: str) -> None:
        if self._style_text is not None:
            self._style_text.append(text)

    def _add_instruction(self, target: str, _data: str) -> None:
        self.nodes.append(SvgNode(f"?{target}", True, {}, self.offset, self._depth))

    def _refuse_doctype(self, *_: object) -> None:
        raise _RefusedError("a picture may not have a DOCTYPE")


def _is_svg_attribute(name: str) -> bool:
    """Returns True for attributes of SVG itself and for links."""
    return " " not in name or name.endswith(" href")


def label_at(document: SvgDocument, offset: int) -> Label:
    """Returns the label of the character at an offset; of the file's first character if it is past the end."""
    file = document.file
    return Label(file, file.span(offset, offset + 1) if offset < len(file.text) else Span(1, 1, 2))
