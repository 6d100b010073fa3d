"""The prologue of a campaign: a few moments before its first scene, with at most one choice."""

from __future__ import annotations

from party_card.content.models.value_types import EMPTY_PROSE, ChoiceId, DossierId, Located, Prose, TraceId
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass(kw_only=True)
class PrologueChoice(Located):
    """One of the two choices of a prologue."""

    id: ChoiceId
    """Unique in the prologue.

    Example: carry
    """
    text: Prose
    """What the student reads, beginning with a verb.

    Example: Carry it on you
    """
    leaves: TraceId | None = None
    """What it leaves for the scenes, which `carry` it as they do what earlier scenes leave.

    Example: card-carried
    """


@frozen_dataclass(kw_only=True)
class Beat(Located):
    """One moment of a prologue: a picture and a few sentences."""

    text: Prose
    """Two or three sentences; every claim has a citation.

    Example: "The harvest of 1932 was a bad one. [@harvest-reports-bad]"
    """
    picture: str = ""
    """A picture in `assets/pictures/`, without `.svg`; about as wide as high.

    Example: prologue-bowl
    """
    alt: str = ""
    """One sentence for those who cannot see the picture.

    Example: An empty bowl.
    """
    question: Prose = EMPTY_PROSE
    """What is asked above the choices, in large letters.

    Example: Where do you keep yours?
    """
    choices: tuple[PrologueChoice, ...] = ()
    """Two choices; only one of the beats has any.

    Example: [{id: carry, text: Carry it on you, leaves: card-carried}, {id: lock, text: Lock it in a drawer}]
    """


@frozen_dataclass(kw_only=True)
class Prologue(Located):
    """What a player reads in a minute or so before the first scene of the campaign."""

    prologue: str
    """The id, which `prologue:` of the campaign names.

    Example: the-card
    """
    beats: tuple[Beat, ...]
    """The moments in order, three to five.

    Example: [{text: "The harvest was bad. [@harvest-reports-bad]"}, {text: "This is a party card. [@card]"}]
    """
    title: str = "Prologue"
    """What students see above it.

    Example: Before the winter
    """
    dossiers: tuple[DossierId, ...] = ()
    """The files in `seeds/` that the prologue cites.

    Example: [ryutin-affair]
    """

    @property
    def traces(self) -> tuple[TraceId, ...]:
        """What its choices leave."""
        return tuple(choice.leaves for beat in self.beats for choice in beat.choices if choice.leaves)
