"""Writes exceptions that a library reports to the crash log; one line on the screen says so."""

from __future__ import annotations

import logging
import sys

from party_card.storage.crash_log import write_crash_log


class _CrashLogHandler(logging.Handler):
    def __init__(self, place: str) -> None:
        super().__init__(logging.ERROR)
        self._place = place

    def emit(self, record: logging.LogRecord) -> None:
        """Writes the exception of a record; without one there is nothing to tell."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            log = write_crash_log(error, place=self._place)
            sys.stderr.write(f"party-card: a mistake of the program, not yours. {log.describe()}\n")


def report_crashes(place: str) -> None:
    """Reports exceptions from now on; `place` is the command, as it stands in the log."""
    logging.getLogger().addHandler(_CrashLogHandler(place))
