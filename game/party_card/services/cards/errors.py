"""What a card cannot do."""

from __future__ import annotations

from party_card.localization import gettext


class CardError(ValueError):
    """A card cannot make this change; the message is a whole sentence for the author."""


def refuse_layout() -> CardError:
    """Returns the error of a change that would touch more of the text than it is about."""
    return CardError(
        gettext("This cannot be changed on a card without touching more of the text. Change it in the text.")
    )
