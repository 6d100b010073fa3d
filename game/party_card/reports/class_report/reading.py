"""Reads the transcripts that were handed in, and names every file that is not counted.

Invariant: each playthrough counts once, in its newest state, whatever its files are called. Every file is either
counted, or named with the reason, or the other form (HTML, Markdown) of a file that is counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from party_card.frontends.shared.transcript.several_transcripts import find_all_transcript_data
from party_card.frontends.shared.transcript.transcript_data import (
    TranscriptData,
    TranscriptDataError,
    to_block_text,
)
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext
from party_card.platform.regular_files import read_start
from party_card.reports.class_report import reasons
from party_card.reports.class_report.file_entries import MAX_FILE_BYTES, FileEntry, list_files
from party_card.reports.class_report.transcripts import HandedInTranscript, UncountedFile


@frozen_dataclass
class HandedInFiles:
    """What was read from a folder; `file_count` counts the files that were looked at."""

    transcripts: tuple[HandedInTranscript, ...]
    uncounted: tuple[UncountedFile, ...]
    file_count: int


def read_handed_in_files(path: Path, ignored: Collection[Path] = ()) -> HandedInFiles:
    """Reads the transcripts of a folder or a zip, but not the files `ignored`. Raises OSError if that is impossible."""
    transcripts, uncounted, count = [], [], 0
    for count, entry in enumerate(list_files(path, ignored), 1):  # noqa: B007  # how many there were
        try:
            found = _read_entry(entry)
            transcripts += [HandedInTranscript(data, entry.name, is_one_of_several=len(found) > 1) for data in found]
        except TranscriptDataError as reason:
            uncounted.append(UncountedFile(entry.name, str(reason)))
    counted, repeated = select_newest(transcripts)
    return HandedInFiles(counted, tuple(sorted((*uncounted, *repeated), key=lambda file: file.name)), count)


def _read_entry(entry: FileEntry) -> tuple[TranscriptData, ...]:
    if entry.refusal:
        raise TranscriptDataError(entry.refusal)
    content = entry.content
    if not content.strip(b"\0 \t\r\n"):
        raise TranscriptDataError(gettext(reasons.EMPTY))
    if content.startswith(b"%PDF"):
        raise TranscriptDataError(gettext(reasons.PRINTED))
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("latin-1")  # the data are ASCII, whatever a program has made of the text around them
        if "\0" in text:
            raise TranscriptDataError(gettext(reasons.NOT_TEXT)) from None
    return find_all_transcript_data(text)


def is_transcript(path: Path) -> bool:
    """Returns True if a file holds a transcript, so that it must not be replaced by a report."""
    try:
        find_all_transcript_data(read_start(path, MAX_FILE_BYTES).decode("utf-8", "replace"))
    except (OSError, TranscriptDataError):
        return False
    return True


def select_newest(
    transcripts: Iterable[HandedInTranscript],
) -> tuple[tuple[HandedInTranscript, ...], tuple[UncountedFile, ...]]:
    """Returns the newest state of each playthrough, and the files of the others with the reason."""
    by_attempt: dict[str, list[HandedInTranscript]] = {}
    for transcript in transcripts:
        by_attempt.setdefault(_identify(transcript.data), []).append(transcript)
    counted, uncounted = [], []
    for group in by_attempt.values():
        newest, *others = sorted(group, key=lambda item: (-item.data.revision, -len(item.data.steps), item.file))
        counted.append(newest)
        uncounted += [
            UncountedFile(other.name, _explain_repetition(other, newest))
            for other in others
            if not _is_other_form(other, newest)
        ]
    return tuple(counted), tuple(uncounted)


def _identify(data: TranscriptData) -> str:
    """Returns what is the same of all states of a playthrough; one that was not saved has no other states."""
    return data.attempt_id or to_block_text(data)


def _is_other_form(transcript: HandedInTranscript, counted: HandedInTranscript) -> bool:
    """Returns True for the Markdown beside an HTML, which the program itself has written."""
    file, counted_file = PurePosixPath(transcript.file), PurePosixPath(counted.file)
    return (
        transcript.data == counted.data
        and file != counted_file
        and file.with_suffix("") == counted_file.with_suffix("")
    )


def _explain_repetition(transcript: HandedInTranscript, counted: HandedInTranscript) -> str:
    data, counted_data = transcript.data, counted.data
    if data.nickname.casefold() != counted_data.nickname.casefold():
        sentence = reasons.OTHER_NICKNAME
    elif data == counted_data:
        sentence = reasons.COPY
    elif data.revision < counted_data.revision:
        sentence = reasons.EARLIER
    elif replace(data, saved=None) == replace(counted_data, saved=None):  # written again on another day
        sentence = reasons.COPY
    else:
        sentence = reasons.CHANGED
    return gettext(sentence).format(file=counted.file)
