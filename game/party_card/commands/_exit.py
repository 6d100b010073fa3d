"""Exit statuses of all commands."""

from __future__ import annotations

EXIT_OK = 0
"""All is well."""
EXIT_FINDINGS = 1
"""The author or the player has something to correct."""
EXIT_UNUSABLE = 2
"""The command could not be carried out."""
EXIT_INTERRUPTED = 130
"""The user pressed Ctrl+C."""
