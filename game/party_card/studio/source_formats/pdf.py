"""Reads the text of a PDF with pypdf: its lines with their places, and the numbers of its pages.

Invariant: a file that is protected, or that holds only pictures of pages, is refused with a sentence that says so.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from party_card.evidence.source_text import UnreadableCopyError
from party_card.localization import format_number, gettext, gettext_noop
from party_card.studio.source_formats.paragraphs import ReadFile
from party_card.studio.source_formats.pdf_lines import PdfLine, PdfPage, join_lines

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 2_000
_NO_PYPDF = gettext_noop(
    "PDF files need one more part of the program. Install it with: pip install 'party-card[studio]'"
)
_PROTECTED = gettext_noop("This PDF is protected by a password. Save a copy without one, or copy its text into a file.")
_DAMAGED = gettext_noop(
    "This PDF is damaged and cannot be read. Open it in another program, and print it into a new PDF."
)
_PICTURES = gettext_noop(
    "This PDF holds pictures of pages and no text. Have a program for text recognition (OCR) read it first, "
    "or type the sentences that you need into a text file."
)

_LOCKED = ("DependencyError", "FileNotDecryptedError", "WrongPasswordError")
"""The errors of pypdf for a file that needs a password, or a library for its kind of encryption."""


def read_pdf(data: bytes) -> ReadFile:
    """Reads a PDF. Raises UnreadableCopyError with a sentence for its owner."""
    try:
        from pypdf import PdfReader  # noqa: PLC0415  # an extra
    except ImportError:
        raise UnreadableCopyError(gettext(_NO_PYPDF)) from None
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableCopyError(gettext(_PROTECTED))
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise UnreadableCopyError(
                gettext("This PDF has {count} pages, and {limit} are read. Keep those you cite.").format(
                    count=format_number(count), limit=format_number(MAX_PAGES)
                )
            )
        pages = [_read_page(page) for page in reader.pages]
        title = str(reader.metadata.title or "") if reader.metadata is not None else ""
        labels = _read_labels(reader)
    except UnreadableCopyError:
        raise
    except Exception as error:  # noqa: BLE001  # pypdf raises whatever a damaged file leads to
        raise UnreadableCopyError(gettext(_PROTECTED if type(error).__name__ in _LOCKED else _DAMAGED)) from None
    if not any(page.lines for page in pages):
        raise UnreadableCopyError(gettext(_PICTURES))
    file = join_lines(pages, labels)
    file.title = " ".join(title.split())
    return file


def _read_labels(reader: PdfReader) -> list[str]:
    """Returns what the file itself calls its pages; empty if it does not say."""
    return list(reader.page_labels) if "/PageLabels" in reader.root_object else []


def _read_page(page: PageObject) -> PdfPage:
    lines: list[PdfLine] = []
    is_open = False

    def take(text: str, matrix: Any, text_matrix: Any, _: Any, font_size: float) -> None:
        nonlocal is_open
        for number, piece in enumerate(text.split("\n")):
            is_open = is_open and not number
            if not piece.strip() and not is_open:
                continue
            if is_open:
                lines[-1].text += piece
                continue
            x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
            y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
            scale = abs(text_matrix[3] * matrix[3]) or 1.0
            lines.append(PdfLine(piece, float(x), float(y), float(font_size) * scale))
            is_open = True

    page.extract_text(visitor_text=take)
    for line in lines:
        line.text = " ".join(line.text.split())
    return PdfPage([line for line in lines if line.text])
