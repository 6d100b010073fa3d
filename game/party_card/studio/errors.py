"""What a request of the page is answered with if it cannot be carried out."""

from __future__ import annotations

from pygls.exceptions import JsonRpcException

from party_card.localization import gettext, gettext_noop

SYSTEM_REASONS = (
    # TRANSLATORS: What the system says of a file, within a sentence: "high-water.yaml cannot be saved: {reason}."
    gettext_noop("No space left on device"),
    gettext_noop("Disk quota exceeded"),
    gettext_noop("Permission denied"),
    gettext_noop("Read-only file system"),
    gettext_noop("Input/output error"),
    gettext_noop("File name too long"),
    gettext_noop("Not a directory"),
)
"""What the system says most often; any other reason is shown as the system says it."""


class StudioError(JsonRpcException):
    """The request cannot be carried out; the message is a whole sentence for the teacher."""

    CODE = -32803  # RequestFailed in the Language Server Protocol


def explain(error: OSError) -> str:
    """Returns the reason of an error of the system, in the present language if it is a common one."""
    return gettext(error.strerror or str(error))
