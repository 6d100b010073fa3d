"""Reads the text of a saved page of the web (.html).

Invariant: nothing is fetched, and what a browser would not show as text, such as scripts, is left out.
"""

from __future__ import annotations

from html.parser import HTMLParser

from party_card.evidence.source_text import UnreadableCopyError
from party_card.localization import gettext
from party_card.studio.source_formats.paragraphs import ParagraphBuilder, ReadFile
from party_card.studio.source_formats.plain import decode_text

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dt", "figcaption", "footer", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th",
        "tr", "ul",
    }
)  # fmt: skip
_SKIPPED = frozenset({"script", "style", "noscript", "template", "svg", "nav", "select", "textarea"})


def read_web_page(data: bytes) -> ReadFile:
    """Reads a page of the web. Raises UnreadableCopyError."""
    parser = _PageParser()
    parser.feed(decode_text(data))
    parser.close()
    parser.end_paragraph()
    if not parser.file.paragraphs:
        raise UnreadableCopyError(
            gettext("There is no text in this page. Copy the text in the browser, and save it as a file.")
        )
    return parser.file


class _PageParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.file = ReadFile([])
        self._paragraph = ParagraphBuilder()
        self._skipped: list[str] = []
        self._is_title = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # HTMLParser's
        if tag in _SKIPPED:
            self._skipped.append(tag)
        self._is_title = tag == "title"
        if tag in _BLOCKS:
            self.end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        if self._skipped and tag == self._skipped[-1]:
            self._skipped.pop()
        self._is_title = False
        if tag in _BLOCKS:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self.file.title = " ".join(data.split())
        elif not self._skipped:
            self._paragraph.add(data)

    def end_paragraph(self) -> None:
        """Ends the paragraph that is being read."""
        if (paragraph := self._paragraph.build()) is not None:
            self.file.paragraphs.append(paragraph)
        self._paragraph = ParagraphBuilder()
