"""Reports what a pack has twice: ids of scenes, dossiers, sources, places or people, and campaigns.

Invariant: the message stands at the second one, and names the first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from party_card.content.models import Campaign
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity

KEEP_ONE_PERSON = "keep one of the two: a person is described once for all dossiers"


def report_second_campaign(first: Campaign, second: Campaign) -> Diagnostic:
    """Returns the diagnostic for a second campaign of a pack."""
    label = second.location.key_label("campaign")
    other_labels = (first.location.key_label("campaign", "the first one"),)
    help_ = Help("put the scenes of both into one file, or make a pack of its own for each")
    message = "there is another campaign; a pack has one"
    return Diagnostic("duplicate-campaign", Severity.ERROR, message, label, other_labels, (help_,))


def add_unique(models: dict[Any, Any], name: str, model: Any, key: str) -> list[Diagnostic]:
    """Adds a model under its id, unless there is another: then returns the diagnostic for that."""
    first_model = models.setdefault(name, model)
    if first_model is model:
        return []
    kind = "source" if key == "id" else key
    return [report_duplicate(kind, name, *(entry.location.value(key).label() for entry in (model, first_model)))]


def report_duplicate(
    kind: str, name: str, label: Label, first_label: Label, *, advice: str = "rename one of the two"
) -> Diagnostic:
    """Returns the diagnostic for an id that two things of one kind have."""
    message = f"there is another {kind} `{name}`"
    first_ids = (replace(first_label, message="the first one"),)
    return Diagnostic("duplicate-id", Severity.ERROR, message, label, first_ids, (Help(advice),))
