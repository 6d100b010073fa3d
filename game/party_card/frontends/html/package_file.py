"""Writes packages for learning platforms: zip files whose bytes depend on their content alone, and texts for XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_ZIP_TIMESTAMP = (1980, 1, 1, 0, 0, 0)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_package_file(files: Mapping[str, bytes]) -> bytes:
    """Returns a zip file with these files, by their names, in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _ZIP_TIMESTAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content)
    return buffer.getvalue()


def escape_xml(text: str) -> str:
    """Escapes text for XML and its attributes; replaces characters that XML forbids by spaces."""
    return escape(_NOT_XML.sub(" ", text), {'"': "&quot;", "'": "&apos;", "\n": " ", "\t": " ", "\r": " "})
