"""Reads one file of a source in a process of its own: `python -m party_card.studio.source_reader SUFFIX LANGUAGE`.

The bytes of the file come in, one JSON object goes out: `paragraphs`, `title` and `pages`, or `error`, a sentence.

Invariant: whatever is in the file, the process ends within the limits and says something; it writes no file and opens
no connection.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from party_card.evidence.source_text import UnreadableCopyError
from party_card.localization import format_number, gettext, gettext_noop, set_language
from party_card.localization.languages import ENGLISH
from party_card.storage.own_languages import use_own_languages
from party_card.studio.source_formats.paragraphs import ReadFile
from party_card.studio.source_formats.pdf import read_pdf
from party_card.studio.source_formats.plain import read_plain_text
from party_card.studio.source_formats.web import read_web_page
from party_card.studio.source_formats.word import read_word

MAX_SOURCE_BYTES = 32_000_000
"""The largest file that is read; a PDF of a scanned book may have more, and holds no text."""
MAX_PARAGRAPHS = 20_000
MAX_MEMORY_BYTES = 1_500_000_000
MAX_CPU_S = 60
_OLD_WORD = gettext_noop(
    "This is a Word file of the old kind, or one with a password. Open it in Word, and save it as .docx without one."
)
_EMPTY = gettext_noop("There is no text in this file.")
_DAMAGED = gettext_noop("This file cannot be read. Save it again, or copy its text into a text file.")
_TOO_COMPLICATED = gettext_noop(
    "This file needs more memory or time than a source may. Keep only the part that is cited."
)
_SUFFIXES: dict[str, Callable[[bytes], ReadFile]] = {".html": read_web_page, ".htm": read_web_page}


def read_source(data: bytes, suffix: str) -> ReadFile:
    """Reads a file by what is in it; the suffix of its name decides only between text and web page.

    Raises UnreadableCopyError with a sentence for its owner.
    """
    if len(data) > MAX_SOURCE_BYTES:
        raise UnreadableCopyError(
            gettext("This file has more than {megabytes} MB. Keep only the part that is cited.").format(
                megabytes=MAX_SOURCE_BYTES // 1_000_000
            )
        )
    read: Callable[[bytes], ReadFile]
    if data[:1024].lstrip().startswith(b"%PDF"):
        read = read_pdf
    elif data.startswith(b"PK"):
        read = read_word
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableCopyError(gettext(_OLD_WORD))
    else:
        read = _SUFFIXES.get(suffix.lower(), read_plain_text)
    file = read(data)
    if not file.paragraphs:
        raise UnreadableCopyError(gettext(_EMPTY))
    if len(file.paragraphs) > MAX_PARAGRAPHS:
        raise UnreadableCopyError(
            gettext("This text has {count} paragraphs, and {limit} are read. Keep those you cite.").format(
                count=format_number(len(file.paragraphs)), limit=format_number(MAX_PARAGRAPHS)
            )
        )
    return file


def main() -> None:
    """Reads from standard input, and writes to standard output."""
    use_own_languages()
    set_language(sys.argv[2] if len(sys.argv) > 2 else ENGLISH)
    _limit_resources()
    answer: dict[str, Any]
    try:
        answer = asdict(read_source(sys.stdin.buffer.read(MAX_SOURCE_BYTES + 1), sys.argv[1]))
    except UnreadableCopyError as error:
        answer = {"error": str(error)}
    except MemoryError:
        answer = {"error": gettext(_TOO_COMPLICATED)}
    except Exception:  # noqa: BLE001  # whatever a damaged file leads to
        answer = {"error": gettext(_DAMAGED)}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _limit_resources() -> None:
    """Limits memory and time where the system can."""
    try:
        import resource  # noqa: PLC0415  # not on Windows, where the process that waits ends this one
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_S, MAX_CPU_S + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    main()
