"""Recognizes files of other programs by their content, whatever their name: a word processor's, a PDF, a zip."""

from __future__ import annotations

import re

_ZIP = b"PK\x03\x04"
_BY_BEGINNING = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a document of a word processor (RTF)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of Word or another Office program"),
    (b"\x1f\x8b", "a packed archive (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a packed archive (7z)"),
    (b"Rar!", "a packed archive (rar)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"SQLite format 3\0", "a database"),
)
_IN_ZIP = (
    (rb"word/", "a Word document"),
    (rb"xl/", "an Excel sheet"),
    (rb"ppt/", "a PowerPoint presentation"),
    (rb"mimetypeapplication/vnd\.oasis\.opendocument", "a LibreOffice document"),
    (rb"mimetypeapplication/epub", "an e-book"),
    (rb"Index/Document\.iwa", "a Pages document"),
)
_HTML = re.compile(rb"\s*<(?:!doctype html|html[\s>])", re.IGNORECASE)


def describe_format(data: bytes) -> str:
    """Returns what a file is, in words, if its content is recognized and no plain text; else an empty text."""
    if data.startswith(_ZIP):
        return next((name for pattern, name in _IN_ZIP if re.search(pattern, data)), "a zip archive")
    if _HTML.match(data):
        return "a web page"
    return next((name for beginning, name in _BY_BEGINNING if data.startswith(beginning)), "")


def explain_conversion(description: str) -> str:
    """Returns how to make a text file of one of another program."""
    if "archive" in description:
        return "unpack it, and put the files that are in it into the folder"
    if "picture" in description or "database" in description:
        return "put a text file here, written in an editor such as Notepad, TextEdit or VS Code"
    return "copy its text into an editor such as Notepad, TextEdit or VS Code, and save it there as plain text in UTF-8"
