"""Finds what an author did wrong in a file that YAML cannot read, and how to put it right."""

from party_card.content.yaml_repair.search import find_slip

__all__ = ["find_slip"]
