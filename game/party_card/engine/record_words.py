"""The words that set the player's decisions beside the record, the same in every front end."""

from __future__ import annotations

from typing import Final

WHAT_YOU_DID: Final = "What you did"
"""The label of the player's decision."""
WHAT_HAPPENED: Final = "What really happened"
"""The label of what the record says of it; also the heading of the record, and of its first layer."""
AS_IN_RECORD: Final = "as in the record"
"""The remark on a decision that is the one of the record."""
NO_RECORD: Final = "no record of anyone doing this"
"""The remark on a choice that is the author's hypothesis."""
