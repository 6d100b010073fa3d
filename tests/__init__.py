"""Tests. The folders mirror `game/party_card/`."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
"""The checkout."""
SOURCE = ROOT / "game"
"""The source root: what PYTHONPATH needs to import `party_card`."""
