"""How a command ends: the exit statuses, and the sentence of one that could not be run."""

from __future__ import annotations

WELL, MEND, UNABLE = 0, 1, 2
"""All is well; the author or the student has something to mend; the command could not be run."""
INTERRUPTED = 130


class CommandError(Exception):  # carries the sentence that says why
    """The command cannot be run; the message says why."""
