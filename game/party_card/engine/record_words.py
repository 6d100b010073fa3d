"""The words that set the player's decisions beside the record, the same in every front end."""

from __future__ import annotations

from typing import Final

from party_card.localization import gettext_noop

WHAT_YOU_DID: Final = gettext_noop("What you did")
"""The label of the player's decision."""
WHAT_HAPPENED: Final = gettext_noop("What really happened")
"""The label of what the record says of it; also the heading of the record, and of its first layer."""
AS_IN_RECORD: Final = gettext_noop("as in the record")
"""The remark on a decision that is the one of the record."""
YOU_CHOSE: Final = gettext_noop("You chose: {choice}")
"""A decision that is not told in the past tense."""
NO_RECORD: Final = gettext_noop("no record of anyone doing this")
"""The remark on a choice that is the author's hypothesis."""
