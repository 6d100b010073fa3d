"""The way of a thing in the archive of a campaign, as rules look at it: its entries and their conditions."""

from __future__ import annotations

from party_card.content.models import Provenance, ProvenanceEntry
from party_card.content.pack import Pack
from party_card.content.provenance_conditions import ProvenanceConditions, parse_provenance_conditions
from party_card.diagnostics.diagnostic import Diagnostic


def find_provenance(pack: Pack) -> Provenance | None:
    """Returns the way of a thing in the archive of the campaign; None if it has none."""
    archive = pack.campaign.archive if pack.campaign is not None else None
    return None if archive is None else archive.provenance


def provenance_entries(pack: Pack) -> tuple[ProvenanceEntry, ...]:
    """Returns the entries of the way of a thing."""
    provenance = find_provenance(pack)
    return () if provenance is None else provenance.entries


def parse_entry_conditions(pack: Pack) -> tuple[ProvenanceConditions, list[Diagnostic]]:
    """Returns the conditions of the entries, and what is wrong with those that cannot be read."""
    provenance = find_provenance(pack)
    return ({}, []) if provenance is None else parse_provenance_conditions(pack, provenance)
