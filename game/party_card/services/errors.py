"""Errors that end a request: it cannot be carried out, or its content has errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from party_card.diagnostics.diagnostic import Diagnostic


class UsageError(Exception):
    """The request cannot be carried out; the message is a sentence that gives the reason."""


class InvalidContentError(Exception):
    """The request needs content without errors; `diagnostics` are the errors that were found.

    `conclusion` is a sentence on what is not done because of them, where the diagnostics alone do not say so.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic], conclusion: str = "") -> None:
        super().__init__(f"{len(diagnostics)} errors")
        self.diagnostics = tuple(diagnostics)
        self.conclusion = conclusion
