"""Defines what a report is built from: transcripts, and the files that hold none that counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from party_card.frontends.shared.transcript.transcript_data import TranscriptData
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass
class HandedInTranscript:
    """A transcript; `file` is the name under which it was handed in, empty if it comes from no file.

    `marks` are those that a teacher has given already, from 0 to 3, by question id. `is_one_of_several` if the file
    holds other playthroughs as well, as the archive of a campaign does.
    """

    data: TranscriptData
    file: str = ""
    marks: Mapping[str, int] = field(default_factory=dict)
    is_one_of_several: bool = False

    @property
    def name(self) -> str:
        """The name by which it is told from others: the file, with the scene if there are several in it."""
        return f"{self.file} (“{self.data.title}”)" if self.is_one_of_several else self.file


@frozen_dataclass
class UncountedFile:
    """A file, or a transcript of no file, that is not counted; `reason` is a whole sentence, with what to do."""

    name: str
    reason: str
