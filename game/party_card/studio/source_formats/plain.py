"""Reads a plain text (.txt, .md): UTF-8, UTF-16 with a mark, or the encodings of older Windows programs."""

from __future__ import annotations

from party_card.evidence.source_text import MAX_COPY_BYTES, UnreadableCopyError, decode_copy, split_paragraphs
from party_card.evidence.wording import strip_invisible
from party_card.localization import format_number, gettext
from party_card.studio.source_formats.own_numbers import separate_numbered_lines
from party_card.studio.source_formats.paragraphs import ReadFile, ReadParagraph

_WINDOWS_GAPS = b"\x81\x8d\x8f\x90\x9d"
"""The bytes that mean nothing in Windows-1252."""
_CONTROL_CHARACTERS = bytes(range(0x09)) + bytes(range(0x0E, 0x20))
"""The bytes that no text has."""
_HIGH_LETTERS = bytes(range(0xC0, 0x100))


def read_plain_text(data: bytes) -> ReadFile:
    """Reads a plain text; its paragraphs are those of `party-card sources`, and each numbered line begins one.

    Raises UnreadableCopyError."""
    paragraphs: list[ReadParagraph] = []
    section = ""
    for paragraph in split_paragraphs(separate_numbered_lines(strip_invisible(decode_text(data)))):
        if paragraph.section != section:
            section = paragraph.section
            paragraphs.append(ReadParagraph(section))
        paragraphs.append(ReadParagraph(" ".join(paragraph.text.split())))
    return ReadFile(paragraphs)


def decode_text(data: bytes) -> str:
    """Decodes a text. Raises UnreadableCopyError if it is none."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and data == data.translate(None, _CONTROL_CHARACTERS):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            if _guess_encoding(data) == "cp1252" and data.translate(None, _WINDOWS_GAPS) != data:
                raise UnreadableCopyError(
                    gettext("The letters of this text are written in a way that is not known here. Save it as UTF-8.")
                ) from None
            data = data.decode(_guess_encoding(data)).encode()
    try:
        return decode_copy(data, "this file")
    except UnreadableCopyError:
        raise UnreadableCopyError(_explain_refusal(data)) from None


def _explain_refusal(data: bytes) -> str:
    """Returns why a file is no text, as a sentence for its owner."""
    if len(data) > MAX_COPY_BYTES:
        return gettext(
            "This file has {count} bytes, and at most {limit} are read. Keep only the part that is cited."
        ).format(count=format_number(len(data)), limit=format_number(MAX_COPY_BYTES))
    if data.startswith(b"{\\rtf"):
        return gettext("This is a word processor's file, not a plain text. Save it as plain text.")
    if data.startswith(b"\x1f\x8b"):
        return gettext("This is a compressed file, not a plain text. Unpack it first.")
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        return gettext("There is nothing in this file.")
    return gettext("This file is no text. Save your copy as plain text with the encoding UTF-8.")


def _guess_encoding(data: bytes) -> str:
    """Returns the encoding of an older text: that for Cyrillic if most letters are beyond ASCII."""
    ascii_count = sum(data.count(letter) for letter in b"aeinorst")
    high_count = len(data) - len(data.translate(None, _HIGH_LETTERS))
    return "cp1251" if high_count > ascii_count else "cp1252"
