"""Passages of a scene with their blocks, choices and endings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from party_card.content.models.value_types import (
    EMPTY_PROSE,
    Basis,
    ChoiceId,
    ConditionText,
    Date,
    EndingId,
    Located,
    PassageId,
    Prose,
    VariableId,
)
from party_card.content.yaml_nodes import RawScalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Located):
    """A paragraph or more of a passage, or a typed `document`; shown only where `if_` holds."""

    text: Prose | None = None
    """Prose.

    Example: The drawer is open.
    """
    document: Prose | None = None
    """In place of `text`: what stands on a paper, shown as typed.

    Example: "“the gravedigger of the revolution in Russia” [@gravedigger]"
    """
    if_: ConditionText | None = None
    """A condition; the block is there only where it holds.

    Example: kept == page
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Located):
    """What the author offers: `did` tells it afterwards, `locked` is the reason shown while `if_` does not hold."""

    id: ChoiceId
    """Unique in the scene; not `begin`, `reveal` or `close`.

    Example: burn
    """
    text: Prose
    """What the student reads, beginning with a verb.

    Example: Burn it in the stove
    """
    goto: PassageId
    """The id of the passage that follows.

    Example: night
    """
    did: Prose = EMPTY_PROSE
    """The same in the past tense; it stands beside the record.

    Example: You burned it.
    """
    if_: ConditionText | None = None
    """A condition; where it does not hold, the choice is hidden.

    Example: read_it and attention < 3
    """
    locked: Prose | None = None
    """A reason; the choice is then shown as closed, with this reason, where it would be hidden.

    Example: Not with someone watching you
    """
    hypothesis: bool = False
    """`true` if the source shows nobody weighing this: it is then marked as the student's own hypothesis."""
    set: Mapping[VariableId, RawScalar] = field(default_factory=dict)
    """What changes: a plain value sets, `+1` and `-1` are steps.

    Example: {read_it: true, attention: +1, keeper: me}
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending(Located):
    """How a scene can end."""

    id: EndingId
    """Unique in the scene.

    Example: handed-in
    """
    title: str
    """What the student reads above the record.

    Example: You handed it in
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Located):
    """A moment: text, and choices or an ending; `record` is what was done then, `history` the choices that match it."""

    text: Prose | tuple[Block, ...]
    """The prose, 40 to 110 words; or a list of blocks.

    Example: "Seven pages, typed. [@copies]"
    Example: [{text: The drawer is open.}, {if: kept == page, text: Page five is in your glove.}]
    """
    choices: tuple[Choice, ...] = ()
    """What the student may do, two to four.

    Example: [{id: open, text: Open it, goto: read}, {id: leave, text: Leave it, goto: left}]
    """
    ending: Ending | None = None
    """In place of choices: the scene ends here.

    Example: {id: opened, title: You opened it}
    """
    basis: Basis = "composite"
    """What kind of prose this is: `documented`, `composite` (typical, put together from sources) or `invented`."""
    date: Date | None = None
    """When this moment is, in EDTF.

    Example: 1932-08-24~
    """
    place: str = ""
    """Where, if it differs from the scene.

    Example: The dacha
    """
    picture: str = ""
    """A picture in `assets/pictures/`, without `.svg`.

    Example: envelope
    """
    alt: str = ""
    """One sentence for those who cannot see the picture.

    Example: An envelope without a name.
    """
    record: Prose | None = None
    """One or two cited sentences, set beside the student's choice afterwards.

    Example: "Two members denounced the group in writing. [@denunciation]"
    """
    history: tuple[ChoiceId, ...] = ()
    """The ids of the choices here that match the record; `[]` if none does.

    Example: [report]
    """

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text as blocks: prose without conditions is one block."""
        return (Block(text=self.text),) if isinstance(self.text, str) else self.text
