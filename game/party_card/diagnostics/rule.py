"""What is documented about a code: the data that renderings with a list of rules need."""

from __future__ import annotations

from dataclasses import dataclass

from party_card.diagnostics.diagnostic import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One code: how severe it is, what it means in a line, and why and how to mend it."""

    code: str
    severity: Severity
    title: str
    help: str
